import type { InteractionMatrix } from '../interaction-matrix.ts';
import { worthOfUsers } from '../user-worth.ts';

/** Counts how many users have both of two kept titles, one column of titles at a time. */
export interface CoOccurrence {
  /** Number of users of each column, each user counting what it counts. */
  readonly counts: Float64Array;
  /**
   * Counts the users that a column shares with each other one: returns the columns met, in no order, and the counts by column. Both are
   * overwritten by the next call. Cost: the lengths of the histories of the column's users.
   */
  of(column: number): { readonly met: Int32Array; readonly together: Float64Array };
}

/**
 * Opens the counts of a pattern; memory: two numbers a column, one a user. Users count what
 * `worthOfUsers` says of `userExponent`; by default 1 each.
 */
export function openCoOccurrence(matrix: InteractionMatrix, userExponent = 0): CoOccurrence {
  const n = matrix.items.length;
  const worth = worthOfUsers(matrix, userExponent);
  const counts = new Float64Array(n);
  for (let column = 0; column < n; column++) {
    for (let at = matrix.transposedIndptr[column]; at < matrix.transposedIndptr[column + 1]; at++) {
      counts[column] += worth[matrix.transposedIndices[at]];
    }
  }
  const together = new Float64Array(n);
  const found = new Int32Array(n);
  let length = 0;
  return {
    counts,
    of(column) {
      for (let at = 0; at < length; at++) together[found[at]] = 0;
      length = 0;
      for (let at = matrix.transposedIndptr[column]; at < matrix.transposedIndptr[column + 1]; at++) {
        const user = matrix.transposedIndices[at];
        for (let own = matrix.indptr[user]; own < matrix.indptr[user + 1]; own++) {
          const other = matrix.indices[own];
          if (other === column) continue;
          if (together[other] === 0) found[length++] = other;
          together[other] += worth[user];
        }
      }
      return { met: found.subarray(0, length), together };
    },
  };
}

/**
 * Returns the `k` columns of largest value among those met, the largest first (equal values: the smaller column first); `values` is
 * by column. Columns whose value is not above 0 are left out.
 */
export function selectNearest(met: Int32Array, values: Float64Array, k: number): Int32Array {
  const heap = new Int32Array(Math.min(k, met.length));
  const before = (a: number, b: number): boolean => values[a] > values[b] || (values[a] === values[b] && a < b);
  let length = 0;
  for (const column of met) {
    if (!(values[column] > 0)) continue;
    if (length === heap.length && (length === 0 || !before(column, heap[0]))) continue;
    // A heap with the last of the kept ones on top.
    let at = length < heap.length ? length++ : 0;
    if (at > 0 || length === 1) {
      heap[at] = column;
      for (let up = (at - 1) >> 1; at > 0 && before(heap[up], column); up = (at - 1) >> 1) {
        heap[at] = heap[up];
        at = up;
        heap[at] = column;
      }
      continue;
    }
    for (let down = 1; down < length; down = 2 * at + 1) {
      if (down + 1 < length && before(heap[down], heap[down + 1])) down++;
      if (!before(column, heap[down])) break;
      heap[at] = heap[down];
      at = down;
    }
    heap[at] = column;
  }
  return heap.slice(0, length).sort((a, b) => values[b] - values[a] || a - b);
}
