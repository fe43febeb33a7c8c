import type { Kernels } from '../../kernels/index.ts';
import type { Contribution } from '../contract.ts';
import { PLACE } from './signal-names.ts';
import type { Reading, Signals } from './signals.ts';

/** Tells what the titles of a history carried of a score. */
export interface Carriers {
  /**
   * The `n` titles of the history that carried most of an item's score, largest first, over the parts that add up over the history;
   * those above 0 only. `weights`: of the signals, for the history's length.
   */
  find(reading: Reading, weights: Float64Array, item: number, n: number): Contribution[];
}

/**
 * Returns a finder over the opened signals. What only the history decides is gathered once a reading, because the items of one list
 * are explained one after the other. `maxLength`: the longest history that a reading holds.
 */
export function openCarriers(signals: Signals, maxLength: number, kernels: Kernels): Carriers {
  const { factors: f, vectors, inverseLengths } = signals;
  const { columns, B, ld, diagonal } = signals.together;
  const room = Math.max(1, maxLength);
  /** Vectors of the history's known items, one below the other, and how each of them lies to the item. */
  const directions = kernels.heap.f32(room * f);
  const products = kernels.heap.f32(room);
  const direction = kernels.heap.f32(f);
  /** Of the same items: number, column and what they are multiplied with. */
  const items = new Int32Array(room);
  const rows = new Int32Array(room);
  const togetherWeights = new Float64Array(room);
  const factorsWeights = new Float64Array(room);
  /** What each of them added to the item explained. */
  const shares = new Float64Array(room);
  let known = 0;
  let gathered: Reading | null = null;

  const gather = (reading: Reading): void => {
    known = 0;
    for (let at = 0; at < reading.items.length; at++) {
      const row = columns[reading.items[at]] ?? -1;
      if (row < 0 || reading.recent[at] === 0) continue;
      items[known] = reading.items[at];
      rows[known] = row;
      togetherWeights[known] = reading.recent[at] * diagonal[row];
      factorsWeights[known] = reading.broad[at] * inverseLengths[row];
      for (let k = 0; k < f; k++) directions.data[known * f + k] = vectors[row * f + k];
      known++;
    }
    gathered = reading;
  };

  return {
    find(reading, weights, item, n) {
      const column = columns[item];
      if (column < 0) return [];
      if (reading !== gathered) gather(reading);
      for (let k = 0; k < f; k++) direction.data[k] = vectors[column * f + k];
      kernels.multiplyVector(products, directions, direction, known, f);
      // B[h, i] is read as B[i, h]·P_hh/P_ii, because P is symmetric and one row stays in the cache.
      const togetherShare = (weights[PLACE.together] * reading.togetherScale) / diagonal[column];
      const factorsShare = weights[PLACE.factors] * reading.factorsScale;
      const base = column * ld;
      // On its own, so that no number is waited for while another is compared.
      for (let at = 0; at < known; at++) {
        shares[at] =
          togetherShare * togetherWeights[at] * B[base + rows[at]] +
          factorsShare * factorsWeights[at] * products.data[at];
      }
      const places: number[] = [];
      for (let at = 0; at < known; at++) {
        const share = shares[at];
        if (!(share > 0) || items[at] === item) continue;
        let place = places.length;
        if (place >= n) {
          place--;
          if (share <= shares[places[place]]) continue;
        }
        for (; place > 0 && shares[places[place - 1]] < share; place--) places[place] = places[place - 1];
        places[place] = at;
      }
      return places.map((at) => ({ kind: 'history', item: items[at], amount: shares[at] }));
    },
  };
}
