import { describe, expect, it } from 'vitest';
import type { TrainingData } from '../contract.ts';
import { countDecayed } from './popularity.ts';

const DAY = 86_400;
const NOW = 1000 * DAY;

function dataOf(rows: readonly (readonly [item: number, time: number])[], items: number): TrainingData {
  const title = { id: '', name: '', year: null, genres: [], tags: [], synopsis: null, cast: [], directors: [] };
  return {
    now: NOW,
    titles: Array.from({ length: items }, (_, num) => ({ ...title, num })),
    interactions: {
      users: 1,
      items,
      indptr: Int32Array.of(0, rows.length),
      indices: Int32Array.from(rows, ([item]) => item),
      ratings: new Float32Array(rows.length),
      fractions: new Float32Array(rows.length),
      times: Float64Array.from(rows, ([, time]) => time),
    },
  };
}

describe('countDecayed', () => {
  it('counts plainly without a half-life', () => {
    const data = dataOf(
      [
        [0, 1],
        [0, NOW],
        [2, Number.NaN],
      ],
      3,
    );
    expect([...countDecayed(data, 0)]).toEqual([2, 0, 1]);
  });

  it('halves with every half-life, takes the future as now and the undated as one half-life old', () => {
    const data = dataOf(
      [
        [0, NOW],
        [0, NOW - 10 * DAY],
        [1, NOW - 20 * DAY],
        [1, Number.NaN],
        [2, NOW + 50 * DAY],
      ],
      3,
    );
    // 1 + 1/2; 1/4 + 1/2; 1
    expect([...countDecayed(data, 10)]).toEqual([1.5, 0.75, 1]);
  });
});
