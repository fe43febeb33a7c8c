import type { ListColumn } from '../base/string-column.ts';
import type { Distribution, Grain, NameCount, NameDistribution, NumberDistribution } from './contract.ts';
import { binLinear, binLog } from './statistics/bin-values.ts';
import { sortKnown, summariseSorted } from './statistics/summarise.ts';
import type { NumberColumn, Table } from './table.ts';

const MOST_BINS = 40;
const MOST_NAMES = 60;

/** How the numbers of a column are spread over the given rows. */
export function distributeNumbers(column: NumberColumn, rows: Int32Array, grain: Grain): NumberDistribution {
  const { name, unit, scale, step, gathered } = column;
  const values = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) values[at] = column.values[rows[at]];
  const sorted = sortKnown(values);
  const scaled = scale === 'log' ? sorted.filter((value) => value > 0) : sorted;
  const bins =
    scale === 'log'
      ? binLog(scaled, MOST_BINS, { whole: step === 1 })
      : binLinear(scaled, MOST_BINS, { step, gathered });
  return {
    kind: 'numbers',
    column: name,
    grain,
    unit,
    scale,
    step,
    n: sorted.length,
    missing: rows.length - sorted.length,
    unscaled: sorted.length - scaled.length,
    summary: summariseSorted(sorted),
    ...bins,
  };
}

/** How many of the rows carry each name (a name counts once a row), and how many carry any. */
export function countByName(lists: ListColumn, rows: Int32Array): { counts: Int32Array; carrying: number } {
  const counts = new Int32Array(lists.names.size);
  const lastRow = new Int32Array(lists.names.size).fill(-1);
  let carrying = 0;
  for (const row of rows) {
    if (lists.indptr[row] < lists.indptr[row + 1]) carrying++;
    for (let at = lists.indptr[row]; at < lists.indptr[row + 1]; at++) {
      const name = lists.indices[at];
      if (lastRow[name] === row) continue;
      lastRow[name] = row;
      counts[name]++;
    }
  }
  return { counts, carrying };
}

/** By Unicode code points, the same on every machine. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The most frequent names of the rows, at most `most`; equal counts in order of name. */
export function topNames(lists: ListColumn, rows: Int32Array, most: number): NameCount[] {
  const { counts, carrying } = countByName(lists, rows);
  const places = [...counts.keys()].filter((place) => counts[place] > 0).sort((a, b) => counts[b] - counts[a]);
  // Names are read only for those that can be among the first.
  const least = counts[places[Math.min(most, places.length) - 1]] ?? 0;
  return places
    .filter((place) => counts[place] >= least)
    .map((place) => ({ name: lists.names.at(place), count: counts[place], share: counts[place] / carrying }))
    .sort((a, b) => b.count - a.count || compareText(a.name, b.name))
    .slice(0, most);
}

/** How often each name of a column stands in the given rows. */
export function distributeNames(column: string, lists: ListColumn, rows: Int32Array, grain: Grain): NameDistribution {
  const { counts, carrying } = countByName(lists, rows);
  return {
    kind: 'names',
    column,
    grain,
    n: carrying,
    missing: rows.length - carrying,
    distinct: counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
    names: topNames(lists, rows, MOST_NAMES),
  };
}

/** The distributions of all columns of a table over the given rows; columns without any value are left out. */
export function distributeColumns({ numbers, names, grain }: Table, rows: Int32Array): Distribution[] {
  return [
    ...numbers.map((column) => distributeNumbers(column, rows, grain)),
    ...names.map(({ name, lists }) => distributeNames(name, lists, rows, grain)),
  ].filter(({ n }) => n > 0);
}
