import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { silent } from '../../base/progress.ts';
import type { Title } from '../../dataset/index.ts';
import { openKernels } from '../../kernels/index.ts';
import type { Artifact, Query, Scorer, TrainingData } from '../contract.ts';
import { weightsFor } from './blend-weights.ts';
import { openCarriers } from './carriers.ts';
import { hybridConfig } from './config.ts';
import { hybrid } from './hybrid.ts';
import { SIGNALS } from './signal-names.ts';
import { openSignals } from './signals.ts';

const NOW = 1_577_836_800;
const USERS = 120;
const ITEMS = 60;
/** The last titles are new: nobody has watched them. */
const NEW = 6;
const config = hybridConfig.parse({
  ease: { regularization: 20, minInteractions: 2 },
  factors: { factors: 8 },
  content: { factors: 8 },
});

/** Even titles are about the sea, odd ones about robots; so are the users. */
function drawData(): TrainingData {
  const stream = random(11, 'hybrid-test');
  const titles = Array.from({ length: ITEMS }, (_, num): Title => {
    const words = num % 2 === 0 ? ['sailor', 'harbour', 'island'] : ['robot', 'laboratory', 'android'];
    return {
      num,
      id: `t${num}`,
      name: `Title ${num}`,
      year: 2000 + (num % 19),
      genres: [num % 2 === 0 ? 'Adventure' : 'Sci-Fi'],
      tags: [words[num % 3]],
      synopsis: `The ${words[0]} leaves the ${words[1]} for the ${words[2]}.`,
      cast: [],
      directors: [],
    };
  });
  const lists = Array.from({ length: USERS }, (_, user) =>
    stream.shuffle(
      Array.from({ length: ITEMS - NEW }, (_, item) => item).filter(
        (item) => stream.next() < (item % 2 === user % 2 ? 0.6 : 0.05),
      ),
    ),
  );
  const indptr = new Int32Array(USERS + 1);
  for (const [user, list] of lists.entries()) indptr[user + 1] = indptr[user] + list.length;
  const count = indptr[USERS];
  return {
    now: NOW,
    titles,
    interactions: {
      users: USERS,
      items: ITEMS,
      indptr,
      indices: Int32Array.from(lists.flat()),
      ratings: new Float32Array(count).fill(4),
      fractions: new Float32Array(count).fill(Number.NaN),
      times: Float64Array.from({ length: count }, (_, at) => NOW - 50_000_000 + 1000 * at),
    },
  };
}

const queryOf = (items: number[], more: Partial<Query> = {}): Query => ({
  items: Int32Array.from(items),
  weights: new Float32Array(items.length).fill(1),
  times: new Float64Array(items.length).fill(NOW - 100),
  now: NOW,
  ...more,
});

describe('hybrid', () => {
  const data = drawData();
  let artifact: Artifact;
  let scorer: Scorer;
  const scoreOf = (query: Query): Float32Array => {
    const out = new Float32Array(ITEMS);
    scorer.score(query, out);
    return out;
  };
  beforeAll(async () => {
    const kernels = await openKernels();
    artifact = await hybrid.train(data, config, { kernels, seed: 5, progress: silent });
    kernels.close();
    scorer = hybrid.load(artifact, data.titles, { kernels: await openKernels() });
  });
  afterAll(() => scorer.close());

  it('is the weighed sum of its signals, for every item and length of history', async () => {
    const kernels = await openKernels();
    const signals = openSignals(artifact, data.titles, config, kernels);
    const blend = artifact.tensors.get('blend')!.data as Float64Array;
    const values = new Float32Array(SIGNALS.length);
    for (const items of [[], [0], [1, 3], [2, 4, 6, 8], Array.from({ length: 40 }, (_, item) => item)]) {
      const out = scoreOf(queryOf(items));
      const reading = signals.read(queryOf(items));
      const weights = weightsFor(blend, reading.length);
      for (let item = 0; item < ITEMS; item++) {
        signals.values(reading, item, values, 0);
        const sum = values.reduce((total, value, place) => total + weights[place] * value, 0);
        expect(out[item]).toBeCloseTo(sum, 3);
        // Titles that nobody has watched are summed without the array of values: in the same order, to the last bit.
        expect(out[item]).toBe(signals.isCold(item) ? Math.fround(sum) : out[item]);
      }
    }
    kernels.close();
  });

  it('ranks new titles by what they are about', () => {
    const out = scoreOf(queryOf([1, 3, 5, 7, 9, 11]));
    const news = Array.from({ length: NEW }, (_, at) => ITEMS - NEW + at);
    news.sort((a, b) => out[b] - out[a]);
    expect(news.slice(0, NEW / 2).every((item) => item % 2 === 1)).toBe(true);
  });

  it('follows the words of a stranger, in Spanish too', () => {
    for (const text of ['robots and androids', 'una película de robots']) {
      const out = scoreOf(queryOf([], { text }));
      const best = Array.from(out.keys()).sort((a, b) => out[b] - out[a]);
      expect(best.slice(0, 5).every((item) => item % 2 === 1)).toBe(true);
    }
  });

  it('explains by watched titles and by what the texts share', () => {
    const query = queryOf([1, 3, 5, 7]);
    scoreOf(query);
    const parts = scorer.explain(query, 9, 12);
    const watched = parts.filter(({ kind }) => kind === 'history').map(({ item }) => item);
    expect(watched.length).toBeGreaterThan(0);
    expect(watched.every((item) => query.items.includes(item!))).toBe(true);
    expect(parts.some(({ kind, term }) => kind === 'genre' && term === 'Sci-Fi')).toBe(true);
    const terms = parts.flatMap(({ kind, term }) => (term === undefined ? [] : [`${kind}:${term.toLowerCase()}`]));
    expect(new Set(terms).size).toBe(terms.length);
  });

  it('explains a new title by watched titles and by the terms it shares with them', () => {
    const query = queryOf([1, 3, 5, 7]);
    scoreOf(query);
    const parts = scorer.explain(query, ITEMS - 1, 20);
    const watched = parts.filter(({ kind }) => kind === 'history').map(({ item }) => item);
    expect(watched.length).toBeGreaterThan(0);
    expect(watched.every((item) => query.items.includes(item!))).toBe(true);
    expect(new Set(watched).size).toBe(watched.length);
    expect(parts.some(({ kind }) => kind === 'word' || kind === 'tag')).toBe(true);
  });

  it('finds watched titles like a new one', () => {
    const found = scorer.similar(ITEMS - 1, 8);
    expect(found.length).toBe(8);
    expect(found.every(({ item }) => item % 2 === 1 && item !== ITEMS - 1)).toBe(true);
    const scores = found.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores[7]).toBeGreaterThan(0);
  });

  it('explains the same before and after other queries were scored', () => {
    const query = queryOf([1, 3, 5, 7]);
    scoreOf(query);
    const before = scorer.explain(query, 9, 6);
    const other = queryOf([0, 2, 4]);
    scoreOf(other);
    for (const item of [6, 9, ITEMS - 1]) scorer.explain(other, item, 6);
    expect(scorer.explain(query, 9, 6)).toEqual(before);
  });

  it('names the titles that carried most, with what they add by plain sums', async () => {
    const kernels = await openKernels();
    const signals = openSignals(artifact, data.titles, config, kernels);
    const { columns, B, ld, diagonal } = signals.together;
    const { vectors, inverseLengths, factors: f } = signals;
    const carriers = openCarriers(signals, config.history.maxLength, kernels);
    const weights = new Float64Array(SIGNALS.length).fill(1);
    for (const items of [[1, 3, 5, 7, 9], [0, 2], [ITEMS - 1]]) {
      const reading = signals.read(queryOf(items));
      for (const item of [4, 9, 11, ITEMS - 1]) {
        const column = columns[item];
        const plain = items.flatMap((other, at) => {
          const row = columns[other];
          if (column < 0 || row < 0 || other === item) return [];
          let dot = 0;
          for (let k = 0; k < f; k++) dot += vectors[row * f + k] * vectors[column * f + k];
          const together = (reading.recent[at] * B[column * ld + row] * diagonal[row]) / diagonal[column];
          const direction = reading.broad[at] * inverseLengths[row] * dot;
          return [{ item: other, amount: reading.togetherScale * together + reading.factorsScale * direction }];
        });
        const expected = plain.filter(({ amount }) => amount > 0).sort((a, b) => b.amount - a.amount);
        const found = carriers.find(reading, weights, item, 3);
        expect(found.map((part) => part.item)).toEqual(expected.slice(0, 3).map((part) => part.item));
        for (const [place, { amount }] of found.entries()) expect(amount).toBeCloseTo(expected[place].amount, 4);
      }
    }
    kernels.close();
  });

  it('does not recommend what is not released yet', () => {
    const past = Date.parse('2008-06-01') / 1000;
    const out = scoreOf(queryOf([0, 2], { now: past }));
    const best = Array.from(out.keys()).sort((a, b) => out[b] - out[a]);
    expect(best.slice(0, 10).every((item) => data.titles[item].year! <= 2008)).toBe(true);
  });

  it('reads only the latest part of long histories', async () => {
    const short = { ...config, history: { ...config.history, maxLength: 3 } };
    const kernels = await openKernels();
    const signals = openSignals(artifact, data.titles, short, kernels);
    expect(signals.read(queryOf([9, 7, 5, 3, 1])).items).toEqual(Int32Array.of(5, 3, 1));
    kernels.close();
  });
});
