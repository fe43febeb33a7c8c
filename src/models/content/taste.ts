import type { F32Block, Kernels } from '../../kernels/index.ts';
import type { Query } from '../contract.ts';

/** Titles of a history that are added up in one call. */
const AT_ONCE = 256;

/** Adds up the vectors of a history. */
export interface HistoryTaste {
  /** Writes Σ weight·vector over the usable items of a query to `taste` (f numbers); returns Σ|weight|. */
  sum(taste: Float32Array, query: Query): number;
}

/** Whether the history item at a position is of a catalogue of n items and has a weight. */
export function isUsable(query: Query, at: number, n: number): boolean {
  const item = query.items[at];
  const weight = query.weights[at];
  return item >= 0 && item < n && Number.isFinite(weight) && weight !== 0;
}

/** Returns the adder for item vectors E (n×f) in the kernels' memory. */
export function openHistoryTaste(kernels: Kernels, E: F32Block, n: number, f: number): HistoryTaste {
  const rows = kernels.heap.i32(AT_ONCE);
  const weights = kernels.heap.f32(AT_ONCE);
  const sums = kernels.heap.f32(f);
  const add = (taste: Float32Array, count: number): void => {
    if (count === 0) return;
    kernels.sumRows(sums, E, rows, weights, count, f, f);
    for (let k = 0; k < f; k++) taste[k] += sums.data[k];
  };
  return {
    sum(taste, query) {
      taste.fill(0);
      let total = 0;
      let count = 0;
      for (let at = 0; at < query.items.length; at++) {
        if (!isUsable(query, at, n)) continue;
        rows.data[count] = query.items[at];
        weights.data[count] = query.weights[at];
        total += Math.abs(query.weights[at]);
        if (++count < AT_ONCE) continue;
        add(taste, count);
        count = 0;
      }
      add(taste, count);
      return total;
    },
  };
}
