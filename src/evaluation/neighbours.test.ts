import { describe, expect, it } from 'vitest';
import { tinySource } from '../../test/fixtures/tiny-source.ts';
import type { Scorer } from '../models/index.ts';
import { coWatchNeighbours, neighbourRecall } from './neighbours.ts';

describe('coWatchNeighbours', () => {
  // Viewers: item 0 {0,1,2}, item 1 {0,1}, item 2 {2,3,4,5}, item 3 {0,1,2}, item 4 {5}.
  // Jaccard with item 0: item 1 2/3, item 2 1/6, item 3 3/3, item 4 0.
  const viewers = [[0, 1, 2], [0, 1], [2, 3, 4, 5], [0, 1, 2], [5]];
  const { interactions } = tinySource(
    6,
    5,
    viewers.flatMap((users, item) => users.map((user) => [user, item, 1] as const)),
  );
  const options = { n: 2, minViewers: 2, seed: 1 };

  it('takes the titles of highest overlap, never the title itself', () => {
    expect(coWatchNeighbours(interactions, Int32Array.of(0), options)).toEqual([
      { item: 0, neighbours: Int32Array.of(1, 3) },
    ]);
  });

  it('divides by the viewers of either, so that a title which everyone watched is not everyone’s neighbour', () => {
    // Item 0 {0…3}; item 1 {0}: 1/4; item 2 {0, 1, 4 … 13}: 2/14.
    const users = [[0, 1, 2, 3], [0], [0, 1, ...Array.from({ length: 10 }, (_, at) => 4 + at)]];
    const crowd = tinySource(
      14,
      3,
      users.flatMap((of, item) => of.map((user) => [user, item, 1] as const)),
    );
    const [one] = coWatchNeighbours(crowd.interactions, Int32Array.of(0), { ...options, n: 1 });
    expect([...one.neighbours]).toEqual([1]);
  });

  it('leaves out titles with too few viewers', () => {
    expect(coWatchNeighbours(interactions, Int32Array.of(4), options)).toEqual([]);
  });

  it('takes no title without a common viewer', () => {
    const [one] = coWatchNeighbours(interactions, Int32Array.of(1), { ...options, n: 4 });
    expect([...one.neighbours]).toEqual([0, 3]);
  });
});

describe('neighbourRecall', () => {
  const naming = (named: readonly number[]): Scorer => ({
    score() {},
    explain: () => [],
    similar: (_item, n) => named.slice(0, n).map((item) => ({ item, score: 1 })),
    close() {},
  });
  const truth = [{ item: 0, neighbours: Int32Array.of(1, 3) }];

  it('counts the co-watched titles among the first n', () => {
    expect([...neighbourRecall(naming([3, 4, 1]), truth, 2)]).toEqual([1 / 2]);
    expect([...neighbourRecall(naming([3, 4, 1]), truth, 3)]).toEqual([1]);
    expect([...neighbourRecall(naming([]), truth, 3)]).toEqual([0]);
  });

  it('counts a title once that is named twice', () => {
    expect([...neighbourRecall(naming([3, 3, 3]), truth, 3)]).toEqual([1 / 2]);
  });
});
