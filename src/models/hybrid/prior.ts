import type { Tensor } from '../../base/tensors.ts';
import { tensorData } from '../artifact.ts';
import type { Artifact, TrainingData } from '../contract.ts';
import { countInteractions } from '../interaction-matrix.ts';

const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_YEAR = 365.25 * SECONDS_PER_DAY;
/** Interactions are counted by week: fine beside half-lives of months. */
const WEEK = 7 * SECONDS_PER_DAY;
/** Days kept ready; serving asks for one, an evaluation for many. */
const KEPT_DAYS = 4;
/** A year's titles count as fresh and as modern for about so many years. */
const FRESH_YEARS = 2;
const MODERN_YEARS = 10;

/** What is known of every item before anything is known of the user, at a moment; one number per item each. */
export interface Prior {
  /** ln(1 + interactions). */
  readonly popularity: Float32Array;
  /** ln(1 + 3·Σ 2^(−age/halfLife)) over the interactions up to the moment. */
  readonly trend: Float32Array;
  /** 1 for a title of a later year than the moment's. */
  readonly unreleased: Float32Array;
  /** e^(−years/2) and e^(−years/10) since the title's year; 0 where the year is unknown. */
  readonly fresh: Float32Array;
  readonly modern: Float32Array;
}

/** Returns the arrays that `openPrior` reads: interactions of each item by week, sparse, in order of item and week. */
export function priorTensors(data: TrainingData): [string, Tensor][] {
  const { indices, times, items } = data.interactions;
  const keys = new Float64Array(indices.length);
  let dated = 0;
  const span = 2 ** 20;
  for (let at = 0; at < indices.length; at++) {
    const week = Math.floor(Math.min(times[at], data.now) / WEEK);
    if (!Number.isNaN(week)) keys[dated++] = indices[at] * span + Math.max(0, week);
  }
  keys.subarray(0, dated).sort();
  const found: [item: number, week: number, count: number][] = [];
  for (let at = 0; at < dated; at++) {
    const last = found.at(-1);
    if (at > 0 && keys[at] === keys[at - 1] && last !== undefined) last[2]++;
    else found.push([Math.floor(keys[at] / span), keys[at] % span, 1]);
  }
  const column = (which: 0 | 1 | 2): Tensor => ({
    shape: [found.length],
    data: Int32Array.from(found, (entry) => entry[which]),
  });
  return [
    ['counts', { shape: [items], data: countInteractions(data.interactions) }],
    ['weekItems', column(0)],
    ['weeks', column(1)],
    ['weekCounts', column(2)],
    ['now', { shape: [1], data: Float64Array.of(data.now) }],
  ];
}

/** Returns the prior of a moment (seconds since 1970; NaN: the time of training), kept for the day. */
export function openPrior(
  artifact: Artifact,
  years: readonly (number | null)[],
  trendHalfLifeDays: number,
): (now: number) => Prior {
  const counts = tensorData(artifact, 'counts', Int32Array);
  const weekItems = tensorData(artifact, 'weekItems', Int32Array);
  const weeks = tensorData(artifact, 'weeks', Int32Array);
  const weekCounts = tensorData(artifact, 'weekCounts', Int32Array);
  const trained = tensorData(artifact, 'now', Float64Array)[0];
  const popularity = Float32Array.from(counts, (count) => Math.log1p(count));
  const itemsByYear = new Map<number, number[]>();
  for (const [item, year] of years.entries()) {
    if (year === null) continue;
    const dated = itemsByYear.get(year);
    if (dated === undefined) itemsByYear.set(year, [item]);
    else dated.push(item);
  }
  const kept = new Map<number, Prior>();

  const measure = (day: number): Prior => {
    const now = day * SECONDS_PER_DAY;
    const n = counts.length;
    const trend = new Float32Array(n);
    const decay = new Float64Array(Math.max(0, Math.floor(now / WEEK) + 1));
    for (let week = 0; week < decay.length; week++) {
      decay[week] = 2 ** (-(now - week * WEEK) / SECONDS_PER_DAY / trendHalfLifeDays);
    }
    for (let at = 0; at < weekItems.length; at++) {
      const week = weeks[at];
      if (week < decay.length) trend[weekItems[at]] += weekCounts[at] * decay[week];
    }
    for (let item = 0; item < n; item++) trend[item] = Math.log1p(3 * trend[item]);
    const year = 1970 + now / SECONDS_PER_YEAR;
    const unreleased = new Float32Array(n);
    const fresh = new Float32Array(n);
    const modern = new Float32Array(n);
    for (const [known, dated] of itemsByYear) {
      const age = Math.max(0, year - known);
      const recency = [Math.exp(-age / FRESH_YEARS), Math.exp(-age / MODERN_YEARS)] as const;
      for (const item of dated) {
        if (known > year) unreleased[item] = 1;
        fresh[item] = recency[0];
        modern[item] = recency[1];
      }
    }
    return { popularity, trend, unreleased, fresh, modern };
  };

  return (now) => {
    const day = Math.floor((Number.isFinite(now) ? now : Number.isFinite(trained) ? trained : 0) / SECONDS_PER_DAY);
    let prior = kept.get(day);
    if (prior === undefined) {
      prior = measure(day);
      if (kept.size >= KEPT_DAYS) kept.delete(kept.keys().next().value!);
      kept.set(day, prior);
    }
    return prior;
  };
}
