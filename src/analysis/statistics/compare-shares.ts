/** ln Γ(x) for x > 0. Source: Lanczos' approximation, g = 7, 9 terms (Press et al., Numerical Recipes, 6.1). */
function logGamma(x: number): number {
  const terms = [
    0.999_999_999_999_809_93, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_1,
    -176.615_029_162_140_6, 12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_572e-6,
    1.505_632_735_149_311_6e-7,
  ];
  let sum = terms[0];
  for (let i = 1; i < terms.length; i++) sum += terms[i] / (x - 1 + i);
  const t = x - 1 + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/**
 * The chance that a chi-square of `freedom` degrees reaches `value`, 0…1: the upper regularised incomplete gamma Q(freedom/2,
 * value/2), by its series below a + 1 and its continued fraction above (Numerical Recipes, 6.2).
 */
export function chiSquareTail(value: number, freedom: number): number {
  const a = freedom / 2;
  const x = value / 2;
  if (x <= 0) return 1;
  const front = Math.exp(-x + a * Math.log(x) - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let k = 1; k < 10_000 && term > sum * 1e-16; k++) {
      term *= x / (a + k);
      sum += term;
    }
    return Math.max(0, 1 - front * sum);
  }
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i < 10_000; i++) {
    const step = -i * (i - a);
    b += 2;
    d = 1 / (Math.abs(step * d + b) < tiny ? tiny : step * d + b);
    c = Math.abs(b + step / c) < tiny ? tiny : b + step / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return front * fraction;
}

/** How counts differ from what was to be expected. */
export interface GoodnessOfFit {
  readonly n: number;
  readonly chiSquare: number;
  readonly freedom: number;
  /** The chance of so large a difference if the expectation held. */
  readonly p: number;
  /** Cohen's w = √(χ²/n): 0.1 is small, 0.3 medium, 0.5 large. */
  readonly effect: number;
  /** Observed / expected, in the order of the counts. */
  readonly ratios: readonly number[];
}

/** Pearson's chi-square test of counts against expected shares (any positive weights). Null where there is nothing to count. */
export function testShares(counts: readonly number[], weights: readonly number[]): GoodnessOfFit | null {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (n === 0 || counts.length < 2) return null;
  const expected = weights.map((weight) => (n * weight) / total);
  const chiSquare = counts.reduce((sum, count, at) => sum + (count - expected[at]) ** 2 / expected[at], 0);
  const freedom = counts.length - 1;
  return {
    n,
    chiSquare,
    freedom,
    p: chiSquareTail(chiSquare, freedom),
    effect: Math.sqrt(chiSquare / n),
    ratios: counts.map((count, at) => count / expected[at]),
  };
}

/** The difference b − a of two shares with its 95 % interval. */
export interface ShareChange {
  readonly from: number;
  readonly to: number;
  readonly change: number;
  readonly low: number;
  readonly high: number;
  /** Cohen's h = 2·asin√b − 2·asin√a: 0.2 is small, 0.5 medium, 0.8 large. */
  readonly effect: number;
}

/** Wilson's interval for a share, 95 %. */
function wilson(count: number, n: number): readonly [number, number] {
  const z = 1.959_963_984_540_054;
  const middle = (count + (z * z) / 2) / (n + z * z);
  const half = (z / (n + z * z)) * Math.sqrt((count * (n - count)) / n + (z * z) / 4);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** How a share changed from countA of nA to countB of nB; the interval is Newcombe's (1998, method 10). Both n must be above 0. */
export function compareShares(countA: number, nA: number, countB: number, nB: number): ShareChange {
  const from = countA / nA;
  const to = countB / nB;
  const [lowA, highA] = wilson(countA, nA);
  const [lowB, highB] = wilson(countB, nB);
  return {
    from,
    to,
    change: to - from,
    low: to - from - Math.hypot(to - lowB, highA - from),
    high: to - from + Math.hypot(highB - to, from - lowA),
    effect: 2 * Math.asin(Math.sqrt(to)) - 2 * Math.asin(Math.sqrt(from)),
  };
}
