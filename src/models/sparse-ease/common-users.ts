import type { CoOccurrence } from '../item-graph/index.ts';
import { selectNearest } from '../item-graph/index.ts';

/** Numbers of common users of pairs of near columns, symmetric, CSR with increasing columns, no diagonal. */
export interface CommonUsers {
  readonly indptr: Int32Array;
  readonly indices: Int32Array;
  readonly counts: Float64Array;
  /** The columns nearest to each one by cosine, nearest first. */
  readonly nearest: readonly Int32Array[];
}

/**
 * Returns the common users of each column and the `pairs` nearest to it by n_ij/√(n_i·n_j), kept in both directions.
 * Memory: at most 24·pairs bytes a column.
 */
export function countCommonUsers(
  occurrence: CoOccurrence,
  pairs: number,
  progress: (done: number) => void,
): CommonUsers {
  const { counts: sizes } = occurrence;
  const n = sizes.length;
  const values = new Float64Array(n);
  const nearest: Int32Array[] = [];
  const numbers: Float64Array[] = [];
  const lengths = new Int32Array(n + 1);
  for (let column = 0; column < n; column++) {
    const { met, together } = occurrence.of(column);
    for (const other of met) values[other] = together[other] / Math.sqrt(sizes[other] * sizes[column]);
    const near = selectNearest(met, values, pairs);
    nearest.push(near);
    numbers.push(Float64Array.from(near, (other) => together[other]));
    lengths[column + 1] += near.length;
    for (const other of near) lengths[other + 1]++;
    if (column % 256 === 255) progress(column / n);
  }
  for (let column = 0; column < n; column++) lengths[column + 1] += lengths[column];
  // Both directions of every pair, twice where each is near the other; columns come in order because targets do.
  const others = new Int32Array(lengths[n]);
  const both = new Float64Array(lengths[n]);
  const next = lengths.slice();
  const put = (row: number, column: number, count: number): void => {
    others[next[row]] = column;
    both[next[row]++] = count;
  };
  for (let column = 0; column < n; column++) {
    for (const [at, other] of nearest[column].entries()) {
      put(column, other, numbers[column][at]);
      put(other, column, numbers[column][at]);
    }
  }
  const indptr = new Int32Array(n + 1);
  let length = 0;
  const found = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    const start = lengths[row];
    const end = lengths[row + 1];
    for (let at = start; at < end; at++) found[others[at]] = both[at];
    const sorted = others.subarray(start, end).sort();
    let last = -1;
    for (const column of sorted) {
      if (column === last) continue;
      last = column;
      others[length] = column;
      both[length++] = found[column];
    }
    indptr[row + 1] = length;
  }
  return { indptr, indices: others.subarray(0, length), counts: both.subarray(0, length), nearest };
}
