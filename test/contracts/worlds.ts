/** Small made-up worlds with known answers; nothing here is drawn without a seed. */
import { random } from '../../src/base/random.ts';
import type { Interactions, Title } from '../../src/dataset/index.ts';
import type { Query, TrainingData } from '../../src/models/index.ts';

/** 2020-01-01, seconds since 1970. */
export const NOW = 1_577_836_800;

/** One interaction: user num, item num, stars (NaN: none), seconds (NaN: none). */
type Row = readonly [user: number, item: number, rating?: number, time?: number];

const WORDS = [
  ['robot', 'galaxy', 'spaceship', 'planet', 'laser'],
  ['wedding', 'kitchen', 'letters', 'village', 'summer'],
] as const;

/** A title of one of two kinds (even: space, odd: romance), with words of its kind in the synopsis. */
export function title(num: number, kind = num % 2): Title {
  const words = WORDS[kind === 0 ? 0 : 1];
  return {
    num,
    id: `t${num}`,
    name: `Title ${num}`,
    year: 1990 + (num % 25),
    genres: [kind === 0 ? 'Sci-Fi' : 'Romance'],
    tags: [words[num % words.length]],
    synopsis: `A ${words[0]} and a ${words[1]} with a ${words[2]} near the ${words[num % words.length]}.`,
    cast: [],
    directors: [],
  };
}

/** Builds training data from rows in any order; without a time they stand in the order given. */
export function world(users: number, titles: readonly Title[], rows: readonly Row[]): TrainingData {
  const sorted = rows
    .map(([user, item, rating = 4, time = NOW - 1000], at) => ({ user, item, rating, time, at }))
    .sort((a, b) => a.user - b.user || (a.time || 0) - (b.time || 0) || a.at - b.at);
  const indptr = new Int32Array(users + 1);
  for (const { user } of sorted) indptr[user + 1]++;
  for (let user = 0; user < users; user++) indptr[user + 1] += indptr[user];
  const interactions: Interactions = {
    users,
    items: titles.length,
    indptr,
    indices: Int32Array.from(sorted, (row) => row.item),
    ratings: Float32Array.from(sorted, (row) => row.rating),
    fractions: new Float32Array(sorted.length).fill(Number.NaN),
    times: Float64Array.from(sorted, (row) => row.time),
  };
  return { interactions, titles, now: NOW };
}

/**
 * Even users watched the even items, odd users the odd ones, and nobody the item of their own number, which is therefore the one
 * to recommend first. Source of the idea: implicit's test fixture.
 */
export function checkerboard(size: number): TrainingData {
  const rows: Row[] = [];
  for (let user = 0; user < size; user++) {
    for (let item = user % 2; item < size; item += 2) if (item !== user) rows.push([user, item]);
  }
  return world(
    size,
    Array.from({ length: size }, (_, num) => title(num)),
    rows,
  );
}

/** Users of two tastes with some noise; the last `cold` items have no interaction. */
export function twoTastes(users: number, items: number, cold: number, seed: number): TrainingData {
  const stream = random(seed, 'two-tastes');
  const rows: Row[] = [];
  for (let user = 0; user < users; user++) {
    for (let item = 0; item < items - cold; item++) {
      const chance = (item % 2 === user % 2 ? 0.6 : 0.05) / (1 + item / items);
      if (stream.next() < chance) rows.push([user, item, 0.5 + stream.below(10) / 2, NOW - stream.below(100_000_000)]);
    }
  }
  return world(
    users,
    Array.from({ length: items }, (_, num) => title(num)),
    rows,
  );
}

/** The query of items watched one after another, the last one a minute before `NOW`. */
export function queryOf(items: readonly number[], weights?: readonly number[]): Query {
  return {
    items: Int32Array.from(items),
    weights: Float32Array.from(items, (_, at) => weights?.[at] ?? 1),
    times: Float64Array.from(items, (_, at) => NOW - 60 * (items.length - at)),
    now: NOW,
  };
}

/** A user's training history as a query. */
export function historyOf({ interactions }: TrainingData, user: number): Query {
  return queryOf([...interactions.indices.subarray(interactions.indptr[user], interactions.indptr[user + 1])]);
}

/** Worlds in which something is missing; no model may fall over them. */
export function awkwardWorlds(): { what: string; data: TrainingData; query: Query }[] {
  const titles = (count: number): Title[] => Array.from({ length: count }, (_, num) => title(num));
  const users = [0, 1, 2, 3, 4, 5];
  const wordless = titles(3).map((known) => ({ ...known, year: null, genres: [], tags: [], synopsis: null }));
  const rows: Row[] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [2, 1],
    [3, 2],
    [3, 0],
  ];
  return [
    { what: 'nothing at all', data: world(0, [], []), query: queryOf([]) },
    { what: 'titles and users without interactions', data: world(3, titles(2), []), query: queryOf([0]) },
    { what: 'one user and one title', data: world(1, titles(1), [[0, 0]]), query: queryOf([0]) },
    {
      what: 'one user with many titles',
      data: world(
        1,
        titles(30),
        titles(30).map(({ num }): Row => [0, num]),
      ),
      query: queryOf([3, 4]),
    },
    {
      what: 'neither ratings nor times',
      data: world(
        6,
        titles(4),
        users.flatMap((user): Row[] => [
          [user, 0, Number.NaN, Number.NaN],
          [user, 1 + (user % 3), Number.NaN, Number.NaN],
        ]),
      ),
      query: { ...queryOf([0]), times: new Float64Array([Number.NaN]) },
    },
    {
      what: 'only dislikes',
      data: world(
        6,
        titles(4),
        users.flatMap((user): Row[] => [
          [user, 0, 0.5],
          [user, 1 + (user % 3), 1],
        ]),
      ),
      query: queryOf([0, 1], [-1, -1]),
    },
    { what: 'titles without a word', data: world(4, wordless, rows), query: queryOf([0]) },
    {
      what: 'times in the far future',
      data: world(
        4,
        titles(3),
        rows.map(([user, item]): Row => [user, item, 4, NOW * 2]),
      ),
      query: queryOf([0]),
    },
  ];
}
