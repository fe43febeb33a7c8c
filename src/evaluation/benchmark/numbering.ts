import type { Interactions } from '../../dataset/index.ts';
import type { BenchmarkSplit } from './contract.ts';

/** Numbers outside ids from 0 in the order in which they come. */
export class Numbering {
  readonly #nums = new Map<string, number>();

  /** The ids by num. */
  get ids(): string[] {
    return Array.from(this.#nums.keys());
  }

  /** The num of an id, given now where it is new. */
  take(id: string): number {
    const num = this.#nums.get(id) ?? this.#nums.size;
    this.#nums.set(id, num);
    return num;
  }
}

/** The items of one user with their times (seconds since 1970, NaN where unknown). */
export interface History {
  readonly items: readonly number[];
  readonly times?: readonly number[];
}

/** Returns interactions as training sees them, each user's in order of time, then of item num. */
export function buildInteractions(histories: readonly History[], items: number): Interactions {
  const indptr = new Int32Array(histories.length + 1);
  histories.forEach((history, user) => {
    indptr[user + 1] = indptr[user] + history.items.length;
  });
  const size = indptr[histories.length];
  const indices = new Int32Array(size);
  const times = new Float64Array(size).fill(Number.NaN);
  histories.forEach((history, user) => {
    const timeOf = (at: number): number => history.times?.[at] ?? Number.NaN;
    const before = (at: number): number => (Number.isNaN(timeOf(at)) ? Number.NEGATIVE_INFINITY : timeOf(at));
    const order = Array.from(history.items.keys()).sort((a, b) => {
      const [first, second] = [before(a), before(b)];
      return first === second ? history.items[a] - history.items[b] : first - second;
    });
    order.forEach((at, place) => {
      indices[indptr[user] + place] = history.items[at];
      times[indptr[user] + place] = timeOf(at);
    });
  });
  return {
    users: histories.length,
    items,
    indptr,
    indices,
    ratings: new Float32Array(size).fill(Number.NaN),
    fractions: new Float32Array(size).fill(Number.NaN),
    times,
  };
}

/** The item nums that a user of the split is asked with. */
export const givenTo = ({ training, given }: BenchmarkSplit, user: number): Int32Array =>
  historyOf(given ?? training, user);

/** The item nums of a user. */
export const historyOf = ({ indptr, indices }: Interactions, user: number): Int32Array =>
  indices.subarray(indptr[user], indptr[user + 1]);
