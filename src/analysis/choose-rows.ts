import { NO_DATE } from '../dataset/index.ts';
import { dayOf } from './calendar.ts';
import type { SelectionAsked } from './selection-contract.ts';
import { numbersNamed, type Table } from './table.ts';

/** The rows that hold to all conditions, or to all but those of one column. */
export interface ChosenRows {
  /** All conditions hold. */
  readonly all: Int32Array;
  /** Those of the column aside: `word` for words, the date column's name for month and weekday. */
  without(column: string): Int32Array;
}

interface Condition {
  readonly column: string;
  readonly holds: (row: number) => boolean;
}

/** The end of a column's last bin; what lies on it belongs to it. */
type EndOf = (column: string) => number;

function conditionsOf(
  table: Table,
  words: readonly (readonly string[])[],
  asked: SelectionAsked,
  endOf: EndOf,
): Condition[] {
  const conditions: Condition[] = asked.ranges.map(({ column, from, to }) => {
    const { values } = numbersNamed(table, column);
    const low = from ?? -Infinity;
    const high = to ?? Infinity;
    const isLast = high >= endOf(column);
    return { column, holds: (row) => values[row] >= low && (isLast ? values[row] <= high : values[row] < high) };
  });
  const byColumn = Map.groupBy(asked.names, ({ column }) => column);
  for (const [column, wanted] of byColumn) {
    const { lists } = table.names.find(({ name }) => name === column)!;
    const names = new Set(wanted.map(({ name }) => name));
    const places = new Set<number>();
    let place = 0;
    for (const name of lists.names) {
      if (names.has(name)) places.add(place);
      place++;
    }
    conditions.push({
      column,
      holds: (row) => {
        for (let at = lists.indptr[row]; at < lists.indptr[row + 1]; at++)
          if (places.has(lists.indices[at])) return true;
        return false;
      },
    });
  }
  const { word, month, weekday } = asked;
  if (word !== null) conditions.push({ column: 'word', holds: (row) => words[row].includes(word) });
  const date = table.dates.at(0);
  if (date !== undefined && (month !== null || weekday !== null)) {
    const known = new Map<number, boolean>();
    const fits = (day: number): boolean => {
      const parts = dayOf(day);
      return (month === null || parts.month === month - 1) && (weekday === null || parts.weekday === weekday - 1);
    };
    conditions.push({
      column: date.name,
      holds: (row) => {
        const day = date.days[row];
        if (day === NO_DATE) return false;
        let answer = known.get(day);
        if (answer === undefined) known.set(day, (answer = fits(day)));
        return answer;
      },
    });
  }
  return conditions;
}

/**
 * The rows of a table that hold to what is asked. `words` are those of every title; a range that reaches `endOf` its column holds
 * that end too.
 */
export function chooseRows(
  table: Table,
  words: readonly (readonly string[])[],
  asked: SelectionAsked,
  endOf: EndOf,
): ChosenRows {
  const conditions = conditionsOf(table, words, asked, endOf);
  const columns = [...new Set(conditions.map(({ column }) => column))];
  // Of each row: how many columns it fails, and the last one that it fails.
  const failures = new Uint8Array(table.size);
  const failed = new Uint8Array(table.size);
  for (const [place, column] of columns.entries()) {
    const mine = conditions.filter((condition) => condition.column === column);
    for (let row = 0; row < table.size; row++) {
      if (mine.every(({ holds }) => holds(row))) continue;
      failures[row]++;
      failed[row] = place;
    }
  }
  const rowsWhere = (isIn: (row: number) => boolean): Int32Array => {
    const rows = new Int32Array(table.size);
    let n = 0;
    for (let row = 0; row < table.size; row++) if (isIn(row)) rows[n++] = row;
    return rows.slice(0, n);
  };
  const all = rowsWhere((row) => failures[row] === 0);
  return {
    all,
    without(column) {
      const place = columns.indexOf(column);
      if (place < 0) return all;
      return rowsWhere((row) => failures[row] === 0 || (failures[row] === 1 && failed[row] === place));
    },
  };
}
