import type { Progress } from '../../base/progress.ts';
import type { BayesianConfig } from './config.ts';
import type { GibbsSide } from './gibbs-side.ts';
import { describeStars, type RatingData, type RatingPredictor } from './rating-table.ts';
import { sampleFactors } from './sample-factors.ts';

/** What a prediction needs of one draw: biases and vectors of all rows, level by level. */
interface Draw {
  readonly mean: number;
  readonly users: readonly Float32Array[];
  readonly items: readonly Float32Array[];
}

/**
 * Learns stars by Bayesian factors (see `sampleFactors`); the prediction is the mean over the kept draws. Regularization is drawn with
 * everything else, so nothing is to be tuned but the size.
 */
export function trainBayesian(
  data: RatingData,
  config: BayesianConfig,
  tools: { readonly seed: number; readonly progress: Progress },
): RatingPredictor {
  const { mean: start, low, high } = describeStars(data.ratings.stars);
  const draws: Draw[] = [];
  sampleFactors(data, config, tools, ({ mean, users, items }) => {
    draws.push({ mean, users: keepSums(users), items: keepSums(items) });
  });
  return {
    predict: (userNums, itemNums) => {
      const sums = new Float64Array(userNums.length);
      for (const draw of draws) addPredictions(sums, draw, userNums, itemNums);
      return sums.map((sum) => Math.min(high, Math.max(low, draws.length === 0 ? start : sum / draws.length)));
    },
  };
}

/** A copy of the sums of a side, level by level. */
const keepSums = ({ sums }: GibbsSide): Float32Array[] => sums.map((level) => Float32Array.from(level));

/** Adds what one draw says of every pair. */
function addPredictions(sums: Float64Array, draw: Draw, userNums: Int32Array, itemNums: Int32Array): void {
  const { mean, users, items } = draw;
  for (let at = 0; at < sums.length; at++) sums[at] += mean + users[0][userNums[at]] + items[0][itemNums[at]];
  for (let level = 1; level < users.length; level++) {
    const [p, q] = [users[level], items[level]];
    for (let at = 0; at < sums.length; at++) sums[at] += p[userNums[at]] * q[itemNums[at]];
  }
}
