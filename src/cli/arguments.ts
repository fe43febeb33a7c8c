import { InvalidArgumentError } from 'commander';
import { ButacaError } from '../base/errors.ts';
import type { Wording } from './wording/en.ts';

/** A reader of whole numbers from `low` to `high`, for an option. */
export const wholeNumber =
  (low: number, high: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < low || value > high) throw new InvalidArgumentError(`${low}…${high}`);
    return value;
  };

/** Reads a number from 0 to 1, for an option. */
export function fraction(text: string): number {
  const value = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || value > 1) throw new InvalidArgumentError('0…1');
  return value;
}

/** A reader of repeatable options: every use adds to the list. */
export const gather = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

/** The members of a list by comma, without blanks; none for an absent list. */
export const splitList = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** `key=value` pairs as text; throws INVALID_PARAMETER for a pair without `=` or without a key. */
export function readPairs(
  option: string,
  pairs: readonly string[] | undefined,
  words: Wording,
): Record<string, string> {
  const result: Record<string, string> = {};
  for (const pair of pairs ?? []) {
    const at = pair.indexOf('=');
    if (at < 1) throw new ButacaError('INVALID_PARAMETER', words.errors.invalidPair(option, pair));
    result[pair.slice(0, at).trim()] = pair.slice(at + 1).trim();
  }
  return result;
}

/** A setting's value from text: a number, true, false, null or a JSON value where it reads as one, the text itself otherwise. */
export function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Settings from `key=value` pairs; a dot in a key goes one level down: `ease.regularization=300`. */
export function readSettings(
  option: string,
  pairs: readonly string[] | undefined,
  words: Wording,
): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const [key, text] of Object.entries(readPairs(option, pairs, words))) {
    const path = key.split('.');
    if (path.some((part) => part === '' || part === '__proto__')) {
      throw new ButacaError('INVALID_PARAMETER', words.errors.invalidPair(option, `${key}=${text}`));
    }
    let inner = settings;
    for (const part of path.slice(0, -1)) {
      const next = inner[part];
      inner[part] = next !== null && typeof next === 'object' ? next : {};
      inner = inner[part] as Record<string, unknown>;
    }
    inner[path.at(-1)!] = readValue(text);
  }
  return settings;
}
