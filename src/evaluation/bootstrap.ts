import { random } from '../base/random.ts';

/** A mean with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Resampling {
  /** How often is drawn. */
  readonly rows: number;
  readonly seed: number;
  /** Keeps the drawings of one seed apart; usually the question. */
  readonly purpose: string;
}

/**
 * Returns, for each column (one number a case), its mean in every resample. `factors` name for each case what it is about: the user,
 * and where titles were drawn too, the draw. The values of each factor are drawn with replacement, as many as there are, and a case
 * counts as often as its values were drawn together: cases of one user, or of one draw of titles, are not independent and come and go
 * together. All columns see the same resamples, so that differences are paired: the difference of two resampled means is the
 * resampled mean of the differences. Memory rows × columns; one resample is held at a time.
 * Source: Efron 1979; paired as in Sakai 2006; several factors as in Owen 2007 (pigeonhole bootstrap; a little too wide by design).
 */
export function resampleMeans(
  columns: readonly Float64Array[],
  factors: readonly (readonly string[])[],
  { rows, seed, purpose }: Resampling,
): Float64Array[] {
  const numbered = factors.map(numberValues);
  const drawn = numbered.map(({ values }) => new Int32Array(values));
  const means = columns.map(() => new Float64Array(rows));
  const stream = random(seed, 'bootstrap', purpose);
  const counts = new Float64Array(factors[0].length);
  for (let row = 0; row < rows; row++) {
    let cases = 0;
    // A draw that misses every case (possible with few values of two factors) says nothing and is drawn again.
    while (cases === 0 && counts.length > 0) {
      counts.fill(1);
      for (const [factor, times] of drawn.entries()) {
        times.fill(0);
        for (let draw = 0; draw < times.length; draw++) times[stream.below(times.length)]++;
        const { ofCase } = numbered[factor];
        for (let at = 0; at < counts.length; at++) counts[at] *= times[ofCase[at]];
      }
      for (const count of counts) cases += count;
    }
    for (const [column, values] of columns.entries()) {
      let sum = 0;
      for (let at = 0; at < counts.length; at++) sum += counts[at] * values[at];
      means[column][row] = sum / cases;
    }
  }
  return means;
}

/** How many different values there are, and the number of each case's. */
function numberValues(names: readonly string[]): { values: number; ofCase: Int32Array } {
  const numbers = new Map<string, number>();
  const ofCase = Int32Array.from(names, (name) => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
  return { values: numbers.size, ofCase };
}

/** The estimate whose interval is cut at 2.5 % and 97.5 % of the resampled values (linear between neighbours); NaN when there are none. */
export function estimateFrom(value: number, resampled: Float64Array): Estimate {
  const sorted = resampled.slice().sort();
  return { value, low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}

/** The estimate of a − b for two models over the same users, from their means and their resampled means. */
export function estimateDifference(
  a: { readonly value: number; readonly resampled: Float64Array },
  b: { readonly value: number; readonly resampled: Float64Array },
): Estimate {
  return estimateFrom(
    a.value - b.value,
    a.resampled.map((mean, row) => mean - b.resampled[row]),
  );
}

/** The arithmetic mean; NaN of nothing. */
export function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** The quantile of increasing values, 0…1, linear between neighbours; NaN of nothing. */
export function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}
