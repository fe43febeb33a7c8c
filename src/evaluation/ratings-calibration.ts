/** How well probabilities agree with what happened. */
export interface Calibration {
  /** How many predictions there were. */
  readonly count: number;
  /** Mean squared distance between probability and outcome (0 or 1); lower is better. Source: Brier 1950. */
  readonly brier: number;
  /** Expected calibration error: mean distance, over ten bins of equal width, between what was said and what happened. */
  readonly ece: number;
  /** The reliability curve: for each bin that is not empty, mean probability and share of outcomes that were 1. */
  readonly bins: readonly { readonly count: number; readonly said: number; readonly happened: number }[];
}

const BINS = 10;

/** Measures probabilities (0…1) against outcomes (true or false), one each; NaN figures of nothing. */
export function measureCalibration(probabilities: ArrayLike<number>, outcomes: ArrayLike<boolean>): Calibration {
  const sums = Array.from({ length: BINS }, () => ({ count: 0, said: 0, happened: 0 }));
  const count = probabilities.length;
  let squares = 0;
  for (let at = 0; at < count; at++) {
    const [said, happened] = [probabilities[at], outcomes[at] ? 1 : 0];
    squares += (said - happened) ** 2;
    const bin = sums[Math.min(BINS - 1, Math.floor(said * BINS))];
    bin.count++;
    bin.said += said;
    bin.happened += happened;
  }
  const distance = sums.reduce((sum, bin) => sum + Math.abs(bin.said - bin.happened), 0);
  return {
    count,
    brier: squares / count,
    ece: distance / count,
    bins: sums
      .filter((bin) => bin.count > 0)
      .map((bin) => ({ count: bin.count, said: bin.said / bin.count, happened: bin.happened / bin.count })),
  };
}
