import { random } from '../../base/random.ts';
import type { Interactions } from '../../dataset/index.ts';

/** Which part an interaction is in: `drawn` are ratings of the time of training, held out at random, for calibration and for test. */
export const PARTS = { training: 0, calibration: 1, test: 2, drawnCalibration: 3, drawnTest: 4 } as const;

/** Interactions in parts that follow each other in time, and some of the first held out. */
export interface LaterCut {
  /** One of PARTS for each interaction. */
  readonly parts: Uint8Array;
  /** By time; drawn at random where the ratings have no times. */
  readonly by: 'time' | 'random';
  /** Where calibration and test begin, seconds since 1970; null without times. */
  readonly beginsSeconds: { readonly calibration: number; readonly test: number } | null;
}

/** Where calibration and test begin, as parts of the ratings. */
const BEGINS = { calibration: 0.8, test: 0.9 };
/** Of the ratings of the time of training so many are drawn: for calibration, for test. */
const DRAWN = { calibration: 0.08, test: 0.04 };
/** Of the ratings so many must have a time for a cut in time. */
const DATED = 0.5;

/**
 * Returns the cut for measuring verdicts: the first four fifths of the dated ratings to learn from, the next tenth to correct
 * probabilities and to find the threshold by, the last tenth to measure with. Ratings of one second stay together; what has no time or no rating
 * and lies before is training. Of the first part some ratings are drawn to be held out too, for what people say of a title whenever they
 * say it. Where fewer than half of the ratings have a time, all parts are drawn at random.
 */
export function cutLater({ ratings, times }: Interactions, seed: number): LaterCut {
  const parts = new Uint8Array(ratings.length);
  const rated = Array.from(ratings.keys()).filter((at) => !Number.isNaN(ratings[at]));
  const dated = Float64Array.from(
    rated.filter((at) => !Number.isNaN(times[at])),
    (at) => times[at],
  ).sort();
  if (dated.length < DATED * rated.length || dated.length === 0) {
    const order = random(seed, 'verdict-parts').shuffle(Int32Array.from(rated));
    for (const [place, at] of order.entries()) {
      const share = place / order.length;
      parts[at] = share < BEGINS.calibration ? PARTS.training : share < BEGINS.test ? PARTS.calibration : PARTS.test;
    }
    return { parts, by: 'random', beginsSeconds: null };
  }
  const timeAt = (share: number): number => dated[Math.floor(dated.length * share)];
  const begins = { calibration: timeAt(BEGINS.calibration), test: timeAt(BEGINS.test) };
  for (const [at, time] of times.entries()) {
    if (time >= begins.calibration) parts[at] = time >= begins.test ? PARTS.test : PARTS.calibration;
  }
  const stream = random(seed, 'verdict-drawn');
  for (const at of rated) {
    const lot = stream.next();
    if (parts[at] !== PARTS.training || lot >= DRAWN.calibration + DRAWN.test) continue;
    parts[at] = lot < DRAWN.calibration ? PARTS.drawnCalibration : PARTS.drawnTest;
  }
  return { parts, by: 'time', beginsSeconds: begins };
}

/** The interactions of the training part, over the same users and items. */
export function trainingOf(interactions: Interactions, { parts }: LaterCut): Interactions {
  const { users, items } = interactions;
  const kept = Int32Array.from(parts.keys()).filter((at) => parts[at] === PARTS.training);
  const indptr = new Int32Array(users + 1);
  let next = 0;
  for (let user = 0; user < users; user++) {
    while (next < kept.length && kept[next] < interactions.indptr[user + 1]) next++;
    indptr[user + 1] = next;
  }
  return {
    users,
    items,
    indptr,
    indices: Int32Array.from(kept, (at) => interactions.indices[at]),
    ratings: Float32Array.from(kept, (at) => interactions.ratings[at]),
    fractions: Float32Array.from(kept, (at) => interactions.fractions[at]),
    times: Float64Array.from(kept, (at) => interactions.times[at]),
  };
}
