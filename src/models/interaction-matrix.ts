import type { Interactions } from '../dataset/index.ts';
import type { Kernels, SparseBlock } from '../kernels/index.ts';

/** The pattern users × kept items of the interactions, CSR with increasing columns, and its transpose. */
export interface InteractionMatrix {
  /** Item num of each column, increasing. */
  readonly items: Int32Array;
  /** Column of each item num, −1 where the item was not kept. */
  readonly columns: Int32Array;
  readonly users: number;
  readonly indptr: Int32Array;
  readonly indices: Int32Array;
  readonly transposedIndptr: Int32Array;
  readonly transposedIndices: Int32Array;
}

/** Who has what, without when or how much. */
export type Pattern = Pick<Interactions, 'users' | 'items' | 'indptr' | 'indices'>;

/** Number of interactions of each item of the catalogue. */
export function countInteractions(interactions: Pattern): Int32Array {
  const counts = new Int32Array(interactions.items);
  for (const item of interactions.indices) counts[item]++;
  return counts;
}

/**
 * Returns the nums, increasing, of the items with at least `minInteractions` interactions, the `maxItems` with the most of them
 * (equal counts: the smaller num first).
 */
export function selectItems(counts: Int32Array, minInteractions: number, maxItems: number): Int32Array {
  const kept: number[] = [];
  for (let item = 0; item < counts.length; item++) if (counts[item] >= minInteractions) kept.push(item);
  if (kept.length > maxItems) {
    kept.sort((a, b) => counts[b] - counts[a] || a - b);
    kept.length = maxItems;
    kept.sort((a, b) => a - b);
  }
  return Int32Array.from(kept);
}

/** Returns the pattern of the interactions over the kept items. */
export function buildInteractionMatrix(interactions: Pattern, items: Int32Array): InteractionMatrix {
  const columns = new Int32Array(interactions.items).fill(-1);
  items.forEach((item, column) => {
    columns[item] = column;
  });
  const { users } = interactions;
  const transposedIndptr = new Int32Array(items.length + 1);
  for (const item of interactions.indices) {
    const column = columns[item];
    if (column >= 0) transposedIndptr[column + 1]++;
  }
  for (let column = 0; column < items.length; column++) transposedIndptr[column + 1] += transposedIndptr[column];
  const transposedIndices = new Int32Array(transposedIndptr[items.length]);
  const next = transposedIndptr.slice();
  for (let user = 0; user < users; user++) {
    for (let at = interactions.indptr[user]; at < interactions.indptr[user + 1]; at++) {
      const column = columns[interactions.indices[at]];
      if (column >= 0) transposedIndices[next[column]++] = user;
    }
  }
  const { indptr, indices } = transposePattern(transposedIndptr, transposedIndices, users);
  return { items, columns, users, indptr, indices, transposedIndptr, transposedIndices };
}

/**
 * Returns a pattern whose rows are windows of histories: for each length of `windows` every history is cut into runs of at most
 * so many interactions, in order of time; 0 takes it whole. Items watched near each other share more rows.
 */
export function cutWindows({ users, items, indptr, indices }: Pattern, windows: readonly number[]): Pattern {
  const ends = [0];
  const copied = new Int32Array(indices.length * windows.length);
  let at = 0;
  for (const length of windows) {
    for (let user = 0; user < users; user++) {
      const end = indptr[user + 1];
      const step = length === 0 ? Math.max(1, end - indptr[user]) : length;
      for (let start = indptr[user]; start < end; start += step) {
        const run = indices.subarray(start, Math.min(end, start + step));
        copied.set(run, at);
        at += run.length;
        ends.push(at);
      }
    }
  }
  return { users: ends.length - 1, items, indptr: Int32Array.from(ends), indices: copied };
}

/** Returns the transpose of a CSR pattern; its columns are in increasing order whatever the order was inside the rows. */
function transposePattern(indptr: Int32Array, indices: Int32Array, columns: number) {
  const flippedIndptr = new Int32Array(columns + 1);
  for (const column of indices) flippedIndptr[column + 1]++;
  for (let column = 0; column < columns; column++) flippedIndptr[column + 1] += flippedIndptr[column];
  const flipped = new Int32Array(indices.length);
  const next = flippedIndptr.slice();
  for (let row = 0; row + 1 < indptr.length; row++) {
    for (let at = indptr[row]; at < indptr[row + 1]; at++) flipped[next[indices[at]]++] = row;
  }
  return { indptr: flippedIndptr, indices: flipped };
}

/** Copies the matrix and its transpose into the kernels' memory; the caller releases it. */
export function placeMatrix(kernels: Kernels, matrix: InteractionMatrix): { X: SparseBlock; Xt: SparseBlock } {
  const { heap } = kernels;
  const { users, items } = matrix;
  return {
    X: {
      rows: users,
      columns: items.length,
      indptr: heap.i32From(matrix.indptr),
      indices: heap.i32From(matrix.indices),
    },
    Xt: {
      rows: items.length,
      columns: users,
      indptr: heap.i32From(matrix.transposedIndptr),
      indices: heap.i32From(matrix.transposedIndices),
    },
  };
}
