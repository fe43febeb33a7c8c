/** How far off are the rating predictors, on the official folds of MovieLens 100K and on the sample? */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { silent } from '../src/base/progress.ts';
import { random } from '../src/base/random.ts';
import { evaluateRatings, type RatingFolds, type RatingsReport, readRatingFolds } from '../src/evaluation/index.ts';
import { openKernels } from '../src/kernels/index.ts';
import { collectStars, type RatingTable } from '../src/models/index.ts';
import type { Figure, Result } from './harness.ts';
import { openSample } from './sample.ts';

const SEED = 42;
/** Where the full data sets are, as for the tests. */
const FOLDS = resolve(
  process.env['BUTACA_DATA'] ?? resolve(import.meta.dirname, '../../shared/data'),
  'movielens/ml-100k',
);

export async function run(): Promise<Result> {
  const kernels = await openKernels({ threads: Math.min(2, availableParallelism()) });
  const figures: Figure[] = [];
  const notes: string[] = [];
  const options = { kernels, seed: SEED, progress: silent };
  try {
    if (existsSync(FOLDS)) {
      const report = await evaluateRatings(readRatingFolds(FOLDS), options);
      figures.push(...figuresOf(report, ''));
      notes.push(`${report.protocol}. Files ${report.sha256.slice(0, 16)}, seed ${SEED}.`);
    } else notes.push('The folds of MovieLens 100K are not there (BUTACA_DATA).');
    const predictors = ['biases', 'biased-mf', 'bayesian-folded'];
    figures.push(...figuresOf(await evaluateRatings(await cutSample(), { ...options, predictors }), ', sample'));
    notes.push('Sample: a fifth of the ratings of data/sample held out at random, options as above.');
  } finally {
    kernels.close();
  }
  return { question: 'ratings', measurements: [], figures, notes };
}

const interval = ({ low, high }: { low: number; high: number }): string => `[${low.toFixed(4)}, ${high.toFixed(4)}]`;

/** RMSE and MAE with their intervals, and how far probabilities are off, of each predictor. */
function figuresOf({ predictors }: RatingsReport, where: string): Figure[] {
  return predictors.flatMap(({ name, rmse, mae, liked }): Figure[] => {
    const goal = (text: string): { goal?: string } => (name === 'bayesian' ? { goal: text } : {});
    const own: Figure[] = [
      { name: `${name}, RMSE${where}`, value: rmse.value, unit: interval(rmse), ...goal('≤ 0.900') },
      { name: `${name}, MAE${where}`, value: mae.value, unit: interval(mae), ...goal('≤ 0.705') },
    ];
    if (liked === undefined) return own;
    return [
      ...own,
      { name: `${name}, Brier score of 4 stars or more${where}`, value: liked.brier, unit: '' },
      { name: `${name}, calibration error of 4 stars or more${where}`, value: liked.ece, unit: '', goal: '≤ 0.05' },
    ];
  });
}

/** The shipped sample with a fifth of its ratings held out at random, as one fold. */
async function cutSample(): Promise<RatingFolds> {
  const { interactions, titles } = await openSample();
  const { ratings, itemFeatures = [] } = collectStars({ interactions, titles });
  const stream = random(SEED, 'sample');
  const held = Array.from(ratings.stars, () => stream.next() < 0.2);
  const take = (wanted: boolean): RatingTable => ({
    ...ratings,
    userNums: ratings.userNums.filter((_, at) => held[at] === wanted),
    itemNums: ratings.itemNums.filter((_, at) => held[at] === wanted),
    stars: ratings.stars.filter((_, at) => held[at] === wanted),
  });
  const folds = [{ name: 'sample', training: take(false), test: take(true) }];
  return { folds, userFeatures: [], itemFeatures, sha256: '' };
}
