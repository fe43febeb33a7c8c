import { type ListColumn, listAt, packLists, packStrings, type StringColumn } from '../base/string-column.ts';
import {
  type CatalogueLinks,
  type Catalogues,
  type FilmsCatalogue,
  type Platform,
  PLATFORMS,
} from '../dataset/index.ts';
import type { Available, LinkedFilm } from './contract.ts';

/** What the other catalogues of a snapshot know of its titles, copied out of them so that they need not stay in memory. */
export interface Elsewhere {
  /** For each title the platforms that have it, bit p for place p in PLATFORMS; null when no platform's catalogue was imported. */
  readonly platforms: Uint8Array | null;
  /** Where a title is available, in order of platform. */
  available(item: number): Available[];
  /** The film that a title is, null where none is known; undefined when no films catalogue was imported. */
  film(item: number): LinkedFilm | null | undefined;
}

/** Nothing is known of titles but what they say themselves. */
export const NOTHING_ELSEWHERE: Elsewhere = { platforms: null, available: () => [], film: () => undefined };

/** The names of the platforms of each combination of bits, each list made once. */
const COMBINATIONS: readonly (readonly Platform[])[] = Array.from({ length: 2 ** PLATFORMS.length }, (_, bits) =>
  PLATFORMS.filter((_platform, place) => (bits >> place) & 1),
);

/** The platforms of a combination of bits, in the order of PLATFORMS. */
export const platformsOfBits = (bits: number): readonly Platform[] => COMBINATIONS[bits];

const pick = (column: Float64Array | Int32Array, rows: Int32Array): Float64Array =>
  Float64Array.from(rows, (row) => column[row]);

interface FilmColumns {
  readonly numbers: Readonly<Record<(typeof NUMBERS)[number], Float64Array>>;
  readonly collections: ListColumn;
  readonly countries: ListColumn;
}

const NUMBERS = [
  'ids',
  'releaseDates',
  'runtimes',
  'voteCounts',
  'voteAverages',
  'budgets',
  'revenues',
  'returns',
] as const;

/** The columns that are told of a film, for some of the films. */
function pickFilms(films: FilmsCatalogue, rows: Int32Array): FilmColumns {
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, pick(films[name], rows)]));
  const lists = (column: ListColumn): ListColumn => packLists(Array.from(rows, (row) => listAt(column, row)));
  return {
    numbers: numbers as FilmColumns['numbers'],
    collections: lists(films.collections),
    countries: lists(films.countries),
  };
}

const DAY_MS = 86_400_000;

/** Everything that is told of the titles, in arrays of its own. */
interface Copied {
  readonly platforms: Uint8Array | null;
  /** titles+1 offsets into the three columns that follow: where each title is available. */
  readonly indptr: Int32Array;
  readonly platformOf: Uint8Array;
  readonly ids: StringColumn;
  readonly confidence: Float32Array;
  /** For each title its place among the linked ones, or −1. */
  readonly filmPlace: Int32Array;
  readonly filmConfidence: Float32Array;
  readonly films: FilmColumns | null;
}

function copyParts(
  { films, aggregator }: Pick<Catalogues, 'films' | 'aggregator'>,
  links: CatalogueLinks,
  items: number,
): Copied {
  const { aggregatorIndptr: indptr, aggregatorIndices, filmOfItem, filmConfidence } = links;
  const platformOf = Uint8Array.from(aggregatorIndices, (row) => aggregator!.platforms[row]);
  const platforms = aggregator === null ? null : new Uint8Array(items);
  if (platforms !== null) {
    for (let item = 0; item < items; item++) {
      for (let at = indptr[item]; at < indptr[item + 1]; at++) platforms[item] |= 1 << platformOf[at];
    }
  }
  const linked = Int32Array.from(filmOfItem.keys()).filter((item) => filmOfItem[item] >= 0);
  const filmPlace = new Int32Array(items).fill(-1);
  for (const [at, item] of linked.entries()) filmPlace[item] = at;
  return {
    platforms,
    indptr: indptr.slice(),
    platformOf,
    ids: packStrings(Array.from(aggregatorIndices, (row) => aggregator!.ids.at(row))),
    confidence: links.aggregatorConfidence.slice(),
    filmPlace,
    filmConfidence: Float32Array.from(linked, (item) => filmConfidence[item]),
    films:
      films === null
        ? null
        : pickFilms(
            films,
            linked.map((item) => filmOfItem[item]),
          ),
  };
}

/** Tells from the copies alone: a function beside the catalogues would keep them in memory. */
function tellFrom(copied: Copied): Elsewhere {
  const { platforms, indptr, platformOf, ids, filmPlace, films } = copied;
  return {
    platforms,
    available(item) {
      const found: Available[] = [];
      for (let at = indptr[item]; at < indptr[item + 1]; at++) {
        const confidence = rounded(copied.confidence[at]);
        found.push({ platform: PLATFORMS[platformOf[at]], id: ids.at(at), confidence });
      }
      return found;
    },
    film(item) {
      if (films === null) return undefined;
      const at = filmPlace[item];
      if (at < 0) return null;
      const { numbers, collections, countries } = films;
      const runtime = numbers.runtimes[at];
      return {
        tmdbId: numbers.ids[at],
        confidence: rounded(copied.filmConfidence[at]),
        releaseDate: new Date(numbers.releaseDates[at] * DAY_MS).toISOString().slice(0, 10),
        runtime: Number.isNaN(runtime) ? null : runtime,
        collection: listAt(collections, at)[0] ?? null,
        countries: listAt(countries, at),
        votes: { count: numbers.voteCounts[at], average: numbers.voteAverages[at] },
        budget: numbers.budgets[at],
        revenue: numbers.revenues[at],
        return: numbers.returns[at],
      };
    },
  };
}

/** Copies what is told of each of `items` titles out of the catalogues: some 100 bytes for each that is linked. */
export function readElsewhere({ films, aggregator, links }: Catalogues, items: number): Elsewhere {
  return links === null ? NOTHING_ELSEWHERE : tellFrom(copyParts({ films, aggregator }, links, items));
}

const rounded = (confidence: number): number => Math.round(confidence * 100) / 100;
