import type { Progress } from '../../base/progress.ts';
import { random } from '../../base/random.ts';
import type { BayesianConfig } from './config.ts';
import { drawGamma, drawLevel, type GibbsSide, openSide, type Prior } from './gibbs-side.ts';
import { describeStars, type FeatureTable, implicitFeatures, listByRow, type RatingData } from './rating-table.ts';

/** One draw of all parameters. Its arrays are those that the next draw writes over: copy what is to be kept. */
export interface FactorDraw {
  readonly mean: number;
  /** Precision of the noise of a rating. */
  readonly precision: number;
  /** Level 0 are the biases, level 1 … factors the coordinates of the vectors. */
  readonly users: GibbsSide;
  readonly items: GibbsSide;
  /** Prior of what a user is by itself, level by level. */
  readonly userPriors: readonly Prior[];
}

/**
 * Draws all parameters of r ≈ mean + b_u + b_i + p_u·q_i in turn (Gibbs sampling), where bias and vector of a user are sums over
 * features: the user itself, the items it rated (whatever the stars, as in SVD++), and its side data; likewise for items and the users
 * who rated them. Calls `keep` with every draw after the burn-in; never for a table without ratings. Same data, configuration and
 * seed: same bytes.
 * Sources: Salakhutdinov and Mnih 2008 (Bayesian matrix factorization by MCMC); Rendle 2012 (libFM); Rendle, Zhang, Koren 2019
 * ("On the difficulty of evaluating baselines": Bayesian SVD++ with both sides' implicit features).
 */
export function sampleFactors(
  data: RatingData,
  config: BayesianConfig,
  { seed, progress }: { readonly seed: number; readonly progress: Progress },
  keep: (draw: FactorDraw) => void,
): void {
  const { ratings, userFeatures = [], itemFeatures = [] } = data;
  const { userNums, itemNums, stars } = ratings;
  if (stars.length === 0) return;
  const stream = random(seed, 'bayesian-factors');
  const open = (nums: Int32Array, others: Int32Array, rows: number, columns: number, own: readonly FeatureTable[]) => {
    const lists = listByRow(nums, rows);
    const partners = lists.positions.map((at) => others[at]);
    const tables = [implicitFeatures(nums, others, rows, columns), ...own];
    return openSide(rows, lists, partners, tables, config.factors, stream);
  };
  const users = open(userNums, itemNums, ratings.users, ratings.items, userFeatures);
  const items = open(itemNums, userNums, ratings.items, ratings.users, itemFeatures);
  let { mean } = describeStars(stars);
  const errors = Float64Array.from(
    stars,
    (value, at) => value - mean - product(users, items, userNums[at], itemNums[at]),
  );
  for (let sweep = 0; sweep < config.sweeps; sweep++) {
    const precision = drawGamma((1 + errors.length) / 2, stream) / ((1 + sumSquares(errors)) / 2);
    mean = shiftMean(mean, errors, precision, stream.normal());
    const userPriors: Prior[] = [];
    for (let level = 0; level <= config.factors; level++) {
      const others = (side: GibbsSide): Float64Array | undefined => (level === 0 ? undefined : side.sums[level]);
      userPriors.push(drawLevel(users, level, others(items), errors, precision, stream));
      drawLevel(items, level, others(users), errors, precision, stream);
      progress.update((sweep + (level + 1) / (config.factors + 1)) / config.sweeps);
    }
    if (sweep >= config.burnIn) keep({ mean, precision, users, items, userPriors });
  }
}

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
