import type { Progress } from '../../base/progress.ts';
import { random } from '../../base/random.ts';
import type { Kernels, SparseBlock } from '../../kernels/index.ts';
import { type InteractionMatrix, placeMatrix } from '../interaction-matrix.ts';
import type { AlsConfig } from './config.ts';

/** Vectors of a factorisation, row-major: users × factors and kept items × factors. */
export interface Factors {
  readonly users: Float32Array;
  readonly items: Float32Array;
}

/**
 * Returns the vectors that minimise Σ_ui c_ui (p_ui − x_u·y_i)² + Σ_u λ_u|x_u|² + Σ_i λ_i|y_i|², with p = 1 and c = 1 + weight
 * where user u has item i, p = 0 and c = 1 elsewhere, and λ of a row = regularization·(weight·count + others)^exponent.
 * Items begin at random, users are solved first.
 * Source: Hu, Koren, Volinsky 2008; frequency scaling: Rendle, Krichene, Zhang, Koren, "Revisiting the Performance of iALS", 2022.
 */
export function factorise(
  matrix: InteractionMatrix,
  config: AlsConfig,
  environment: { kernels: Kernels; seed: number; progress: Progress },
): Factors {
  const { kernels, seed, progress } = environment;
  const { heap } = kernels;
  const { factors: f, steps, weight } = config;
  const users = matrix.users;
  const items = matrix.items.length;
  if (users === 0 || items === 0) return { users: new Float32Array(users * f), items: new Float32Array(items * f) };
  const mark = heap.mark();
  try {
    const placed = placeMatrix(kernels, matrix);
    const values = heap.f32(matrix.indices.length);
    values.data.fill(weight);
    const R: SparseBlock = { ...placed.X, values };
    const Rt: SparseBlock = { ...placed.Xt, values };
    const X = heap.f32(users * f);
    const Y = heap.f32(items * f);
    const G = heap.f32(f * f);
    const userRegularization = heap.f32(users);
    const itemRegularization = heap.f32(items);
    for (let user = 0; user < users; user++) {
      userRegularization.data[user] = rowRegularization(matrix.indptr[user + 1] - matrix.indptr[user], items, config);
    }
    for (let item = 0; item < items; item++) {
      const count = matrix.transposedIndptr[item + 1] - matrix.transposedIndptr[item];
      itemRegularization.data[item] = rowRegularization(count, users, config);
    }
    const stream = random(seed, 'als');
    for (let at = 0; at < Y.data.length; at++) Y.data[at] = stream.normal() * config.deviation;
    for (let epoch = 0; epoch < config.epochs; epoch++) {
      kernels.gram(G, Y, items, f, 0);
      kernels.alsStep(X, R, Y, G, f, steps, userRegularization);
      kernels.gram(G, X, users, f, 0);
      kernels.alsStep(Y, Rt, X, G, f, steps, itemRegularization);
      progress.update((epoch + 1) / config.epochs);
    }
    return { users: X.data.slice(), items: Y.data.slice() };
  } finally {
    heap.release(mark);
  }
}

/** λ of one row with `count` observed pairs out of `others`. */
export function rowRegularization(count: number, others: number, config: AlsConfig): number {
  return config.regularization * (config.weight * count + others) ** config.regularizationExponent;
}
