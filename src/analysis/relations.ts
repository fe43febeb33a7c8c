import { random } from '../base/random.ts';
import type { Correlation, Groups, Relations, Scatter } from './contract.ts';
import { countByName } from './distributions.ts';
import { correlatePair, orderKnown } from './statistics/correlate.ts';
import { sortKnown, summariseSorted, whiskersOf } from './statistics/summarise.ts';
import { allRows, numbersNamed, type Table } from './table.ts';

const MOST_POINTS = 1_200;
/** Of the samples of points. */
export const POINTS_SEED = 20;
const MOST_GROUPS = 20;
/** Fewer values make no box. */
const LEAST_IN_GROUP = 20;

/** Pearson's and Spearman's correlation of every pair of related columns, over the rows in which both are known. */
export function correlateColumns({ numbers }: Table): Correlation[] {
  const related = numbers
    .filter((column) => column.related)
    .map(({ name, values }) => ({ name, values, order: orderKnown(values) }));
  return related.flatMap((a, at) =>
    related.slice(at + 1).map((b): Correlation => ({ a: a.name, b: b.name, ...correlatePair(a, b) })),
  );
}

export interface ScatterAxes {
  readonly x: string;
  readonly y: string;
  readonly size: string;
}

/** The rows of a table that can stand in a picture of two columns and a size. */
export interface DrawnRows {
  readonly scale: Scatter['scale'];
  /** In the order in which a sample takes them: each row draws a number from the seed and its own id, so that it does not depend on the others. */
  readonly rows: readonly number[];
  readonly pointOf: (row: number) => Scatter['points'][number];
}

/** The rows in which all three columns are known, and above 0 where both axes are logarithmic. */
export function drawRows(table: Table, axes: ScatterAxes): DrawnRows {
  const [x, y, size] = [axes.x, axes.y, axes.size].map((name) => numbersNamed(table, name));
  const log = x.scale === 'log' && y.scale === 'log';
  const shown = (value: number): boolean => Number.isFinite(value) && (!log || value > 0);
  const rows = allRows(table).filter(
    (row) => shown(x.values[row]) && shown(y.values[row]) && Number.isFinite(size.values[row]),
  );
  const draws = new Map(Array.from(rows, (row) => [row, random(POINTS_SEED, 'points', table.id(row)).uint32()]));
  return {
    scale: log ? 'log' : 'linear',
    rows: [...rows].sort((a, b) => draws.get(a)! - draws.get(b)! || a - b),
    pointOf: (row) => ({
      id: table.id(row),
      title: table.title(row),
      year: table.year(row),
      x: x.values[row],
      y: y.values[row],
      size: size.values[row],
    }),
  };
}

/** The rows of a table as points; of more than a picture can hold, a sample. */
export function scatterRows(table: Table, axes: ScatterAxes): Scatter {
  const { scale, rows, pointOf } = drawRows(table, axes);
  const kept = rows.slice(0, MOST_POINTS).sort((a, b) => a - b);
  return { ...axes, scale, n: rows.length, seed: POINTS_SEED, points: kept.map(pointOf) };
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** η² = variance between groups / whole variance, of values that each stand in one group. Null where they do not vary. */
function explainedBy(groups: readonly Float64Array[]): number | null {
  const n = groups.reduce((sum, group) => sum + group.length, 0);
  const mean = groups.reduce((sum, group) => sum + sumOf(group), 0) / n;
  let between = 0;
  let whole = 0;
  for (const group of groups) {
    if (group.length === 0) continue;
    between += group.length * (sumOf(group) / group.length - mean) ** 2;
    for (const value of group) whole += (value - mean) ** 2;
  }
  return whole > 0 ? between / whole : null;
}

/** The numbers of a column within each of the most frequent names of another, by descending median. */
export function groupNumbers(table: Table, axes: { column: string; by: string }): Groups {
  const { values } = numbersNamed(table, axes.column);
  const { lists } = table.names.find(({ name }) => name === axes.by)!;
  const known = allRows(table).filter((row) => Number.isFinite(values[row]));
  const { counts } = countByName(lists, known);
  const chosen = [...counts.keys()]
    .filter((place) => counts[place] >= LEAST_IN_GROUP)
    .sort((a, b) => counts[b] - counts[a] || a - b)
    .slice(0, MOST_GROUPS);
  const members = new Map(chosen.map((place) => [place, new Set<number>()]));
  for (const row of known) {
    for (let at = lists.indptr[row]; at < lists.indptr[row + 1]; at++) members.get(lists.indices[at])?.add(row);
  }
  const groups = [...members].map(([place, rows]) => ({
    name: lists.names.at(place),
    sorted: sortKnown(Array.from(rows, (row) => values[row])),
  }));
  return {
    ...axes,
    explained: explainedBy(groups.map(({ sorted }) => sorted)),
    groups: groups
      .map(({ name, sorted }) => ({ name, ...summariseSorted(sorted), whiskers: whiskersOf(sorted) }))
      .sort((a, b) => (b.median ?? 0) - (a.median ?? 0) || (a.name < b.name ? -1 : 1)),
  };
}

/** How the columns of a table go together: all correlations, and the pictures asked for. */
export function relateColumns(
  table: Table,
  { scatters, groups }: { scatters: readonly ScatterAxes[]; groups: readonly { column: string; by: string }[] },
): Relations {
  return {
    columns: table.numbers.filter(({ related }) => related).map(({ name }) => name),
    correlations: correlateColumns(table),
    scatters: scatters.map((axes) => scatterRows(table, axes)).filter(({ n }) => n > 0),
    groups: groups.map((axes) => groupNumbers(table, axes)).filter((found) => found.groups.length > 0),
  };
}
