import type { selectionSchema } from '../../../src/api/contract/selection.ts';
import type { z } from 'zod';
import type { Format } from '../../shared/format.ts';
import type { Language } from '../../shared/language.tsx';
import { capitalised, countryName, genreName, languageName, platformName } from '../../shared/names.ts';

type Selection = z.output<typeof selectionSchema>;
/** A column of an exploration, with its counts. */
export type Distribution = Selection['distributions'][number];
/** A column of numbers. */
export type Numbers = Extract<Distribution, { kind: 'numbers' }>;
/** A column of names. */
export type Names = Extract<Distribution, { kind: 'names' }>;
export type Unit = Numbers['unit'];
export type { Selection };

const SIGNS: Partial<Record<Unit, string>> = { minutes: 'min', stars: '★' };

/** How a value of a unit is written, without its sign: on an axis. */
export function writerOf(format: Format, unit: Unit, step: number | null): (value: number) => string {
  if (unit === 'year') return (value) => String(Math.round(value));
  if (unit === 'dollars') return (value) => format.dollars(value);
  return (value) => {
    if (Math.abs(value) >= 10_000) return format.compact(value);
    if (Number.isInteger(value) && (step === null || Number.isInteger(step))) return format.number(value);
    if (Math.abs(value) < 0.01 && value !== 0) return value.toExponential(0);
    const most = Math.abs(value) < 1 ? 2 : Math.abs(value) < 10 ? 1 : 0;
    // No more decimals than the value has: 0.5, not 0.50.
    const digits = [0, 1].find((few) => few < most && Math.abs(Number(value.toFixed(few)) - value) < 1e-9) ?? most;
    return format.number(value, digits);
  };
}

/** Whether each bin holds a single value: stars from half to half, seasons. */
export const isSingle = ({ step, bins }: Numbers): boolean =>
  step !== null && bins.length > 0 && bins.every(({ from, to }) => Math.abs(to - from - step) < 1e-9);

/** The same with its sign: “95 min”. */
export function withSign(format: Format, unit: Unit, step: number | null): (value: number) => string {
  const write = writerOf(format, unit, step);
  const sign = SIGNS[unit];
  return (value) => (sign === undefined ? write(value) : `${write(value)} ${sign}`);
}

/** How a bin is called: “90–94 min”, “1995”. */
export function binLabel(format: Format, { unit, step, open, bins }: Numbers, at: number): string {
  const { from, to } = bins[at];
  const write = writerOf(format, unit, step);
  const sign = SIGNS[unit] === undefined ? '' : ` ${SIGNS[unit]}`;
  if (at === 0 && open.low) return `< ${write(to)}${sign}`;
  if (at === bins.length - 1 && open.high) return `≥ ${write(from)}${sign}`;
  if (step !== null && Math.abs(to - from - step) < 1e-9) return `${write(from)}${sign}`;
  if (step !== null && Number.isInteger(step)) {
    const last = Math.max(from, to - step);
    return last <= from ? `${write(from)}${sign}` : `${write(from)}–${write(last)}${sign}`;
  }
  return `${write(from)}–${write(to)}${sign}`;
}

const TYPES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  movie: { es: 'película', en: 'film' },
  'tv show': { es: 'serie', en: 'series' },
};

/** A name as people read it: languages by their names, platforms as they write themselves. */
export function nameIn(language: Language, column: string, name: string): string {
  if (column === 'platform') return platformName(name);
  if (column === 'type') return TYPES[name]?.[language] ?? name;
  // The platforms' tables are in lower case throughout.
  if (column === 'cast' || column === 'directors') return name === name.toLowerCase() ? capitalised(name) : name;
  if (column === 'maturityRating') return name.toUpperCase();
  if (column === 'genres') return genreName(name, language);
  if (column === 'countries') return countryName(name, language);
  if (/language/i.test(column) && /^[a-z]{2}$/.test(name)) return languageName(name, language);
  return name;
}

/** The twelve months, January first. */
export const monthNames = (language: Language, width: 'short' | 'long' = 'long'): string[] =>
  Array.from({ length: 12 }, (_, month) =>
    new Intl.DateTimeFormat(language, { month: width, timeZone: 'UTC' }).format(Date.UTC(2024, month, 1)),
  );

/** The seven days, Monday first. 1 January 2024 was a Monday. */
export const weekdayNames = (language: Language, width: 'short' | 'long' = 'long'): string[] =>
  Array.from({ length: 7 }, (_, day) =>
    new Intl.DateTimeFormat(language, { weekday: width, timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + day)),
  );

/** With a capital at its beginning. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The page of a title of a catalogue. */
export const titleAddress = (catalogue: string, id: string): string =>
  `/titles/${{ films: 'film/', aggregator: 'platform/' }[catalogue] ?? ''}${encodeURIComponent(id)}`;
