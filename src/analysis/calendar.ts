import { NO_DATE } from '../dataset/index.ts';
import type { Calendar, Grain } from './contract.ts';
import type { DateColumn } from './table.ts';

const MONTHS = 12;
const WEEKDAYS = 7;
/** 1970-01-01 was a Thursday; Monday is 0. */
const EPOCH_WEEKDAY = 3;

interface Day {
  readonly year: number;
  /** 0…11 */
  readonly month: number;
  /** 1…31 */
  readonly date: number;
  /** Monday 0 … Sunday 6 */
  readonly weekday: number;
}

/**
 * The date of a day since 1970-01-01, proleptic Gregorian. Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms",
 * civil_from_days.
 */
export function dayOf(day: number): Day {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = (shiftedMonth + 2) % MONTHS;
  return {
    year: yearOfEra + era * 400 + (month <= 1 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
    weekday: (((day + EPOCH_WEEKDAY) % WEEKDAYS) + WEEKDAYS) % WEEKDAYS,
  };
}

const zeros = (length: number): number[] => Array.from({ length }, () => 0);

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** The given rows by month, weekday and year of a date column. */
export function countDays({ name, days }: DateColumn, rows: Int32Array, grain: Grain): Calendar {
  const cells = Array.from({ length: MONTHS }, () => zeros(WEEKDAYS));
  const years = new Map<number, number[]>();
  let newYearsDay = 0;
  let n = 0;
  // A day that many rows share is taken apart once.
  const known = new Map<number, Day>();
  for (const row of rows) {
    const day = days[row];
    if (day === NO_DATE) continue;
    let parts = known.get(day);
    if (parts === undefined) known.set(day, (parts = dayOf(day)));
    const { year, month, weekday, date } = parts;
    n++;
    cells[month][weekday]++;
    if (month === 0 && date === 1) newYearsDay++;
    let months = years.get(year);
    if (months === undefined) years.set(year, (months = zeros(MONTHS)));
    months[month]++;
  }
  return {
    column: name,
    grain,
    n,
    missing: rows.length - n,
    cells,
    months: cells.map(sum),
    weekdays: Array.from({ length: WEEKDAYS }, (_, weekday) => sum(cells.map((cell) => cell[weekday]))),
    newYearsDay,
    years: [...years].sort(([a], [b]) => a - b).map(([year, months]) => ({ year, count: sum(months), months })),
  };
}
