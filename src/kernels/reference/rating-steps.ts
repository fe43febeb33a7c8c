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

/** One pass of SVD++, user by user; see the contract. P: rows×f, Q and Y: columns×f; R's values are the ratings. */
export function implicitEpoch(
  P: WritableNumbers,
  Q: WritableNumbers,
  Y: WritableNumbers,
  userBias: WritableNumbers,
  itemBias: WritableNumbers,
  R: Sparse,
  f: number,
  { mean, learningRate: rate, regularization }: StepOptions,
): void {
  for (let user = 0; user < R.rows; user++) {
    const [first, last] = [R.indptr[user], R.indptr[user + 1]];
    const share = 1 / Math.sqrt(last - first);
    const z = new Float64Array(f);
    const g = new Float64Array(f);
    for (let k = first; k < last; k++) for (let j = 0; j < f; j++) z[j] += share * Y[R.indices[k] * f + j];
    for (let k = first; k < last; k++) {
      const item = R.indices[k];
      let guess = mean + userBias[user] + itemBias[item];
      for (let j = 0; j < f; j++) guess += (P[user * f + j] + z[j]) * Q[item * f + j];
      const error = (R.values?.[k] ?? 1) - guess;
      userBias[user] = userBias[user] + rate * (error - regularization * userBias[user]);
      itemBias[item] = itemBias[item] + rate * (error - regularization * itemBias[item]);
      for (let j = 0; j < f; j++) {
        const p = P[user * f + j];
        const q = Q[item * f + j];
        g[j] += error * q;
        Q[item * f + j] = q + rate * (error * (p + z[j]) - regularization * q);
        P[user * f + j] = p + rate * (error * q - regularization * p);
      }
    }
    for (let k = first; k < last; k++) {
      for (let j = 0; j < f; j++) {
        const y = Y[R.indices[k] * f + j];
        Y[R.indices[k] * f + j] = y + rate * (share * g[j] - (last - first) * regularization * y);
      }
    }
  }
}
