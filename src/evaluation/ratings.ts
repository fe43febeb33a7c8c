import { random } from '../base/random.ts';
import { type Progress } from '../base/progress.ts';
import type { Kernels } from '../kernels/index.ts';
import {
  bayesianConfig,
  biasedConfig,
  implicitConfig,
  posteriorConfig,
  type RatingData,
  type RatingPredictor,
  trainBaseline,
  trainBayesian,
  trainBiased,
  trainFolded,
  trainImplicit,
} from '../models/index.ts';
import { type Estimate, estimateFrom } from './bootstrap.ts';
import { joinNumbers } from './collect.ts';
import { type Calibration, measureCalibration } from './ratings-calibration.ts';
import type { RatingFold, RatingFolds } from './ratings-folds.ts';

/** What training a predictor takes. */
interface Tools {
  readonly kernels: Kernels;
  readonly seed: number;
  readonly progress: Progress;
}

/** Every predictor that takes part, by name; the first is the baseline. */
export const ratingPredictors: Readonly<Record<string, (data: RatingData, tools: Tools) => RatingPredictor>> = {
  biases: ({ ratings }) => trainBaseline(ratings),
  'biased-mf': ({ ratings }, tools) => trainBiased(ratings, biasedConfig.parse({}), tools),
  'svd++': ({ ratings }, tools) => trainImplicit(ratings, implicitConfig.parse({}), tools),
  bayesian: (data, tools) => trainBayesian(data, bayesianConfig.parse({}), tools),
  'bayesian-folded': (data, tools) => trainFolded(data, posteriorConfig.parse({}), tools),
};

export interface RatingErrors {
  /** Mean of the folds, with the 95 % interval over users. */
  readonly rmse: Estimate;
  readonly mae: Estimate;
  readonly folds: readonly { readonly name: string; readonly rmse: number; readonly mae: number }[];
  /** Of the probability that a user gives `LIKED` stars or more, over all folds; absent where a predictor tells none. */
  readonly liked?: Calibration;
}

/** Stars from which on a rating counts as liking. */
const LIKED = 4;

export interface RatingsReport {
  readonly protocol: string;
  /** SHA-256 of the files. */
  readonly sha256: string;
  readonly seed: number;
  readonly counts: { readonly users: number; readonly items: number; readonly folds: number };
  readonly sideData: boolean;
  readonly predictors: readonly ({ readonly name: string } & RatingErrors)[];
}

export interface RatingsOptions {
  readonly kernels: Kernels;
  readonly seed: number;
  readonly progress: Progress;
  /** Names out of `ratingPredictors`; all by default. */
  readonly predictors?: readonly string[];
  /** Throws when the evaluation is to stop; asked between two trainings. */
  readonly checkpoint?: () => Promise<void>;
  /** Takes what each predictor missed by, which the report does not hold. */
  readonly keep?: (kept: KeptPredictor) => void;
}

/** What a predictor missed each test rating by, over all folds. */
export interface KeptPredictor {
  readonly name: string;
  readonly errors: RatingErrors;
  /** The num of the user of each. */
  readonly users: Int32Array;
  /** Stars predicted less stars given. */
  readonly missed: Float64Array;
}

const PROTOCOL =
  'fixed folds as given; stars predicted for every test rating; RMSE and MAE of each fold, then the mean of the folds; ' +
  '95 % intervals by bootstrap over users (1000 draws, all folds of a user together); all options are defaults that were chosen ' +
  'on parts of the training files, and no test rating is read before the prediction';
const DRAWS = 1000;

/** Trains every predictor on every fold and measures it on the test part. Throws RangeError for an unknown predictor. */
export async function evaluateRatings(data: RatingFolds, options: RatingsOptions): Promise<RatingsReport> {
  const { kernels, seed, progress, predictors = Object.keys(ratingPredictors), checkpoint } = options;
  const { folds, userFeatures, itemFeatures } = data;
  const found = new Map<string, FoldErrors[]>(predictors.map((name) => [name, []]));
  progress.stage('benchmark');
  let done = 0;
  for (const fold of folds) {
    for (const name of predictors) {
      const train = ratingPredictors[name];
      if (train === undefined) throw new RangeError(`unknown predictor: ${name}`);
      await checkpoint?.();
      const start = done++;
      const tools = {
        kernels,
        seed,
        progress: {
          stage: () => undefined,
          update: (part: number) => progress.update((start + part) / (folds.length * predictors.length), name),
        },
      };
      const predictor = train({ ratings: fold.training, userFeatures, itemFeatures }, tools);
      found.get(name)?.push(measureFold(fold, predictor));
      progress.update(done / (folds.length * predictors.length), name);
    }
  }
  const { users, items } = folds[0].training;
  const summed = predictors.map((name) => ({ name, ...summariseFolds(found.get(name) ?? [], users, seed) }));
  const asked = joinInts(folds.map(({ test }) => test.userNums));
  for (const { name, ...errors } of summed) {
    const missed = joinNumbers((found.get(name) ?? []).map((fold) => fold.missed));
    options.keep?.({ name, errors, users: asked, missed });
  }
  return {
    protocol: PROTOCOL,
    sha256: data.sha256,
    seed,
    counts: { users, items, folds: folds.length },
    sideData: userFeatures.length + itemFeatures.length > 0,
    predictors: summed,
  };
}

const joinInts = (parts: readonly Int32Array[]): Int32Array =>
  Int32Array.from(parts.flatMap((part) => Array.from(part)));

/** Sums over the test ratings of each user in one fold. */
interface FoldErrors {
  readonly name: string;
  readonly counts: Float64Array;
  readonly squares: Float64Array;
  readonly sizes: Float64Array;
  /** Of each test rating. */
  readonly missed: Float64Array;
  /** For each test rating the probability that it is at least LIKED, and whether it was. */
  readonly liked?: { readonly probabilities: Float64Array; readonly outcomes: readonly boolean[] };
}

/** Predicts the test part of a fold and sums up what was missed, user by user. */
function measureFold({ name, test }: RatingFold, predictor: RatingPredictor): FoldErrors {
  const [counts, squares, sizes] = [0, 0, 0].map(() => new Float64Array(test.users)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const missed = new Float64Array(test.stars.length);
  predictor.predict(test.userNums, test.itemNums).forEach((stars, at) => {
    const user = test.userNums[at];
    const error = stars - test.stars[at];
    missed[at] = error;
    counts[user]++;
    squares[user] += error * error;
    sizes[user] += Math.abs(error);
  });
  const probabilities = predictor.atLeast?.(test.userNums, test.itemNums, LIKED);
  const outcomes = Array.from(test.stars, (stars) => stars >= LIKED);
  return {
    name,
    counts,
    squares,
    sizes,
    missed,
    ...(probabilities === undefined ? {} : { liked: { probabilities, outcomes } }),
  };
}

/** RMSE and MAE of a fold when user u counts `times[u]` times. */
function foldFigures(
  { counts, squares, sizes }: Omit<FoldErrors, 'missed'>,
  times: Int32Array,
): { rmse: number; mae: number } {
  let [count, square, size] = [0, 0, 0];
  for (let user = 0; user < times.length; user++) {
    count += times[user] * counts[user];
    square += times[user] * squares[user];
    size += times[user] * sizes[user];
  }
  return { rmse: Math.sqrt(square / count), mae: size / count };
}

/** Means over folds and their intervals; the same seed draws the same users for every predictor. */
export function summariseFolds(
  folds: readonly Omit<FoldErrors, 'missed'>[],
  users: number,
  seed: number,
): RatingErrors {
  const all = new Int32Array(users).fill(1);
  const means = (times: Int32Array): { rmse: number; mae: number } => {
    const figures = folds.map((fold) => foldFigures(fold, times));
    const mean = (key: 'rmse' | 'mae'): number => figures.reduce((sum, fold) => sum + fold[key], 0) / figures.length;
    return { rmse: mean('rmse'), mae: mean('mae') };
  };
  const stream = random(seed, 'bootstrap', 'ratings');
  const [rmse, mae] = [new Float64Array(DRAWS), new Float64Array(DRAWS)];
  const times = new Int32Array(users);
  for (let draw = 0; draw < DRAWS; draw++) {
    times.fill(0);
    for (let at = 0; at < users; at++) times[stream.below(users)]++;
    const drawn = means(times);
    rmse[draw] = drawn.rmse;
    mae[draw] = drawn.mae;
  }
  const value = means(all);
  return {
    rmse: estimateFrom(value.rmse, rmse),
    mae: estimateFrom(value.mae, mae),
    folds: folds.map((fold) => ({ name: fold.name, ...foldFigures(fold, all) })),
    ...calibrationOf(folds),
  };
}

/** The calibration over all folds together; nothing where no probability was told. */
function calibrationOf(folds: readonly Pick<FoldErrors, 'liked'>[]): { liked?: Calibration } {
  const told = folds.flatMap(({ liked }) => (liked === undefined ? [] : [liked]));
  if (told.length === 0) return {};
  const probabilities = told.flatMap((one) => Array.from(one.probabilities));
  return {
    liked: measureCalibration(
      probabilities,
      told.flatMap(({ outcomes }) => outcomes),
    ),
  };
}
