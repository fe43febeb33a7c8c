import type { F32Block, Kernels } from '../../kernels/index.ts';
import type { TermIndex } from './term-index.ts';

/** A term of more than one title in so many has a row of its own: adding a row is faster than going through its titles. */
const COMMON = 12;
/** Rows beyond these would no longer stay in the cache. */
const MOST_ROWS = 40;

/**
 * Sums of one number per item: a base and, on top, terms with their weights in the titles that hold them. The commonest terms
 * (genres, years) stand as whole rows below the base, the others are gone through title by title.
 */
export interface Layers {
  /** The base; n numbers that the caller writes. */
  readonly base: F32Block;
  /** Takes a term up for the next `sum`; amounts of one term add up. */
  take(column: number, amount: number): void;
  /** out ← base + Σ amount·(the term's weights) over the terms taken up, which are then forgotten. */
  sum(out: F32Block): void;
}

/** Returns the layers over an index of `n` items; `byColumn` holds the weights of its entries. */
export function openLayers(
  kernels: Kernels,
  index: Pick<TermIndex, 'starts' | 'rows'>,
  byColumn: Float32Array,
  n: number,
): Layers {
  const { starts, rows: titles } = index;
  const columns = starts.length - 1;
  const lengthOf = (column: number): number => starts[column + 1] - starts[column];
  const common = Array.from(starts.keys())
    .filter((column) => column < columns && lengthOf(column) * COMMON > n)
    .sort((a, b) => lengthOf(b) - lengthOf(a) || a - b)
    .slice(0, MOST_ROWS);
  const size = Math.max(1, n);
  const all = kernels.heap.f32((1 + common.length) * size);
  /** Row of each column, 0 for those without one. */
  const rowOf = new Uint8Array(columns);
  for (const [at, column] of common.entries()) {
    rowOf[column] = at + 1;
    for (let to = starts[column]; to < starts[column + 1]; to++) all.data[(at + 1) * size + titles[to]] = byColumn[to]!;
  }
  const rows = kernels.heap.i32(1 + common.length);
  const weights = kernels.heap.f32(1 + common.length);
  const amounts = new Float64Array(columns);
  const taken: number[] = [];
  return {
    base: { at: all.at, data: all.data.subarray(0, size) },
    take(column, amount) {
      if (amount === 0) return;
      if (amounts[column] === 0) taken.push(column);
      amounts[column] += amount;
    },
    sum(out) {
      weights.data[0] = 1;
      let count = 1;
      for (const column of taken) {
        const row = rowOf[column];
        if (row === 0 || amounts[column] === 0) continue;
        rows.data[count] = row;
        weights.data[count++] = amounts[column]!;
        amounts[column] = 0;
      }
      kernels.sumRows(out, all, rows, weights, count, n, size);
      const sums = out.data;
      for (const column of taken) {
        const amount = amounts[column];
        amounts[column] = 0;
        if (amount === 0) continue;
        const end = starts[column + 1];
        for (let to = starts[column]; to < end; to++) sums[titles[to]] += amount * byColumn[to];
      }
      taken.length = 0;
    },
  };
}
