import { listAt, type ListColumn } from '../../base/string-column.ts';
import type { FilmsCatalogue } from '../../dataset/index.ts';
import type { SharedTraits } from './contract.ts';
import { filmsLanguage, readFilmTerms } from './film-terms.ts';
import { termHash } from './format.ts';

/** How many overviews hold each word, by the words' hashes in increasing order. */
export interface WordRarity {
  readonly hashes: Int32Array;
  readonly counts: Int32Array;
}

/** In how many overviews a word stands; 0 for one that is in none. */
function wordCount({ hashes, counts }: WordRarity, key: string): number {
  const wanted = termHash(key);
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hashes[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return hashes[low] === wanted ? counts[low] : 0;
}

/** A word in more than this part of the films' overviews, and in more than a few, tells nothing of a pair. */
const COMMON_WORD = 0.015;
const FEW = 5;

/** The names that two rows of a column share, rarest first; equal ones in the order of the first row. */
function sharedNames(column: ListColumn, counts: Int32Array, a: number, b: number): string[] {
  const { names, indptr, indices } = column;
  const others = new Set(indices.subarray(indptr[b], indptr[b + 1]));
  return Array.from(indices.subarray(indptr[a], indptr[a + 1]))
    .filter((name) => others.has(name))
    .sort((one, other) => counts[one] - counts[other])
    .map((name) => names.at(name));
}

function countNames({ names, indices }: ListColumn): Int32Array {
  const counts = new Int32Array(names.size);
  for (const name of indices) counts[name]++;
  return counts;
}

/** Explains pairs of a catalogue; what names and words are worth is worked out at the first question. */
export function openExplanation(films: FilmsCatalogue, rarity: WordRarity): (a: number, b: number) => SharedTraits {
  type Listed = 'directors' | 'cast' | 'keywords' | 'genres';
  const counts: Partial<Record<Listed, Int32Array>> = {};
  let language: ReturnType<typeof filmsLanguage> | undefined;
  const shared = (column: Listed, a: number, b: number): string[] =>
    sharedNames(films[column], (counts[column] ??= countNames(films[column])), a, b);

  /** The words that the overviews and names of two films share, rarest first. */
  function sharedWords(a: number, b: number): string[] {
    language ??= filmsLanguage(films);
    const read = (film: number) =>
      readFilmTerms(films, film, language!).filter(({ kind }) => kind === 'word' || kind === 'name');
    const others = new Set(read(b).map(({ key }) => key));
    const found = new Map<string, string>();
    for (const { key, surface } of read(a)) if (others.has(key) && !found.has(key)) found.set(key, surface);
    const most = Math.max(FEW, films.size * COMMON_WORD);
    const words = Array.from(found, ([key, surface]) => ({ surface, count: wordCount(rarity, key) }));
    const telling = words.filter(({ count }) => count <= most).sort((one, other) => one.count - other.count);
    return [...new Set(telling.map(({ surface }) => surface))];
  }

  return (a, b) => {
    const [collection] = listAt(films.collections, a);
    return {
      collection: collection !== undefined && listAt(films.collections, b).includes(collection) ? collection : null,
      directors: shared('directors', a, b),
      cast: shared('cast', a, b),
      keywords: shared('keywords', a, b),
      genres: shared('genres', a, b),
      words: sharedWords(a, b),
    };
  };
}
