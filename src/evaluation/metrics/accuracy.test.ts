import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankTruth } from '../rank.ts';
import { tieOrder } from '../tie-order.ts';
import {
  averagePrecision,
  hitRate,
  METRICS,
  type Metric,
  ndcg,
  precision,
  recall,
  recallCapped,
  reciprocalRank,
} from './accuracy.ts';

const ranks = (...values: number[]): Float64Array => Float64Array.from(values);
const never = Number.POSITIVE_INFINITY;

describe('accuracy metrics', () => {
  // Held out: four titles, ranked 1, 3, 7 and 20; list of five: two found, at 1 and 3.
  const four = ranks(1, 3, 7, 20);

  it('divides recall by all held-out titles', () => {
    expect(recall(four, 5)).toBe(2 / 4);
  });

  it('divides capped recall by what fits into the list', () => {
    expect(recallCapped(four, 5)).toBe(2 / 4);
    expect(recallCapped(four, 3)).toBe(2 / 3);
  });

  it('divides precision by the length of the list', () => {
    expect(precision(four, 5)).toBe(2 / 5);
  });

  it('discounts nDCG by the logarithm of the rank and cuts the ideal at n', () => {
    // Gain: 1/log2(2) + 1/log2(4) = 1.5. Ideal of four titles in five places: 1 + 0.63093 + 0.5 + 0.43068 = 2.56161.
    expect(ndcg(four, 5)).toBeCloseTo(1.5 / 2.56160632, 8);
    // Two places: gain 1; ideal 1 + 0.63093.
    expect(ndcg(four, 2)).toBeCloseTo(1 / 1.63092975, 8);
    expect(ndcg(ranks(1, 2, 3), 10)).toBe(1);
  });

  it('takes the first find alone for hit rate and reciprocal rank', () => {
    expect(hitRate(four, 1)).toBe(1);
    expect(hitRate(ranks(4, 6), 3)).toBe(0);
    expect(reciprocalRank(ranks(4, 6), 5)).toBe(1 / 4);
    expect(reciprocalRank(ranks(4, 6), 3)).toBe(0);
  });

  it('averages precision at the finds over all held-out titles', () => {
    // (1/1 + 2/3) / 4
    expect(averagePrecision(four, 5)).toBeCloseTo(5 / 12, 12);
  });

  it('gives nothing for titles that were not ranked', () => {
    const nowhere = ranks(never, never);
    for (const { metric, n } of Object.values(METRICS)) expect(metric(nowhere, n)).toBe(0);
  });

  it('says NaN when nothing was held out', () => {
    for (const { metric, n } of Object.values(METRICS)) expect(metric(ranks(), n)).toBeNaN();
  });

  it('stays within 0 and 1 and never falls when a held-out title moves up', () => {
    const metrics: Metric[] = [recall, recallCapped, precision, hitRate, ndcg, reciprocalRank, averagePrecision];
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 2, max: 60 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 30 }),
        (places, n) => {
          const before = Float64Array.from(places).sort();
          const after = before.slice();
          after[0]--;
          for (const metric of metrics) {
            const value = metric(before, n);
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1 + 1e-12);
            expect(metric(after, n)).toBeGreaterThanOrEqual(value);
          }
        },
      ),
    );
  });
});

interface Golden {
  readonly from: string;
  readonly cases: readonly {
    readonly scores: readonly number[];
    readonly truth: readonly number[];
    readonly seen: readonly number[];
    readonly expected: Readonly<Record<string, number>>;
  }[];
}

describe('accuracy metrics against other implementations', () => {
  const file = new URL('../../../test/golden/ranking-metrics.json', import.meta.url);
  const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;
  const ours: Readonly<Record<string, Metric>> = {
    'ranx ndcg': ndcg,
    'ranx recall': recall,
    'ranx precision': precision,
    'ranx hit_rate': hitRate,
    'ranx mrr': reciprocalRank,
    'ranx map': averagePrecision,
    'sklearn ndcg': ndcg,
  };

  it(`agrees with ${golden.from} on ${golden.cases.length} rankings`, () => {
    let compared = 0;
    for (const [at, { scores, truth, seen, expected }] of golden.cases.entries()) {
      const excluded = new Uint8Array(scores.length);
      for (const item of seen) excluded[item] = 1;
      const ranking = rankTruth(Float32Array.from(scores), excluded, Int32Array.from(truth), tieOrder(1), 10);
      for (const [name, value] of Object.entries(expected)) {
        const [metric = '', n = ''] = name.split('@');
        expect(ours[metric](ranking.ranks, Number(n)), `case ${at}, ${name}`).toBeCloseTo(value, 10);
        compared++;
      }
    }
    expect(compared).toBe(golden.cases.length * 28);
  });
});
