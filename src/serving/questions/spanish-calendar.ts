import { nearestName } from '../../base/nearest.ts';
import { foldName } from '../names.ts';

/** Months in Spanish, January first. */
export const MONTHS = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
] as const;

/** Weekdays in Spanish, Monday first. */
export const WEEKDAYS = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'] as const;

/** Places 0…11 of the month in a Spanish word, in any case; −1 when it is none. */
export function findMonth(word: string): number {
  const folded = foldName(word);
  return folded === 'setiembre' ? 8 : (MONTHS as readonly string[]).indexOf(folded);
}

/** Places 0…6, Monday first, of the weekday in a Spanish word, in any case, with or without accent, also in the plural; −1 when it is none. */
export function findWeekday(word: string): number {
  const folded = foldName(word);
  return WEEKDAYS.findIndex((day) => foldName(day) === folded || `${foldName(day)}s` === folded);
}

/** The name of a list that a word may have been meant to be, or null. */
export const nearestWord = (word: string, names: readonly string[]): string | null =>
  nearestName(foldName(word).slice(0, 20), names);

const MS_PER_DAY = 86_400_000;

/** Month 0…11 of a day counted from 1970-01-01. */
export const monthOfDay = (day: number): number => new Date(day * MS_PER_DAY).getUTCMonth();

/** Weekday 0…6, Monday first, of a day counted from 1970-01-01, a Thursday. */
export const weekdayOfDay = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** `YYYY-MM-DD` of a day counted from 1970-01-01. */
export const dateOfDay = (day: number): string => new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
