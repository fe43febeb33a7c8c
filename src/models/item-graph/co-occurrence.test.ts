import { describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { buildInteractionMatrix } from '../interaction-matrix.ts';
import { openCoOccurrence, selectNearest } from './co-occurrence.ts';

describe('co-occurrence', () => {
  it('counts the users that two titles share', () => {
    // Users: 0 1 · 0 1 2 · 1 2 · 0.
    const pattern = {
      users: 4,
      items: 3,
      indptr: Int32Array.of(0, 2, 5, 7, 8),
      indices: Int32Array.of(0, 1, 0, 1, 2, 1, 2, 0),
    };
    const occurrence = openCoOccurrence(buildInteractionMatrix(pattern, Int32Array.of(0, 1, 2)));
    expect([...occurrence.counts]).toEqual([3, 3, 2]);
    const rows = [0, 1, 2].map((column) => {
      const { met, together } = occurrence.of(column);
      return [[...met].sort((a, b) => a - b), ...[0, 1, 2].map((other) => together[other])];
    });
    expect(rows).toEqual([
      [[1, 2], 0, 2, 1],
      [[0, 2], 2, 0, 2],
      [[0, 1], 1, 2, 0],
    ]);
  });

  it('lets users with many titles count less', () => {
    // Users: 0 1 · 0 1 2; with exponent 1 a half and a third, brought to 1 in the mean over the five interactions.
    const pattern = { users: 2, items: 3, indptr: Int32Array.of(0, 2, 5), indices: Int32Array.of(0, 1, 0, 1, 2) };
    const matrix = buildInteractionMatrix(pattern, Int32Array.of(0, 1, 2));
    const occurrence = openCoOccurrence(matrix, 1);
    const [short, long] = [(1 / 2) * (5 / 2), (1 / 3) * (5 / 2)];
    expect(occurrence.counts[0]).toBeCloseTo(short + long, 12);
    expect(occurrence.counts[2]).toBeCloseTo(long, 12);
    const { together } = occurrence.of(0);
    expect([together[1], together[2]].map((one) => Number(one.toFixed(12)))).toEqual(
      [short + long, long].map((one) => Number(one.toFixed(12))),
    );
  });

  it('selects what a full sort would', () => {
    const stream = random(3, 'nearest');
    for (const size of [0, 1, 2, 7, 40]) {
      for (const k of [1, 2, 5, 39, 100]) {
        const values = Float64Array.from({ length: size }, () => stream.below(12) - 2);
        const met = stream.shuffle(Int32Array.from({ length: size }, (_, at) => at));
        const expected = Array.from(met)
          .filter((column) => values[column] > 0)
          .sort((a, b) => values[b] - values[a] || a - b)
          .slice(0, k);
        expect(Array.from(selectNearest(met, values, k))).toEqual(expected);
      }
    }
  });
});
