import { packStrings } from '../base/string-column.ts';
import type { Title } from '../dataset/index.ts';
import { buildNearNames } from './near-names.ts';

const TRAILING_ARTICLE = /^(.+), (the|an?|el|la|los|las|le|les|un|una|une|il|lo|der|die|das)$/;
const LEADING_ARTICLE = /^(the|an?|el|la|los|las|le|les|un|una|une|il|lo|der|die|das) /;

/** A name for matching: lower case, without accents and punctuation, "Matrix, The" as "the matrix". Empty when nothing is left. */
export function foldName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim()
    .replace(TRAILING_ARTICLE, '$2 $1');
  return plain
    .replace(/&/g, ' and ')
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Titles by name. Of several with one name, the best known comes first. */
export interface NameIndex {
  /** Item nums whose name is exactly this one (accents, case, punctuation and a final "(1995)" set aside); best known first. */
  exact(name: string): readonly number[];
  /** The `n` nearest names, nearest first; see NearNames. */
  nearest(name: string, n: number): number[];
  /** Items whose names hold every word, the words as beginnings: whole name first, then best known. */
  search(text: string): number[];
}

const YEAR_AT_END = /\s+[([]?(1[89]\d\d|20\d\d)[)\]]?\s*$/;

/** A name for likeness: folded, without year and leading article. */
const comparable = (name: string): string => foldName(name.replace(YEAR_AT_END, '')).replace(LEADING_ARTICLE, '');

/** Builds the index; `viewers[num]` says how well known a title is. */
export function buildNameIndex(titles: readonly Title[], viewers: Int32Array): NameIndex {
  const byName = new Map<string, number[]>();
  const folded: string[] = [];
  const add = (key: string, num: number): void => {
    if (key === '') return;
    const list = byName.get(key);
    if (list === undefined) byName.set(key, [num]);
    else if (!list.includes(num)) list.push(num);
  };
  const aliases: [string, number][] = [];
  for (const { num, name, year } of titles) {
    const whole = foldName(name);
    folded.push(whole);
    add(whole, num);
    if (year !== null) add(`${whole} ${year}`, num);
    const opening = name.indexOf('(');
    if (opening > 0) {
      aliases.push([foldName(name.slice(0, opening).trim()), num]);
      for (const [, inner] of name.matchAll(/\(([^()]+)\)/g)) {
        aliases.push([foldName(inner.replace(/^a\.?k\.?a\.? /i, '')), num]);
      }
    }
    const bare = whole.replace(LEADING_ARTICLE, '');
    if (bare !== whole) aliases.push([bare, num]);
  }
  const isName = new Set(byName.keys());
  for (const [key, num] of aliases) if (!isName.has(key)) add(key, num);
  const bestKnownFirst = (a: number, b: number): number => viewers[b] - viewers[a] || a - b;
  for (const list of byName.values()) if (list.length > 1) list.sort(bestKnownFirst);

  const words = buildWordIndex(folded);
  const near = buildNearNames(packStrings(titles.map(({ name }) => comparable(name))), viewers);

  const exact = (name: string): readonly number[] => {
    const found = byName.get(foldName(name));
    if (found !== undefined) return found;
    const year = YEAR_AT_END.exec(name)?.[1];
    if (year === undefined) return [];
    const namesakes = byName.get(foldName(name.replace(YEAR_AT_END, ''))) ?? [];
    const gap = (num: number): number => Math.abs((titles[num].year ?? Number.POSITIVE_INFINITY) - Number(year));
    return namesakes.filter((num) => gap(num) <= 1).sort((a, b) => gap(a) - gap(b));
  };

  const nearest = (name: string, n: number): number[] => near.nearest(comparable(name), n);

  const search = (text: string): number[] => {
    const key = foldName(text);
    if (key === '') return [];
    const found = words.startingWith(key.split(' '));
    const rank = (num: number): number => (folded[num] === key ? 0 : folded[num].startsWith(key) ? 1 : 2);
    return found.sort((a, b) => rank(a) - rank(b) || bestKnownFirst(a, b));
  };

  return { exact, nearest, search };
}

interface WordIndex {
  /** Items in whose name each of the words begins some word. */
  startingWith(beginnings: readonly string[]): number[];
}

function buildWordIndex(folded: readonly string[]): WordIndex {
  const byWord = new Map<string, number[]>();
  for (const [num, name] of folded.entries()) {
    for (const word of new Set(name.split(' '))) {
      const list = byWord.get(word);
      if (list === undefined) byWord.set(word, [num]);
      else list.push(num);
    }
  }
  const words = [...byWord.keys()].sort();
  const firstAtOrAfter = (text: string): number => {
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (words[middle] < text) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    startingWith(beginnings) {
      let found: Set<number> | null = null;
      for (const beginning of beginnings) {
        const hits = new Set<number>();
        for (let i = firstAtOrAfter(beginning); i < words.length && words[i].startsWith(beginning); i++) {
          for (const num of byWord.get(words[i])!) if (found === null || found.has(num)) hits.add(num);
        }
        found = hits;
        if (found.size === 0) break;
      }
      return [...(found ?? [])];
    },
  };
}
