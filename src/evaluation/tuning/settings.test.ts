import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchRange } from '../../models/index.ts';
import { pickSettings, placeOf, valueAt, withSettings } from './settings.ts';

const ranges: readonly SearchRange[] = [
  { kind: 'number', low: 0, high: 1 },
  { kind: 'number', low: 0.001, high: 1000, log: true },
  { kind: 'integer', low: 4, high: 96, step: 4, log: true },
  { kind: 'integer', low: 1, high: 20 },
  { kind: 'choice', values: [[0], [0, 30], 'all', null] },
];

describe('a range', () => {
  it.each(ranges)('%j gives only values of its own, which stand where they were drawn', (range) => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (place) => {
        const value = valueAt(range, place);
        const again = placeOf(range, value);
        expect(again).toBeGreaterThanOrEqual(0);
        expect(again).toBeLessThanOrEqual(1);
        expect(valueAt(range, again)).toEqual(value);
      }),
    );
  });

  it('has both its ends, and its middle by its scale', () => {
    // √(0.001·1000) = 1; 4·24^½ = 19.6, the nearest step of four from 4 is 20.
    expect([0, 0.5, 1].map((place) => valueAt(ranges[1], place))).toEqual([0.001, 1, 1000]);
    expect([0, 0.5, 1].map((place) => valueAt(ranges[2], place))).toEqual([4, 20, 96]);
  });

  it('does not hold what lies outside or is of another kind', () => {
    expect([placeOf(ranges[0], 1.5), placeOf(ranges[0], 'a'), placeOf(ranges[4], [1])]).toEqual([-1, -1, -1]);
  });
});

describe('settings', () => {
  const space = { 'ease.regularization': ranges[1], trend: ranges[3] };

  it('are picked from a configuration and put into one, which is not changed', () => {
    const config = { ease: { regularization: 300, windows: [0] }, trend: 5, other: 1 };
    expect(pickSettings(space, config)).toEqual({ 'ease.regularization': 300, trend: 5 });
    expect(withSettings(config, { 'ease.regularization': 20, trend: 7 })).toEqual({
      ease: { regularization: 20, windows: [0] },
      trend: 7,
      other: 1,
    });
    expect(config.ease.regularization).toBe(300);
  });
});
