import { random } from '../../base/random.ts';
import { type DescentTools, drawRows, predictFrom } from './biased-factors.ts';
import type { ImplicitConfig } from './config.ts';
import { describeStars, listByRow, type RatingPredictor, type RatingTable } from './rating-table.ts';

/**
 * How many users step, all parts together, before what the parts changed is added up: this number divided by the parts. With too many,
 * parts that pull the same way overshoot: on MovieLens 100K four parts diverge with 118 users, on a small dense table two with 64.
 */
const USERS_AND_PARTS = 64;

const sameRow = (num: number): number => num;

/** Users cut into rounds × parts groups that follow one another; see the kernels' UserGroups. */
export interface CutUsers {
  readonly parts: number;
  readonly rounds: number;
  /** rounds·parts + 1 user nums. */
  readonly bounds: Int32Array;
}

/**
 * Returns the groups of `users` users with ratings `indptr[user] … indptr[user + 1]`: each with about as many ratings as any other, a
 * round with 64 / parts users in the mean. `parts` (1…64) is how many threads can work at once, and is part of the result.
 */
export function cutUsers(indptr: Int32Array, parts: number): CutUsers {
  const users = indptr.length - 1;
  if (parts === 1) return { parts, rounds: 1, bounds: Int32Array.of(0, users) };
  const rounds = Math.max(1, Math.round((users * parts) / USERS_AND_PARTS));
  const groups = rounds * parts;
  const bounds = new Int32Array(groups + 1);
  let user = 0;
  for (let group = 1; group < groups; group++) {
    const goal = (indptr[users] * group) / groups;
    while (user < users && indptr[user] < goal) user++;
    bounds[group] = user;
  }
  bounds[groups] = users;
  return { parts, rounds, bounds };
}

/**
 * Learns SVD++: r ≈ mean + b_u + b_i + q_i·(p_u + |N(u)|^−½·Σ y_j), with N(u) what the user rated. The same bits for any number of
 * threads; another number of `parts` gives other numbers.
 * Source: Koren 2008, "Factorization meets the neighborhood", equation 15.
 */
export function trainImplicit(table: RatingTable, config: ImplicitConfig, tools: DescentTools): RatingPredictor {
  const { kernels, seed, progress } = tools;
  const { heap } = kernels;
  const { factors: f, learningRate, regularization } = config;
  const { mean } = describeStars(table.stars);
  const mark = heap.mark();
  try {
    const { indptr, positions } = listByRow(table.userNums, table.users);
    const indices = positions.map((at) => table.itemNums[at]);
    const R = {
      rows: table.users,
      columns: table.items,
      indptr: heap.i32From(indptr),
      indices: heap.i32From(indices),
      values: heap.f32From(Float32Array.from(positions, (at) => table.stars[at])),
    };
    const { parts, rounds, bounds } = cutUsers(indptr, config.parts);
    const groups = { parts, rounds, bounds: heap.i32From(bounds) };
    const [P, Q, Y] = [table.users, table.items, table.items].map((rows) => heap.f32(rows * f));
    const [userBias, itemBias] = [heap.f32(table.users), heap.f32(table.items)];
    const stream = random(seed, 'svd++');
    const itemCounts = listByRow(table.itemNums, table.items).indptr;
    drawRows(P, f, indptr, sameRow, stream);
    for (const block of [Q, Y]) drawRows(block, f, itemCounts, sameRow, stream);
    for (let epoch = 0; epoch < config.epochs; epoch++) {
      kernels.implicitEpoch(P, Q, Y, userBias, itemBias, R, groups, f, { mean, learningRate, regularization });
      progress.update((epoch + 1) / config.epochs);
    }
    const users = P.data.slice();
    for (let user = 0; user < table.users; user++) {
      const share = 1 / Math.sqrt(indptr[user + 1] - indptr[user]);
      for (let k = indptr[user]; k < indptr[user + 1]; k++) {
        for (let j = 0; j < f; j++) users[user * f + j] += share * Y.data[indices[k] * f + j];
      }
    }
    const [items, biases] = [Q.data.slice(), [userBias.data.slice(), itemBias.data.slice()]];
    return predictFrom(table, { factors: f, users, items, userBias: biases[0], itemBias: biases[1] });
  } finally {
    heap.release(mark);
  }
}
