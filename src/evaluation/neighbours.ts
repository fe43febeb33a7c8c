import type { Interactions } from '../dataset/index.ts';
import type { Scorer } from '../models/index.ts';
import { tieOrder } from './tie-order.ts';

/** A cold title with the titles that its viewers watched too. */
export interface CoWatched {
  readonly item: number;
  /** At most `n` item nums of the highest Jaccard overlap of viewers, in increasing order. */
  readonly neighbours: Int32Array;
}

/**
 * Returns, for each of the given items with at least `minViewers` viewers, the `n` other titles of highest Jaccard overlap of
 * viewers (viewers of both / viewers of either, above 0; equal overlaps in a seeded order) in the full data: what a new title's
 * neighbours turn out to be once people have watched it. Items that nobody watched together with anything are left out.
 */
export function coWatchNeighbours(
  interactions: Interactions,
  items: Int32Array,
  options: { n: number; minViewers: number; seed: number },
): CoWatched[] {
  const { users, indptr, indices } = interactions;
  const views = new Int32Array(interactions.items);
  for (const item of indices) views[item]++;
  const wanted = items.filter((item) => views[item] >= options.minViewers);
  const viewers = new Map<number, number[]>(Array.from(wanted, (item) => [item, []]));
  for (let user = 0; user < users; user++) {
    for (let position = indptr[user]; position < indptr[user + 1]; position++) {
      viewers.get(indices[position])?.push(user);
    }
  }
  const tie = tieOrder(options.seed, 'co-watch');
  const overlap = new Int32Array(interactions.items);
  const found = Array.from(wanted, (item) => {
    overlap.fill(0);
    for (const user of viewers.get(item)!) {
      for (let position = indptr[user]; position < indptr[user + 1]; position++) overlap[indices[position]]++;
    }
    const jaccard = (other: number): number => overlap[other] / (views[item] + views[other] - overlap[other]);
    const others = Int32Array.from(overlap.keys()).filter((other) => other !== item && overlap[other] > 0);
    others.sort((a, b) => jaccard(b) - jaccard(a) || tie(a) - tie(b));
    return { item, neighbours: others.slice(0, options.n).sort() };
  });
  return found.filter(({ neighbours }) => neighbours.length > 0);
}

/**
 * Recall@n of a scorer's similar titles against the co-watched ones, one number a title: found / min(n, co-watched). A title
 * for which the scorer names nobody counts 0.
 */
export function neighbourRecall(scorer: Scorer, truth: readonly CoWatched[], n: number): Float64Array {
  return Float64Array.from(truth, ({ item, neighbours }) => {
    const known = new Set(neighbours);
    let found = 0;
    for (const { item: other } of scorer.similar(item, n).slice(0, n)) if (known.delete(other)) found++;
    return found / Math.min(n, neighbours.length);
  });
}
