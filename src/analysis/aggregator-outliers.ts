import { type AggregatorCatalogue, DURATION_TYPES, NO_DATE, PLATFORMS, TITLE_TYPES } from '../dataset/index.ts';
import { durationIn, isType } from './aggregator-table.ts';
import { dayOf } from './calendar.ts';
import type { OutlierReport, OutlierRow } from './contract.ts';
import { isoDate } from './film-outliers.ts';
import { normalizeTitle } from './normalize-title.ts';
import { applyRule, findFarOut, makeSharedRule, type RowRule } from './outliers.ts';
import type { Table } from './table.ts';

const LONGEST_MINUTES = 300;
const SHORTEST_MINUTES = 5;
const MOST_SEASONS = 15;
const FIRST_YEAR = 1925;
const DURATION_TEXT = /^\d+ *(min|seasons?)$/u;

/** The rules for the streaming platforms' titles; `today` is a day since 1970-01-01. */
function aggregatorRules(titles: AggregatorCatalogue, today: number): RowRule[] {
  const { releaseYears, dateAdded, durationInts, durationTypes, types, platforms, ratings } = titles;
  const values = (row: number, more: OutlierRow['values'] = {}): OutlierRow['values'] => ({
    platform: PLATFORMS[platforms[row]],
    type: TITLE_TYPES[types[row]] ?? null,
    durationInt: durationInts[row] < 0 ? null : durationInts[row],
    durationType: DURATION_TYPES[durationTypes[row]] ?? null,
    ...more,
  });
  const minutes = (row: number): number => (isType(titles, row, 'movie') ? durationIn(titles, row, 'min') : Number.NaN);
  return [
    {
      rule: 'movie-in-seasons',
      column: 'durationType',
      judge: (row) =>
        isType(titles, row, 'movie') && durationInts[row] >= 0
          ? {
              flagged: DURATION_TYPES[durationTypes[row]] === 'season',
              distance: durationInts[row],
              values: values(row),
            }
          : null,
    },
    {
      rule: 'series-in-minutes',
      column: 'durationType',
      judge: (row) =>
        isType(titles, row, 'tv show') && durationInts[row] >= 0
          ? { flagged: DURATION_TYPES[durationTypes[row]] === 'min', distance: durationInts[row], values: values(row) }
          : null,
    },
    {
      rule: 'duration-as-maturity-rating',
      column: 'maturityRating',
      judge(row) {
        const text = ratings.at(row);
        return { flagged: DURATION_TEXT.test(text), distance: 0, values: values(row, { maturityRating: text }) };
      },
    },
    {
      rule: 'minutes-above-300',
      column: 'minutes',
      high: LONGEST_MINUTES,
      judge: (row) =>
        Number.isFinite(minutes(row))
          ? { flagged: minutes(row) > LONGEST_MINUTES, distance: minutes(row), values: values(row) }
          : null,
    },
    {
      rule: 'minutes-below-5',
      column: 'minutes',
      low: SHORTEST_MINUTES,
      judge: (row) =>
        Number.isFinite(minutes(row))
          ? { flagged: minutes(row) < SHORTEST_MINUTES, distance: -minutes(row), values: values(row) }
          : null,
    },
    {
      rule: 'seasons-above-15',
      column: 'seasons',
      high: MOST_SEASONS,
      judge(row) {
        const seasons = durationIn(titles, row, 'season');
        return Number.isFinite(seasons)
          ? { flagged: seasons > MOST_SEASONS, distance: seasons, values: values(row) }
          : null;
      },
    },
    {
      rule: 'added-before-release',
      column: 'dateAdded',
      judge(row) {
        if (dateAdded[row] === NO_DATE) return null;
        const early = releaseYears[row] - dayOf(dateAdded[row]).year;
        return {
          flagged: early > 0,
          distance: early,
          values: values(row, { releaseYear: releaseYears[row], dateAdded: isoDate(dateAdded[row]) }),
        };
      },
    },
    {
      rule: 'added-in-the-future',
      column: 'dateAdded',
      judge: (row) =>
        dateAdded[row] === NO_DATE
          ? null
          : {
              flagged: dateAdded[row] > today,
              distance: dateAdded[row],
              values: values(row, { dateAdded: isoDate(dateAdded[row]) }),
            },
    },
    {
      rule: 'year-before-1925',
      column: 'releaseYear',
      low: FIRST_YEAR,
      judge: (row) => ({
        flagged: releaseYears[row] < FIRST_YEAR,
        distance: -releaseYears[row],
        values: values(row, { releaseYear: releaseYears[row] }),
      }),
    },
  ];
}

/** What stands out among the streaming platforms' titles, rule by rule; rules that flag nothing are told too. */
export function findAggregatorOutliers(titles: AggregatorCatalogue, table: Table, today: number): OutlierReport[] {
  const { platforms, types, releaseYears } = titles;
  return [
    ...aggregatorRules(titles, today).map((rule) => applyRule(table, rule)),
    applyRule(
      table,
      makeSharedRule(table, {
        rule: 'twice-on-a-platform',
        keyOf: (row) => `${platforms[row]} ${types[row]} ${releaseYears[row]} ${normalizeTitle(titles.titles.at(row))}`,
        values: (row) => ({ platform: PLATFORMS[platforms[row]], releaseYear: releaseYears[row] }),
      }),
    ),
    ...findFarOut(table, ['minutes', 'seasons', 'score', 'castSize']),
  ];
}
