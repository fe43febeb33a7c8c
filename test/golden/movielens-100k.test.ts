/**
 * The published top-n comparison on ML-100K: per user a random quarter held out, all ratings positive, lists of ten, plain EASE
 * with regularization 400. The expected figures were computed by numpy 2.4.6 in 64 bits (inverse, full sort, metrics written out
 * anew) on the very splits of these seeds, so kernels, model, ranking and metrics are held together. Their means, nDCG 0.482, recall
 * 0.224 and precision 0.422, agree with 0.481, 0.223 and 0.420 of another drawing of the same protocol.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { silent } from '../../src/base/progress.ts';
import { checkSplit, type MetricName, measureQuestion, splitRandomHoldout } from '../../src/evaluation/index.ts';
import { openKernels } from '../../src/kernels/index.ts';
import { models } from '../../src/models/index.ts';
import { type Row, tinySource } from '../fixtures/tiny-source.ts';

const data = process.env['BUTACA_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const file = join(data, 'movielens/ml-100k/u.data');

const METRICS = ['ndcg@10', 'recall@10', 'precision@10', 'map@10'] as const satisfies MetricName[];

/** Seed → the metrics in the order above. */
const NUMPY: readonly (readonly [number, readonly number[]])[] = [
  [1, [0.48780287, 0.22611172, 0.42725345, 0.15217708]],
  [2, [0.48104057, 0.22489691, 0.42290562, 0.1475833]],
  [3, [0.48539554, 0.22564707, 0.42301166, 0.15159898]],
  [4, [0.47739352, 0.22131727, 0.41696713, 0.14613352]],
  [5, [0.48080531, 0.22160415, 0.42226935, 0.14722923]],
];

describe.runIf(existsSync(file))('EASE on ML-100K (read where it lies; its licence forbids shipping it)', () => {
  it.each(NUMPY)('has the accuracy that numpy finds on split %i', { timeout: 120_000 }, async (seed, expected) => {
    const rows = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line): Row => {
        const [user, item, , time] = line.split('\t').map(Number);
        return [user - 1, item - 1, time];
      });
    const source = tinySource(943, 1682, rows);
    const split = splitRandomHoldout(source, { seed, share: 0.25, weigh: () => 1 });
    checkSplit(split);
    const ease = models['ease'];
    const config = ease.config.parse({ regularization: 400, minInteractions: 1 });
    const kernels = await openKernels();
    const artifact = await ease.train(split.training, config, { kernels, seed, progress: silent });
    kernels.close();
    const scorer = ease.load(artifact, source.titles, { kernels: await openKernels() });
    const { metrics } = await measureQuestion(scorer, split.questions[0], 1682, seed);
    scorer.close();
    const means = METRICS.map((name) => metrics[name].reduce((sum, value) => sum + value, 0) / metrics[name].length);
    for (const [at, mean] of means.entries()) expect(Math.abs(mean - expected[at])).toBeLessThan(2e-4);
  });
});
