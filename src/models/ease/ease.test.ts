import { describe, expect, it } from 'vitest';
import { isButacaError } from '../../base/errors.ts';
import { silent } from '../../base/progress.ts';
import type { Title } from '../../dataset/index.ts';
import { openKernels } from '../../kernels/index.ts';
import type { Query, TrainingData } from '../contract.ts';
import { type EaseConfig, easeConfig } from './config.ts';
import { ease } from './ease.ts';
import { trainItemWeights } from './item-weights.ts';

const title = (num: number): Title => ({
  num,
  id: `t${num}`,
  name: '',
  year: null,
  genres: [],
  tags: [],
  synopsis: null,
  cast: [],
  directors: [],
});

/** Four users, three titles: 0 1 · 0 1 2 · 1 2 · 0. */
const data: TrainingData = {
  now: 0,
  titles: [0, 1, 2].map(title),
  interactions: {
    users: 4,
    items: 3,
    indptr: Int32Array.of(0, 2, 5, 7, 8),
    indices: Int32Array.of(0, 1, 0, 1, 2, 1, 2, 0),
    ratings: new Float32Array(8).fill(4),
    fractions: new Float32Array(8).fill(Number.NaN),
    times: new Float64Array(8),
  },
};
const config = easeConfig.parse({ regularization: 2, minInteractions: 1 });

const queryOf = (items: number[], weights: number[]): Query => ({
  items: Int32Array.from(items),
  weights: Float32Array.from(weights),
  times: new Float64Array(items.length),
  now: 0,
});

async function openTiny() {
  const kernels = await openKernels();
  const artifact = await ease.train(data, config, { kernels, seed: 1, progress: silent });
  return ease.load(artifact, data.titles, { kernels });
}

describe('ease', () => {
  // (XᵀX + 2I)⁻¹ and B computed with numpy 2.4 (linalg.inv).
  const B = [
    [0, 0.315789, 0.047619],
    [0.375, 0, 0.380952],
    [0.0625, 0.421053, 0],
  ];

  it('solves the published closed form', async () => {
    const kernels = await openKernels();
    const {
      ld,
      B: trained,
      diagonal,
    } = trainItemWeights(data.interactions, data.titles, config, { kernels, progress: silent });
    kernels.close();
    for (const [i, row] of B.entries()) {
      for (const [j, expected] of row.entries()) expect(trained[i * ld + j]).toBeCloseTo(expected, 5);
    }
    for (const [i, expected] of [0.238806, 0.283582, 0.313433].entries()) expect(diagonal[i]).toBeCloseTo(expected, 5);
  });

  it('scales the regularization with how often a title was watched', async () => {
    // The same with (XᵀX + 2·diag(√(count / mean count)))⁻¹, counts 3, 3, 2.
    const scaled = [
      [0, 0.301667, 0.050446],
      [0.361549, 0, 0.370824],
      [0.074196, 0.455067, 0],
    ];
    const kernels = await openKernels();
    const options = { ...config, regularizationExponent: 0.5 };
    const { ld, B: trained } = trainItemWeights(data.interactions, data.titles, options, { kernels, progress: silent });
    kernels.close();
    for (const [i, row] of scaled.entries()) {
      for (const [j, expected] of row.entries()) expect(trained[i * ld + j]).toBeCloseTo(expected, 5);
    }
  });

  it('holds titles that share a genre to like neighbours', async () => {
    // (XᵀX + 2(I + 0.5·FᵀF))⁻¹, F's rows: genre A (1/√2, 1, 0), genre B (1/√2, 0, 1).
    const held = [
      [0.0, 0.373676, 0.168405],
      [0.389282, 0.0, 0.257352],
      [0.185709, 0.272419, 0.0],
    ];
    const titles = data.titles.map((one, num) => ({ ...one, genres: [['A', 'B'], ['A'], ['B', 'B']][num] }));
    const kernels = await openKernels();
    const options = { ...config, genreWeight: 0.5 };
    const { ld, B: trained } = trainItemWeights(data.interactions, titles, options, { kernels, progress: silent });
    kernels.close();
    for (const [i, row] of held.entries()) {
      for (const [j, expected] of row.entries()) expect(trained[i * ld + j]).toBeCloseTo(expected, 5);
    }
  });

  it('holds titles of a decade, of a genre in a decade and of a word to like neighbours', async () => {
    // The same with rows: decade (1, 0, 1/√2) and its genre A, which the last alone bears, left out, for eras; 'rocky' (1, 1/√2, 0) for
    // names. Computed with numpy 2.4.
    const titles = data.titles.map((one, num) => ({
      ...one,
      year: [1991, null, 1999][num],
      genres: [[], ['A'], ['A']][num],
      name: ['Rocky!', 'ROCKY II', 'Alien'][num],
    }));
    const kernels = await openKernels();
    const trained = (more: Partial<EaseConfig>) =>
      trainItemWeights(data.interactions, titles, { ...config, ...more }, { kernels, progress: silent });
    const expected = {
      eraWeight: [
        [0, 0.231912, 0.174444],
        [0.301934, 0, 0.330223],
        [0.245164, 0.356467, 0],
      ],
      nameWeight: [
        [0, 0.383845, 0.003342],
        [0.490468, 0, 0.361992],
        [0.004766, 0.404039, 0],
      ],
    };
    for (const [name, rows] of Object.entries(expected)) {
      const { ld, B: found } = trained({ [name]: 0.5 });
      for (const [i, row] of rows.entries()) {
        for (const [j, value] of row.entries()) expect(found[i * ld + j]).toBeCloseTo(value, 5);
      }
    }
    kernels.close();
  });

  it('divides by a power of the diagonal', async () => {
    // P as above; −P_ij/√(P_jj·mean P_jj), mean 0.278607, P_01 = −0.089552, P_12 = −0.119403.
    const kernels = await openKernels();
    const options = { ...config, diagonalExponent: 0.5 };
    const { ld, B: trained } = trainItemWeights(data.interactions, data.titles, options, { kernels, progress: silent });
    kernels.close();
    expect(trained[1]).toBeCloseTo(0.089552 / Math.sqrt(0.283582 * 0.278607), 4);
    expect(trained[ld]).toBeCloseTo(0.089552 / Math.sqrt(0.238806 * 0.278607), 4);
    expect(trained[ld + 2]).toBeCloseTo(0.119403 / Math.sqrt(0.313433 * 0.278607), 4);
    expect(trained[0]).toBe(0);
  });

  it('adds up what each title of the history says, dislikes below zero', async () => {
    const scorer = await openTiny();
    const out = new Float32Array(3);
    scorer.score(queryOf([0, 2], [1, -0.5]), out);
    expect(out[1]).toBeCloseTo(0.315789 - 0.5 * 0.421053, 5);
    scorer.close();
  });

  it('explains with parts that add up to the score', async () => {
    const scorer = await openTiny();
    const query = queryOf([0, 2], [1, 0.5]);
    const out = new Float32Array(3);
    scorer.score(query, out);
    const parts = scorer.explain(query, 1, 5);
    expect(parts.map(({ item }) => item)).toEqual([0, 2]);
    expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(out[1], 5);
    scorer.close();
  });

  it('finds similar titles in both directions alike', async () => {
    const scorer = await openTiny();
    const of0 = scorer.similar(0, 3).find(({ item }) => item === 1);
    const of1 = scorer.similar(1, 3).find(({ item }) => item === 0);
    expect(of0!.score).toBeCloseTo(of1!.score, 5);
    scorer.close();
  });

  it('keeps memory bounded: only the titles with the most interactions have weights', async () => {
    const kernels = await openKernels();
    const bounded = easeConfig.parse({ minInteractions: 1, maxItems: 2 });
    const { items } = trainItemWeights(data.interactions, data.titles, bounded, { kernels, progress: silent });
    expect([...items]).toEqual([0, 1]);
    kernels.close();
  });

  it('tells to raise the regularization when the system cannot be solved', async () => {
    const kernels = await openKernels();
    const close = { ...kernels, spdInverse: () => false };
    const refused = (): unknown =>
      trainItemWeights(data.interactions, data.titles, config, { kernels: close, progress: silent });
    let code = '';
    try {
      refused();
    } catch (error) {
      code = isButacaError(error) ? error.code : String(error);
    }
    expect(code).toBe('SINGULAR_SYSTEM');
    expect(kernels.heap.used).toBe(0);
    kernels.close();
  });
});
