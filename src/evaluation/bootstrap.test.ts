import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { random } from '../base/random.ts';
import { estimateDifference, estimateFrom, mean, quantile, resampleMeans } from './bootstrap.ts';

/** One factor: `count` users with one case each. */
const subjects = (count: number): string[][] => [Array.from({ length: count }, (_, at) => `s${at}`)];

const numbers = (...values: number[]): Float64Array => Float64Array.from(values);

const resampling = (rows: number, seed = 1, purpose = 'question') => ({ rows, seed, purpose });

/** The estimate of one column whose cases are independent. */
const estimate = (values: Float64Array, rows: number, seed = 1) =>
  estimateFrom(mean(values), resampleMeans([values], subjects(values.length), resampling(rows, seed))[0]);

describe('resampleMeans', () => {
  it('draws as many subjects as there are: with one subject every resample is the whole', () => {
    expect([...resampleMeans([numbers(1, 2, 6)], [['a', 'a', 'a']], resampling(3))[0]]).toEqual([3, 3, 3]);
  });

  it('draws with replacement: two subjects give their values and the mean of both', () => {
    const [means] = resampleMeans([numbers(0, 1)], subjects(2), resampling(200));
    expect([...new Set(means)].sort((x, y) => x - y)).toEqual([0, 0.5, 1]);
  });

  it('draws all cases of a user together, and divides by the cases drawn', () => {
    // Subject a has the values 1, 2, 6 (sum 9), subject b has 11. Draws: a a → 9/3, a b → 20/4, b b → 11.
    const [means] = resampleMeans([numbers(1, 2, 11, 6)], [['a', 'a', 'b', 'a']], resampling(200));
    expect([...new Set(means)].sort((x, y) => x - y)).toEqual([3, 5, 11]);
  });

  it('draws two factors each by itself, and counts a case as often as both were drawn', () => {
    // Users a and b in draws 1 and 2 of titles; values a1 = 1, a2 = 10, b1 = 100, b2 = 1000.
    const factors = [
      ['a', 'a', 'b', 'b'],
      ['1', '2', '1', '2'],
    ];
    const [means] = resampleMeans([numbers(1, 10, 100, 1000)], factors, resampling(400));
    // One user and one draw: the value itself. One user, both draws: 5.5, 550. Both users, one draw: 50.5, 505. All: 277.75.
    expect([...new Set(means)].sort((x, y) => x - y)).toEqual([1, 5.5, 10, 50.5, 100, 277.75, 505, 550, 1000]);
  });

  it('draws again when users and draws of titles miss each other', () => {
    const factors = [
      ['a', 'b'],
      ['1', '2'],
    ];
    const [means] = resampleMeans([numbers(1, 2)], factors, resampling(100));
    expect([...new Set(means)].sort((x, y) => x - y)).toEqual([1, 1.5, 2]);
  });

  it('is wider when what differs is the draw of titles, not the users', () => {
    // Ten users agree; what they say depends on the draw alone.
    const cases = Array.from({ length: 50 }, (_, at) => ({ user: `u${at % 10}`, draw: `d${Math.floor(at / 10)}` }));
    const values = Float64Array.from(cases, ({ draw }) => Number(draw[1]));
    const users = cases.map(({ user }) => user);
    const width = (factors: string[][]): number => {
      const { low, high } = estimateFrom(2, resampleMeans([values], factors, resampling(500))[0]);
      return high - low;
    };
    expect(width([users])).toBeCloseTo(0, 12);
    expect(width([users, cases.map(({ draw }) => draw)])).toBeGreaterThan(1.5);
  });

  it('draws the same for the same seed and question, and differently for another', () => {
    const values = [numbers(1, 2, 3, 4, 5, 6, 7, 8, 9)];
    const draw = (seed: number, purpose: string) => resampleMeans(values, subjects(9), resampling(20, seed, purpose));
    expect(draw(1, 'a')).toEqual(draw(1, 'a'));
    expect(draw(1, 'a')).not.toEqual(draw(2, 'a'));
    expect(draw(1, 'a')).not.toEqual(draw(1, 'b'));
  });

  it('shows every column the same resamples, whatever stands beside it', () => {
    const [a, b] = [numbers(1, 2, 3, 4), numbers(5, 1, 1, 2)];
    const [first, second] = resampleMeans([a, b], subjects(4), resampling(50));
    expect(resampleMeans([a], subjects(4), resampling(50))).toEqual([first]);
    expect(resampleMeans([b], subjects(4), resampling(50))).toEqual([second]);
  });
});

describe('estimates', () => {
  it('interpolates quantiles between neighbours', () => {
    expect(quantile(numbers(1, 2, 3, 10), 0.5)).toBe(2.5);
    expect(quantile(numbers(1, 2, 3, 10), 0.9)).toBeCloseTo(7.9, 12);
    expect(quantile(numbers(1, 2, 3, 4), 0)).toBe(1);
    expect(quantile(numbers(1, 2, 3, 4), 1)).toBe(4);
    expect(quantile(numbers(), 0.5)).toBeNaN();
  });

  it('has no width when all users agree', () => {
    expect(estimate(numbers(0.25, 0.25, 0.25, 0.25, 0.25), 100)).toEqual({ value: 0.25, low: 0.25, high: 0.25 });
  });

  it('pairs: two models that differ by the same for every user differ surely', () => {
    const stream = random(5);
    const a = Float64Array.from({ length: 30 }, () => stream.next());
    const b = a.map((value) => value - 0.125);
    const [ofA, ofB] = resampleMeans([a, b], subjects(30), resampling(500));
    const { value, low, high } = estimateDifference(
      { value: mean(a), resampled: ofA },
      { value: mean(b), resampled: ofB },
    );
    expect(value).toBeCloseTo(0.125, 12);
    expect(low).toBeCloseTo(0.125, 12);
    expect(high).toBeCloseTo(0.125, 12);
  });

  it('holds zero for two models that are equally good on average', () => {
    const a = Float64Array.from({ length: 200 }, (_, user) => user % 2);
    const b = a.map((value) => 1 - value);
    const [ofA, ofB] = resampleMeans([a, b], subjects(200), resampling(1000));
    const { low, high } = estimateDifference({ value: mean(a), resampled: ofA }, { value: mean(b), resampled: ofB });
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });

  it('covers the true mean in about 95 of 100 samples', () => {
    let covered = 0;
    for (let trial = 0; trial < 400; trial++) {
      const stream = random(11, trial);
      const values = Float64Array.from({ length: 80 }, () => stream.next());
      const { low, high } = estimate(values, 400, trial);
      if (low <= 0.5 && 0.5 <= high) covered++;
    }
    // Binomial with 400 trials and 0.94: deviation 4.7.
    expect(covered).toBeGreaterThan(360);
    expect(covered).toBeLessThan(396);
  });
});

interface Golden {
  readonly from: string;
  readonly samples: readonly {
    readonly values: readonly number[];
    readonly mean: number;
    readonly low: number;
    readonly high: number;
  }[];
}

describe('intervals against another implementation', () => {
  const golden = JSON.parse(
    readFileSync(new URL('../../test/golden/bootstrap.json', import.meta.url), 'utf8'),
  ) as Golden;

  it(`agrees with the percentile bootstrap of ${golden.from} within a fifteenth of the interval`, () => {
    for (const sample of golden.samples) {
      const values = Float64Array.from(sample.values);
      const { value, low, high } = estimate(values, 4000);
      const tolerance = (sample.high - sample.low) / 15;
      expect(value).toBeCloseTo(sample.mean, 12);
      expect(Math.abs(low - sample.low)).toBeLessThan(tolerance);
      expect(Math.abs(high - sample.high)).toBeLessThan(tolerance);
    }
  });
});
