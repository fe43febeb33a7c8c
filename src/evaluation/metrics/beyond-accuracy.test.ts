import { describe, expect, it } from 'vitest';
import { tinySource } from '../../../test/fixtures/tiny-source.ts';
import { listDiversity, listQualities, titleFacts } from './beyond-accuracy.ts';

const list = (...items: number[]): Int32Array => Int32Array.from(items);

describe('titleFacts', () => {
  // Three users with interactions (a fourth has none): item 0 watched by all three, item 1 by one, item 2 by none.
  const source = tinySource(4, 3, [
    [0, 0, 1],
    [0, 1, 2],
    [1, 0, 1],
    [2, 0, 1],
  ]);
  const facts = titleFacts(source.interactions, source.titles, 1);

  it('tells how surprising a title is in bits', () => {
    // log2(4/4), log2(4/2), log2(4/1)
    expect([...facts.surprise]).toEqual([0, 1, 2]);
  });

  it('marks the most watched hundredth, at least one title', () => {
    expect([...facts.popular]).toEqual([1, 0, 0]);
  });
});

describe('listDiversity', () => {
  const genres = [list(0, 1), list(0, 1), list(2), list(0), list()];

  it('is 0 for titles of the same genres and 1 for titles without a common genre', () => {
    expect(listDiversity(list(0, 1), genres)).toBeCloseTo(0, 12);
    expect(listDiversity(list(0, 2), genres)).toBe(1);
  });

  it('averages over all pairs', () => {
    // Cosines: (0,2) 0, (0,3) 1/√2, (2,3) 0.
    expect(listDiversity(list(0, 2, 3), genres)).toBeCloseTo((3 - Math.SQRT1_2) / 3, 12);
  });

  it('leaves titles without genres out', () => {
    expect(listDiversity(list(0, 2, 4), genres)).toBe(1);
    expect(listDiversity(list(0, 4), genres)).toBeNaN();
  });
});

describe('listQualities', () => {
  const source = tinySource(
    3,
    4,
    [
      [0, 0, 1],
      [1, 0, 1],
      [2, 0, 1],
      [2, 1, 1],
    ],
    [['Drama'], ['Drama'], ['Comedy'], []],
  );
  const facts = titleFacts(source.interactions, source.titles, 1);

  it('counts coverage over users, and the rest over places and lists', () => {
    const qualities = listQualities([list(0, 1), list(0, 2), list()], facts, 4);
    expect(qualities.coverage).toBe(3 / 4);
    // Surprise 0, 1, 0, 2 over four places.
    expect(qualities.novelty).toBe(3 / 4);
    expect(qualities.popularShare).toBe(2 / 4);
    expect(qualities.diversity).toBe((0 + 1) / 2);
  });

  it('has nothing to say of no lists', () => {
    const { coverage, novelty, diversity, popularShare } = listQualities([], facts, 4);
    expect(coverage).toBe(0);
    expect([novelty, diversity, popularShare]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});
