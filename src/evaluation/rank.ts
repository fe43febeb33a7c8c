import type { TieOrder } from './tie-order.ts';

/** Where a user's held-out items stand in the ranking of all candidates, and how the ranking begins. */
export interface Ranking {
  /** Ranks from 1 of the held-out items, smallest first; infinite for an item the scorer could not score. */
  readonly ranks: Float64Array;
  /** The held-out items in the same order. */
  readonly truth: Int32Array;
  /** The best candidates, best first, at most n; shorter when fewer could be scored. */
  readonly list: Int32Array;
}

/**
 * Ranks the held-out items among all items whose byte in `excluded` is 0, by score downwards; equal scores in the tie order. NaN
 * is never ranked: a scorer that cannot say gets no credit by luck. Nothing is sorted but the truth: each candidate is counted
 * before the held-out items it outranks. I·log T comparisons for I items and T held out.
 */
export function rankTruth(
  scores: Float32Array,
  excluded: Uint8Array,
  truth: Int32Array,
  tie: TieOrder,
  n: number,
): Ranking {
  const known = truth.filter((item) => !Number.isNaN(scores[item]));
  known.sort((a, b) => scores[b] - scores[a] || tie(a) - tie(b));
  const ranks = new Float64Array(truth.length).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(known.length + 1);
  const list = new Int32Array(n);
  let listed = 0;
  const lowest = known.length === 0 ? Number.POSITIVE_INFINITY : scores[known[known.length - 1]];
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item];
    if (excluded[item] !== 0 || Number.isNaN(score)) continue;
    if (score >= lowest) {
      let low = 0;
      let high = known.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (precedes(scores, tie, known[middle], item) || known[middle] === item) low = middle + 1;
        else high = middle;
      }
      before[low]++;
    }
    if (n === 0 || (listed === n && !precedes(scores, tie, item, list[n - 1]))) continue;
    let place = listed < n ? listed++ : n - 1;
    while (place > 0 && precedes(scores, tie, item, list[place - 1])) {
      list[place] = list[place - 1]!;
      place--;
    }
    list[place] = item;
  }
  // A held-out item counts itself in the slot after its own, so slot j holds the candidates between the items j−1 and j.
  let outranking = 0;
  for (let j = 0; j < known.length; j++) {
    outranking += before[j];
    ranks[j] = outranking + 1;
  }
  const order = new Int32Array(truth.length);
  order.set(known);
  const unknown = truth.filter((item) => Number.isNaN(scores[item]));
  order.set(unknown, known.length);
  return { ranks, truth: order, list: list.slice(0, listed) };
}

function precedes(scores: Float32Array, tie: TieOrder, a: number, b: number): boolean {
  const first = scores[a];
  const second = scores[b];
  return first > second || (first === second && tie(a) < tie(b));
}
