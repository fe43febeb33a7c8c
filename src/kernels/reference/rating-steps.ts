import type { StepOptions } from '../contract.ts';
import type { Numbers, Sparse, WritableNumbers } from './numbers.ts';

/** Ratings in stripes × stripes blocks, as plain arrays; see RatingBlocks. */
export interface RatingList {
  readonly stripes: number;
  readonly bounds: Numbers;
  readonly users: Numbers;
  readonly items: Numbers;
  readonly values: Numbers;
}

/** One pass of stochastic gradient descent for biased factors, block by block; see the contract. P: ·×f, Q: ·×f. */
export function sgdEpoch(
  P: WritableNumbers,
  Q: WritableNumbers,
  userBias: WritableNumbers,
  itemBias: WritableNumbers,
  { stripes, bounds, users, items, values }: RatingList,
  f: number,
  { mean, learningRate: rate, regularization }: StepOptions,
): void {
  for (let round = 0; round < stripes; round++) {
    for (let stripe = 0; stripe < stripes; stripe++) {
      const block = stripe * stripes + ((stripe + round) % stripes);
      for (let k = bounds[block]; k < bounds[block + 1]; k++) {
        const user = users[k];
        const item = items[k];
        let guess = mean + userBias[user] + itemBias[item];
        for (let j = 0; j < f; j++) guess += P[user * f + j] * Q[item * f + j];
        const error = values[k] - guess;
        userBias[user] = userBias[user] + rate * (error - regularization * userBias[user]);
        itemBias[item] = itemBias[item] + rate * (error - regularization * itemBias[item]);
        for (let j = 0; j < f; j++) {
          const p = P[user * f + j];
          const q = Q[item * f + j];
          P[user * f + j] = p + rate * (error * q - regularization * p);
          Q[item * f + j] = q + rate * (error * p - regularization * q);
        }
      }
    }
  }
}

/** Users in rounds × parts groups, as plain arrays; see UserGroups. */
export interface UserGroupList {
  readonly parts: number;
  readonly rounds: number;
  readonly bounds: Numbers;
}

/** One pass of SVD++, round by round; see the contract. P: rows×f, Q and Y: columns×f; R's values are the ratings. */
export function implicitEpoch(
  P: WritableNumbers,
  Q: WritableNumbers,
  Y: WritableNumbers,
  userBias: WritableNumbers,
  itemBias: WritableNumbers,
  R: Sparse,
  { parts, rounds, bounds }: UserGroupList,
  f: number,
  options: StepOptions,
): void {
  const masters = [Q, Y, itemBias];
  for (let round = 0; round < rounds; round++) {
    const before = masters.map((values) => Float64Array.from(values));
    for (let part = 0; part < parts; part++) {
      const [q, y, bias] = before.map((values) => values.slice());
      const group = round * parts + part;
      for (let user = bounds[group]; user < bounds[group + 1]; user++) {
        stepUser(user, P, q, y, userBias, bias, R, f, options);
      }
      for (const [at, copy] of [q, y, bias].entries()) {
        for (let i = 0; i < copy.length; i++) masters[at][i] = masters[at][i] + (copy[i] - before[at][i]);
      }
    }
  }
}

/** All ratings of one user; with each, the implicit vectors of all its items take a step. */
function stepUser(
  user: number,
  P: WritableNumbers,
  Q: WritableNumbers,
  Y: WritableNumbers,
  userBias: WritableNumbers,
  itemBias: WritableNumbers,
  R: Sparse,
  f: number,
  { mean, learningRate: rate, regularization }: StepOptions,
): void {
  const [first, last] = [R.indptr[user], R.indptr[user + 1]];
  const share = 1 / Math.sqrt(last - first);
  for (let k = first; k < last; k++) {
    const item = R.indices[k];
    const z = new Float64Array(f);
    for (let n = first; n < last; n++) for (let j = 0; j < f; j++) z[j] += share * Y[R.indices[n] * f + j];
    let guess = mean + userBias[user] + itemBias[item];
    for (let j = 0; j < f; j++) guess += (P[user * f + j] + z[j]) * Q[item * f + j];
    const error = (R.values?.[k] ?? 1) - guess;
    userBias[user] = userBias[user] + rate * (error - regularization * userBias[user]);
    itemBias[item] = itemBias[item] + rate * (error - regularization * itemBias[item]);
    for (let j = 0; j < f; j++) {
      const p = P[user * f + j];
      const q = Q[item * f + j];
      Q[item * f + j] = q + rate * (error * (p + z[j]) - regularization * q);
      P[user * f + j] = p + rate * (error * q - regularization * p);
      for (let n = first; n < last; n++) {
        const y = Y[R.indices[n] * f + j];
        Y[R.indices[n] * f + j] = y + rate * (share * error * q - regularization * y);
      }
    }
  }
}
