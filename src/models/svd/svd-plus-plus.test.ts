import { describe, expect, it } from 'vitest';
import { silent } from '../../base/progress.ts';
import { random } from '../../base/random.ts';
import { openKernels } from '../../kernels/index.ts';
import { implicitConfig } from './config.ts';
import type { RatingTable } from './rating-table.ts';
import { cutUsers, trainImplicit } from './svd-plus-plus.ts';

/** Ratings 3 + 1.5·a_u·b_i with signs a and b and a little noise, a third of all pairs. */
function drawRatings(users: number, items: number): RatingTable {
  const stream = random(3, 'svd++-test');
  const pairs = Array.from({ length: users * items }, (_, at) => at).filter(() => stream.next() < 1 / 3);
  const sign = (odd: boolean): number => (odd ? 1 : -1);
  return {
    users,
    items,
    userNums: Int32Array.from(pairs, (at) => Math.floor(at / items)),
    itemNums: Int32Array.from(pairs, (at) => at % items),
    stars: Float32Array.from(pairs, (at) => {
      const [user, item] = [Math.floor(at / items), at % items];
      return 3 + 1.5 * sign(user % 2 === 0) * sign(item % 3 === 0) + 0.2 * stream.normal();
    }),
  };
}

describe('cutUsers', () => {
  it('gives every group about as many ratings, and every user to one group', () => {
    // Two parts of 64 users: 64·2 / 64 = 2 rounds, so 4 groups of 128 / 4 = 32 ratings, where each user has 2.
    const even = Int32Array.from({ length: 65 }, (_, user) => 2 * user);
    expect(cutUsers(even, 2)).toEqual({ parts: 2, rounds: 2, bounds: Int32Array.of(0, 16, 32, 48, 64) });
    // One user with nearly everything: the groups after it share the others.
    const uneven = Int32Array.of(0, 97, 98, 99, 100);
    expect(cutUsers(uneven, 2)).toEqual({ parts: 2, rounds: 1, bounds: Int32Array.of(0, 1, 4) });
  });

  it('leaves one part whole, and copes with no user at all', () => {
    expect(cutUsers(Int32Array.of(0, 3, 5), 1)).toEqual({ parts: 1, rounds: 1, bounds: Int32Array.of(0, 2) });
    expect(cutUsers(Int32Array.of(0), 3)).toEqual({ parts: 3, rounds: 1, bounds: Int32Array.of(0, 0, 0, 0) });
  });
});

describe('trainImplicit', () => {
  const ratings = drawRatings(300, 40);
  const options = { factors: 64, learningRate: 0.02, regularization: 0.02 };
  const learn = async (threads: number, parts: number, epochs: number): Promise<Float64Array> => {
    const kernels = await openKernels({ threads });
    const config = implicitConfig.parse({ ...options, parts, epochs });
    const learnt = trainImplicit(ratings, config, { kernels, seed: 1, progress: silent });
    expect(kernels.heap.used).toBe(0);
    kernels.close();
    return learnt.predict(ratings.userNums, ratings.itemNums);
  };

  it('gives the same bits for any number of threads', async () => {
    const found = await learn(1, 4, 6);
    expect(await learn(2, 4, 6)).toEqual(found);
    expect(await learn(3, 4, 6)).toEqual(found);
  });

  it('learns in parts what it learns whole', async () => {
    const rmse = (found: Float64Array): number =>
      Math.sqrt(found.reduce((sum, stars, at) => sum + (stars - ratings.stars[at]) ** 2, 0) / found.length);
    const whole = rmse(await learn(1, 1, 60));
    for (const parts of [2, 4, 8]) expect(Math.abs(rmse(await learn(1, parts, 60)) - whole)).toBeLessThan(0.05);
    expect(whole).toBeLessThan(0.6);
  });
});
