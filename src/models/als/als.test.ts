import { describe, expect, it } from 'vitest';
import { silent } from '../../base/progress.ts';
import { random } from '../../base/random.ts';
import { openKernels } from '../../kernels/index.ts';
import type { Query, TrainingData } from '../contract.ts';
import { buildInteractionMatrix } from '../interaction-matrix.ts';
import { als } from './als.ts';
import { alsConfig } from './config.ts';
import { factorise, rowRegularization } from './factorise.ts';
import { choleskyInPlace, solveCholesky } from './fold-in.ts';

const USERS = 30;
const ITEMS = 20;
const config = alsConfig.parse({ factors: 4, epochs: 30, minInteractions: 1 });

function drawData(): TrainingData {
  const stream = random(5, 'als-test');
  const lists = Array.from({ length: USERS }, (_, user) =>
    Array.from({ length: ITEMS }, (_, item) => item).filter(
      (item) => stream.next() < (item % 3 === user % 3 ? 0.7 : 0.1),
    ),
  );
  const indptr = new Int32Array(USERS + 1);
  for (const [user, list] of lists.entries()) indptr[user + 1] = indptr[user] + list.length;
  const count = indptr[USERS];
  const title = { id: '', name: '', year: null, genres: [], tags: [], synopsis: null, cast: [], directors: [] };
  return {
    now: 0,
    titles: Array.from({ length: ITEMS }, (_, num) => ({ ...title, num })),
    interactions: {
      users: USERS,
      items: ITEMS,
      indptr,
      indices: Int32Array.from(lists.flat()),
      ratings: new Float32Array(count),
      fractions: new Float32Array(count),
      times: new Float64Array(count),
    },
  };
}
const data = drawData();
const all = Int32Array.from({ length: ITEMS }, (_, item) => item);
const matrix = buildInteractionMatrix(data.interactions, all);

/** The loss of `factorise`, summed over every pair. */
function measureLoss(users: Float32Array, items: Float32Array): number {
  const f = config.factors;
  let loss = 0;
  for (let u = 0; u < USERS; u++) {
    const seen = new Set(matrix.indices.subarray(matrix.indptr[u], matrix.indptr[u + 1]));
    for (let i = 0; i < ITEMS; i++) {
      let dot = 0;
      for (let k = 0; k < f; k++) dot += users[u * f + k] * items[i * f + k];
      loss += seen.has(i) ? (1 + config.weight) * (1 - dot) ** 2 : dot ** 2;
    }
    for (let k = 0; k < f; k++) loss += rowRegularization(seen.size, ITEMS, config) * users[u * f + k] ** 2;
  }
  for (let i = 0; i < ITEMS; i++) {
    const count = matrix.transposedIndptr[i + 1] - matrix.transposedIndptr[i];
    for (let k = 0; k < f; k++) loss += rowRegularization(count, USERS, config) * items[i * f + k] ** 2;
  }
  return loss;
}

const queryOf = (items: number[], weights = items.map(() => 1)): Query => ({
  items: Int32Array.from(items),
  weights: Float32Array.from(weights),
  times: new Float64Array(items.length),
  now: 0,
});

describe('als', () => {
  it('comes to a point from which no step leads down', async () => {
    const kernels = await openKernels();
    const { users, items } = factorise(matrix, config, { kernels, seed: 3, progress: silent });
    kernels.close();
    const loss = measureLoss(users, items);
    const stream = random(1, 'steps');
    for (let trial = 0; trial < 20; trial++) {
      const moved = items.map((value) => value + 0.02 * stream.normal());
      expect(measureLoss(users, moved)).toBeGreaterThan(loss);
    }
  });

  it('forgets in time how large the numbers were that it began with', async () => {
    const kernels = await openKernels();
    const lossAfter = (epochs: number, deviation: number): number => {
      const { users, items } = factorise(
        matrix,
        { ...config, epochs, deviation },
        { kernels, seed: 3, progress: silent },
      );
      return measureLoss(users, items);
    };
    const [narrow, wide] = [lossAfter(1, 0.001), lossAfter(1, 1)];
    expect(Math.abs(narrow / wide - 1)).toBeGreaterThan(0.05);
    expect(Math.abs(lossAfter(60, 0.001) / lossAfter(60, 1) - 1)).toBeLessThan(0.005);
    kernels.close();
  });

  it('takes windows of histories for more users', async () => {
    // Two users of four titles each, whole and in windows of two: 2 + 4 rows, each title in two of them.
    const kernels = await openKernels();
    const title = { id: '', name: '', year: null, genres: [], tags: [], synopsis: null, cast: [], directors: [] };
    const titles = Array.from({ length: 4 }, (_, num) => ({ ...title, num }));
    const indices = Int32Array.of(0, 1, 2, 3, 0, 1, 3, 2);
    const numbers = { ratings: new Float32Array(8), fractions: new Float32Array(8), times: new Float64Array(8) };
    const interactions = { users: 2, items: 4, indptr: Int32Array.of(0, 4, 8), indices, ...numbers };
    const nearOf = async (windows: number[]): Promise<number[]> => {
      const options = alsConfig.parse({ factors: 4, minInteractions: 1, windows });
      const artifact = await als.train({ now: 0, titles, interactions }, options, {
        kernels,
        seed: 1,
        progress: silent,
      });
      const scorer = als.load(artifact, titles, { kernels });
      return scorer.similar(0, 3).map(({ score }) => score);
    };
    const whole = await nearOf([0]);
    expect(whole[0] - whole[2]).toBeLessThan(1e-3);
    const cut = await nearOf([0, 2]);
    expect(cut[0] - cut[1]).toBeGreaterThan(0.05);
    kernels.close();
  });

  it('folds a history in as the exact solution of its normal equations', async () => {
    const kernels = await openKernels();
    const artifact = await als.train(data, config, { kernels, seed: 3, progress: silent });
    const scorer = als.load(artifact, data.titles, { kernels });
    const Y = artifact.tensors.get('itemFactors')!.data;
    const f = config.factors;
    // A = YᵀY + weight·Σ|w|·y·yᵀ + λI; b = Σ over positives of (1 + weight·w)·y
    const [items, weights] = [
      [7, 0, 3],
      [1, -0.5, 0.5],
    ] as const;
    const A = new Float64Array(f * f);
    const b = new Float64Array(f);
    for (let i = 0; i < f; i++) A[i * f + i] = rowRegularization(3, ITEMS, config);
    for (let item = 0; item < ITEMS; item++) {
      const at = items.indexOf(item as 7);
      const weight = at < 0 ? 0 : weights[at];
      for (let i = 0; i < f; i++) {
        for (let j = 0; j < f; j++) {
          A[i * f + j] += (1 + config.weight * Math.abs(weight)) * Y[item * f + i] * Y[item * f + j];
        }
        if (weight > 0) b[i] += (1 + config.weight * weight) * Y[item * f + i];
      }
    }
    expect(choleskyInPlace(A, f)).toBe(true);
    solveCholesky(A, b, f);
    const out = new Float32Array(ITEMS);
    scorer.score(queryOf([...items], [...weights]), out);
    for (let item = 0; item < ITEMS; item++) {
      let dot = 0;
      for (let k = 0; k < f; k++) dot += b[k] * Y[item * f + k];
      expect(out[item]).toBeCloseTo(dot, 3);
    }
    scorer.close();
  });

  it('explains with parts that add up to the score', async () => {
    const kernels = await openKernels();
    const artifact = await als.train(data, config, { kernels, seed: 3, progress: silent });
    const scorer = als.load(artifact, data.titles, { kernels });
    const query = queryOf([0, 3, 6]);
    const out = new Float32Array(ITEMS);
    scorer.score(query, out);
    const parts = scorer.explain(query, 9, 10);
    expect(parts).toHaveLength(3);
    expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(out[9], 3);
    scorer.close();
  });
});

describe('the Cholesky solver', () => {
  it('solves a system and refuses one that is not positive definite', () => {
    // [4 2; 2 3]·[1; 2] = [8; 8]
    const A = Float64Array.of(4, 0, 2, 3);
    const x = Float64Array.of(8, 8);
    expect(choleskyInPlace(A, 2)).toBe(true);
    solveCholesky(A, x, 2);
    expect([...x].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 2]);
    expect(choleskyInPlace(Float64Array.of(1, 0, 2, 1), 2)).toBe(false);
    expect(choleskyInPlace(Float64Array.of(Number.NaN), 1)).toBe(false);
  });
});
