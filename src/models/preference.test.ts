import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preferenceWeight } from './preference.ts';

const stars = (rating: number): number => preferenceWeight({ rating, fraction: null });

describe('preferenceWeight', () => {
  it('counts a bare view fully', () => {
    expect(preferenceWeight({ rating: null, fraction: null })).toBe(1);
    expect(preferenceWeight({ kind: 'view', rating: Number.NaN, fraction: Number.NaN })).toBe(1);
  });

  it('takes a like and a dislike at their word, whatever else is known', () => {
    expect(preferenceWeight({ kind: 'like', rating: 1, fraction: 0 })).toBe(1);
    expect(preferenceWeight({ kind: 'dislike', rating: 5, fraction: 1 })).toBe(-1);
  });

  it('grades stars: none at two, a dislike below, full from four', () => {
    expect(stars(0.5)).toBe(-1);
    expect(stars(2)).toBe(0);
    expect(stars(3)).toBe(0.75);
    expect(stars(4)).toBe(1);
    expect(stars(5)).toBe(1);
  });

  it('lets stars win over the watched part', () => {
    expect(preferenceWeight({ rating: 1, fraction: 1 })).toBeLessThan(0);
  });

  it('never counts a title left early as a dislike', () => {
    expect(preferenceWeight({ kind: 'watched', rating: null, fraction: 0 })).toBe(0);
    expect(preferenceWeight({ kind: 'watched', rating: null, fraction: 1 })).toBe(1);
  });

  it('stays within −1…1 and grows with the stars and with the watched part', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        const [low, high] = a <= b ? [a, b] : [b, a];
        for (const value of [low, high]) {
          expect(Math.abs(stars(value))).toBeLessThanOrEqual(1);
          expect(Math.abs(preferenceWeight({ rating: null, fraction: value }))).toBeLessThanOrEqual(1);
        }
        expect(stars(low)).toBeLessThanOrEqual(stars(high));
      }),
    );
  });
});
