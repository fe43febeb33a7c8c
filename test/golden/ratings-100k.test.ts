/**
 * Rating prediction on the official folds of ML-100K, held to two other programs: Surprise 1.1.5 (SVD with its defaults, seed 1: RMSE
 * 0.9385, mean of u1 to u5) and myFM 0.4.0 (Gibbs regressor, rank 10, 250 sweeps, the same side data besides zip codes: RMSE 0.8885 and
 * MAE 0.6969 on u1). Both draw other random numbers, so figures agree to a few thousandths.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { silent } from '../../src/base/progress.ts';
import { readRatingFolds } from '../../src/evaluation/index.ts';
import { openKernels } from '../../src/kernels/index.ts';
import {
  bayesianConfig,
  biasedConfig,
  type RatingPredictor,
  type RatingTable,
  trainBayesian,
  trainBiased,
} from '../../src/models/index.ts';

const data = process.env['BUTACA_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const folder = join(data, 'movielens/ml-100k');

function measureErrors(predictor: RatingPredictor, test: RatingTable): { rmse: number; mae: number } {
  const errors = predictor.predict(test.userNums, test.itemNums).map((stars, at) => stars - test.stars[at]);
  const mean = (value: (error: number) => number): number =>
    errors.reduce((sum, error) => sum + value(error), 0) / errors.length;
  return { rmse: Math.sqrt(mean((error) => error * error)), mae: mean(Math.abs) };
}

describe.runIf(existsSync(join(folder, 'u1.base')))(
  'stars on ML-100K (read where it lies; its licence forbids shipping it)',
  () => {
    it('are predicted by biased factors as by Surprise with the same options', { timeout: 60_000 }, async () => {
      const { folds } = readRatingFolds(folder);
      const config = biasedConfig.parse({ factors: 100, epochs: 20, learningRate: 0.005, regularization: 0.02 });
      const kernels = await openKernels();
      const rmse = folds.map(({ training, test }) => {
        const predictor = trainBiased(training, config, { kernels, seed: 1, progress: silent });
        return measureErrors(predictor, test).rmse;
      });
      kernels.close();
      expect(folds.map(({ name }) => name)).toEqual(['u1', 'u2', 'u3', 'u4', 'u5']);
      expect(Math.abs(rmse.reduce((sum, value) => sum + value, 0) / 5 - 0.9385)).toBeLessThan(0.004);
    });

    it('are predicted by Bayesian factors as by myFM', { timeout: 60_000 }, () => {
      const { folds, userFeatures, itemFeatures } = readRatingFolds(folder);
      const [{ training, test }] = folds;
      const config = bayesianConfig.parse({ factors: 8, sweeps: 90, burnIn: 20 });
      const predictor = trainBayesian({ ratings: training, userFeatures, itemFeatures }, config, {
        seed: 1,
        progress: silent,
      });
      const { rmse, mae } = measureErrors(predictor, test);
      expect(rmse).toBeLessThan(0.8925);
      expect(rmse).toBeGreaterThan(0.87);
      expect(mae).toBeLessThan(0.703);
    });
  },
);
