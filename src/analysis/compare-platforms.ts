import { type AggregatorCatalogue, type CatalogueLinks, NO_DATE } from '../dataset/index.ts';
import { durationIn, isType, rowsByPlatform } from './aggregator-table.ts';
import { dayOf } from './calendar.ts';
import type { PlatformComparison, PlatformFigures } from './contract.ts';
import { topNames } from './distributions.ts';
import { summarise } from './statistics/summarise.ts';

const MOST_NAMES = 10;
const DECADE = 10;

/** How often each key occurs, ascending by key. */
function tallyKeys<Key extends string | number>(keys: Iterable<Key>): [Key, number][] {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

const monthOf = (day: number): string => {
  const { year, month } = dayOf(day);
  return `${String(year).padStart(4, '0')}-${String(month + 1).padStart(2, '0')}`;
};

/** The platforms of the aggregator side by side; which titles are the same film is what the links say. */
export function comparePlatforms(titles: AggregatorCatalogue, { sameFilm }: CatalogueLinks): PlatformComparison {
  const byPlatform = rowsByPlatform(titles);
  const { releaseYears, dateAdded, scores } = titles;
  const films = byPlatform.map(({ rows }) => new Set(Array.from(rows, (row) => sameFilm[row])));
  const reach = new Map<number, number>();
  for (const set of films) for (const film of set) reach.set(film, (reach.get(film) ?? 0) + 1);
  const platforms = byPlatform.map(({ platform, rows }): PlatformFigures => {
    const list = [...rows];
    const ofType = (type: 'movie' | 'tv show'): number[] => list.filter((row) => isType(titles, row, type));
    const movies = ofType('movie');
    const series = ofType('tv show').length;
    return {
      platform,
      titles: rows.length,
      movies: movies.length,
      series,
      untyped: rows.length - movies.length - series,
      share: rows.length / titles.size,
      exclusive: list.filter((row) => reach.get(sameFilm[row]) === 1).length,
      medianYear: summarise(list.map((row) => releaseYears[row])).median,
      medianMinutes: summarise(movies.map((row) => durationIn(titles, row, 'min'))).median,
      meanScore: summarise(list.map((row) => scores[row])).mean,
      genres: topNames(titles.genres, rows, MOST_NAMES),
      countries: topNames(titles.countries, rows, MOST_NAMES),
      decades: tallyKeys(list.map((row) => Math.floor(releaseYears[row] / DECADE) * DECADE)).map(([decade, count]) => ({
        decade,
        count,
      })),
      added: tallyKeys(list.filter((row) => dateAdded[row] !== NO_DATE).map((row) => monthOf(dateAdded[row]))).map(
        ([month, count]) => ({ month, count }),
      ),
    };
  });
  return {
    n: titles.size,
    different: reach.size,
    platforms,
    overlaps: byPlatform.flatMap(({ platform: a }, at) =>
      byPlatform.slice(at + 1).map(({ platform: b }, step) => {
        const both = [...films[at]].filter((film) => films[at + 1 + step].has(film)).length;
        return { a, b, both, jaccard: both / (films[at].size + films[at + 1 + step].size - both) };
      }),
    ),
    reach: tallyKeys(reach.values()).map(([platforms, count]) => ({ platforms, count })),
  };
}
