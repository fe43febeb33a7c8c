import type { Progress } from '../../base/progress.ts';
import { type Random, random } from '../../base/random.ts';
import type { F32Block, Kernels } from '../../kernels/index.ts';
import { arrangeRatings } from './arrange-ratings.ts';
import type { BiasedConfig } from './config.ts';
import { describeStars, listByRow, type RatingPredictor, type RatingTable } from './rating-table.ts';

/** What gradient descent works with. */
export interface DescentTools {
  readonly kernels: Kernels;
  readonly seed: number;
  readonly progress: Progress;
}

/** Vectors and biases by user and item num. */
export interface BiasedFactors {
  readonly factors: number;
  readonly users: Float32Array;
  readonly items: Float32Array;
  readonly userBias: Float32Array;
  readonly itemBias: Float32Array;
}

/** Vectors start from numbers drawn evenly from −START to START: deviation 0.1. */
const START = 0.1 * Math.sqrt(3);

/** Fills the rows of those who have ratings (`counts`: CSR offsets); the others stay 0, so that nothing is said of them but the biases. */
export function drawRows(
  block: F32Block,
  f: number,
  counts: Int32Array,
  rowOf: (num: number) => number,
  stream: Random,
): void {
  for (let num = 0; num + 1 < counts.length; num++) {
    if (counts[num] === counts[num + 1]) continue;
    const row = rowOf(num) * f;
    for (let j = 0; j < f; j++) block.data[row + j] = (2 * stream.next() - 1) * START;
  }
}

/** Rows of a block in the order of `rows`. */
function collectRows(block: F32Block, rows: Int32Array, width: number): Float32Array {
  const collected = new Float32Array(rows.length * width);
  rows.forEach((row, num) => collected.set(block.data.subarray(row * width, (row + 1) * width), num * width));
  return collected;
}

/**
 * Learns r ≈ mean + b_u + b_i + p_u·q_i by stochastic gradient descent. The same bits for any number of threads.
 * Source: Koren, Bell, Volinsky 2009, "Matrix factorization techniques for recommender systems".
 */
export function trainBiased(table: RatingTable, config: BiasedConfig, tools: DescentTools): RatingPredictor {
  const { kernels, seed, progress } = tools;
  const { heap } = kernels;
  const { factors: f, learningRate, regularization } = config;
  const { mean } = describeStars(table.stars);
  const mark = heap.mark();
  try {
    const plan = arrangeRatings(table, config.stripes);
    const P = heap.f32(plan.rows * f);
    const Q = heap.f32(plan.columns * f);
    const [userBias, itemBias] = [heap.f32(plan.rows), heap.f32(plan.columns)];
    const stream = random(seed, 'svd');
    drawRows(P, f, listByRow(table.userNums, table.users).indptr, (num) => plan.userRows[num], stream);
    drawRows(Q, f, listByRow(table.itemNums, table.items).indptr, (num) => plan.itemRows[num], stream);
    const R = {
      stripes: plan.stripes,
      rows: plan.rows,
      columns: plan.columns,
      bounds: heap.i32From(plan.bounds),
      users: heap.i32From(plan.users),
      items: heap.i32From(plan.items),
      values: heap.f32From(plan.values),
    };
    for (let epoch = 0; epoch < config.epochs; epoch++) {
      kernels.sgdEpoch(P, Q, userBias, itemBias, R, f, { mean, learningRate, regularization });
      progress.update((epoch + 1) / config.epochs);
    }
    return predictFrom(table, {
      factors: f,
      users: collectRows(P, plan.userRows, f),
      items: collectRows(Q, plan.itemRows, f),
      userBias: collectRows(userBias, plan.userRows, 1),
      itemBias: collectRows(itemBias, plan.itemRows, 1),
    });
  } finally {
    heap.release(mark);
  }
}

/** Returns a predictor that answers mean + b_u + b_i + p_u·q_i, held to the range of the table's stars. */
export function predictFrom(table: RatingTable, model: BiasedFactors): RatingPredictor {
  const { mean, low, high } = describeStars(table.stars);
  const { factors: f, users, items, userBias, itemBias } = model;
  return {
    predict: (userNums, itemNums) =>
      Float64Array.from(userNums, (user, at) => {
        const item = itemNums[at];
        let stars = mean + userBias[user] + itemBias[item];
        for (let j = 0; j < f; j++) stars += users[user * f + j] * items[item * f + j];
        return Math.min(high, Math.max(low, stars));
      }),
  };
}
