import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { silent } from '../../base/progress.ts';
import { openKernels } from '../../kernels/index.ts';
import { blendOf } from './blend.ts';
import { cutValidation } from './cut-validation.ts';
import type { BenchmarkEntrant } from './entrants.ts';
import { groups } from './groups.ts';
import { laterTitles } from './later-titles.ts';
import { readLines } from './lines.ts';
import { measureSplit } from './measure-split.ts';
import { buildInteractions, historyOf } from './numbering.ts';
import { readFixedSplit } from './read-fixed-split.ts';
import { readLeaveOneOut } from './read-leave-one-out.ts';
import { readRatingsFile, splitPerUser } from './read-top-n.ts';
import { climb } from './tune.ts';

const scratch = mkdtempSync(join(tmpdir(), 'butaca-splits-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const write = (name: string, text: string | Buffer): string => {
  writeFileSync(join(scratch, name), text);
  return join(scratch, name);
};
const checkpoint = async (): Promise<void> => undefined;

describe('lines', () => {
  it('numbers lines from 1, passes over blank ones, opens gzip and refuses a damaged one', () => {
    const read = (name: string, bytes: Buffer): unknown[] =>
      Array.from(readLines(write(name, bytes), createHash('sha256')), ({ number, text }) => [number, text]);
    const text = Buffer.from('a\r\n\n  b \nc');
    const expected = [
      [1, 'a'],
      [3, 'b'],
      [4, 'c'],
    ];
    expect(read('plain', text)).toEqual(expected);
    expect(read('packed', gzipSync(text))).toEqual(expected);
    expect(() => read('cut', gzipSync(text).subarray(0, 15))).toThrow('damaged gzip file');
  });
});

describe('fixed split', () => {
  it('gives the figures worked out by hand', async () => {
    const train = write('train', 'u1 a b\nu2 a c\nu3 a c b b\nu4\n');
    const split = readFixedSplit(train, write('test', 'u1 c d\nu2 b\nu4 c\n'));
    expect([split.users, split.items, split.repeated]).toEqual([['u1', 'u2', 'u3', 'u4'], ['a', 'b', 'c', 'd'], 1]);
    // u1 is left c, d; u2 b, d; u4 (no history: counts a 3, b 2, c 2) everything.
    const scores = [Float32Array.of(9, 9, 1, 2), Float32Array.of(9, 1, 9, 2)];
    const { asked, metrics, lists } = await measureSplit(split, (user, out) => out.set(scores[user]), {
      metrics: ['ndcg@20', 'recall@20', 'mrr@10'],
      n: 2,
      seed: 1,
      checkpoint,
    });
    expect(Array.from(asked)).toEqual([0, 1, 3]);
    expect(lists.slice(0, 2).map((list) => Array.from(list))).toEqual([
      [3, 2],
      [3, 1],
    ]);
    expect(Array.from(metrics['recall@20'])).toEqual([1, 1, 1]);
    expect(metrics['ndcg@20'][0]).toBeCloseTo(1, 12);
    expect(metrics['ndcg@20'][1]).toBeCloseTo(1 / Math.log2(3), 12);
    expect([1 / 2, 1 / 3]).toContain(metrics['mrr@10'][2]);
  });

  it.each([
    ['u1 a b\nu1 c\n', 'u1 d\n', 'duplicated user: line 2 of train'],
    ['u1 a b\n', 'u2 a\n\nu1 c b\n', 'leaked test pair (item b; 1 of 3 pairs): line 3 of test'],
    ['u1 a b\n', '"u 1" c\n', 'invalid line: line 1 of test'],
    ['u1 a b\n', 'u1\n', 'empty split'],
  ])('refuses %j with %j', (train, test, message) => {
    expect(() => readFixedSplit(write('train', train), write('test', test))).toThrow(message);
  });
});

describe('leave one out', () => {
  const train = '1\t10\t5\t3\n1\t11\t4\t2\n2 12 1 9\n';
  const read = (test: string, negatives: string, training = train) =>
    readLeaveOneOut(write('train', training), write('test', test), write('negatives', negatives));

  it('reads training in order of time and the candidates with the held-out title, repeated negatives once', () => {
    const split = read('1\t12\t5\t9\n', '(1,12)\t13\t14\t13\n');
    const names = (nums: Int32Array): string[] => Array.from(nums, (num) => split.items[num]);
    expect(names(historyOf(split.training, 0))).toEqual(['11', '10']);
    expect(names(split.candidates![0])).toEqual(['12', '13', '14']);
    expect([names(split.test[0]), names(split.test[1]), split.repeated]).toEqual([['12'], [], 1]);
  });

  it.each([
    ['1\t10\t5\t9\n', '(1,10)\t13\n', 'leaked test pair (1 of 1 users): line 1 of test'],
    ['1 12 5 9\n1 13 5 9\n', '(1,12) 14\n', 'duplicated user: line 2 of test'],
    ['1 12 5 9\n', '(1,12) 14 11\n', 'negative that is a positive (item 11; 1 of 2): line 1 of negatives'],
    ['1 12 5 9\n', '(1,12) 14 12\n', 'negative that is a positive (item 12; 1 of 2): line 1 of negatives'],
    ['1 12 5 9\n', '(1,15) 14\n', 'unknown test pair: line 1 of negatives'],
    ['1 12 5 9\n', '(1,12) 14\n(1,12) 14\n', 'duplicated user: line 2 of negatives'],
    ['1 12 5 9\n', '1 12 14\n', 'invalid line of negatives: line 1 of negatives'],
    ['1 12 5 9\n2 10 5 9\n', '(1,12) 14\n', 'missing negatives: user 2'],
    ['1 12 five 9\n', '(1,12) 14\n', 'invalid rating: line 1 of test'],
  ])('refuses %j with %j', (test, negatives, message) => {
    expect(() => read(test, negatives)).toThrow(message);
  });
});

describe('validation part', () => {
  it('is cut from training alone: nothing of the test part, the latest title, as many candidates', () => {
    const negatives = '(1,20)\t21\t22\t23\n';
    const split = readLeaveOneOut(
      write('train', '1 10 5 1\n1 11 5 3\n1 12 5 2\n'),
      write('test', '1 20 5 9\n'),
      write('negatives', negatives),
    );
    const cut = cutValidation(split, 'latest', 7);
    const names = (nums: Iterable<number>): string[] => Array.from(nums, (num) => split.items[num]);
    expect(names(cut.test[0])).toEqual(['11']);
    expect(names(historyOf(cut.training, 0))).toEqual(['10', '12']);
    expect(cut.candidates![0]).toHaveLength(4);
    for (const item of cut.candidates![0].slice(1)) expect(['10', '11', '12']).not.toContain(split.items[item]);
  });

  it('holds out a fifth by chance, the same for the same seed', () => {
    const data = readRatingsFile(
      write('data', Array.from({ length: 40 }, (_, at) => `${at % 2} ${at} 3 1`).join('\n')),
    );
    const split = splitPerUser(data, 5);
    expect(split.test.map(({ length }) => length)).toEqual([5, 5]);
    const [once, again, other] = [5, 5, 6].map((seed) => cutValidation(split, 'random', seed));
    expect(once.test).toEqual(again.test);
    expect(once.test).not.toEqual(other.test);
    for (const user of [0, 1]) {
      expect(once.test[user]).toHaveLength(3);
      const both = [...historyOf(once.training, user), ...once.test[user]].sort((a, b) => a - b);
      expect(both).toEqual(Array.from(historyOf(split.training, user)).sort((a, b) => a - b));
    }
  });
});

describe('a file of titles', () => {
  it('tells genres from flags and from names, names and years, and goes with every part of a split', () => {
    const data = write('data', '1 7 3 1\n1 8 3 1\n1 9 3 1\n1 6 3 2\n');
    const flags = write('flags', '7|Seven (1995)|22-Sep-1995||http|0|1|1\n8|Eight|01-Jan-1988||http|1|0|0\n');
    const split = splitPerUser(readRatingsFile(data, { titles: flags }), 1);
    expect(split.titles).toEqual([
      { name: 'Seven', year: 1995, genres: ['1', '2'] },
      { name: 'Eight', year: 1988, genres: ['0'] },
      null,
      null,
    ]);
    expect(cutValidation(split, 'random', 1).titles).toEqual(split.titles);
    const names = readRatingsFile(data, { titles: write('names', '7::Seven, 2 (1995)::Crime|Drama\n8::Eight::War\n') });
    expect(names.titles!.slice(0, 2)).toEqual([
      { name: 'Seven, 2', year: 1995, genres: ['Crime', 'Drama'] },
      { name: 'Eight', year: null, genres: ['War'] },
    ]);
    expect(names.sha256).not.toBe(readRatingsFile(data).sha256);
    expect(() => readRatingsFile(data, { titles: write('odd', '7|Seven|1995||http|0|2\n') })).toThrow(
      'invalid title: line 1 of odd',
    );
  });
});

describe('a file of users', () => {
  const ratings = Array.from({ length: 36 }, (_, user) => `${user} 1 3 1`).join('\n');

  it('makes groups of few values, bands of many numbers, nothing of other columns, and goes with every part', () => {
    const lines = Array.from({ length: 35 }, (_, user) => `${user}|${user + 20}|${user % 2 ? 'M' : 'F'}|zip${user}`);
    const file = write('users', ['user_id|age|gender|zip', ...lines, 'stranger|1|X|zip'].join('\n'));
    const split = splitPerUser(readRatingsFile(write('ratings', ratings), { users: file }), 1);
    // 35 ages in six bands, the bounds at places 5, 11, 17, 23, 29.
    expect(split.groups![0]).toEqual(['1:0', '2:F']);
    expect(split.groups![4]).toEqual(['1:0', '2:F']);
    expect(split.groups![5]).toEqual(['1:1', '2:M']);
    expect(split.groups![34]).toEqual(['1:5', '2:F']);
    expect(split.groups![35]).toEqual([]);
    expect(
      cutValidation(
        splitPerUser(readRatingsFile(write('more', `${ratings}\n0 2 3 1\n0 3 3 1\n0 4 3 1\n`), { users: file }), 1),
        'random',
        1,
      ).groups![0],
    ).toEqual(['1:0', '2:F']);
  });

  it('takes two colons and commas, and refuses lines of another number of columns', () => {
    const data = write('ratings', ratings);
    expect(readRatingsFile(data, { users: write('colons', '3::F::1\n') }).groups![3]).toEqual(['1:F', '2:1']);
    expect(readRatingsFile(data, { users: write('commas', '3,F,\n') }).groups![3]).toEqual(['1:F']);
    expect(() => readRatingsFile(data, { users: write('odd', '3|F|1\n4|F\n') })).toThrow('invalid user: line 2 of odd');
    expect(() => readRatingsFile(data, { users: write('odd', '3\n') })).toThrow('invalid user: line 1 of odd');
  });
});

describe('parts of the blend', () => {
  const tools = async () => ({ kernels: await openKernels(), seed: 1, progress: silent });

  it('groups: adds what members of a group have more often than all users', async () => {
    const data = write('pairs', 'a 1 3 1\na 2 3 1\nb 1 3 1\nc 2 3 1\nd 2 3 1\n');
    const file = write('members', 'a|F\nb|F\nc|M\nd|M\n');
    const { users, items, titles, groups: groupsOf, histories } = readRatingsFile(data, { users: file });
    const training = buildInteractions(
      histories.map((history) => ({ items: [...history.keys()] })),
      items.length,
    );
    const split = { users, items, titles, groups: groupsOf, training, test: [], candidates: null };
    expect(groups.applies!(split)).toBe(true);
    expect(groups.applies!({ ...split, groups: undefined })).toBe(false);
    const environment = await tools();
    const score = await groups.train(split, {}, environment);
    const out = new Float32Array(2);
    score(1, out);
    // D centred: ±1/2 in two columns; DᵀD = [[1, −1], [−1, 1]]; DᵀX = ±[1, −1/2]: with λ = 50 a column's weight is 1/52 and −1/104;
    // D·weights = 1/52 and −1/104 for F; the titles are of 2 and 3 of 4 users: √(3/4), √(4/4).
    expect(out[0]).toBeCloseTo(1 / 52 / Math.sqrt(3 / 4), 6);
    expect(out[1]).toBeCloseTo(-1 / 104, 6);
    score(2, out);
    expect(out[0]).toBeCloseTo(-1 / 52 / Math.sqrt(3 / 4), 6);
    expect(environment.kernels.heap.used).toBe(0);
    environment.kernels.close();
  });

  it('later: marks what nobody had before the user’s last interaction, in training alone', async () => {
    const training = buildInteractions(
      [{ items: [0, 1], times: [10, 20] }, { items: [1, 2], times: [30, 40] }, { items: [0] }],
      4,
    );
    const split = { users: ['a', 'b', 'c'], items: ['0', '1', '2', '3'], training, test: [], candidates: null };
    expect(laterTitles.applies!(split)).toBe(true);
    const score = await laterTitles.train(split, {}, await tools());
    const out = new Float32Array(4);
    const scoresOf = (user: number): number[] => {
      score(user, out);
      return [...out];
    };
    expect(scoresOf(0)).toEqual([0, 0, -1, -1]);
    expect(scoresOf(1)).toEqual([0, 0, 0, -1]);
    expect(scoresOf(2)).toEqual([0, 0, 0, 0]);
    const undated = buildInteractions([{ items: [0] }], 4);
    expect(laterTitles.applies!({ ...split, training: undated })).toBe(false);
  });
});

describe('climb', () => {
  it('finds the top of a hill, best first, and keeps to the number of trials', async () => {
    const values = [1, 2, 3, 4, 5, 6];
    const space = { x: { values, start: 1 }, y: { values, start: 4 } };
    const hill = async ({ x, y }: Readonly<Record<string, number>>): Promise<Float64Array> =>
      Float64Array.of(9 - (x - 5) ** 2 - (y - 2) ** 2);
    const trials = await climb(space, hill, 100);
    expect(trials[0]).toEqual({ settings: { x: 5, y: 2 }, value: 9 });
    expect(trials.length).toBeLessThan(20);
    expect(await climb(space, hill, 3)).toHaveLength(3);
    expect(await climb({}, async () => Float64Array.of(1), 3)).toEqual([{ settings: {}, value: 1 }]);
  });

  it('looks around where the start is no better than popularity', async () => {
    // All answer alike up to 2; the hill lies beyond, and a neighbour of the start says nothing of it.
    const space = { x: { values: [1, 2, 3, 4, 5, 6], start: 0, lookAround: [3, 5] } };
    const plain = async ({ x }: Readonly<Record<string, number>>): Promise<Float64Array> =>
      Float64Array.of(x <= 2 ? 1 : 9 - Math.abs(x - 4));
    const [lost] = await climb(space, plain, 9);
    expect(lost.settings).toEqual({ x: 1 });
    const floor = Float64Array.of(1);
    expect((await climb(space, plain, 9, { floor }))[0]).toEqual({ settings: { x: 4 }, value: 9 });
    // A start that is better needs none of it: one trial for itself and one for its neighbour.
    expect(await climb(space, plain, 9, { floor: Float64Array.of(0) })).toHaveLength(2);
  });

  it('stays where a neighbour is better by less than half a standard error over the same users', async () => {
    const space = { x: { values: [0, 1], start: 0 } };
    // Differences 0.1 ± d: mean 0.1, standard error d/√3 of four users.
    const differing =
      (d: number) =>
      async ({ x }: Readonly<Record<string, number>>): Promise<Float64Array> =>
        Float64Array.of(0.1 + d, 0.1 - d, 0.1 + d, 0.1 - d).map((difference) => 5 + x * difference);
    const [kept] = await climb(space, differing(0.4), 9);
    expect(kept).toEqual({ settings: { x: 0 }, value: 5 });
    const [left] = await climb(space, differing(0.3), 9);
    expect(left.settings).toEqual({ x: 1 });
  });
});

describe('blend', () => {
  it('adds scores of mean 0 and deviation 1 over the titles the user does not have', async () => {
    const split = readFixedSplit(write('train', 'u a\n'), write('test', 'u b c d\n'));
    let trained = 0;
    const scoring = (name: string, ...scores: number[]): BenchmarkEntrant => ({
      name,
      space: { x: { values: [1], start: 0 } },
      bytes: () => 0,
      async train(_, { x }) {
        trained++;
        return (_user, out) => out.set(scores.map((score) => score * x));
      },
    });
    const idle = { ...scoring('three', 1, 2, 3, 4), applies: () => false };
    const blend = blendOf('both', [
      [scoring('one', 90, 1, 2, 3), 1],
      [scoring('two', 90, 10, 40, 10), 1],
      [idle, 0.2],
    ]);
    expect(blend.idle!(split)).toEqual(['weight.three']);
    expect(blend.parts!(split).map(({ name }) => name)).toEqual(['one', 'two']);
    const settings = { 'one.x': 1, 'two.x': 2, 'weight.one': 0.5, 'weight.two': 2 };
    const tools = { kernels: await openKernels(), seed: 1, progress: silent };
    const out = new Float32Array(4);
    (await blend.train(split, settings, tools))(0, out);
    // Deviations √(2/3) and 2·√200: (−1, 0, 1)/√(2/3) and (−20, 40, −20)/(2·√200).
    const [first, second] = [1 / Math.sqrt(2 / 3), 10 / Math.sqrt(200)];
    for (const [at, expected] of [-0.5 * first - 2 * second, 4 * second, 0.5 * first - 2 * second].entries()) {
      expect(out[at + 1]).toBeCloseTo(expected, 5);
    }
    // Other weights need no other training; other settings of a part do.
    const before = trained;
    (await blend.train(split, { ...settings, 'weight.one': 0 }, tools))(0, out);
    expect(out[2]).toBeCloseTo(4 * second, 5);
    expect(trained).toBe(before);
    await blend.train(split, { ...settings, 'two.x': 1 }, tools);
    expect(trained).toBe(before + 2);
    tools.kernels.close();
  });
});
