import type { Random } from '../../base/random.ts';
import type { FeatureTable, RatingRows } from './rating-table.ts';

/**
 * One side (users or items) of Bayesian factors: its rows have features, each feature has a weight and a vector, and a row's bias and
 * vector are the sums over its features. Groups of features share the mean and the precision of their prior.
 */
export interface GibbsSide {
  readonly rows: number;
  readonly ratings: RatingRows;
  /** For each rating, in the order of `ratings.positions`, the row on the other side. */
  readonly partners: Int32Array;
  /** Features by column: feature l stands in the rows `members[bounds[l] … bounds[l + 1])`. */
  readonly bounds: Int32Array;
  readonly members: Int32Array;
  readonly values: Float64Array;
  /** First feature of each group, and the number of features at the end. */
  readonly groups: readonly number[];
  /** Level 0 are the weights, level 1 … factors the coordinates of the vectors: a number for each feature, and their sums by row. */
  readonly coefficients: readonly Float64Array[];
  readonly sums: readonly Float64Array[];
}

/** Deviation of the coordinates at the start. */
const START = 0.1;

/** Returns a side whose first group is one feature for each row, with a group for each table after it; weights 0, vectors drawn. */
export function openSide(
  rows: number,
  ratings: RatingRows,
  partners: Int32Array,
  tables: readonly FeatureTable[],
  factors: number,
  stream: Random,
): GibbsSide {
  const groups = [0, rows];
  for (const { columns } of tables) groups.push((groups.at(-1) as number) + columns);
  const features = groups.at(-1) as number;
  const bounds = new Int32Array(features + 1);
  for (let row = 0; row < rows; row++) bounds[row + 1] = 1;
  for (const [at, { indices }] of tables.entries()) for (const column of indices) bounds[groups[at + 1] + column + 1]++;
  for (let feature = 0; feature < features; feature++) bounds[feature + 1] += bounds[feature];
  const next = bounds.slice();
  const members = new Int32Array(bounds[features]);
  const values = new Float64Array(bounds[features]);
  const put = (feature: number, row: number, value: number): void => {
    const at = next[feature]++;
    members[at] = row;
    values[at] = value;
  };
  for (let row = 0; row < rows; row++) put(row, row, 1);
  for (const [at, table] of tables.entries()) {
    for (let row = 0; row < rows; row++) {
      for (let k = table.indptr[row]; k < table.indptr[row + 1]; k++) {
        put(groups[at + 1] + table.indices[k], row, table.values[k]);
      }
    }
  }
  const coefficients = Array.from({ length: factors + 1 }, (_, level) =>
    Float64Array.from({ length: features }, () => (level === 0 ? 0 : START * stream.normal())),
  );
  const sums = coefficients.map((level) => {
    const sum = new Float64Array(rows);
    for (let feature = 0; feature < features; feature++) {
      for (let k = bounds[feature]; k < bounds[feature + 1]; k++) sum[members[k]] += values[k] * level[feature];
    }
    return sum;
  });
  return { rows, ratings, partners, bounds, members, values, groups, coefficients, sums };
}

/** A draw from the gamma distribution of shape ≥ 1 and scale 1. Source: Marsaglia and Tsang 2000. */
export function drawGamma(shape: number, stream: Random): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = stream.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - stream.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Normal prior that the coefficients of a group share on one level. */
export interface Prior {
  readonly mean: number;
  readonly precision: number;
}

/** Draws the precision and the mean of a group's prior, given its coefficients; hyperpriors Gamma(½, ½) and N(0, 1/precision). */
function drawPrior(values: Float64Array, first: number, last: number, stream: Random): Prior {
  const count = last - first;
  let [sum, squares] = [0, 0];
  for (let at = first; at < last; at++) {
    sum += values[at];
    squares += values[at] ** 2;
  }
  // With the mean's own prior of one observation at 0, its posterior is N(sum/(count + 1), 1/((count + 1)·precision)).
  const centre = sum / (count + 1);
  const rest = squares - (count + 1) * centre ** 2;
  const precision = drawGamma((1 + count) / 2 + 0.5, stream) / ((1 + rest) / 2);
  return { precision, mean: centre + stream.normal() / Math.sqrt((count + 1) * precision) };
}

/**
 * Draws one level of a side given everything else: `others` are the sums of the same level on the other side (absent for weights),
 * `errors` what is left of each rating, kept up to date, `precision` that of the noise. Returns the prior of the first group, the rows
 * themselves.
 * Source: Rendle 2012 (libFM, Gibbs sampling); rows in the place of ratings while features are drawn: Rendle 2013.
 */
export function drawLevel(
  side: GibbsSide,
  level: number,
  others: Float64Array | undefined,
  errors: Float64Array,
  precision: number,
  stream: Random,
): Prior {
  const { rows, partners, bounds, members, values, groups } = side;
  const { indptr, positions } = side.ratings;
  const coefficients = side.coefficients[level];
  const sums = side.sums[level];
  // For each row Σ q² and Σ e·q over its ratings: all that its features need to know of them.
  const weights = new Float64Array(rows);
  const slopes = new Float64Array(rows);
  const before = sums.slice();
  for (let row = 0; row < rows; row++) {
    let [weight, slope] = [0, 0];
    for (let k = indptr[row]; k < indptr[row + 1]; k++) {
      const q = others === undefined ? 1 : others[partners[k]];
      weight += q * q;
      slope += errors[positions[k]] * q;
    }
    weights[row] = weight;
    slopes[row] = slope;
  }
  const priors: Prior[] = [];
  for (let group = 0; group + 1 < groups.length; group++) {
    const [first, last] = [groups[group], groups[group + 1]];
    const prior = drawPrior(coefficients, first, last, stream);
    priors.push(prior);
    for (let feature = first; feature < last; feature++) {
      const old = coefficients[feature];
      let [weight, slope] = [0, 0];
      for (let k = bounds[feature]; k < bounds[feature + 1]; k++) {
        const value = values[k];
        weight += value * value * weights[members[k]];
        slope += value * slopes[members[k]];
      }
      const certainty = prior.precision + precision * weight;
      const centre = (precision * (slope + old * weight) + prior.precision * prior.mean) / certainty;
      const drawn = centre + stream.normal() / Math.sqrt(certainty);
      coefficients[feature] = drawn;
      for (let k = bounds[feature]; k < bounds[feature + 1]; k++) {
        const step = values[k] * (drawn - old);
        sums[members[k]] += step;
        slopes[members[k]] -= step * weights[members[k]];
      }
    }
  }
  for (let row = 0; row < rows; row++) {
    const step = sums[row] - before[row];
    for (let k = indptr[row]; k < indptr[row + 1]; k++) {
      errors[positions[k]] -= others === undefined ? step : step * others[partners[k]];
    }
  }
  return priors[0];
}
