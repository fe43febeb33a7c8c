import { normalizeTitle } from './normalize-title.ts';
import type { FilmsCatalogue } from '../dataset/index.ts';
import type { OutlierReport } from './contract.ts';
import { applyRule, findFarOut, makeSharedRule, type RowRule } from './outliers.ts';
import type { Table } from './table.ts';

/** Limits of the rules that are about the world and not about the spread of the column. */
const LONGEST_MINUTES = 400;
const FIRST_YEAR = 1900;
const LEAST_BUDGET = 1_000;
const MOST_RETURN = 1_000;
const FEW_VOTES = 5;

/** The rules for films; `today` is a day since 1970-01-01. */
function filmRules(films: FilmsCatalogue, today: number): RowRule[] {
  const { budgets, revenues, runtimes, releaseYears, releaseDates, voteAverages, voteCounts } = films;
  const money = (row: number): { budget: number; revenue: number } => ({
    budget: budgets[row],
    revenue: revenues[row],
  });
  return [
    {
      rule: 'return-above-1000',
      column: 'return',
      high: MOST_RETURN,
      judge(row) {
        if (!(budgets[row] > 0 && revenues[row] > 0)) return null;
        const ratio = revenues[row] / budgets[row];
        return {
          flagged: ratio > MOST_RETURN && budgets[row] < LEAST_BUDGET,
          distance: ratio,
          values: { ...money(row), return: ratio },
        };
      },
    },
    {
      rule: 'budget-below-1000',
      column: 'budget',
      low: LEAST_BUDGET,
      judge: (row) =>
        budgets[row] > 0 ? { flagged: budgets[row] < LEAST_BUDGET, distance: -budgets[row], values: money(row) } : null,
    },
    {
      rule: 'revenue-without-budget',
      column: 'budget',
      judge: (row) =>
        revenues[row] > 0 ? { flagged: !(budgets[row] > 0), distance: revenues[row], values: money(row) } : null,
    },
    {
      rule: 'runtime-above-400',
      column: 'runtime',
      high: LONGEST_MINUTES,
      judge: (row) =>
        runtimes[row] > 0
          ? { flagged: runtimes[row] > LONGEST_MINUTES, distance: runtimes[row], values: { runtime: runtimes[row] } }
          : null,
    },
    {
      rule: 'year-before-1900',
      column: 'releaseYear',
      low: FIRST_YEAR,
      judge: (row) => ({
        flagged: releaseYears[row] < FIRST_YEAR,
        distance: -releaseYears[row],
        values: { releaseYear: releaseYears[row] },
      }),
    },
    {
      rule: 'released-in-the-future',
      column: 'releaseDate',
      judge: (row) => ({
        flagged: releaseDates[row] > today,
        distance: releaseDates[row],
        values: { releaseDate: releaseDates[row] > today ? isoDate(releaseDates[row]) : null },
      }),
    },
    {
      rule: 'perfect-by-few-votes',
      column: 'voteAverage',
      judge: (row) =>
        voteCounts[row] > 0
          ? {
              flagged: voteCounts[row] < FEW_VOTES && voteAverages[row] === 10,
              distance: -voteCounts[row],
              values: { voteAverage: voteAverages[row], voteCount: voteCounts[row] },
            }
          : null,
    },
    {
      rule: 'votes-without-average',
      column: 'voteAverage',
      judge: (row) =>
        voteCounts[row] > 0
          ? {
              flagged: voteAverages[row] === 0,
              distance: voteCounts[row],
              values: { voteAverage: voteAverages[row], voteCount: voteCounts[row] },
            }
          : null,
    },
  ];
}

/** `2016-11-30` of a day since 1970-01-01. */
export const isoDate = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** What stands out among films, rule by rule; rules that flag nothing are told too. */
export function findFilmOutliers(films: FilmsCatalogue, table: Table, today: number): OutlierReport[] {
  const { titles, releaseYears } = films;
  return [
    ...filmRules(films, today).map((rule) => applyRule(table, rule)),
    applyRule(
      table,
      makeSharedRule(table, {
        rule: 'same-title-and-year',
        keyOf: (row) => `${releaseYears[row]} ${normalizeTitle(titles.at(row))}`,
        values: (row) => ({ releaseYear: releaseYears[row] }),
      }),
    ),
    ...findFarOut(table, ['runtime', 'budget', 'revenue', 'return', 'voteCount', 'voteAverage', 'castSize']),
  ];
}
