import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallSnapshot } from '../../test/fixtures/small-catalogue.ts';
import { buildCatalogue, SIGNATURE_WORDS } from './catalogue.ts';
import { likeness, rerank } from './rerank.ts';

const { signatures, titles } = buildCatalogue(smallSnapshot());
const items = Int32Array.from([0, 1, 2, 5]);
// Toy Story and its sequel score best and are alike in everything; then The Matrix, then Amélie.
const scores = new Float32Array(titles.length);
scores[0] = 1;
scores[1] = 0.9;
scores[2] = 0.5;
scores[5] = 0;

describe('likeness', () => {
  it('is 1 between titles with the same genres, tags and directors, and 0 without any in common', () => {
    expect(likeness(signatures, 0, 1)).toBe(1);
    expect(likeness(signatures, 0, 2)).toBe(0);
  });

  it('is the mean of the common shares: Amélie and Toy Story share one genre of four and no tag', () => {
    expect(likeness(signatures, 0, 5)).toBeCloseTo((1 / 4 + 0) / 2, 10);
  });

  it('is 0 for a title of which nothing is known', () => expect(likeness(signatures, 10, 0)).toBe(0));

  it('is symmetric and within 0…1 for any bits', () => {
    const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 2 * SIGNATURE_WORDS, maxLength: 2 * SIGNATURE_WORDS }), (words) => {
        const bits = Int32Array.from(words);
        const value = likeness(bits, 0, 1);
        expect(value).toBe(likeness(bits, 1, 0));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('rerank', () => {
  it('keeps the order of the scores at 0', () => {
    expect(rerank(items, scores, signatures, 3, 0)).toEqual([0, 1, 2]);
  });

  it('takes the unlike before the alike as the dial is turned', () => {
    // After Toy Story (relevance 1), at 0.5: the sequel 0.5·0.9 − 0.5·1 = −0.05; The Matrix 0.5·0.5 − 0 = 0.25; Amélie 0 − 0.5·0.125.
    expect(rerank(items, scores, signatures, 4, 0.5)).toEqual([0, 2, 1, 5]);
    // At 1 only likeness counts: Amélie −0.125 and the sequel −1 after the two that have nothing in common.
    expect(rerank(items, scores, signatures, 4, 1)).toEqual([0, 2, 5, 1]);
  });

  it('gives each candidate once and never more than there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, diversity) => {
        const chosen = rerank(items, scores, signatures, n, diversity);
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(chosen.length).toBe(Math.min(n, items.length));
      }),
    );
  });

  it('keeps the order given when all scores are equal', () => {
    const equal = new Float32Array(titles.length).fill(3);
    expect(rerank(items, equal, signatures, 2, 0.1)).toEqual([0, 2]);
    expect(rerank(items, equal, signatures, 4, 0)).toEqual([0, 1, 2, 5]);
  });

  it('chooses as one does who compares every candidate with every title chosen', () => {
    const unit = fc.float({ min: 0, max: 1, noNaN: true });
    const bits = fc.integer({ min: 0, max: 255 });
    const title = fc.tuple(unit, fc.array(bits, { minLength: SIGNATURE_WORDS, maxLength: SIGNATURE_WORDS }));
    const list = fc.array(title, { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 12 }), fc.constantFrom(0.1, 0.5, 1), (known, n, diversity) => {
        known.sort(([a], [b]) => b - a);
        const own = Float32Array.from(known, ([score]) => score);
        const words = Int32Array.from(known.flatMap(([, signature]) => signature));
        const candidates = Int32Array.from(known.keys());
        expect(rerank(candidates, own, words, n, diversity)).toEqual(rerankPlainly(own, words, n, diversity));
      }),
    );
  });
});

/** Maximal marginal relevance over all items, best score first, without leaving any comparison out. */
function rerankPlainly(own: Float32Array, words: Int32Array, n: number, diversity: number): number[] {
  const range = own[0] - own[own.length - 1];
  const left = [...own.keys()];
  const chosen: number[] = [];
  const valueOf = (item: number): number => {
    const relevance = range > 0 ? 1 - (own[0] - own[item]) / range : 1;
    const nearest = Math.max(0, ...chosen.map((one) => likeness(words, one, item)));
    return (1 - diversity) * relevance - diversity * nearest;
  };
  while (chosen.length < n && left.length > 0) {
    const values = left.map(valueOf);
    chosen.push(...left.splice(values.indexOf(Math.max(...values)), 1));
  }
  return chosen;
}
