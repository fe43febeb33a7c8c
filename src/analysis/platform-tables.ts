import { type ListColumn, packLists } from '../base/string-column.ts';
import { NO_DATE, type Snapshot } from '../dataset/index.ts';
import { computeColumn, countNames, numberColumn, type Table } from './table.ts';

const DAY_SECONDS = 86_400;

interface Tally {
  readonly count: Float64Array;
  readonly ratings: Float64Array;
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/** Interactions and ratings of each user or item: how many, the mean and the deviation of the ratings. */
function tally(size: number, nums: ArrayLike<number>, stars: Float32Array): Tally {
  const count = new Float64Array(size);
  const ratings = new Float64Array(size);
  const sums = new Float64Array(size);
  for (let at = 0; at < nums.length; at++) {
    count[nums[at]]++;
    if (Number.isNaN(stars[at])) continue;
    ratings[nums[at]]++;
    sums[nums[at]] += stars[at];
  }
  const mean = computeColumn(size, (num) => sums[num] / ratings[num]);
  const squares = new Float64Array(size);
  for (let at = 0; at < nums.length; at++) {
    if (!Number.isNaN(stars[at])) squares[nums[at]] += (stars[at] - mean[nums[at]]) ** 2;
  }
  const deviation = computeColumn(size, (num) =>
    ratings[num] < 2 ? Number.NaN : Math.sqrt(squares[num] / (ratings[num] - 1)),
  );
  return { count, ratings, mean, deviation };
}

/** The user num of every interaction, in their order. */
export function usersOfInteractions({ users, indptr, indices }: Snapshot['interactions']): Int32Array {
  const nums = new Int32Array(indices.length);
  for (let user = 0; user < users; user++) nums.fill(user, indptr[user], indptr[user + 1]);
  return nums;
}

/** The titles that recommendations come from, the users, and what users did, as three tables. */
export interface PlatformTables {
  readonly titles: Table;
  readonly users: Table;
  readonly interactions: Table;
}

/** The tables of a snapshot's own titles, users and interactions. */
export function tablesOfPlatform({ titles, users, interactions }: Snapshot): PlatformTables {
  const { indices, ratings, fractions, times } = interactions;
  const byItem = tally(titles.length, indices, ratings);
  const byUser = tally(users.size, usersOfInteractions(interactions), ratings);
  const lists = (of: (title: Snapshot['titles'][number]) => readonly string[]): ListColumn => packLists(titles.map(of));
  const genres = lists(({ genres }) => genres);
  const tags = lists(({ tags }) => tags);
  const synopsisLength = computeColumn(titles.length, (num) => titles[num].synopsis?.length ?? Number.NaN);
  return {
    titles: {
      grain: 'titles',
      size: titles.length,
      id: (num) => titles[num].id,
      title: (num) => titles[num].name,
      year: (num) => titles[num].year,
      numbers: [
        numberColumn(
          'releaseYear',
          'year',
          Float64Array.from(titles, ({ year }) => year ?? Number.NaN),
          {
            gathered: false,
          },
        ),
        numberColumn('viewers', 'users', byItem.count, { scale: 'log' }),
        numberColumn('meanRating', 'stars', byItem.mean, { step: null, gathered: false, derived: true }),
        numberColumn('ratingDeviation', 'stars', byItem.deviation, { step: null, gathered: false, derived: true }),
        numberColumn('genreCount', 'names', countNames(genres), { gathered: false, derived: true }),
        numberColumn('tagCount', 'names', countNames(tags), { derived: true }),
        numberColumn('synopsisLength', 'characters', synopsisLength, { derived: true }),
      ],
      names: [
        { name: 'genres', lists: genres, expected: true },
        { name: 'tags', lists: tags, expected: true },
        { name: 'directors', lists: lists(({ directors }) => directors), expected: true },
        { name: 'cast', lists: lists(({ cast }) => cast), expected: true },
      ],
      dates: [],
      texts: [
        { name: 'releaseYear', filled: (num) => titles[num].year !== null },
        { name: 'synopsis', filled: (num) => titles[num].synopsis !== null },
        { name: 'viewers', filled: (num) => byItem.count[num] > 0 },
      ],
    },
    users: {
      grain: 'users',
      size: users.size,
      id: (num) => users.id(num) ?? '',
      title: () => '',
      year: () => null,
      numbers: [
        numberColumn('userInteractions', 'interactions', byUser.count, { scale: 'log', related: false }),
        numberColumn('userMeanRating', 'stars', byUser.mean, { step: null, gathered: false, related: false }),
        numberColumn('userRatingDeviation', 'stars', byUser.deviation, {
          step: null,
          gathered: false,
          related: false,
        }),
      ],
      names: [],
      dates: [],
      texts: [],
    },
    interactions: {
      grain: 'interactions',
      size: indices.length,
      id: (at) => String(at),
      title: (at) => titles[indices[at]].name,
      year: (at) => titles[indices[at]].year,
      numbers: [
        numberColumn('rating', 'stars', Float64Array.from(ratings), { step: 0.5, gathered: false, related: false }),
        numberColumn('watchedFraction', 'ratio', Float64Array.from(fractions), {
          step: null,
          gathered: false,
          related: false,
        }),
      ],
      names: [],
      dates: [
        {
          name: 'interactionTime',
          days: Int32Array.from(times, (time) => (Number.isFinite(time) ? Math.floor(time / DAY_SECONDS) : NO_DATE)),
        },
      ],
      texts: [{ name: 'interactionTime', filled: (at) => Number.isFinite(times[at]) }],
    },
  };
}
