import { listAt, type ListColumn } from '../../base/string-column.ts';
import type { FilmsCatalogue } from '../../dataset/index.ts';
import type { SharedTraits } from './contract.ts';
import { filmsLanguage, isAbout, readFilmTerms } from './film-terms.ts';
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

/** The places of the names that two rows of a column share, in the order of the first row. */
function sharedPlaces({ indptr, indices }: ListColumn, a: number, b: number): number[] {
  const others = new Set(indices.subarray(indptr[b], indptr[b + 1]));
  return Array.from(indices.subarray(indptr[a], indptr[a + 1])).filter((name) => others.has(name));
}

function countNames({ names, indices }: ListColumn): Int32Array {
  const counts = new Int32Array(names.size);
  for (const name of indices) counts[name]++;
  return counts;
}

/** Explains pairs of a catalogue; how common names are, and the language, are worked out at the first question. */
export function openExplanation(films: FilmsCatalogue, rarity: WordRarity): (a: number, b: number) => SharedTraits {
  const counts: Partial<Record<'keywords' | 'genres', Int32Array>> = {};
  let language: ReturnType<typeof filmsLanguage> | undefined;
  let latest: { readonly film: number; readonly words: ReadonlyMap<string, string> } | undefined;
  const shared = (column: 'directors' | 'cast', a: number, b: number): string[] =>
    sharedPlaces(films[column], a, b).map((name) => films[column].names.at(name));
  const sharedByRarity = (column: 'keywords' | 'genres', a: number, b: number): string[] => {
    const rarity = (counts[column] ??= countNames(films[column]));
    const places = sharedPlaces(films[column], a, b).sort((one, other) => rarity[one] - rarity[other]);
    return places.map((name) => films[column].names.at(name));
  };

  /** The words of a film's overview and name as they read there, by key. */
  function readWords(film: number): ReadonlyMap<string, string> {
    language ??= filmsLanguage(films);
    const words = new Map<string, string>();
    for (const { kind, key, surface } of readFilmTerms(films, film, language)) {
      if ((kind === 'word' || kind === 'name') && !words.has(key)) words.set(key, surface);
    }
    return words;
  }

  /** The words that the overviews and names of two films share, rarest first. */
  function sharedWords(a: number, b: number): string[] {
    // A list is explained pair by pair: the first film stays the same.
    if (latest?.film !== a) latest = { film: a, words: readWords(a) };
    const others = readWords(b);
    const found = Array.from(latest.words).filter(([key]) => others.has(key));
    const most = Math.max(FEW, films.size * COMMON_WORD);
    const words = found.map(([key, surface]) => ({ surface, count: wordCount(rarity, key) }));
    const telling = words.filter(({ count }) => count <= most).sort((one, other) => one.count - other.count);
    return [...new Set(telling.map(({ surface }) => surface))];
  }

  return (a, b) => {
    const [collection] = listAt(films.collections, a);
    return {
      collection: collection !== undefined && listAt(films.collections, b).includes(collection) ? collection : null,
      directors: shared('directors', a, b),
      cast: shared('cast', a, b),
      keywords: sharedByRarity('keywords', a, b).filter(isAbout),
      genres: sharedByRarity('genres', a, b),
      words: sharedWords(a, b),
    };
  };
}
