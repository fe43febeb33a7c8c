/** Ratings as three columns; users and items are numbered from 0, `users` and `items` say how many of each there are. */
export interface RatingTable {
  readonly users: number;
  readonly items: number;
  readonly userNums: Int32Array;
  readonly itemNums: Int32Array;
  readonly stars: Float32Array;
}

/** Something known of every row (user or item): CSR rows × columns with a value for each entry. */
export interface FeatureTable {
  readonly columns: number;
  readonly indptr: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** What a rating predictor learns from. */
export interface RatingData {
  readonly ratings: RatingTable;
  /** Side data, one table for each kind (age, occupation; genres, year); none by default. */
  readonly userFeatures?: readonly FeatureTable[];
  readonly itemFeatures?: readonly FeatureTable[];
}

/** Says how many stars a user would give an item. */
export interface RatingPredictor {
  /** Stars for each pair, within the range of the ratings learnt from; users and items without a rating are answered too. */
  predict(userNums: Int32Array, itemNums: Int32Array): Float64Array;
  /** Probability, 0…1, that the user would give the item at least so many stars; absent where the predictor cannot say. */
  atLeast?(userNums: Int32Array, itemNums: Int32Array, stars: number): Float64Array;
}

/** The mean of the stars and their range; 0, 0 and 0 of nothing. */
export function describeStars(stars: Float32Array): { mean: number; low: number; high: number } {
  if (stars.length === 0) return { mean: 0, low: 0, high: 0 };
  let [sum, low, high] = [0, Infinity, -Infinity];
  for (const value of stars) {
    sum += value;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { mean: sum / stars.length, low, high };
}

/** Ratings by one side: row r (user or item) has the positions `positions[indptr[r] … indptr[r + 1])`, in the table's order. */
export interface RatingRows {
  readonly indptr: Int32Array;
  readonly positions: Int32Array;
}

/** Returns which ratings each of `rows` users (or items) has. */
export function listByRow(nums: Int32Array, rows: number): RatingRows {
  const indptr = new Int32Array(rows + 1);
  for (const num of nums) indptr[num + 1]++;
  for (let row = 0; row < rows; row++) indptr[row + 1] += indptr[row];
  const positions = new Int32Array(nums.length);
  const next = indptr.slice();
  for (let at = 0; at < nums.length; at++) positions[next[nums[at]]++] = at;
  return { indptr, positions };
}

/**
 * Returns what each row rated, whatever the stars, as features: one column for each item (user), values 1/√n of the row's n, so that
 * every row that has any has length 1. Source: the implicit feedback of Koren 2008.
 */
export function implicitFeatures(rows: Int32Array, columns: Int32Array, size: number, width: number): FeatureTable {
  const { indptr, positions } = listByRow(rows, size);
  const indices = positions.map((at) => columns[at]);
  const values = new Float32Array(indices.length);
  for (let row = 0; row < size; row++) {
    const [first, last] = [indptr[row], indptr[row + 1]];
    values.fill(1 / Math.sqrt(last - first), first, last);
  }
  return { columns: width, indptr, indices, values };
}
