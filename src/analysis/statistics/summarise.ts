import type { Summary } from '../contract.ts';

/** The known values (neither NaN nor infinite) in ascending order, as a new array. */
export function sortKnown(values: Iterable<number>): Float64Array {
  const known = Float64Array.from(values);
  let n = 0;
  for (let at = 0; at < known.length; at++) if (Number.isFinite(known[at])) known[n++] = known[at];
  return known.slice(0, n).sort();
}

/**
 * The quantile at `part` (0…1) of ascending values by linear interpolation, Hyndman and Fan type 7: at 1 + (n − 1)·part. NaN for
 * no values.
 */
export function quantile(sorted: ArrayLike<number>, part: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = (sorted.length - 1) * part;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

/** The summary of the known values of a column; values that are not finite are left out. */
export const summarise = (values: Iterable<number>): Summary => summariseSorted(sortKnown(values));

/** The summary of ascending finite values. */
export function summariseSorted(sorted: Float64Array): Summary {
  const n = sorted.length;
  if (n === 0) return { n, mean: null, deviation: null, min: null, q1: null, median: null, q3: null, max: null };
  let sum = 0;
  for (const value of sorted) sum += value;
  const mean = sum / n;
  let squares = 0;
  for (const value of sorted) squares += (value - mean) ** 2;
  return {
    n,
    mean,
    deviation: n < 2 ? null : Math.sqrt(squares / (n - 1)),
    min: sorted[0],
    q1: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    q3: quantile(sorted, 0.75),
    max: sorted[n - 1],
  };
}

/** The interval outside of which Tukey calls a value far: `reach` interquartile ranges beyond the quartiles. NaN for no values. */
export function tukeyFences(sorted: ArrayLike<number>, reach: number): readonly [low: number, high: number] {
  const q1 = quantile(sorted, 0.25);
  const q3 = quantile(sorted, 0.75);
  return [q1 - reach * (q3 - q1), q3 + reach * (q3 - q1)];
}

/** The first and the last of ascending values within 1.5 interquartile ranges of the quartiles; null for no values. */
export function whiskersOf(sorted: Float64Array): readonly [number, number] | null {
  if (sorted.length === 0) return null;
  const [low, high] = tukeyFences(sorted, 1.5);
  return [sorted.find((value) => value >= low)!, sorted.findLast((value) => value <= high)!];
}

/** The Gini coefficient of values of at least 0, 0 (all alike) … 1 (all in one); NaN where they add up to nothing. */
export function giniOf(values: Iterable<number>): number {
  const sorted = sortKnown(values);
  let sum = 0;
  let weighted = 0;
  for (const [at, value] of sorted.entries()) {
    sum += value;
    weighted += (at + 1) * value;
  }
  return (2 * weighted) / (sorted.length * sum) - (sorted.length + 1) / sorted.length;
}
