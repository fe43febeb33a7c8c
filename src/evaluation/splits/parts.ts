import { random } from '../../base/random.ts';
import type { Interactions, Title } from '../../dataset/index.ts';
import type { Query, TrainingData } from '../../models/index.ts';
import { tieOrder } from '../tie-order.ts';
import type { SplitSource, Weigh } from './contract.ts';

/** Returns the interactions whose byte in `keep` is not 0, over the same users and items. */
function keepInteractions(interactions: Interactions, keep: Uint8Array): Interactions {
  let count = 0;
  for (const kept of keep) if (kept !== 0) count++;
  const indptr = new Int32Array(interactions.users + 1);
  const indices = new Int32Array(count);
  const ratings = new Float32Array(count);
  const fractions = new Float32Array(count);
  const times = new Float64Array(count);
  let at = 0;
  for (let user = 0; user < interactions.users; user++) {
    const end = interactions.indptr[user + 1];
    for (let position = interactions.indptr[user]; position < end; position++) {
      if (keep[position] === 0) continue;
      indices[at] = interactions.indices[position]!;
      ratings[at] = interactions.ratings[position]!;
      fractions[at] = interactions.fractions[position]!;
      times[at] = interactions.times[position]!;
      at++;
    }
    indptr[user + 1] = at;
  }
  return { users: interactions.users, items: interactions.items, indptr, indices, ratings, fractions, times };
}

/** The training part of a split; its `now` is the latest known time inside, 0 when no time is known. */
export function trainingPart(interactions: Interactions, keep: Uint8Array, titles: readonly Title[]): TrainingData {
  const part = keepInteractions(interactions, keep);
  return { interactions: part, titles, now: latest(part.times) };
}

/** The largest number that is not NaN, 0 when there is none. */
export function latest(times: Float64Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const time of times) if (time > largest) largest = time;
  return largest === Number.NEGATIVE_INFINITY ? 0 : largest;
}

/**
 * Returns the positions (into `indices`, `times` …) of a user's interactions, oldest first. Unknown times come first; equal
 * times stand in an order drawn from the seed, because a snapshot's own order among them is by item num.
 */
export function orderByTime(source: SplitSource, user: number, seed: number): Int32Array {
  const { indptr, indices, times } = source.interactions;
  const start = indptr[user];
  const order = Int32Array.from({ length: indptr[user + 1] - start }, (_, offset) => start + offset);
  const tie = tieOrder(seed, 'time', source.users.id(user) ?? user);
  const timeOf = (position: number): number => (Number.isNaN(times[position]) ? -1e300 : times[position]);
  return order.sort((a, b) => timeOf(a) - timeOf(b) || tie(indices[a]) - tie(indices[b]));
}

/** The query made of the interactions at `positions` (oldest first), asked at `now` (seconds since 1970). */
export function queryOf(interactions: Interactions, positions: Int32Array, now: number, weigh: Weigh): Query {
  const { indices, ratings, fractions, times } = interactions;
  return {
    items: Int32Array.from(positions, (position) => indices[position]),
    weights: Float32Array.from(positions, (position) =>
      weigh({ rating: ratings[position], fraction: fractions[position] }),
    ),
    times: Float64Array.from(positions, (position) => times[position]),
    now,
  };
}

/** The item nums at `positions`, in increasing order. */
export function itemsAt(interactions: Interactions, positions: Int32Array): Int32Array {
  return Int32Array.from(positions, (position) => interactions.indices[position]).sort();
}

/** The first known time among `positions` (oldest first), or `otherwise`. */
export function firstTime(interactions: Interactions, positions: Int32Array, otherwise: number): number {
  for (const position of positions) {
    const time = interactions.times[position];
    if (!Number.isNaN(time)) return time;
  }
  return otherwise;
}

export interface Drawing {
  /** The part to draw, 0…1. */
  readonly share: number;
  /** Which of the 1/share disjoint parts, from 0. */
  readonly fold: number;
  readonly seed: number;
  /** Keeps drawings of one seed apart. */
  readonly purpose: string;
}

/**
 * Draws a part of the given nums (the first one has at least one num when there are any); returns it in increasing order. Each
 * num is drawn by its outside id, so a new user or title does not reshuffle the others. Parts of different folds share no num.
 */
export function drawShare(nums: Int32Array, idOf: (num: number) => string | undefined, drawing: Drawing): Int32Array {
  const { share, fold, seed, purpose } = drawing;
  const lots = Float64Array.from(nums, (num) => random(seed, purpose, idOf(num) ?? num).next());
  const order = Int32Array.from(nums.keys()).sort((a, b) => lots[a] - lots[b] || a - b);
  const edge = (place: number): number => (place === 0 ? 0 : Math.max(1, Math.round(nums.length * share * place)));
  return Int32Array.from(order.subarray(edge(fold), edge(fold + 1)), (position) => nums[position]).sort();
}
