import type { Query } from '../contract.ts';
import { genreKey, personKey, readText, tagKey } from '../text/index.ts';
import type { TermIndex } from './term-index.ts';
import { KINDS, type TermMatrix } from './term-matrix.ts';

/** A term that a query asks for (or, below 0, asks to be without). */
export interface Wish {
  readonly column: number;
  readonly weight: number;
}

/** Ways to say one thing, all of one sign: a title need hold only one of them. */
export interface WishGroup {
  readonly wishes: readonly Wish[];
  /** The largest weight inside, with its sign. */
  readonly weight: number;
}

/** Of what a title holds of a group the best counts fully, the rest this much: more ways of saying it are a little surer. */
export const REST = 0.25;

/** How much a match of each kind answers a wish, before rarity. */
const KIND_WEIGHTS: Readonly<Record<(typeof KINDS)[number], number>> = {
  word: 1,
  name: 0.8,
  tagWord: 0.8,
  tag: 1.3,
  genre: 1.5,
  person: 2,
  year: 1.2,
};
/** Words that name a kind said outright count more than words picked from a sentence. */
const SAID_OUTRIGHT = 1.5;
/** The words of a tag, beside the tag itself. */
const TAG_WORDS = 0.6;
/** Rarity ln(N/df) at which a word weighs 1. */
const USUAL_RARITY = 4;

/**
 * Returns the terms of this catalogue that the query's words, genres and tags ask for, in groups; each column stands in one group
 * only, its strongest, and unwanted outweighs wanted. Empty when the query asks for nothing known.
 */
export function readWishes(query: Query, matrix: TermMatrix, index: TermIndex, idf: Float32Array): WishGroup[] {
  const chosen = new Map<number, Wish & { readonly group: string }>();
  const wish = (key: string, weight: number, group: string): boolean => {
    const columns = columnsFor(key, index);
    for (const column of columns) {
      const kind = KINDS[matrix.kinds[column]];
      const rarity = kind === 'genre' || kind === 'year' ? 1 : idf[column] / USUAL_RARITY;
      const amount = weight * KIND_WEIGHTS[kind] * rarity;
      const before = chosen.get(column)?.weight ?? 0;
      const stronger = amount < 0 ? amount < before : before >= 0 && amount > before;
      if (stronger) chosen.set(column, { column, weight: amount, group });
    }
    return columns.length > 0;
  };
  query.genres?.forEach((genre, at) => wish(genreKey(genre), SAID_OUTRIGHT, `genre ${at}`));
  query.tags?.forEach((tag, at) => {
    const group = `tag ${at}`;
    if (!wish(tagKey(tag, 'en'), SAID_OUTRIGHT, group)) wish(tagKey(tag, 'es'), SAID_OUTRIGHT, group);
    readTerms(tag, query.language, `tag ${at} `, (key, weight, of) => wish(key, TAG_WORDS * weight, of));
  });
  if (query.text !== undefined) readTerms(query.text, query.language, 'text ', wish);
  return groupWishes(chosen.values());
}

/** The columns of a key; a last name alone stands for the person best known by it. */
function columnsFor(key: string, index: TermIndex): readonly number[] {
  const columns = index.columnsOf(key);
  if (columns.length > 0 || !key.startsWith('p:')) return columns;
  const column = index.personCalled(key.slice(2));
  return column < 0 ? columns : [column];
}

function readTerms(
  text: string,
  language: 'es' | 'en' | undefined,
  prefix: string,
  wish: (key: string, weight: number, group: string) => void,
): void {
  const read = readText(text, { language });
  for (const { kind, key, language: of, weight, group } of read.terms) {
    const name = `${prefix}${group}`;
    if (kind === 'genre') wish(`g:${key}`, weight, name);
    else if (kind === 'decade') {
      wish(`y:${key}`, weight, name);
      wish(`y:${Number(key) + 5}`, weight, name);
    } else if (kind === 'phrase') wish(`t:${key}`, weight, name);
    else {
      wish(`${of === 'es' ? 's' : 'w'}:${key}`, weight, name);
      wish(`t:${key}`, weight, name);
    }
  }
  for (const { phrase, sign } of read.runs) wish(personKey(phrase), sign, `${prefix}person ${phrase}`);
}

function groupWishes(wishes: Iterable<Wish & { readonly group: string }>): WishGroup[] {
  const groups = new Map<string, Wish[]>();
  for (const { column, weight, group } of wishes) {
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [{ column, weight }]);
    else known.push({ column, weight });
  }
  return [...groups.values()].map((inside) => {
    inside.sort((a, b) => a.column - b.column);
    const strongest = inside.reduce((best, { weight }) => (Math.abs(weight) > Math.abs(best) ? weight : best), 0);
    return { wishes: inside.filter(({ weight }) => weight > 0 === strongest > 0), weight: strongest };
  });
}
