/** Marks in a text that are not words of taste: decades, negations, names of genres. */
import { genreSpellings } from './genres.ts';
import type { Token } from './tokenizer.ts';

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s*,\s*|\s+/u));

export const NEGATORS = set(
  'no sin not without non excepto salvo except nada tampoco ni nor evitar avoid dont isnt menos hate odio',
);
export const NEGATION_ENDS = set(
  'pero but sino con with aunque though although si yes solo only just que that which y and o or',
);
/** "que no sea …", "not too …" keep the negation going. */
export const NEGATION_CARRIES = set(
  'sea sean tenga tengan quiero want too demasiado demasiada muy very any be is are es son haya a de of un una the mucha mucho muchas muchos',
);
export const NOT_ONLY = set('solo only just solamente unicamente');

/** Words that name a genre only among others; alone in a text they are ordinary words. */
const NOT_GENRES_IN_TEXT = new Set([
  ...set(
    'history historia music musica family children kids ninos childrens criminal imax romances crimenes oeste guerras',
  ),
  'anime features',
]);
/** Genre names that are telling words of a synopsis as well. */
export const ALSO_WORDS = set('war crime mystery romance adventure musical romantic anime cartoon noir guerra crimen');

export interface GenreRun {
  readonly key: string;
  readonly length: number;
  readonly phrase: string;
}

/** Returns the longest name of a genre that starts at a token, at most four words; null if there is none. */
export function genreRunAt(tokens: readonly Token[], start: number): GenreRun | null {
  const spellings = genreSpellings();
  for (let length = Math.min(4, tokens.length - start); length > 0; length--) {
    const run = tokens.slice(start, start + length);
    if (run.slice(1).some((token) => token.afterBreak)) continue;
    const phrase = run.map((token) => token.folded).join(' ');
    const key = spellings.get(phrase);
    if (key !== undefined && !NOT_GENRES_IN_TEXT.has(phrase)) return { key, length, phrase };
  }
  return null;
}

const DECADE_WORDS: ReadonlyMap<string, number> = new Map(
  (
    [
      ['veinte', 1920],
      ['treinta', 1930],
      ['cuarenta', 1940],
      ['cincuenta', 1950],
      ['sesenta', 1960],
      ['setenta', 1970],
      ['ochenta', 1980],
      ['noventa', 1990],
    ] as const
  ).flatMap(([word, decade]) => [
    [word, decade],
    [`${word}s`, decade],
    [`${word.slice(0, -1)}ero`, decade],
    [`${word.slice(0, -1)}era`, decade],
    [`${word.slice(0, -1)}eros`, decade],
    [`${word.slice(0, -1)}eras`, decade],
  ]),
);
const DECADE_WORDS_ENGLISH: ReadonlyMap<string, number> = new Map([
  ['twenties', 1920],
  ['thirties', 1930],
  ['forties', 1940],
  ['fifties', 1950],
  ['sixties', 1960],
  ['seventies', 1970],
  ['eighties', 1980],
  ['nineties', 1990],
]);
const DECADE_LEADS = set('anos los decada');

/** Returns the first year of the decade that a token names ("años 80", "ochentera", "1980s", "the 90s"); null if it names none. */
export function decadeAt(tokens: readonly Token[], at: number): number | null {
  const word = tokens[at]?.folded ?? '';
  const lead = tokens[at - 1]?.folded ?? '';
  const spoken = DECADE_WORDS.get(word);
  if (spoken !== undefined) return /er[oa]s?$/u.test(word) || DECADE_LEADS.has(lead) ? spoken : null;
  const english = DECADE_WORDS_ENGLISH.get(word);
  if (english !== undefined) return english;
  const match = /^(19|20)?(\d)0(s)?$/u.exec(word);
  if (match === null) return null;
  const [, century, tens, plural] = match;
  if (plural === undefined && !DECADE_LEADS.has(lead)) return null;
  if (century !== undefined) return Number(century) * 100 + Number(tens) * 10;
  return (Number(tens) >= 3 ? 1900 : 2000) + Number(tens) * 10;
}
