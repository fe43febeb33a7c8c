import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankTruth } from './rank.ts';
import { tieOrder } from './tie-order.ts';

const nums = (...values: number[]): Int32Array => Int32Array.from(values);

describe('rankTruth', () => {
  it('counts the candidates above each held-out title', () => {
    // Best first: 3 (0.9), 1 (0.8), 0 (0.5), 4 (0.2), 2 (0.1); 1 has been seen.
    const scores = Float32Array.of(0.5, 0.8, 0.1, 0.9, 0.2);
    const { ranks, list } = rankTruth(scores, Uint8Array.of(0, 1, 0, 0, 0), nums(0, 2), tieOrder(1), 3);
    expect([...ranks]).toEqual([2, 4]);
    expect([...list]).toEqual([3, 0, 4]);
  });

  it('never ranks what could not be scored', () => {
    const scores = Float32Array.of(Number.NaN, 0.5, Number.NaN, Number.NEGATIVE_INFINITY);
    const { ranks, list } = rankTruth(scores, new Uint8Array(4), nums(0, 3), tieOrder(1), 4);
    expect([...ranks]).toEqual([2, Number.POSITIVE_INFINITY]);
    expect([...list]).toEqual([1, 3]);
  });

  it('gives an empty list to a scorer that says nothing', () => {
    const scores = new Float32Array(3).fill(Number.NaN);
    const { ranks, list } = rankTruth(scores, new Uint8Array(3), nums(1), tieOrder(1), 10);
    expect([...ranks]).toEqual([Number.POSITIVE_INFINITY]);
    expect(list.length).toBe(0);
  });

  it('agrees with sorting everything, ties included', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ score: fc.constantFrom(0, 1, 2, 3, -1, Number.NaN), part: fc.integer({ min: 0, max: 2 }) }),
          {
            minLength: 1,
            maxLength: 60,
          },
        ),
        fc.integer(),
        fc.integer({ min: 0, max: 12 }),
        (items, seed, n) => {
          const scores = Float32Array.from(items, ({ score }) => score);
          const excluded = Uint8Array.from(items, ({ part }) => (part === 1 ? 1 : 0));
          const truth = nums(...items.keys()).filter((item) => items[item].part === 2);
          const tie = tieOrder(seed, 'user');
          const sorted = [...items.keys()]
            .filter((item) => excluded[item] === 0 && !Number.isNaN(scores[item]))
            .sort((a, b) => scores[b] - scores[a] || tie(a) - tie(b));
          const expected = Array.from(truth, (item) => sorted.indexOf(item) + 1 || Number.POSITIVE_INFINITY);
          const { ranks, list } = rankTruth(scores, excluded, truth, tie, n);
          expect([...ranks]).toEqual(expected.sort((a, b) => a - b));
          expect([...list]).toEqual(sorted.slice(0, n));
        },
      ),
    );
  });

  it('gives a constant scorer the mean rank of chance, whatever the title’s number', () => {
    const items = 101;
    const scores = new Float32Array(items).fill(1);
    const sums = [0, 0];
    const rounds = 4000;
    for (let round = 0; round < rounds; round++) {
      const tie = tieOrder(7, `u${round}`);
      sums[0] += rankTruth(scores, new Uint8Array(items), nums(0), tie, 0).ranks[0];
      sums[1] += rankTruth(scores, new Uint8Array(items), nums(items - 1), tie, 0).ranks[0];
    }
    // Mean 51, deviation 29.15; of 4,000 rounds 0.46.
    for (const sum of sums) expect(Math.abs(sum / rounds - 51)).toBeLessThan(2);
  });
});

describe('tieOrder', () => {
  it('never ties two items', () => {
    fc.assert(
      fc.property(fc.integer(), fc.uniqueArray(fc.nat(), { minLength: 2, maxLength: 200 }), (seed, items) => {
        const tie = tieOrder(seed);
        expect(new Set(items.map(tie)).size).toBe(items.length);
      }),
    );
  });

  it('is another order for another seed or user, and the same for the same', () => {
    const orderOf = (seed: number, user: string): number[] => {
      const tie = tieOrder(seed, user);
      return [...Array(20).keys()].sort((a, b) => tie(a) - tie(b));
    };
    expect(orderOf(1, 'a')).toEqual(orderOf(1, 'a'));
    expect(orderOf(1, 'a')).not.toEqual(orderOf(2, 'a'));
    expect(orderOf(1, 'a')).not.toEqual(orderOf(1, 'b'));
  });
});
