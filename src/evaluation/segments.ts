/** Parts of the cases that figures are told for apart: users by their history, held-out titles by how many watch them and by age. */
import type { Interactions } from '../dataset/index.ts';
import { ndcg, recall } from './metrics/accuracy.ts';
import type { Ranking } from './rank.ts';

/** What cases are cut by, and the names of the thirds from the smallest values up. */
export const SEGMENTS = {
  history: ['light', 'medium', 'heavy'],
  popularity: ['tail', 'middle', 'head'],
  year: ['old', 'middle', 'new'],
  'first-seen': ['old', 'middle', 'new'],
} as const;

export type SegmentKind = keyof typeof SEGMENTS;

/** Things cut in three by a value. */
export interface Thirds {
  readonly by: SegmentKind;
  /** The third of each thing, 0 … 2; −1 where the value is unknown. */
  readonly places: Int8Array;
  /** Smallest and largest value of each third; null where it is empty. */
  readonly ranges: readonly ({ readonly from: number; readonly to: number } | null)[];
  /** How many things are in each. */
  readonly sizes: readonly number[];
}

/** Length of the lists that segments are measured by. */
const N = 10;

/** What a model found of the titles of one third, one number a case; NaN for a case without such a title. */
export interface SegmentFigures {
  readonly 'ndcg@10': Float64Array;
  readonly 'recall@10': Float64Array;
  /** Held-out titles of the third. */
  readonly heldOut: Int32Array;
}

/**
 * Cuts things in three that weigh about the same together, by their values (NaN: unknown): a value belongs to the third in which the
 * middle of its weight lies, so that equal values stay together. Null where all known values are alike or nothing weighs anything.
 */
export function cutThirds(by: SegmentKind, values: Float64Array, weights: Float64Array): Thirds | null {
  const known = Int32Array.from(values.keys()).filter((at) => !Number.isNaN(values[at]));
  known.sort((a, b) => values[a] - values[b]);
  let total = 0;
  for (const at of known) total += weights[at];
  const places = new Int8Array(values.length).fill(-1);
  const ranges: ({ from: number; to: number } | null)[] = [null, null, null];
  const sizes = [0, 0, 0];
  let below = 0;
  for (let start = 0; start < known.length; ) {
    const value = values[known[start]];
    let [end, own] = [start, 0];
    while (end < known.length && values[known[end]] === value) own += weights[known[end++]];
    const third = Math.min(2, Math.floor((3 * (below + own / 2)) / total));
    for (let at = start; at < end; at++) places[known[at]] = third;
    ranges[third] = { from: ranges[third]?.from ?? value, to: value };
    sizes[third] += end - start;
    below += own;
    start = end;
  }
  return total > 0 && sizes.filter((size) => size > 0).length > 1 ? { by, places, ranges, sizes } : null;
}

/**
 * Titles by their interactions over all the data, held-out ones included: each third of the titles has about a third of the
 * interactions, so the head is a few titles and the tail most of them.
 */
export function cutByPopularity(counts: Float64Array): Thirds | null {
  return cutThirds('popularity', counts, counts);
}

/** Titles by a date of theirs (a year, or when they were first seen; NaN where unknown), each third with about as many interactions. */
export function cutByAge(by: 'year' | 'first-seen', dates: Float64Array, counts: Float64Array): Thirds | null {
  return cutThirds(by, dates, counts);
}

/** Cases by the number of titles of their histories, each third with about as many cases. */
export function cutByHistory(lengths: Float64Array): Thirds | null {
  return cutThirds('history', lengths, new Float64Array(lengths.length).fill(1));
}

/** Interactions of each item. */
export function countItems({ items, indices }: Pick<Interactions, 'items' | 'indices'>): Float64Array {
  const counts = new Float64Array(items);
  for (const item of indices) counts[item]++;
  return counts;
}

/** Room for the figures of all thirds of all cuts, one after another. */
export function segmentColumns(cuts: readonly Thirds[], cases: number): SegmentFigures[] {
  return Array.from({ length: 3 * cuts.length }, () => ({
    'ndcg@10': new Float64Array(cases).fill(Number.NaN),
    'recall@10': new Float64Array(cases).fill(Number.NaN),
    heldOut: new Int32Array(cases),
  }));
}

/**
 * Writes what a case's ranking says of the held-out titles of each third: those of the other thirds are not relevant, and keep their
 * places.
 */
export function measureSegments(
  { ranks, truth }: Ranking,
  cuts: readonly Thirds[],
  columns: readonly SegmentFigures[],
  at: number,
): void {
  for (const [cut, { places }] of cuts.entries()) {
    for (let third = 0; third < 3; third++) {
      const own = ranks.filter((_, place) => places[truth[place]] === third);
      if (own.length === 0) continue;
      const column = columns[3 * cut + third];
      column['ndcg@10'][at] = ndcg(own, N);
      column['recall@10'][at] = recall(own, N);
      column.heldOut[at] = own.length;
    }
  }
}
