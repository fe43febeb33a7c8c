import { NO_DATE } from '../dataset/index.ts';
import type { Missing } from './contract.ts';
import type { Table } from './table.ts';

/** How many of the given rows lack a value, for each column that every row could have; most gaps first, then by name. */
export function countMissing(table: Table, rows: Int32Array): Missing {
  const gaps = new Map<string, number>();
  const count = (name: string, filled: (row: number) => boolean): void => {
    if (gaps.has(name)) return;
    gaps.set(
      name,
      rows.reduce((sum, row) => sum + (filled(row) ? 0 : 1), 0),
    );
  };
  for (const { name, filled } of table.texts) count(name, filled);
  for (const { name, days } of table.dates) count(name, (row) => days[row] !== NO_DATE);
  for (const { name, lists, expected } of table.names) {
    if (expected) count(name, (row) => lists.indptr[row] < lists.indptr[row + 1]);
  }
  for (const { name, values, derived } of table.numbers) {
    if (!derived) count(name, (row) => Number.isFinite(values[row]));
  }
  const columns = [...gaps]
    .map(([column, missing]) => ({ column, missing, share: rows.length === 0 ? 0 : missing / rows.length }))
    .sort((a, b) => b.missing - a.missing || (a.column < b.column ? -1 : 1));
  return { grain: table.grain, n: rows.length, columns };
}
