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
import { readLines } from './lines.ts';
import type { BenchmarkEntrant } from './entrants.ts';
import { measureSplit } from './measure-split.ts';
import { historyOf } from './numbering.ts';
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

describe('genres of titles', () => {
  it('are read from flags and from names, and go with every part of a split', () => {
    const data = write('data', '1 7 3 1\n1 8 3 1\n1 9 3 1\n1 6 3 2\n');
    const flags = write('flags', '7|Seven|1995||http|0|1|1\n8|Eight|||http|1|0|0\n');
    const split = splitPerUser(readRatingsFile(data, flags), 1);
    expect(split.genres).toEqual([['1', '2'], ['0'], [], []]);
    expect(cutValidation(split, 'random', 1).genres).toEqual(split.genres);
    const names = write('names', '7::Seven::Crime|Drama\n');
    expect(readRatingsFile(data, names).genres![0]).toEqual(['Crime', 'Drama']);
    expect(readRatingsFile(data, names).sha256).not.toBe(readRatingsFile(data).sha256);
    expect(() => readRatingsFile(data, write('odd', '7|Seven|1995||http|0|2\n'))).toThrow(
      'invalid title: line 1 of odd',
    );
  });
});

describe('climb', () => {
  it('finds the top of a hill, best first, and keeps to the number of trials', async () => {
    const values = [1, 2, 3, 4, 5, 6];
    const space = { x: { values, start: 1 }, y: { values, start: 4 } };
    const hill = async ({ x, y }: Readonly<Record<string, number>>): Promise<number> => 9 - (x - 5) ** 2 - (y - 2) ** 2;
    const trials = await climb(space, hill, 100);
    expect(trials[0]).toEqual({ settings: { x: 5, y: 2 }, value: 9 });
    expect(trials.length).toBeLessThan(20);
    expect(await climb(space, hill, 3)).toHaveLength(3);
    expect(await climb({}, async () => 1, 3)).toEqual([{ settings: {}, value: 1 }]);
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
    const blend = blendOf('both', [scoring('one', 90, 1, 2, 3), scoring('two', 90, 10, 40, 10)]);
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
