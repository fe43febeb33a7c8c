import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent } from '../../base/progress.ts';
import { random } from '../../base/random.ts';
import type { Title } from '../../dataset/index.ts';
import { type Kernels, openKernels } from '../../kernels/index.ts';
import type { Artifact, Query, TrainingData } from '../contract.ts';
import { type ColdTaste, openColdTaste } from './cold-taste.ts';
import { contentConfig } from './config.ts';
import { learnColdTaste } from './learn-cold-taste.ts';
import { readTermMatrix } from './parts.ts';
import { trainContent } from './train.ts';

const USERS = 80;
const ITEMS = 60;
/** The last titles are new: nobody has watched them. */
const NEW = 6;
const FIRST_NEW = ITEMS - NEW;
const F = 8;
const config = contentConfig.parse({ factors: F });
const cold = { factors: F, weight: 5, regularization: 1 };

/** Even titles are about the sea, odd ones about robots; so are the users. */
function drawData(newTitles: number): TrainingData {
  const stream = random(4, 'cold-taste-test');
  const titles = Array.from({ length: ITEMS }, (_, num): Title => {
    const words = num % 2 === 0 ? ['sailor', 'harbour', 'island'] : ['robot', 'laboratory', 'android'];
    return {
      num,
      id: `t${num}`,
      name: `Title ${num}`,
      year: 2000,
      genres: [],
      tags: [words[num % 3]],
      synopsis: `The ${words[0]} leaves the ${words[1]} for the ${words[2]}.`,
      cast: [],
      directors: [],
    };
  });
  const lists = Array.from({ length: USERS }, (_, user) =>
    Array.from({ length: ITEMS - newTitles }, (_, item) => item).filter(
      (item) => stream.next() < (item % 2 === user % 2 ? 0.5 : 0.05),
    ),
  );
  const indptr = new Int32Array(USERS + 1);
  for (const [user, list] of lists.entries()) indptr[user + 1] = indptr[user] + list.length;
  const count = indptr[USERS];
  return {
    now: 0,
    titles,
    interactions: {
      users: USERS,
      items: ITEMS,
      indptr,
      indices: Int32Array.from(lists.flat()),
      ratings: new Float32Array(count).fill(4),
      fractions: new Float32Array(count).fill(Number.NaN),
      times: new Float64Array(count),
    },
  };
}

const queryOf = (items: number[], weights = items.map(() => 1)): Query => ({
  items: Int32Array.from(items),
  weights: Float32Array.from(weights),
  times: new Float64Array(items.length),
  now: 0,
});

const news = Array.from({ length: NEW }, (_, at) => FIRST_NEW + at);

describe('the taste of cold titles', () => {
  let kernels: Kernels;
  let artifact: Artifact;
  let taste: ColdTaste;
  const train = (data: TrainingData): { artifact: Artifact; taste: ColdTaste } => {
    const environment = { kernels, seed: 3, progress: silent };
    const written = trainContent(data, config, environment);
    const used = kernels.heap.used;
    const tensors = new Map(learnColdTaste(written, data, config, cold, environment));
    expect(kernels.heap.used).toBe(used);
    const learned = { metadata: {}, tensors };
    return { artifact: learned, taste: openColdTaste(learned, readTermMatrix(written, ITEMS), kernels) };
  };
  beforeAll(async () => {
    kernels = await openKernels();
    ({ artifact, taste } = train(drawData(NEW)));
  });
  afterAll(() => kernels.close());

  it('puts new titles of the kind that was watched before the others', () => {
    const numbers = Array.from(taste.measure(queryOf([1, 3, 5])));
    const ofRobots = news.filter((item) => item % 2 === 1).map((item) => numbers[taste.placeOf(item)]);
    const ofTheSea = news.filter((item) => item % 2 === 0).map((item) => numbers[taste.placeOf(item)]);
    expect(Math.min(...ofRobots)).toBeGreaterThan(Math.max(...ofTheSea));
  });

  it('puts them behind when the kind was disliked', () => {
    const numbers = Array.from(taste.measure(queryOf([1, 3, 5], [-1, -1, -1])));
    expect(numbers[taste.placeOf(FIRST_NEW + 1)]).toBeLessThan(numbers[taste.placeOf(FIRST_NEW)]);
  });

  it('counts in standard deviations, whatever the length of the history', () => {
    const one = Array.from(taste.measure(queryOf([1])));
    const same = Array.from(taste.measure(queryOf([1], [0.25])));
    for (const [place, number] of one.entries()) expect(same[place]).toBeCloseTo(number, 4);
    expect(Math.max(...one.map(Math.abs))).toBeLessThan(4);
    expect(Math.max(...one.map(Math.abs))).toBeGreaterThan(0.3);
  });

  it('says nothing when nothing of the history is known', () => {
    for (const items of [[], [FIRST_NEW], [-1, ITEMS]]) {
      expect([...taste.measure(queryOf(items))]).toEqual(news.map(() => 0));
      expect(taste.explain(queryOf(items), FIRST_NEW, 5, 1)).toEqual([]);
    }
  });

  it('knows the cold titles only', () => {
    expect(news.map((item) => taste.placeOf(item))).toEqual(news.map((_, place) => place));
    for (const item of [-1, 0, FIRST_NEW - 1, ITEMS]) expect(taste.placeOf(item)).toBe(-1);
    expect(taste.explain(queryOf([1]), 3, 5, 1)).toEqual([]);
  });

  it('explains by the watched titles, whose parts add up to the number', () => {
    const query = queryOf([1, 3, 5, 7]);
    const item = FIRST_NEW + 1;
    const number = taste.measure(query)[taste.placeOf(item)];
    const parts = taste.explain(query, item, 100, 2).filter(({ kind }) => kind === 'history');
    // All four are robots, as the new title is: no part is below 0 and left out.
    expect(new Set(parts.map((part) => part.item))).toEqual(new Set([1, 3, 5, 7]));
    expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(2 * number, 3);
  });

  it('explains by the terms that the title shares with what was liked', () => {
    const terms = (query: Query): string[] =>
      taste.explain(query, FIRST_NEW + 1, 100, 1).flatMap(({ term }) => (term === undefined ? [] : [term]));
    expect(terms(queryOf([1, 3]))).toContain('robot');
    expect(terms(queryOf([0, 2], [-1, -1]))).toEqual([]);
  });

  it('is nearest to the watched titles of its kind', () => {
    const out = kernels.heap.f32(ITEMS);
    expect(taste.nearness(FIRST_NEW + 1, out)).toBe(true);
    const near = Array.from(out.data.subarray(0, FIRST_NEW));
    const ofRobots = near.filter((_, item) => item % 2 === 1);
    const ofTheSea = near.filter((_, item) => item % 2 === 0);
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(ofRobots)).toBeGreaterThan(mean(ofTheSea) + 0.3);
    expect(Math.max(...near)).toBeLessThanOrEqual(1.0001);
    expect([...out.data.subarray(FIRST_NEW, ITEMS)]).toEqual(news.map(() => 0));
    expect(taste.nearness(0, out)).toBe(false);
  });

  it('leaves the same bytes when trained again', () => {
    const again = train(drawData(NEW)).artifact;
    expect([...again.tensors.keys()]).toEqual([...artifact.tensors.keys()]);
    for (const [name, { data }] of artifact.tensors) expect(again.tensors.get(name)!.data).toEqual(data);
  });

  it('is empty where every title was watched, and where too few were', () => {
    const { interactions, ...rest } = drawData(0);
    const short = { ...interactions, indptr: new Int32Array(USERS + 1), indices: new Int32Array(0) };
    for (const data of [
      { ...rest, interactions },
      { ...rest, interactions: short },
    ]) {
      const { taste } = train(data);
      expect(taste.measure(queryOf([1, 3])).length).toBe(0);
      expect(taste.placeOf(0)).toBe(-1);
    }
  });
});
