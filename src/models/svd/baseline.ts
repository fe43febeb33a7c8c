import { describeStars, listByRow, type RatingPredictor, type RatingTable } from './rating-table.ts';

/** How many ratings of the mean every item and every user is given beside its own. */
const ITEM_SHRINKAGE = 10;
const USER_SHRINKAGE = 15;
const ROUNDS = 10;

/**
 * The plain predictor that every claim is compared with: mean + b_u + b_i, the biases by alternating shrunk means.
 * Source: Koren 2010, "Factor in the neighbors", section 2.1.
 */
export function trainBaseline(table: RatingTable): RatingPredictor {
  const { mean, low, high } = describeStars(table.stars);
  const sides = [
    { nums: table.itemNums, bias: new Float64Array(table.items), shrinkage: ITEM_SHRINKAGE },
    { nums: table.userNums, bias: new Float64Array(table.users), shrinkage: USER_SHRINKAGE },
  ] as const;
  const rows = sides.map(({ nums, bias }) => listByRow(nums, bias.length));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, { bias, shrinkage }] of sides.entries()) {
      const other = sides[1 - at];
      const { indptr, positions } = rows[at];
      for (let row = 0; row < bias.length; row++) {
        let sum = 0;
        for (const position of positions.subarray(indptr[row], indptr[row + 1])) {
          sum += table.stars[position] - mean - other.bias[other.nums[position]];
        }
        bias[row] = sum / (shrinkage + indptr[row + 1] - indptr[row]);
      }
    }
  }
  const [items, users] = sides;
  return {
    predict: (userNums, itemNums) =>
      Float64Array.from(userNums, (user, at) =>
        Math.min(high, Math.max(low, mean + users.bias[user] + items.bias[itemNums[at]])),
      ),
  };
}
