import type { InteractionMatrix } from '../interaction-matrix.ts';

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
 * Opens the counts of a pattern; memory: two numbers a column, one a user. A user with l kept titles counts l^−`userExponent`, times a
 * number that makes 1 of the mean over all interactions; with 0 (the default) every user counts 1. With 1 the counts are those of a
 * random walk title – user – title (Cooper et al., WWW 2014; Paudel et al., RP³, TIIS 2016).
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

function worthOfUsers({ users, indptr }: InteractionMatrix, exponent: number): Float64Array {
  const worth = new Float64Array(users).fill(1);
  if (exponent === 0) return worth;
  let total = 0;
  for (let user = 0; user < users; user++) {
    const length = indptr[user + 1] - indptr[user];
    worth[user] = length === 0 ? 0 : length ** -exponent;
    total += length * worth[user];
  }
  const mean = total / indptr[users];
  return worth.map((one) => one / mean);
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
