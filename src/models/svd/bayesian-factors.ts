import type { Progress } from '../../base/progress.ts';
import { random } from '../../base/random.ts';
import type { BayesianConfig } from './config.ts';
import { drawGamma, drawLevel, type GibbsSide, openSide } from './gibbs-side.ts';
import {
  describeStars,
  type FeatureTable,
  implicitFeatures,
  listByRow,
  type RatingData,
  type RatingPredictor,
} from './rating-table.ts';

/** One draw of everything that a prediction needs: biases and vectors of all rows, level by level. */
interface Draw {
  readonly mean: number;
  readonly users: readonly Float32Array[];
  readonly items: readonly Float32Array[];
}

/**
 * Learns r ≈ mean + b_u + b_i + p_u·q_i, where bias and vector of a user are sums over features: the user itself, the items it rated
 * (whatever the stars, as in SVD++), and its side data; likewise for items and the users who rated them. All parameters, their priors
 * and the noise are drawn in turn (Gibbs sampling), and the prediction is the mean over the kept draws: nothing is to be tuned but
 * the size. Same data, configuration and seed: same bytes.
 * Sources: Salakhutdinov and Mnih 2008 (Bayesian matrix factorization by MCMC); Rendle 2012 (libFM); Rendle, Zhang, Koren 2019
 * ("On the difficulty of evaluating baselines": Bayesian SVD++ with both sides' implicit features).
 */
export function trainBayesian(
  data: RatingData,
  config: BayesianConfig,
  { seed, progress }: { readonly seed: number; readonly progress: Progress },
): RatingPredictor {
  const { ratings, userFeatures = [], itemFeatures = [] } = data;
  const { userNums, itemNums, stars } = ratings;
  const stream = random(seed, 'bayesian-factors');
  const open = (nums: Int32Array, others: Int32Array, rows: number, columns: number, own: readonly FeatureTable[]) => {
    const lists = listByRow(nums, rows);
    const partners = lists.positions.map((at) => others[at]);
    const tables = [implicitFeatures(nums, others, rows, columns), ...own];
    return openSide(rows, lists, partners, tables, config.factors, stream);
  };
  const users = open(userNums, itemNums, ratings.users, ratings.items, userFeatures);
  const items = open(itemNums, userNums, ratings.items, ratings.users, itemFeatures);
  const { mean: start, low, high } = describeStars(stars);
  let mean = start;
  const errors = Float64Array.from(
    stars,
    (value, at) => value - mean - product(users, items, userNums[at], itemNums[at]),
  );
  const draws: Draw[] = [];
  for (let sweep = 0; sweep < config.sweeps && stars.length > 0; sweep++) {
    const precision = drawGamma((1 + errors.length) / 2, stream) / ((1 + sumSquares(errors)) / 2);
    mean = shiftMean(mean, errors, precision, stream.normal());
    for (let level = 0; level <= config.factors; level++) {
      for (const [side, other] of [
        [users, items],
        [items, users],
      ] as const) {
        drawLevel(side, level, level === 0 ? undefined : other.sums[level], errors, precision, stream);
      }
    }
    if (sweep >= config.burnIn) draws.push({ mean, users: keepSums(users), items: keepSums(items) });
    progress.update((sweep + 1) / config.sweeps);
  }
  return {
    predict: (asked, of) => {
      const sums = new Float64Array(asked.length);
      for (const draw of draws) addPredictions(sums, draw, asked, of);
      return sums.map((sum) => Math.min(high, Math.max(low, draws.length === 0 ? start : sum / draws.length)));
    },
  };
}

/** A copy of the sums of a side, level by level. */
const keepSums = ({ sums }: GibbsSide): Float32Array[] => sums.map((level) => Float32Array.from(level));

/** The dot product of the vectors of a user and an item as they stand. */
function product(users: GibbsSide, items: GibbsSide, user: number, item: number): number {
  let sum = 0;
  for (let level = 1; level < users.sums.length; level++) sum += users.sums[level][user] * items.sums[level][item];
  return sum;
}

const sumSquares = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);

/** Draws the mean given the errors, with a flat prior, and moves the errors along; `deviate` is standard normal. */
function shiftMean(mean: number, errors: Float64Array, precision: number, deviate: number): number {
  const left = errors.reduce((sum, value) => sum + value, 0) / errors.length;
  const step = left + deviate / Math.sqrt(precision * errors.length);
  for (let at = 0; at < errors.length; at++) errors[at] -= step;
  return mean + step;
}

/** Adds what one draw says of every pair. */
function addPredictions(sums: Float64Array, { mean, users, items }: Draw, asked: Int32Array, of: Int32Array): void {
  for (let at = 0; at < sums.length; at++) sums[at] += mean + users[0][asked[at]] + items[0][of[at]];
  for (let level = 1; level < users.length; level++) {
    const [p, q] = [users[level], items[level]];
    for (let at = 0; at < sums.length; at++) sums[at] += p[asked[at]] * q[of[at]];
  }
}
