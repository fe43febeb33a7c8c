import { useMemo } from 'react';
import { type Language, useLanguage } from './language.tsx';

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

/** How numbers, dates and spans are written. */
export interface Format {
  /** 12.345 / 12,345. */
  number(value: number, digits?: number): string;
  /** A part of 1 as per cent. */
  percent(value: number, digits?: number): string;
  /** 1,2 M / 1.2M. */
  compact(value: number): string;
  /** A day: 3 mar 2026. */
  date(time: string | number): string;
  /** A day with its hour. */
  time(time: string | number): string;
  /** An hour of today: “las 16:06” / “16:06”. */
  clock(time: string | number): string;
  /** How long ago: “hace 3 horas”. `now` in milliseconds. */
  ago(time: string | number, now: number): string;
  /** A span: 850 ms, 4.2 s, 3 min. */
  seconds(value: number): string;
  /** 4.2 MB. */
  bytes(value: number): string;
  /** US dollars, short. */
  dollars(value: number): string;
  /** “a, b y c”. */
  list(members: readonly string[]): string;
}

/** Makes the formats of a language. The year is never grouped: write it as it is. */
export function formatOf(language: Language): Format {
  const locale = language === 'es' ? 'es-ES' : 'en-GB';
  // Making a format costs a hundred times what writing with it costs.
  const made = new Map<string, Intl.NumberFormat>();
  const number = (value: number, options: Intl.NumberFormatOptions): string => {
    const key = JSON.stringify(options);
    const known = made.get(key) ?? new Intl.NumberFormat(locale, { useGrouping: 'always', ...options });
    made.set(key, known);
    return known.format(value);
  };
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const hour = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const unit = (value: number, name: string, digits: number): string =>
    number(value, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits });
  return {
    number: (value, digits = 0) => number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    percent: (value, digits = 0) =>
      number(value, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }),
    compact: (value) => number(value, { notation: 'compact', maximumFractionDigits: 1 }),
    date: (time) => day.format(new Date(time)),
    time: (time) => hour.format(new Date(time)),
    clock: (time) => {
      const text = clock.format(new Date(time));
      if (language === 'en') return text;
      return /^0?1:/.test(text) ? `la ${text}` : `las ${text}`;
    },
    ago: (time, now) => {
      const seconds = (new Date(time).getTime() - now) / 1000;
      const size = Math.abs(seconds);
      if (size < MINUTE_S) return relative.format(0, 'minute');
      if (size < HOUR_S) return relative.format(Math.round(seconds / MINUTE_S), 'minute');
      if (size < DAY_S) return relative.format(Math.round(seconds / HOUR_S), 'hour');
      if (size < 60 * DAY_S) return relative.format(Math.round(seconds / DAY_S), 'day');
      return day.format(new Date(time));
    },
    seconds: (value) => {
      if (value < 1) return unit(value * 1000, 'millisecond', 0);
      return value < 2 * MINUTE_S ? unit(value, 'second', value < 10 ? 1 : 0) : unit(value / MINUTE_S, 'minute', 0);
    },
    bytes: (value) => {
      if (value < 1e6) return unit(value / 1e3, 'kilobyte', value < 1e4 ? 1 : 0);
      return value < 1e9 ? unit(value / 1e6, 'megabyte', 1) : unit(value / 1e9, 'gigabyte', 1);
    },
    dollars: (value) =>
      number(value, { style: 'currency', currency: 'USD', notation: 'compact', maximumFractionDigits: 1 }),
    list: (members) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(members),
  };
}

/** The formats of the language in force. */
export function useFormat(): Format {
  const { language } = useLanguage();
  return useMemo(() => formatOf(language), [language]);
}
