import { type Estimate, estimateDifference, mean, resampleMeans } from './bootstrap.ts';

/** Drawings for one difference are held below this many cases in all, so that it stays below a tenth of a second. */
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
 * The estimate of mean(b) − mean(a), where a[i] and b[i] are about the same case i, by the paired bootstrap of the reports; `factors`
 * as in resampleMeans. 1,000 resamples, fewer (200 at least) above 2,000 cases.
 */
export function pairedDifference(
  a: readonly number[],
  b: readonly number[],
  factors: readonly (readonly string[])[],
  { seed, purpose }: { readonly seed: number; readonly purpose: string },
): Estimate {
  const columns = [Float64Array.from(a), Float64Array.from(b)];
  const affordable = Math.floor(MOST_DRAWN / Math.max(1, a.length));
  const rows = Math.min(RESAMPLES.most, Math.max(RESAMPLES.least, affordable));
  const [before, after] = resampleMeans(columns, factors, { rows, seed, purpose }).map((resampled, column) => ({
    value: mean(columns[column]),
    resampled,
  }));
  return estimateDifference(after, before);
}
