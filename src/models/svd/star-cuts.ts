import type { Progress } from '../../base/progress.ts';
import { random } from '../../base/random.ts';
import type { RatingTable } from './rating-table.ts';

/** What people give and when: they give `values[k]` or more when their inclination, in unrounded stars, is above `cuts[k]`. */
export interface StarCuts {
  /** Every rating that was given, increasing. */
  readonly values: Float32Array;
  readonly cuts: Float32Array;
}

/** Share of the ratings held out for the cuts, and the least that is worth it. */
const SHARE = 0.1;
const LEAST = 200;
const BISECTIONS = 40;

/** Cuts half way between the values that were given. */
export function middleCuts(stars: ArrayLike<number>): StarCuts {
  const values = Float32Array.from(new Set(Array.from(stars))).sort();
  return { values, cuts: values.map((value, at) => (at === 0 ? -Infinity : (value + values[at - 1]) / 2)) };
}

/**
 * Returns the cuts for which the probabilities say on the whole what happened: over all held-out ratings, the mean of
 * `above(at, cut)` is the share that was given that value or more. People who prefer whole stars, or shun the lowest, move them.
 */
export function fitCuts(
  { values }: StarCuts,
  stars: ArrayLike<number>,
  above: (at: number, cut: number) => number,
): StarCuts {
  const cuts = values.map((value, kind) => {
    if (kind === 0) return -Infinity;
    let happened = 0;
    for (let at = 0; at < stars.length; at++) if (stars[at] >= value) happened++;
    const range = values[values.length - 1] - values[0];
    let [low, high] = [value - range, value + range];
    for (let step = 0; step < BISECTIONS; step++) {
      const middle = (low + high) / 2;
      let said = 0;
      for (let at = 0; at < stars.length; at++) said += above(at, middle);
      if (said > happened) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  });
  return { values, cuts };
}

/** The cut of the lowest value that is at least `wanted`; +∞ beyond the highest. */
export function cutOf({ values, cuts }: StarCuts, wanted: number): number {
  for (let kind = 0; kind < values.length; kind++) if (values[kind] >= wanted) return cuts[kind];
  return Infinity;
}

/** Returns the ratings in two parts, a tenth drawn at random for the cuts, or null where there are too few for that. */
export function holdOut(table: RatingTable, seed: number): { kept: RatingTable; held: RatingTable } | null {
  const stream = random(seed, 'star-cuts');
  const out = Array.from(table.stars, () => stream.next() < SHARE);
  const take = (wanted: boolean): RatingTable => ({
    users: table.users,
    items: table.items,
    userNums: table.userNums.filter((_, at) => out[at] === wanted),
    itemNums: table.itemNums.filter((_, at) => out[at] === wanted),
    stars: table.stars.filter((_, at) => out[at] === wanted),
  });
  const held = take(true);
  return held.stars.length < LEAST ? null : { kept: take(false), held };
}

/** Progress of one of two works that follow each other, the first taking `share` of the time. */
export function partOf(progress: Progress, start: number, share: number): Progress {
  return {
    stage: () => undefined,
    update: (fraction) => progress.update(start + share * fraction),
  };
}
