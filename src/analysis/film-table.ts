import { packLists, type StringColumn } from '../base/string-column.ts';
import type { FilmsCatalogue } from '../dataset/index.ts';
import { computeColumn, countNames, numberColumn, type Table } from './table.ts';

/** 0 stands for unknown in the money and the votes of the source. */
const knownAboveZero = (values: ArrayLike<number>): Float64Array =>
  Float64Array.from(values, (value) => (value > 0 ? value : Number.NaN));

/** Whether a text column holds anything at a row, without reading it. */
export const holdsText =
  ({ offsets }: StringColumn) =>
  (row: number): boolean =>
    offsets[row + 1] > offsets[row];

/** Short texts, of which many rows share one, as names; empty ones are gaps. */
export const textAsNames = (column: StringColumn): ReturnType<typeof packLists> =>
  packLists(Array.from(column, (text) => (text === '' ? [] : [text])));

/** The films catalogue as a table. Money of 0, runtime of 0 and the mean of no votes count as unknown. */
export function tableOfFilms(films: FilmsCatalogue): Table {
  const { size, budgets, revenues, voteCounts, voteAverages } = films;
  const returns = computeColumn(size, (row) =>
    budgets[row] > 0 && revenues[row] > 0 ? revenues[row] / budgets[row] : Number.NaN,
  );
  const means = computeColumn(size, (row) => (voteCounts[row] > 0 ? voteAverages[row] : Number.NaN));
  return {
    grain: 'titles',
    size,
    id: (row) => String(films.ids[row]),
    title: (row) => films.titles.at(row),
    year: (row) => films.releaseYears[row],
    numbers: [
      numberColumn('runtime', 'minutes', knownAboveZero(films.runtimes)),
      numberColumn('releaseYear', 'year', Float64Array.from(films.releaseYears), {
        gathered: false,
        derived: true,
      }),
      numberColumn('budget', 'dollars', knownAboveZero(budgets), { scale: 'log', step: null }),
      numberColumn('revenue', 'dollars', knownAboveZero(revenues), { scale: 'log', step: null }),
      numberColumn('return', 'ratio', returns, { scale: 'log', step: null, derived: true }),
      numberColumn('voteCount', 'votes', Float64Array.from(voteCounts), { scale: 'log' }),
      numberColumn('voteAverage', 'out-of-10', means, { step: 0.1, gathered: false }),
      numberColumn('popularity', 'points', films.popularities, { scale: 'log', step: null }),
      numberColumn('castSize', 'people', countNames(films.cast), { derived: true }),
      numberColumn('genreCount', 'names', countNames(films.genres), { gathered: false, derived: true }),
    ],
    names: [
      { name: 'genres', lists: films.genres, expected: true },
      { name: 'countries', lists: films.countries, expected: true },
      { name: 'originalLanguage', lists: textAsNames(films.originalLanguages), expected: true },
      { name: 'spokenLanguages', lists: films.spokenLanguages, expected: true },
      { name: 'companies', lists: films.companies, expected: true },
      { name: 'collection', lists: films.collections, expected: false },
      { name: 'keywords', lists: films.keywords, expected: true },
      { name: 'directors', lists: films.directors, expected: true },
      { name: 'cast', lists: films.cast, expected: true },
    ],
    dates: [{ name: 'releaseDate', days: films.releaseDates }],
    texts: [
      { name: 'title', filled: holdsText(films.titles) },
      { name: 'overview', filled: holdsText(films.overviews) },
    ],
  };
}
