import { choleskyInPlace, solveCholesky } from '../als/index.ts';

/** A probability as the model says it, and what it rests on. */
export interface RawChance {
  /** 0…1. */
  readonly said: number;
  /** Ratings of the user that it rests on. */
  readonly byUser: number;
  /** Ratings of the item that the model was learnt from. */
  readonly ofItem: number;
}

/**
 * Weights by which probabilities are corrected: a constant, the log odds as said, how new the user is, how new the item is. Zeros change
 * nothing.
 */
export type Correction = Float64Array;

const WEIGHTS = 4;
/** Of how many ratings on a user is half as new as without any. */
const HALF_NEW = 10;
/** Strength of the prior that nothing is to be corrected: as much as that of a handful of ratings. */
const RIDGE = 1;
const STEPS = 25;
/** Probabilities nearer to 0 or 1 than this say no more than this one. */
const EDGE = 1e-4;

const logOdds = ({ said }: RawChance): number => {
  const held = Math.min(1 - EDGE, Math.max(EDGE, said));
  return Math.log(held / (1 - held));
};
const probability = (odds: number): number => 1 / (1 + Math.exp(-odds));

/** Writes what the weights are multiplied with. */
function describe(chance: RawChance, x: Float64Array): void {
  x[0] = 1;
  x[1] = logOdds(chance);
  x[2] = 1 / (1 + chance.byUser / HALF_NEW);
  x[3] = 1 / (1 + chance.ofItem);
}

/** The correction that changes nothing. */
export const noCorrection = (): Correction => new Float64Array(WEIGHTS);

/** Returns the corrected probability, 0…1: it grows with what was said, for one user and one item. */
export function correctChance(correction: Correction, chance: RawChance): number {
  const x = new Float64Array(WEIGHTS);
  describe(chance, x);
  return probability(x.reduce((sum, value, at) => sum + value * correction[at], x[1]));
}

/**
 * Learns how what was said is to be corrected so that it is what happened: logistic regression on the log odds as said, by Newton's
 * method, with a normal prior around no correction at all, so that a few cases change little. A slope below −1, which would turn
 * the order round, is not followed. `times` says how many cases each one counts for; once by default.
 * Source: Platt 1999 ("Probabilistic outputs"), with two more columns; who is new rates otherwise than who stayed.
 */
export function fitCorrection(
  chances: readonly RawChance[],
  outcomes: readonly boolean[],
  times: readonly number[] = [],
): Correction {
  const weights = noCorrection();
  const x = new Float64Array(WEIGHTS);
  for (let step = 0; step < STEPS; step++) {
    const slope = weights.map((weight) => -RIDGE * weight);
    const curve = new Float64Array(WEIGHTS * WEIGHTS);
    for (let i = 0; i < WEIGHTS; i++) curve[i * WEIGHTS + i] = RIDGE;
    for (const [at, chance] of chances.entries()) {
      describe(chance, x);
      const said = probability(x.reduce((sum, value, i) => sum + value * weights[i], x[1]));
      const count = times[at] ?? 1;
      const error = count * ((outcomes[at] ? 1 : 0) - said);
      const spread = count * said * (1 - said);
      for (let i = 0; i < WEIGHTS; i++) {
        slope[i] += error * x[i];
        for (let j = 0; j <= i; j++) curve[i * WEIGHTS + j] += spread * x[i] * x[j];
      }
    }
    if (!choleskyInPlace(curve, WEIGHTS)) break;
    solveCholesky(curve, slope, WEIGHTS);
    for (let i = 0; i < WEIGHTS; i++) weights[i] += slope[i];
  }
  return weights[1] > -1 ? weights : noCorrection();
}
