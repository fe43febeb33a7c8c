/** The sections of an exploration as tables for spreadsheets: a heading line, numbers as they are, by the names of the JSON. */
import type {
  CatalogueExploration,
  ExplorationPart,
  Finding,
  OutlierReport,
  PlatformComparison,
} from '../../analysis/index.ts';
import { formatCsv } from '../../base/format-csv.ts';

type Cell = string | number | null | undefined;

/** Rows as CSV text with a line end at the end; unknown is empty. */
const table = (headings: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `${formatCsv(
    headings,
    rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? '' : String(cell)))),
  )}\n`;

/** One row a bin or a name. */
export const distributionsTable = (distributions: ExplorationPart['distributions']): string =>
  table(
    ['column', 'grain', 'kind', 'from', 'to', 'name', 'count', 'share', 'n', 'missing'],
    distributions.flatMap((one) =>
      one.kind === 'numbers'
        ? one.bins.map(({ from, to, count }) => [
            one.column,
            one.grain,
            one.kind,
            from,
            to,
            '',
            count,
            count / one.n,
            one.n,
            one.missing,
          ])
        : one.names.map(({ name, count, share }) => [
            one.column,
            one.grain,
            one.kind,
            '',
            '',
            name,
            count,
            share,
            one.n,
            one.missing,
          ]),
    ),
  );

/** One row a pair of columns. */
export const correlationsTable = (correlations: CatalogueExploration['relations']['correlations']): string =>
  table(
    ['a', 'b', 'n', 'pearson', 'spearman'],
    correlations.map(({ a, b, n, pearson, spearman }) => [a, b, n, pearson, spearman]),
  );

/** One row a flagged row; its values as `name=value`. */
export const outliersTable = (outliers: readonly OutlierReport[]): string =>
  table(
    ['rule', 'column', 'found', 'n', 'id', 'title', 'year', 'values'],
    outliers.flatMap(({ rule, column, found, n, rows }) =>
      rows.map(({ id, title, year, values }) => [
        rule,
        column,
        found,
        n,
        id,
        title,
        year,
        Object.entries(values)
          .map(([name, value]) => `${name}=${value ?? ''}`)
          .join('; '),
      ]),
    ),
  );

/** One row a column. */
export const missingTable = (missing: ExplorationPart['missing']): string =>
  table(
    ['grain', 'column', 'n', 'missing', 'share'],
    missing.flatMap(({ grain, n, columns }) =>
      columns.map(({ column, missing: count, share }) => [grain, column, n, count, share]),
    ),
  );

/** One row a word. */
export const wordsTable = (top: ExplorationPart['words']['top']): string =>
  table(
    ['word', 'titles', 'count'],
    top.map(({ word, titles, count }) => [word, titles, count]),
  );

/** One row a month and weekday, both from 1, Monday first. */
export const calendarTable = (calendars: ExplorationPart['calendars']): string =>
  table(
    ['column', 'month', 'weekday', 'count'],
    calendars.flatMap(({ column, cells }) =>
      cells.flatMap((days, month) => days.map((count, weekday) => [column, month + 1, weekday + 1, count])),
    ),
  );

/** One row a finding. */
export const findingsTable = (findings: readonly (Finding & { readonly sentence: string })[]): string =>
  table(
    ['kind', 'strength', 'n', 'sentence'],
    findings.map(({ kind, strength, n, sentence }) => [kind, strength, n, sentence]),
  );

/** One row a platform. */
export const platformsTable = (platforms: PlatformComparison['platforms']): string =>
  table(
    [
      'platform',
      'titles',
      'movies',
      'series',
      'untyped',
      'share',
      'exclusive',
      'medianYear',
      'medianMinutes',
      'meanScore',
    ],
    platforms.map((one) => [
      one.platform,
      one.titles,
      one.movies,
      one.series,
      one.untyped,
      one.share,
      one.exclusive,
      one.medianYear,
      one.medianMinutes,
      one.meanScore,
    ]),
  );
