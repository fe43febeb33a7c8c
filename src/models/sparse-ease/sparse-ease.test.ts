import { describe, expect, it } from 'vitest';
import { silent } from '../../base/progress.ts';
import { random } from '../../base/random.ts';
import { openKernels } from '../../kernels/index.ts';
import { ease } from '../ease/index.ts';
import type { Query, TrainingData } from '../contract.ts';
import { sparseEase } from './sparse-ease.ts';

/** Users of two tastes with some titles of the other one. */
function drawWorld(users: number, items: number): TrainingData {
  const stream = random(5, 'world');
  const histories = Array.from({ length: users }, (_, user) =>
    Array.from({ length: items }, (_item, item) => item).filter(
      (item) => stream.next() < (item % 2 === user % 2 ? 0.5 : 0.15),
    ),
  );
  const indptr = new Int32Array(users + 1);
  histories.forEach((history, user) => {
    indptr[user + 1] = indptr[user] + history.length;
  });
  const indices = Int32Array.from(histories.flat());
  const blank = { year: null, genres: [], tags: [], synopsis: null, cast: [], directors: [] };
  return {
    now: 0,
    titles: Array.from({ length: items }, (_, num) => ({ num, id: `t${num}`, name: '', ...blank })),
    interactions: {
      users,
      items,
      indptr,
      indices,
      ratings: new Float32Array(indices.length).fill(Number.NaN),
      fractions: new Float32Array(indices.length).fill(Number.NaN),
      times: new Float64Array(indices.length),
    },
  };
}

const query: Query = {
  items: Int32Array.of(1, 4, 9),
  weights: Float32Array.of(1, 0.5, -1),
  times: new Float64Array(3),
  now: 0,
};

async function scoresOf(definition: typeof ease | typeof sparseEase, data: TrainingData, options: object) {
  const kernels = await openKernels();
  const config = definition.config.parse(options);
  const artifact = await definition.train(data, config as never, { kernels, seed: 1, progress: silent });
  const scorer = definition.load(artifact, data.titles, { kernels });
  const out = new Float32Array(data.titles.length);
  scorer.score(query, out);
  const explained = scorer.explain(query, 2, 9).reduce((sum, { amount }) => sum + amount, 0);
  const similar = scorer.similar(1, 3);
  scorer.close();
  return { out, explained, similar };
}

describe('sparse EASE', () => {
  const data = drawWorld(80, 30);
  const shared = { regularization: 7, regularizationExponent: 0.5, minInteractions: 1 };

  it('is EASE when every pair is kept: scores, reasons and similar titles', async () => {
    const dense = await scoresOf(ease, data, shared);
    const sparse = await scoresOf(sparseEase, data, { ...shared, k: 100, pairs: 100 });
    for (const [item, expected] of dense.out.entries()) expect(sparse.out[item]).toBeCloseTo(expected, 4);
    expect(sparse.explained).toBeCloseTo(dense.explained, 4);
    expect(sparse.similar.map(({ item }) => item)).toEqual(dense.similar.map(({ item }) => item));
    expect(sparse.similar[0].score).toBeCloseTo(dense.similar[0].score, 4);
  });

  it('tells each title of its k nearest alone, and copes where left-out pairs make the system indefinite', async () => {
    const kernels = await openKernels();
    const config = sparseEase.config.parse({ ...shared, regularization: 1e-6, k: 4, pairs: 4 });
    const artifact = await sparseEase.train(data, config, { kernels, seed: 1, progress: silent });
    kernels.close();
    const indices = artifact.tensors.get('indices')!.data;
    const weights = artifact.tensors.get('weights')!.data;
    const told = new Map<number, number>();
    for (const target of indices) told.set(target, (told.get(target) ?? 0) + 1);
    expect(Math.max(...told.values())).toBeLessThanOrEqual(4);
    expect(told.size).toBe(30);
    expect(weights.every((weight) => Number.isFinite(weight))).toBe(true);
  });
});
