import type { OutlierReport, OutlierRow } from './contract.ts';
import { sortKnown, tukeyFences } from './statistics/summarise.ts';
import { numbersNamed, type Table } from './table.ts';

const MOST_ROWS = 25;
/** Interquartile ranges beyond the quartiles: Tukey's "far out". */
const FAR = 3;
/** Fewer values have no spread worth a rule. */
const LEAST = 20;

/** What a rule says of one row: nothing when it cannot be asked, else whether it is flagged, and how far out it is. */
export interface Judgement {
  readonly flagged: boolean;
  /** Larger comes first; rows alike stay in their order. */
  readonly distance: number;
  readonly values: OutlierRow['values'];
}

/** A rule that looks at each row by itself. */
export interface RowRule {
  readonly rule: string;
  readonly column: string | null;
  readonly low?: number;
  readonly high?: number;
  readonly judge: (row: number) => Judgement | null;
}

/** The rows of a table that a rule flags. */
export function applyRule(table: Table, { rule, column, low, high, judge }: RowRule): OutlierReport {
  const flagged: { row: number; judgement: Judgement }[] = [];
  let n = 0;
  for (let row = 0; row < table.size; row++) {
    const judgement = judge(row);
    if (judgement === null) continue;
    n++;
    if (judgement.flagged) flagged.push({ row, judgement });
  }
  flagged.sort((a, b) => b.judgement.distance - a.judgement.distance || a.row - b.row);
  return {
    rule,
    column,
    grain: table.grain,
    n,
    found: flagged.length,
    low: low ?? null,
    high: high ?? null,
    rows: flagged.slice(0, MOST_ROWS).map(({ row, judgement }) => ({
      id: table.id(row),
      title: table.title(row),
      year: table.year(row),
      values: judgement.values,
    })),
  };
}

/**
 * The rule by Tukey's fences: flagged is what lies more than three interquartile ranges beyond the quartiles, on the scale of the
 * column. Null where there are fewer than 20 values, or the quartiles are equal (then every other value would be flagged).
 */
export function makeFenceRule(table: Table, name: string): RowRule | null {
  const { values, scale } = numbersNamed(table, name);
  const log = scale === 'log';
  const scaled = log ? values.map((value) => (value > 0 ? Math.log10(value) : Number.NaN)) : values;
  const sorted = sortKnown(scaled);
  const [low, high] = tukeyFences(sorted, FAR);
  if (sorted.length < LEAST || !(low < high)) return null;
  const middle = (low + high) / 2;
  return {
    rule: log ? 'far-out-log' : 'far-out',
    column: name,
    // A limit beyond all values limits nothing.
    ...(sorted[0] < low ? { low: log ? 10 ** low : low } : {}),
    ...(sorted[sorted.length - 1] > high ? { high: log ? 10 ** high : high } : {}),
    judge: (row) =>
      Number.isFinite(scaled[row])
        ? {
            flagged: scaled[row] < low || scaled[row] > high,
            distance: Math.abs(scaled[row] - middle),
            values: { [name]: values[row] },
          }
        : null,
  };
}

/** The reports of the fence rules of the named columns; columns without spread have none. */
export function findFarOut(table: Table, columns: readonly string[]): OutlierReport[] {
  return columns
    .map((name) => makeFenceRule(table, name))
    .filter((rule) => rule !== null)
    .map((rule) => applyRule(table, rule));
}

/** A rule that flags rows whose key others share, the largest group first; rows without a key are not asked. */
export function makeSharedRule(
  table: Table,
  {
    rule,
    keyOf,
    values,
  }: { rule: string; keyOf: (row: number) => string | null; values: (row: number) => OutlierRow['values'] },
): RowRule {
  const keys = Array.from({ length: table.size }, (_, row) => keyOf(row));
  const counts = new Map<string, number>();
  for (const key of keys) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  const first = new Map<string, number>();
  for (const [row, key] of keys.entries()) if (key !== null && !first.has(key)) first.set(key, row);
  return {
    rule,
    column: null,
    judge(row) {
      const key = keys[row];
      if (key === null) return null;
      const count = counts.get(key)!;
      // Rows of one group stand together: below one, the distance only orders groups of a size.
      return {
        flagged: count > 1,
        distance: count - first.get(key)! / (table.size + 1),
        values: { ...values(row), count },
      };
    },
  };
}
