import type { NumberDistribution } from '../contract.ts';
import { tukeyFences } from './summarise.ts';

type Bins = Pick<NumberDistribution, 'bins' | 'open'>;

/** Interquartile ranges beyond the quartiles from which values are gathered in one bin. */
const GATHERED_BEYOND = 3;

/** The round step (1, 2, 2.5 or 5 times a power of ten) that cuts `span` into at most `most` parts, a multiple of `unit` where there is one. */
export function roundStep(span: number, most: number, unit: number | null = null): number {
  const least = Math.max(span / most, unit ?? 0);
  const power = 10 ** Math.floor(Math.log10(least) + 1e-9);
  const fits = (step: number): boolean =>
    step >= least * (1 - 1e-9) && (unit === null || Math.abs(step / unit - Math.round(step / unit)) < 1e-6);
  return [1, 2, 2.5, 5, 10].map((factor) => tidy(factor * power)).find(fits)!;
}

/** Decimals that a step needs, so that edges are the numbers they look like. */
const tidy = (value: number): number => Number(value.toPrecision(12));

/** Edges at multiples of a step that hold low and high; the last edge lies above high, or on it when there are several. */
function linearEdges(low: number, high: number, step: number): number[] {
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, at) => tidy((first + at) * step));
}

/** Edges at 10^(k/perDecade) that hold low and high. */
function logEdges(low: number, high: number, perDecade: number): number[] {
  const first = Math.floor(Math.log10(low) * perDecade + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(high) * perDecade - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, at) => tidy(10 ** ((first + at) / perDecade)));
}

/** Counts ascending values between edges; what lies outside of them gets a bin at that end. */
function fill(sorted: Float64Array, edges: readonly number[]): Bins {
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  const open = { low: low < edges[0], high: high > edges[edges.length - 1] };
  const all = [...(open.low ? [low] : []), ...edges, ...(open.high ? [high] : [])];
  const counts = Array.from({ length: all.length - 1 }, () => 0);
  let bin = 0;
  for (const value of sorted) {
    while (bin < counts.length - 1 && value >= all[bin + 1]) bin++;
    counts[bin]++;
  }
  return { bins: counts.map((count, at) => ({ from: all[at], to: all[at + 1], count })), open };
}

const NO_BINS: Bins = { bins: [], open: { low: false, high: false } };

/**
 * Ascending finite values in about `most` bins of equal, round width; the counts add up to all values. None for no values. `step` is
 * that of the values: they stand at the beginning of bins that are multiples of it. With `gathered` what lies more than three
 * interquartile ranges beyond the quartiles is gathered in one bin at each end.
 */
export function binLinear(
  sorted: Float64Array,
  most: number,
  { step = null, gathered = false }: { step?: number | null; gathered?: boolean } = {},
): Bins {
  if (sorted.length === 0) return NO_BINS;
  const [lowFence, highFence] = gathered ? tukeyFences(sorted, GATHERED_BEYOND) : [-Infinity, Infinity];
  const low = sorted.find((value) => value >= lowFence)!;
  const high = sorted.findLast((value) => value <= highFence)!;
  // Values that rounding alone tells apart have no round step between them.
  const alike = high - low <= Math.max(1e-9 * Math.max(Math.abs(low), Math.abs(high)), 1e-280);
  if (alike && step === null) return fill(sorted, [low, high]);
  // The last value of a step has a bin of its own: 5 lies in 5…6.
  const end = step === null ? high : (Math.floor(high / step + 1e-9) + 1) * step;
  return fill(sorted, linearEdges(low, end, roundStep(end - low, most, step)));
}

/**
 * Ascending values above 0 in bins of equal width on a logarithmic scale: the finest of 10, 5, 4, 3, 2 or 1 a decade that gives at
 * most `most`; of `whole` numbers, bins that double: 1, 2–3, 4–7. None for no values.
 */
export function binLog(sorted: Float64Array, most: number, { whole = false }: { whole?: boolean } = {}): Bins {
  if (sorted.length === 0) return NO_BINS;
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  if (whole) {
    const first = Math.floor(Math.log2(low));
    const bins = Math.floor(Math.log2(high)) - first + 1;
    return fill(
      sorted,
      Array.from({ length: bins + 1 }, (_, at) => 2 ** (first + at)),
    );
  }
  const choices = [10, 5, 4, 3, 2, 1].map((perDecade) => logEdges(low, high, perDecade));
  return fill(sorted, choices.find((edges) => edges.length - 1 <= most) ?? choices.at(-1)!);
}
