import { FILM_LISTS } from '../../sources/index.ts';
import type { Database } from '../database.ts';
import {
  type AggregatorCatalogue,
  type CatalogueLinks,
  type FilmsCatalogue,
  LINK_METHODS,
  UNKNOWN,
} from './contract.ts';

/** The least confidence with which two rows count as the same film; docs/links.md has what was measured. */
const LINK_THRESHOLD = 0.7;
/** How many doubtful links a report shows. */
const SHOWN = 100;

/** A row that has a likely film, but none that is sure enough: it is not linked. */
export interface DoubtfulLink {
  /** An item of the snapshot, or a title of a platform. */
  readonly of: 'item' | 'aggregator';
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
  readonly film: { readonly id: number; readonly title: string; readonly year: number };
  /** 0…1, below the threshold. */
  readonly confidence: number;
  /** How many films fit as well as this one; 1: only this. */
  readonly rivals: number;
}

/** How the rows of the catalogues were tied to one another. */
export interface LinkReport {
  /** Items with a film, by how it was found, in the order of LINK_METHODS. */
  readonly items: readonly number[];
  /** Titles of the platforms with a film, in the same order. */
  readonly aggregator: readonly number[];
  /** Items that at least one platform has. */
  readonly availableItems: number;
  /** Films and series that more than one platform has. */
  readonly onSeveralPlatforms: number;
  readonly doubtful: number;
  /** The surest of them, at most 100. */
  readonly doubtfulLinks: readonly DoubtfulLink[];
}

/** The tie between a snapshot's titles and its catalogues, and how it came about. */
export interface LinkedCatalogues {
  readonly links: CatalogueLinks;
  readonly report: LinkReport;
}

/** Ties the items of the snapshot (core_item) and the rows of the catalogues to one another; null when there is no catalogue. */
export async function linkCatalogues(
  database: Database,
  items: number,
  catalogues: { readonly films: FilmsCatalogue | null; readonly aggregator: AggregatorCatalogue | null },
  options: { readonly itemsAreAggregator: boolean },
): Promise<LinkedCatalogues | null> {
  if (catalogues.films === null && catalogues.aggregator === null) return null;
  await buildLinks(database, options);
  const platforms = catalogues.aggregator?.platforms ?? new Uint8Array(0);
  const links = await readLinks(database, { items, aggregator: platforms.length }, options);
  return { links, report: await reportLinks(database, links, platforms) };
}

/**
 * Makes the core tables of the links from those of the titles, the films and the aggregator. `itemsAreAggregator`: the snapshot's
 * titles are the platforms' own, under the same ids.
 */
async function buildLinks(database: Database, options: { itemsAreAggregator: boolean }): Promise<void> {
  await database.setVariable('items_are_aggregator', options.itemsAreAggregator);
  await database.setVariable('director_list', FILM_LISTS.indexOf('director'));
  await database.setVariable('link_threshold', LINK_THRESHOLD);
  await database.runFile('links');
}

/** For each of `size` rows the smallest row with which the pairs tie it, be it over others. */
function tie(size: number, pairs: Iterable<readonly [number, number]>): Int32Array {
  const first = Int32Array.from({ length: size }, (_, row) => row);
  const root = (row: number): number => {
    let at = row;
    while (first[at] !== at) at = first[at] = first[first[at]];
    return at;
  };
  for (const [a, b] of pairs) {
    const [low, high] = [root(a), root(b)].sort((one, other) => one - other);
    first[high] = low;
  }
  return first.map((_, row) => root(row));
}

async function readPairs(database: Database, sql: string): Promise<[number, number, number][]> {
  const pairs: [number, number, number][] = [];
  await database.chunks(sql, ([a, b, confidence], rows) => {
    for (let row = 0; row < rows; row++) {
      pairs.push([a[row] as number, b[row] as number, confidence[row] as number]);
    }
  });
  return pairs;
}

/** Reads the core tables of the links as columns, for so many items and titles of platforms. */
async function readLinks(
  database: Database,
  sizes: { readonly items: number; readonly aggregator: number },
  options: { itemsAreAggregator: boolean },
): Promise<CatalogueLinks> {
  const filmOfItem = new Int32Array(sizes.items).fill(-1);
  const filmConfidence = new Float32Array(sizes.items);
  const filmMethod = new Uint8Array(sizes.items).fill(UNKNOWN);
  const filmOfAggregator = new Int32Array(sizes.aggregator).fill(-1);
  await database.chunks(
    "SELECT (side = 'item')::INTEGER, num::INTEGER, film::INTEGER, confidence, method::INTEGER FROM core_film_link ORDER BY ALL",
    ([isItem, nums, films, confidences, methods], rows) => {
      for (let row = 0; row < rows; row++) {
        const num = nums[row] as number;
        if (isItem[row] === 1) {
          filmOfItem[num] = films[row] as number;
          filmConfidence[num] = confidences[row] as number;
          filmMethod[num] = methods[row] as number;
        } else filmOfAggregator[num] = films[row] as number;
      }
    },
  );
  const same = await readPairs(
    database,
    'SELECT num::INTEGER, other_num::INTEGER, max(confidence) FROM core_same_pair GROUP BY ALL ORDER BY ALL',
  );
  const sameFilm = tie(
    sizes.aggregator,
    same.map(([a, b]) => [a, b] as const),
  );
  const pairs = options.itemsAreAggregator
    ? await readOwnPairs(database, same, sameFilm)
    : await readPairs(
        database,
        'SELECT item::INTEGER, aggregator::INTEGER, confidence FROM core_item_pair ORDER BY ALL',
      );
  const aggregatorIndptr = new Int32Array(sizes.items + 1);
  for (const [item] of pairs) aggregatorIndptr[item + 1]++;
  for (let item = 0; item < sizes.items; item++) aggregatorIndptr[item + 1] += aggregatorIndptr[item];
  return {
    filmOfItem,
    filmConfidence,
    filmMethod,
    aggregatorIndptr,
    aggregatorIndices: Int32Array.from(pairs, ([, row]) => row),
    aggregatorConfidence: Float32Array.from(pairs, ([, , confidence]) => confidence),
    sameFilm,
    filmOfAggregator,
  };
}

/** The pairs of items that are titles of the platforms themselves: each with itself (1), and with what is the same film elsewhere. */
async function readOwnPairs(
  database: Database,
  same: readonly (readonly [number, number, number])[],
  sameFilm: Int32Array,
): Promise<[number, number, number][]> {
  const own = await readPairs(
    database,
    `SELECT core_item.num::INTEGER, core_aggregator.num::INTEGER, 1::FLOAT
     FROM core_item JOIN core_aggregator USING (id) ORDER BY ALL`,
  );
  const rowsOfFilm = new Map<number, number[]>();
  for (const [row, film] of sameFilm.entries()) {
    const rows = rowsOfFilm.get(film);
    if (rows === undefined) rowsOfFilm.set(film, [row]);
    else rows.push(row);
  }
  const sure = new Map(same.map(([a, b, confidence]) => [a * sameFilm.length + b, confidence]));
  const known = same.map(([, , confidence]) => confidence);
  const least = known.length === 0 ? 1 : Math.min(...known);
  return own.flatMap(([item, row]) =>
    rowsOfFilm.get(sameFilm[row])!.map((other): [number, number, number] => {
      const key = Math.min(row, other) * sameFilm.length + Math.max(row, other);
      // Tied over a third title: no surer than the least sure of all.
      return [item, other, row === other ? 1 : (sure.get(key) ?? least)];
    }),
  );
}

/** Says how the rows were tied, and which could not be. */
async function reportLinks(database: Database, links: CatalogueLinks, platforms: Uint8Array): Promise<LinkReport> {
  const counted = async (side: string): Promise<number[]> => {
    const counts = LINK_METHODS.map(() => 0);
    const rows = await database.rows<{ method: number; count: number }>(
      `SELECT method, count(*) AS count FROM core_film_link WHERE side = '${side}' GROUP BY ALL ORDER BY ALL`,
    );
    for (const { method, count } of rows) counts[method] = count;
    return counts;
  };
  const found = await database.rows<{
    side: 'item' | 'aggregator';
    id: string;
    title: string;
    year: number | null;
    film_id: number;
    film_title: string;
    film_year: number;
    confidence: number;
    rivals: number;
    total: number;
  }>(
    `SELECT doubtful.side, coalesce(core_item.id, core_aggregator.id) AS id, coalesce(staging_title.name, core_aggregator.title) AS title,
       coalesce(staging_title.year, nullif(core_aggregator.release_year, 0))::INTEGER AS year,
       film_id, film_title, film_year, round(confidence::DOUBLE, 2) AS confidence, rivals, count(*) OVER () AS total
     FROM core_doubtful_link AS doubtful
     LEFT JOIN core_item ON side = 'item' AND core_item.num = doubtful.num
     LEFT JOIN staging_title ON staging_title.id = core_item.id
     LEFT JOIN core_aggregator ON side = 'aggregator' AND core_aggregator.num = doubtful.num
     ORDER BY doubtful.confidence DESC, side DESC, doubtful.num LIMIT ${SHOWN}`,
  );
  const platformsOf = new Map<number, Set<number>>();
  for (const [row, film] of links.sameFilm.entries()) {
    const seen = platformsOf.get(film) ?? new Set();
    platformsOf.set(film, seen.add(platforms[row]));
  }
  const { aggregatorIndptr } = links;
  let availableItems = 0;
  for (let item = 0; item + 1 < aggregatorIndptr.length; item++) {
    if (aggregatorIndptr[item + 1] > aggregatorIndptr[item]) availableItems++;
  }
  return {
    items: await counted('item'),
    aggregator: await counted('aggregator'),
    availableItems,
    onSeveralPlatforms: [...platformsOf.values()].filter((seen) => seen.size > 1).length,
    doubtful: found[0]?.total ?? 0,
    doubtfulLinks: found.map(({ side, film_id, film_title, film_year, id, title, year, confidence, rivals }) => ({
      of: side,
      id,
      title,
      year,
      film: { id: film_id, title: film_title, year: film_year },
      confidence,
      rivals,
    })),
  };
}
