import { describe, expect, it } from 'vitest';
import { silent } from '../../base/progress.ts';
import type { TrainingData } from '../contract.ts';
import { openKernels } from '../../kernels/index.ts';
import { knn } from './knn.ts';

const blank = { name: '', year: null, genres: [], tags: [], synopsis: null, cast: [], directors: [] };

/** Four users, three titles: 0 1 · 0 1 2 · 1 2 · 0. */
const data: TrainingData = {
  now: 0,
  titles: [0, 1, 2].map((num) => ({ num, id: `t${num}`, ...blank })),
  interactions: {
    users: 4,
    items: 3,
    indptr: Int32Array.of(0, 2, 5, 7, 8),
    indices: Int32Array.of(0, 1, 0, 1, 2, 1, 2, 0),
    ratings: new Float32Array(8).fill(Number.NaN),
    fractions: new Float32Array(8).fill(Number.NaN),
    times: new Float64Array(8),
  },
};

describe('knn', () => {
  it.each([
    // Common users: 0–1 2, 0–2 1, 1–2 2; users 3, 3, 2. Title 2 from 0 and 1: 1/√6 and 2/√6.
    [{ shrinkage: 0, asymmetry: 0.5 }, [Number.NaN, 2 / 3, 1 / Math.sqrt(6)]],
    // Below: n_0^α·n_i^(1 − α) + 1, α = 1: 3 + 1.
    [{ shrinkage: 1, asymmetry: 1 }, [Number.NaN, 2 / 4, 1 / 4]],
    // Only one neighbour each: title 2 has title 1, and nothing of title 0; of title 1, title 2 is the nearer (2/√6 above 2/3).
    [{ shrinkage: 0, asymmetry: 0.5, k: 1 }, [Number.NaN, 0, 0]],
  ])('weighs by common users, %j', async (options, expected) => {
    const kernels = await openKernels();
    const config = knn.config.parse(options);
    const artifact = await knn.train(data, config, { kernels, seed: 1, progress: silent });
    const scorer = knn.load(artifact, data.titles, { kernels });
    const out = new Float32Array(3);
    const query = { items: Int32Array.of(0), weights: Float32Array.of(1), times: new Float64Array(1), now: 0 };
    scorer.score(query, out);
    for (const item of [1, 2]) expect(out[item]).toBeCloseTo(expected[item], 6);
    expect(scorer.explain(query, 1, 3)).toEqual(expected[1] > 0 ? [{ kind: 'history', item: 0, amount: out[1] }] : []);
    scorer.close();
  });
});
