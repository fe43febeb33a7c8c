import { describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import type { TrainingData } from '../contract.ts';
import { hybridConfig } from './config.ts';
import { cutPractice } from './practice.ts';

const { practice: config } = hybridConfig.parse({});

function drawData(users: number, items: number): TrainingData {
  const stream = random(9, 'practice-test');
  const lists = Array.from({ length: users }, () =>
    stream.shuffle(Array.from({ length: items }, (_, item) => item)).slice(0, 3 + stream.below(40)),
  );
  const indptr = new Int32Array(users + 1);
  for (const [user, list] of lists.entries()) indptr[user + 1] = indptr[user] + list.length;
  const count = indptr[users];
  const title = { id: '', name: '', year: null, genres: [], tags: [], synopsis: null, cast: [], directors: [] };
  return {
    now: 1e9,
    titles: Array.from({ length: items }, (_, num) => ({ ...title, num })),
    interactions: {
      users,
      items,
      indptr,
      indices: Int32Array.from(lists.flat()),
      ratings: new Float32Array(count).fill(4),
      fractions: new Float32Array(count).fill(Number.NaN),
      times: Float64Array.from({ length: count }, (_, at) => 1e8 + at),
    },
  };
}

describe('practice', () => {
  const data = drawData(80, 100);
  const { training, cases, newTitles } = cutPractice(data, config, 3);

  it('asks about new users with none to thirty titles, about others, and about new titles', () => {
    const lengths = new Set(cases.map(({ query }) => query.items.length));
    for (const length of [0, 1, 2, 3, 5, 10, 30]) expect(lengths).toContain(length);
    expect(cases.some((test) => test.newTitles)).toBe(true);
  });

  it('never trains on an answer', () => {
    const { indptr, indices } = training.interactions;
    const trained = new Set<string>();
    for (let user = 0; user < 80; user++) {
      for (let at = indptr[user]; at < indptr[user + 1]; at++) trained.add(`${user}:${indices[at]}`);
    }
    const whole = data.interactions;
    for (const { query, truth } of cases) expect(truth.some((item) => query.items.includes(item))).toBe(false);
    const asNew = cases.filter((test) => test.newTitles).flatMap(({ truth }) => [...truth]);
    expect(asNew.every((item) => newTitles[item] === 1)).toBe(true);
    expect(indices.some((item) => newTitles[item] === 1)).toBe(false);
    // The latest interaction of every user with five or more is an answer, or the user is held out whole.
    const lengthOf = (user: number): number => whole.indptr[user + 1] - whole.indptr[user];
    const asked = Array.from({ length: 80 }, (_, user) => user).filter((user) => lengthOf(user) >= 5);
    const leaked = asked.filter((user) => trained.has(`${user}:${whole.indices[whole.indptr[user + 1] - 1]}`));
    expect(leaked).toEqual([]);
  });

  it('asks the same from the same seed, and something else from another', () => {
    const again = cutPractice(data, config, 3);
    const other = cutPractice(data, config, 4);
    const shapeOf = ({ cases }: typeof again): string => JSON.stringify(cases.map(({ truth }) => [...truth]));
    expect(shapeOf(again)).toBe(shapeOf({ training, cases, newTitles }));
    expect(shapeOf(other)).not.toBe(shapeOf(again));
  });
});
