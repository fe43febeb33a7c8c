import { describe, expect, it } from 'vitest';
import { random } from './random.ts';

describe('random', () => {
  it('gives the same stream for the same seed and keys', () => {
    const draw = () => Array.from({ length: 5 }, random(42, 'split', 'user').uint32);
    expect(draw()).toEqual(draw());
  });

  it('gives another stream for another seed, key or order of keys', () => {
    const first = (...keys: (string | number)[]) => random(1, ...keys).uint32();
    const streams = [first('a', 'b'), first('b', 'a'), first('ab'), first('a'), random(2, 'a').uint32()];
    expect(new Set(streams).size).toBe(streams.length);
  });

  it('is level and independent enough over [0, 1): mean, spread and lag-1 correlation', () => {
    const source = random(7, 'uniform');
    const draws = Array.from({ length: 100_000 }, source.next);
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    const lag = draws.slice(1).reduce((sum, x, i) => sum + (x - mean) * (draws[i] - mean), 0) / draws.length / variance;
    expect(mean).toBeCloseTo(0.5, 2);
    expect(variance).toBeCloseTo(1 / 12, 2);
    expect(Math.abs(lag)).toBeLessThan(0.01);
  });

  it('draws normal deviates with mean 0 and deviation 1, never infinite', () => {
    const source = random(7, 'normal');
    const draws = Array.from({ length: 50_000 }, source.normal);
    expect(draws.every(Number.isFinite)).toBe(true);
    expect(draws.reduce((sum, x) => sum + x, 0) / draws.length).toBeCloseTo(0, 1);
    expect(draws.reduce((sum, x) => sum + x * x, 0) / draws.length).toBeCloseTo(1, 1);
  });

  it('shuffles into a permutation, each element equally often in each place', () => {
    const source = random(3);
    const places = [0, 0, 0, 0];
    for (let i = 0; i < 8000; i++) places[source.shuffle([0, 1, 2, 3]).indexOf(0)]++;
    expect(places.reduce((sum, x) => sum + x, 0)).toBe(8000);
    for (const count of places) expect(count).toBeGreaterThan(1800);
    expect(source.shuffle(Int32Array.of(5, 6, 7)).toSorted()).toEqual(Int32Array.of(5, 6, 7));
  });
});
