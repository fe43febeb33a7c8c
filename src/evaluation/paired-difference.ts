import { type Estimate, estimateFrom, mean, resampleMeans } from './bootstrap.ts';

/** Drawings for the differences of one question are held below this many cases in all. */
const MOST_DRAWN = 2_000_000;
const RESAMPLES = { least: 200, most: 1_000 };

/** What one question measured, one number a case. */
export interface CaseFigures {
  readonly question: string;
  /** What the cases are resampled by: the user of each, and the draw of titles where there are several. */
  readonly factors: readonly (readonly string[])[];
  /** Label → metric → one value a case. */
  readonly answers: ReadonlyMap<string, Readonly<Record<string, Float64Array>>>;
}

/**
 * The estimates of mean(b[m]) − mean(a[m]) for each figure m, where a[m][i] and b[m][i] are about the same case i, by the paired
 * bootstrap of the reports; `factors` as in resampleMeans. All figures see the same resamples. 1,000 resamples, fewer (200 at least)
 * above 2,000 cases.
 */
export function pairedDifferences(
  a: readonly (readonly number[])[],
  b: readonly (readonly number[])[],
  factors: readonly (readonly string[])[],
  { seed, purpose }: { readonly seed: number; readonly purpose: string },
): Estimate[] {
  const columns = a.map((values, figure) => Float64Array.from(values, (value, at) => b[figure][at] - value));
  const affordable = Math.floor(MOST_DRAWN / Math.max(1, factors[0].length));
  const rows = Math.min(RESAMPLES.most, Math.max(RESAMPLES.least, affordable));
  return resampleMeans(columns, factors, { rows, seed, purpose }).map((resampled, column) =>
    estimateFrom(mean(columns[column]), resampled),
  );
}
