import { describe, expect, it } from 'vitest';
import type { TrainingData } from '../contract.ts';
import { openPrior, priorTensors } from './prior.ts';

const DAY = 86_400;
const at = (date: string): number => Date.parse(date) / 1000;

function openTiny(times: readonly number[], items: readonly number[], years: (number | null)[], now: number) {
  const title = { id: '', name: '', year: null, genres: [], tags: [], synopsis: null, cast: [], directors: [] };
  const data: TrainingData = {
    now,
    titles: years.map((year, num) => ({ ...title, num, year })),
    interactions: {
      users: 1,
      items: years.length,
      indptr: Int32Array.of(0, items.length),
      indices: Int32Array.from(items),
      ratings: new Float32Array(items.length),
      fractions: new Float32Array(items.length),
      times: Float64Array.from(times),
    },
  };
  return openPrior({ tensors: new Map(priorTensors(data)), metadata: {} }, years, 100);
}

describe('the prior', () => {
  const now = at('2020-07-01');

  it('counts every interaction in popularity and only those so far in the trend', () => {
    const prior = openTiny(
      [now - 20 * DAY, now + 300 * DAY, Number.NaN, now - 5000 * DAY],
      [0, 0, 1, 2],
      [null, null, null],
      now + 300 * DAY,
    )(now);
    expect(prior.popularity[0]).toBeCloseTo(Math.log(3), 6);
    expect(prior.popularity[1]).toBeCloseTo(Math.log(2), 6);
    // One interaction, 20 to 27 days old by its week: 2^(−age/100).
    expect(prior.trend[0]).toBeGreaterThan(Math.log1p(3 * 2 ** -0.27));
    expect(prior.trend[0]).toBeLessThan(Math.log1p(3 * 2 ** -0.2) + 1e-6);
    expect(prior.trend[1]).toBe(0);
    expect(prior.trend[2]).toBeCloseTo(0, 6);
  });

  it('knows what is not released yet at the time of asking', () => {
    const priorAt = openTiny([], [], [2021, 2020, 1990, null], now);
    expect([...priorAt(now).unreleased]).toEqual([1, 0, 0, 0]);
    expect([...priorAt(at('2021-03-01')).unreleased]).toEqual([0, 0, 0, 0]);
    const { fresh, modern } = priorAt(now);
    expect(fresh[0]).toBe(1);
    expect(fresh[1]).toBeGreaterThan(fresh[2]);
    expect(modern[2]).toBeCloseTo(Math.exp(-3.05), 2);
    expect(modern[3]).toBe(0);
  });

  it('falls back on the time of training when asked without a time', () => {
    const priorAt = openTiny([now - DAY], [0], [2020], now);
    expect([...priorAt(Number.NaN).trend]).toEqual([...priorAt(now).trend]);
  });
});
