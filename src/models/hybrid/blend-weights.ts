import { PLACE, SIGNALS } from './signal-names.ts';

/** Lengths of history at which the blend has weights of its own; between them they are interpolated over ln(1 + length). */
export const KNOTS = [0, 1, 3, 10, 30, 100] as const;

/** Knots × signals, row-major. */
export type BlendWeights = Float64Array;

/** Weights from experience (learned on MovieLens histories), at which learning starts and is held. */
const EXPERIENCE: Record<(typeof SIGNALS)[number], readonly number[]> = {
  together: [0, 0.02, 0.03, 0.1, 0.35, 0.4],
  factors: [0, 0.05, 0.1, 0.15, 0.15, 0.2],
  content: [0, 0.3, 0.4, 0.6, 0.7, 0.7],
  genres: [0, 0.4, 0.7, 1, 2.2, 2.2],
  popularity: [0.5, 1.1, 1, 0.85, 0.05, 0.05],
  trend: [0.9, 0.7, 0.55, 0.4, 0.1, 0.1],
  unreleased: [-4, -4, -4, -4, -4, -4],
  fresh: [0.1, 0.2, 0.2, 0.2, 0.5, 0.6],
  modern: [1, 1.2, 1.2, 1.2, 0.9, 0.9],
  coldLevel: [-1, -1.3, -1.5, -2, -2, -2],
  coldTaste: [0, 1.2, 1.5, 2, 2, 2],
  coldContent: [0, 0.1, 0.1, 0.1, 0.1, 0.1],
  coldGenres: [0, 0.3, 0.3, 0.3, 0.3, 0.3],
  coldExpected: [1, 0.6, 0.4, 0.4, 0.4, 0.4],
  coldFresh: [0.2, 0.1, 0.1, 0, 0, 0],
  coldModern: [0.5, 0.2, 0.1, 0, 0, 0],
};

/**
 * Not learned: a title of a year to come cannot be watched now, but the histories that are learned from go on for years, and reward
 * who foresees them.
 */
export const FIXED: readonly number[] = [PLACE.unreleased];

/** Returns a copy of the weights from experience. */
export function experiencedWeights(): BlendWeights {
  const weights = new Float64Array(KNOTS.length * SIGNALS.length);
  for (let knot = 0; knot < KNOTS.length; knot++) {
    for (const [signal, name] of SIGNALS.entries()) weights[knot * SIGNALS.length + signal] = EXPERIENCE[name][knot]!;
  }
  return weights;
}

/** The knot at or below a history length, and how far on the way to the next one it is, 0…1. */
export function locateLength(length: number): { knot: number; share: number } {
  let knot = 0;
  while (knot + 1 < KNOTS.length && KNOTS[knot + 1] <= length) knot++;
  const next = KNOTS[knot + 1];
  if (next === undefined) return { knot, share: 0 };
  const low = Math.log1p(KNOTS[knot]);
  return { knot, share: (Math.log1p(length) - low) / (Math.log1p(next) - low) };
}

/** Returns the weight of each signal for a history length. */
export function weightsFor(weights: BlendWeights, length: number): Float64Array {
  const { knot, share } = locateLength(length);
  const at = knot * SIGNALS.length;
  const after = share === 0 ? at : at + SIGNALS.length;
  const between = new Float64Array(SIGNALS.length);
  for (let signal = 0; signal < between.length; signal++) {
    between[signal] = (1 - share) * weights[at + signal] + share * weights[after + signal];
  }
  return between;
}
