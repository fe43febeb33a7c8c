import { packLists } from '../base/string-column.ts';
import {
  type AggregatorCatalogue,
  DURATION_TYPES,
  NO_DATE,
  PLATFORMS,
  type Platform,
  TITLE_TYPES,
} from '../dataset/index.ts';
import { holdsText, textAsNames } from './film-table.ts';
import { computeColumn, countNames, numberColumn, type Table } from './table.ts';

const yearOfDay = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();

/** Whether the title at a row is of that type. */
export const isType = ({ types }: AggregatorCatalogue, row: number, type: (typeof TITLE_TYPES)[number]): boolean =>
  TITLE_TYPES[types[row]] === type;

/** The duration at a row where it is told in that unit, else NaN. */
export const durationIn = (
  { durationInts, durationTypes }: AggregatorCatalogue,
  row: number,
  unit: (typeof DURATION_TYPES)[number],
): number => (DURATION_TYPES[durationTypes[row]] === unit && durationInts[row] >= 0 ? durationInts[row] : Number.NaN);

const named = (names: readonly string[], places: Uint8Array): ReturnType<typeof packLists> =>
  packLists(Array.from(places, (place) => (place < names.length ? [names[place]] : [])));

/** The streaming platforms' titles as a table. Minutes are those of movies, seasons those of series. */
export function tableOfAggregator(titles: AggregatorCatalogue): Table {
  const { size, releaseYears, dateAdded } = titles;
  const minutes = computeColumn(size, (row) =>
    isType(titles, row, 'movie') ? durationIn(titles, row, 'min') : Number.NaN,
  );
  const seasons = computeColumn(size, (row) =>
    isType(titles, row, 'tv show') ? durationIn(titles, row, 'season') : Number.NaN,
  );
  const delay = computeColumn(size, (row) =>
    dateAdded[row] === NO_DATE ? Number.NaN : yearOfDay(dateAdded[row]) - releaseYears[row],
  );
  return {
    grain: 'titles',
    size,
    id: (row) => titles.ids.at(row),
    title: (row) => titles.titles.at(row),
    year: (row) => releaseYears[row],
    numbers: [
      numberColumn('minutes', 'minutes', minutes, { derived: true }),
      numberColumn('seasons', 'seasons', seasons, { gathered: false, derived: true }),
      numberColumn('releaseYear', 'year', Float64Array.from(releaseYears), { gathered: false }),
      numberColumn('score', 'stars', titles.scores, { step: null, gathered: false }),
      numberColumn('yearsUntilAdded', 'years', delay, { derived: true }),
      numberColumn('castSize', 'people', countNames(titles.cast), { derived: true }),
      numberColumn('genreCount', 'names', countNames(titles.genres), { gathered: false, derived: true }),
    ],
    names: [
      { name: 'platform', lists: named(PLATFORMS, titles.platforms), expected: true },
      { name: 'type', lists: named(TITLE_TYPES, titles.types), expected: true },
      { name: 'genres', lists: titles.genres, expected: true },
      { name: 'countries', lists: titles.countries, expected: true },
      { name: 'maturityRating', lists: textAsNames(titles.ratings), expected: true },
      { name: 'directors', lists: titles.directors, expected: true },
      { name: 'cast', lists: titles.cast, expected: true },
    ],
    dates: [{ name: 'dateAdded', days: dateAdded }],
    texts: [
      { name: 'title', filled: holdsText(titles.titles) },
      { name: 'description', filled: holdsText(titles.descriptions) },
      { name: 'duration', filled: (row) => titles.durationInts[row] >= 0 },
      { name: 'dateAdded', filled: (row) => dateAdded[row] !== NO_DATE },
    ],
  };
}

/** The rows of each platform that has any, in the order of the platforms. */
export function rowsByPlatform({ platforms }: AggregatorCatalogue): { platform: Platform; rows: Int32Array }[] {
  return PLATFORMS.map((platform, place) => ({
    platform,
    rows: Int32Array.from([...platforms.keys()].filter((row) => platforms[row] === place)),
  })).filter(({ rows }) => rows.length > 0);
}
