import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binLinear, binLog, roundStep } from './bin-values.ts';
import { chiSquareTail, compareShares, testShares } from './compare-shares.ts';
import { correlatePair, orderKnown, pearson, rankTaken } from './correlate.ts';
import { giniOf, quantile, sortKnown, summarise, tukeyFences, whiskersOf } from './summarise.ts';

/** Made by numpy and scipy: test/golden/make-statistics.py. */
const golden = JSON.parse(readFileSync(new URL('../../../test/golden/statistics.json', import.meta.url), 'utf8')) as {
  columns: Record<string, number[]>;
  summaries: Record<string, Record<string, number>>;
  pairs: Record<string, { pearson: number; spearman: number }>;
  fit: { counts: number[]; weights: number[]; chiSquare: number; p: number };
  tails: { value: number; freedom: number; p: number }[];
};
const ordered = (values: readonly number[]): Parameters<typeof correlatePair>[0] => {
  const column = Float64Array.from(values);
  return { values: column, order: orderKnown(column) };
};
const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 80 });

describe('summaries', () => {
  it('are those of numpy', () => {
    for (const [name, values] of Object.entries(golden.columns)) {
      const found = summarise(values) as unknown as Record<string, number>;
      for (const [field, value] of Object.entries(golden.summaries[name])) expect(found[field]).toBeCloseTo(value, 9);
    }
  });

  it('leave out what is not finite, and are null for nothing', () => {
    expect(summarise([Number.NaN, 2, Infinity, 4])).toMatchObject({ n: 2, mean: 3, median: 3 });
    expect(summarise([Number.NaN])).toEqual({
      n: 0,
      mean: null,
      deviation: null,
      min: null,
      q1: null,
      median: null,
      q3: null,
      max: null,
    });
    expect(summarise([5])).toMatchObject({ n: 1, deviation: null, q1: 5, max: 5 });
  });

  it('draw fences and whiskers by the quartiles', () => {
    // Quartiles of 1…9 are 3 and 7: fences at 3 − 1.5·4 = −3 and 7 + 6 = 13; 40 lies beyond.
    const sorted = sortKnown([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([quantile(sorted, 0.25), quantile(sorted, 0.75)]).toEqual([3, 7]);
    expect(tukeyFences(sorted, 1.5)).toEqual([-3, 13]);
    expect(whiskersOf(sortKnown([...sorted, 40]))).toEqual([1, 9]);
    expect(whiskersOf(sortKnown([]))).toBeNull();
  });

  it('tell how unequally something is shared out', () => {
    expect(giniOf([3, 3, 3])).toBeCloseTo(0);
    // One of four has all: 1 − 1/4.
    expect(giniOf([0, 0, 0, 8])).toBeCloseTo(0.75);
  });
});

describe('correlations', () => {
  it('are those of scipy, with ties', () => {
    for (const [names, expected] of Object.entries(golden.pairs)) {
      const [a, b] = names.split(' ').map((name) => ordered(golden.columns[name]));
      const found = correlatePair(a, b);
      expect(found.n).toBe(60);
      expect(found.pearson).toBeCloseTo(expected.pearson, 10);
      expect(found.spearman).toBeCloseTo(expected.spearman, 10);
    }
  });

  it('take only rows in which both are known', () => {
    const found = correlatePair(ordered([1, 2, Number.NaN, 3, 9]), ordered([2, 4, 100, 6, Number.NaN]));
    expect(found.n).toBe(3);
    expect([found.pearson, found.spearman]).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
  });

  it('are null where a column does not vary or there are fewer than three rows', () => {
    expect(pearson([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(pearson([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1], [1, 2, 3, 4, 5, 6, 7])).toBeNull();
    expect(pearson([1, 2], [1, 2])).toBeNull();
    expect(correlatePair(ordered([Number.NaN]), ordered([1]))).toEqual({ n: 0, pearson: null, spearman: null });
  });

  it('give equal values the mean of their ranks', () => {
    const values = Float64Array.from([5, 1, 5, Number.NaN, 2]);
    expect([...rankTaken(values, orderKnown(values), Uint8Array.of(1, 1, 1, 1, 1))]).toEqual([
      3.5,
      1,
      3.5,
      Number.NaN,
      2,
    ]);
  });

  it('lie between −1 and 1 and are the same both ways', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double(), fc.double()), { maxLength: 40 }), (rows) => {
        const [a, b] = [0, 1].map((at) => ordered(rows.map((row) => row[at])));
        const [there, back] = [correlatePair(a, b), correlatePair(b, a)];
        const known = [there.pearson, there.spearman].filter((value) => value !== null);
        expect(known.every((value) => Math.abs(value) <= 1)).toBe(true);
        expect(there.n).toBe(back.n);
        expect(back.spearman ?? 2).toBeCloseTo(there.spearman ?? 2, 9);
      }),
    );
  });
});

describe('bins', () => {
  const total = ({ bins }: ReturnType<typeof binLinear>): number => bins.reduce((sum, { count }) => sum + count, 0);

  it('hold every value, whatever the values', () => {
    fc.assert(
      fc.property(numbers, fc.boolean(), fc.integer({ min: 1, max: 50 }), (values, gathered, most) => {
        const sorted = sortKnown(values);
        const found = binLinear(sorted, most, { gathered });
        expect(total(found)).toBe(sorted.length);
        for (const [at, bin] of found.bins.slice(1).entries()) expect(bin.from).toBe(found.bins[at].to);
        expect(found.bins[0].from).toBeLessThanOrEqual(sorted[0]);
        expect(found.bins.at(-1)!.to).toBeGreaterThanOrEqual(sorted[sorted.length - 1]);
        const above = sortKnown(values.map((value) => Math.abs(value) + 1e-6));
        expect(total(binLog(above, most))).toBe(above.length);
        expect(total(binLog(sortKnown(above.map(Math.ceil)), most, { whole: true }))).toBe(above.length);
      }),
    );
  });

  it('begin at whole numbers where the values are whole', () => {
    expect(binLinear(sortKnown([1, 1, 2, 5]), 40, { step: 1 }).bins).toEqual([
      { from: 1, to: 2, count: 2 },
      { from: 2, to: 3, count: 1 },
      { from: 3, to: 4, count: 0 },
      { from: 4, to: 5, count: 0 },
      { from: 5, to: 6, count: 1 },
    ]);
  });

  it('double on the logarithmic scale of whole numbers', () => {
    const { bins } = binLog(sortKnown([1, 2, 3, 4, 8]), 40, { whole: true });
    expect(bins.map(({ from, count }) => [from, count])).toEqual([
      [1, 1],
      [2, 2],
      [4, 1],
      [8, 1],
    ]);
  });

  it('gather what lies far out at each end', () => {
    // Quartiles of 1…9 twice are about 3 and 7: three ranges beyond end near −9 and 19.
    const { bins, open } = binLinear(sortKnown([1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 500]), 40, {
      step: 1,
      gathered: true,
    });
    expect(open).toEqual({ low: false, high: true });
    expect(bins.at(-1)).toEqual({ from: 10, to: 500, count: 1 });
  });

  it('are none for no values and one for one value', () => {
    expect(binLinear(sortKnown([]), 40)).toEqual({ bins: [], open: { low: false, high: false } });
    expect(binLog(sortKnown([]), 40).bins).toEqual([]);
    expect(binLinear(sortKnown([2.5, 2.5]), 40).bins).toEqual([{ from: 2.5, to: 2.5, count: 2 }]);
  });

  it('have round steps that are multiples of the unit', () => {
    expect(roundStep(100, 40)).toBe(2.5);
    expect(roundStep(100, 40, 1)).toBe(5);
    expect(roundStep(4.5, 40, 0.5)).toBe(0.5);
    expect(roundStep(0.3, 1)).toBe(0.5);
  });
});

describe('shares', () => {
  it('are tested as scipy tests them', () => {
    const { counts, weights, chiSquare, p } = golden.fit;
    const found = testShares(counts, weights)!;
    expect(found.chiSquare).toBeCloseTo(chiSquare, 9);
    expect(found.p).toBeCloseTo(p, 12);
    expect(found.effect).toBeCloseTo(Math.sqrt(chiSquare / 150), 12);
    expect(testShares([0, 0], [1, 1])).toBeNull();
  });

  it('have the tails of scipy', () => {
    for (const { value, freedom, p } of golden.tails) {
      const found = chiSquareTail(value, freedom);
      expect(Math.abs(found - p)).toBeLessThanOrEqual(1e-11 + 1e-9 * p);
    }
    expect(chiSquareTail(0, 3)).toBe(1);
  });

  it("change within Newcombe's interval", () => {
    // Newcombe 1998, table II, method 10: 56/70 − 48/80 = 0.2 with 0.0524 … 0.3339.
    const { change, low, high } = compareShares(48, 80, 56, 70);
    expect(change).toBeCloseTo(0.2, 12);
    expect(low).toBeCloseTo(0.0524, 4);
    expect(high).toBeCloseTo(0.3339, 4);
  });
});
