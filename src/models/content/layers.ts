import type { F32Block, Kernels, SparseBlock } from '../../kernels/index.ts';

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

/** Terms added up in one call. */
const AT_ONCE = 512;

/** Returns the layers over the terms of a catalogue, terms × items with values. */
export function openLayers(kernels: Kernels, terms: SparseBlock): Layers {
  const { columns: n, rows: columns } = terms;
  const starts = terms.indptr.data;
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
    for (let to = starts[column]; to < starts[column + 1]; to++) {
      all.data[(at + 1) * size + terms.indices.data[to]] = terms.values!.data[to]!;
    }
  }
  const rows = kernels.heap.i32(1 + common.length);
  const weights = kernels.heap.f32(1 + common.length);
  const pickedRows = kernels.heap.i32(AT_ONCE);
  const pickedWeights = kernels.heap.f32(AT_ONCE);
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
      let picked = 0;
      for (const column of taken) {
        if (amounts[column] === 0) continue;
        pickedRows.data[picked] = column;
        pickedWeights.data[picked++] = amounts[column]!;
        amounts[column] = 0;
        if (picked < AT_ONCE) continue;
        kernels.addSparseRows(out, terms, pickedRows, pickedWeights, picked);
        picked = 0;
      }
      if (picked > 0) kernels.addSparseRows(out, terms, pickedRows, pickedWeights, picked);
      taken.length = 0;
    },
  };
}
