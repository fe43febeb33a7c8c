import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { isButacaError } from '../../base/errors.ts';
import { checkValidation } from './check-validation.ts';
import type { BenchmarkSplit } from './contract.ts';
import { cutValidation } from './cut-validation.ts';
import { holdOutUsers } from './hold-out-users.ts';
import { IdTable } from './id-table.ts';
import { buildInteractions, givenTo } from './numbering.ts';
import { readFixedSplit } from './read-fixed-split.ts';
import { readHeldOutUsers } from './read-held-out-users.ts';
import { readLeaveOneOut } from './read-leave-one-out.ts';
import { readPairs } from './read-pairs.ts';

const scratch = mkdtempSync(join(tmpdir(), 'butaca-leaks-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const write = (name: string, text: string | Buffer): string => {
  mkdirSync(join(scratch, name, '..'), { recursive: true });
  writeFileSync(join(scratch, name), text);
  return join(scratch, name);
};

/** The code and message that the work is refused with. */
async function refusal(work: () => unknown): Promise<[string, string]> {
  try {
    await work();
  } catch (error) {
    if (isButacaError(error)) return [error.code, error.message];
    throw error;
  }
  return ['', 'nothing was refused'];
}

describe('leaks between files', () => {
  const train = '1\t10\t5\t3\n1\t11\t4\t2\n2\t12\t1\t9\n';
  const leaveOneOut = (test: string, negatives: string, order?: 'any' | 'latest') => () =>
    readLeaveOneOut(write('train', train), write('test', test), write('negatives', negatives), order);
  const fixed = (training: string, test: string) => () => readFixedSplit(write('train', training), write('test', test));

  it.each([
    ['a test pair in training', fixed('u1 a b\n', 'u1 c b\n'), 'LEAKED_PAIR', 'line 1 of test'],
    ['a user with two lines', fixed('u1 a\nu1 b\n', 'u1 c\n'), 'DUPLICATED_USER', 'line 2 of train'],
    ['a test pair in training', leaveOneOut('1 10 5 9\n', '(1,10) 13\n'), 'LEAKED_PAIR', 'line 1 of test'],
    ['a user asked twice', leaveOneOut('1 12 5 9\n1 13 5 9\n', '(1,12) 14\n'), 'DUPLICATED_USER', 'line 2 of test'],
    [
      'a test rating older than training',
      leaveOneOut('1 12 5 2\n', '(1,12) 14\n', 'latest'),
      'LEAKED_TIME',
      'line 1 of test',
    ],
    ['a negative in training', leaveOneOut('1 12 5 9\n', '(1,12) 14 11\n'), 'LEAKED_NEGATIVE', 'item 11'],
  ])('%s is refused with its line', async (_, work, code, place) => {
    const [found, message] = await refusal(work);
    expect(found).toBe(code);
    expect(message).toContain(place);
  });

  it('few among many are left out and told: published files are not always clean', () => {
    const users = Array.from({ length: 200 }, (_, user) => user);
    const lines = (item: (user: number) => string) => users.map((user) => `u${user} ${item(user)}\n`).join('');
    const split = fixed(
      lines(() => 'a b'),
      lines((user) => (user === 7 ? 'b c' : 'c')),
    )();
    expect(split.warnings).toEqual([{ kind: 'leaked-pairs', pairs: 1, of: 201 }]);
    expect(split.test[7]).toHaveLength(1);
    const ranked = readLeaveOneOut(
      write('train', users.map((user) => `${user} a\n`).join('')),
      write('test', users.map((user) => `${user} ${user === 7 ? 'a' : 'c'}\n`).join('')),
      write(
        'negatives',
        users.map((user) => `(${user},${user === 7 ? 'a' : 'c'}) d ${user === 9 ? 'a' : 'e'}\n`).join(''),
      ),
    );
    expect(ranked.warnings).toEqual([
      { kind: 'leaked-pairs', pairs: 1, of: 200 },
      { kind: 'leaked-negatives', pairs: 1, of: 400 },
    ]);
    expect(ranked.test[7]).toHaveLength(0);
  });

  it('a test rating of the same moment is none, nor one at random where that was said', () => {
    expect(leaveOneOut('1 12 5 3\n', '(1,12) 14\n')()).toMatchObject({ latest: true, warnings: [] });
    expect(leaveOneOut('1 12 5 2\n', '(1,12) 14\n', 'any')()).toMatchObject({ latest: false, warnings: [] });
  });

  it.each([
    [16, 30, false],
    [1, 200, true],
  ])(
    'of %i in %i users is told where nothing was said, and taken for a split at random where they are many',
    (early, of, latest) => {
      const users = Array.from({ length: of }, (_, user) => user);
      const split = readLeaveOneOut(
        write('train', users.map((user) => `${user} a 5 7\n${user} b 5 ${user < early ? 9 : 1}\n`).join('')),
        write('test', users.map((user) => `${user} c 5 8\n`).join('')),
        write('negatives', users.map((user) => `(${user},c) d e\n`).join('')),
      );
      expect(split.latest).toBe(latest);
      expect(split.warnings).toEqual([{ kind: 'random-holdout', users: early, of }]);
    },
  );
});

describe('leaks between held-out users', () => {
  const files = {
    'train.csv': 'uid,sid\n1,a\n1,b\n2,b\n2,c\n',
    'validation_tr.csv': 'uid,sid\n3,a\n3,b\n',
    'validation_te.csv': 'uid,sid\n3,c\n',
    'test_tr.csv': 'uid,sid\n4,a\n',
    'test_te.csv': 'uid,sid\n4,b\n4,z\n',
  };
  const folder = (name: string, change: Partial<typeof files>): string => {
    for (const [file, text] of Object.entries({ ...files, ...change })) write(join(name, file), text);
    return join(scratch, name);
  };

  it('a clean folder is read: what is given, what is to be found, a title that training lacks at the end', async () => {
    const split = await readHeldOutUsers(folder('clean', {}));
    const names = (nums: Int32Array): string[] => Array.from(nums, (num) => split.items[num]);
    expect([split.users, split.items]).toEqual([
      ['1', '2', '3', '4'],
      ['a', 'b', 'c', 'z'],
    ]);
    expect([names(givenTo(split, 3)), names(split.test[3]), names(split.test[2])]).toEqual([['a'], ['b', 'z'], []]);
    expect([names(givenTo(split.validation, 2)), names(split.validation.test[2])]).toEqual([['a', 'b'], ['c']]);
    expect(split.training.indices).toHaveLength(4);
    checkValidation(split, split.validation);
  });

  it.each([
    ['a test user in training', { 'test_tr.csv': '4,a\n2,a\n' }, 'LEAKED_USER', 'in training: 2 of test_tr.csv'],
    ['a test user to tune on', { 'test_te.csv': '4,b\n3,z\n' }, 'LEAKED_USER', 'validation user: 3 of test_tr.csv'],
    ['a pair given and to be found', { 'test_te.csv': '4,a\n' }, 'LEAKED_PAIR', 'user 4, item a of test_te.csv'],
    ['an empty side', { 'validation_te.csv': 'uid,sid\n' }, 'INSUFFICIENT_DATA', 'validation_te.csv'],
  ])('%s is refused', async (name, change, code, place) => {
    const [found, message] = await refusal(() => readHeldOutUsers(folder(name, change)));
    expect(found).toBe(code);
    expect(message).toContain(place);
  });

  it('too few users are refused with what left them out', async () => {
    const path = write(
      'few.csv',
      Array.from({ length: 40 }, (_, at) => `${at % 4},${at},${at < 20 ? 3 : 5}\n`).join(''),
    );
    const options = { minStars: 4, minTitles: 5, heldOut: 2, seed: 1 };
    const [code, message] = await refusal(() => holdOutUsers(path, options));
    expect(code).toBe('INSUFFICIENT_DATA');
    expect(message).toContain('insufficient users: 4 with 5 titles or more (20 ratings are below 4)');
  });
});

describe('leaks into validation', () => {
  const split = readFixedSplit(write('train', 'u1 a b c d e\nu2 a c e f b\n'), write('test', 'u1 f\nu2 d\n'));

  it('a part cut from training has none', () => {
    expect(() => checkValidation(split, cutValidation(split, 'random', 3))).not.toThrow();
  });

  it('a test pair among those to tune on is one', async () => {
    const tested: BenchmarkSplit = { ...cutValidation(split, 'random', 3), test: split.test };
    const [code, message] = await refusal(() => checkValidation(split, tested));
    expect([code, message]).toEqual([
      'LEAKED_VALIDATION',
      expect.stringContaining('validation pair from outside of training: user u1, item f'),
    ]);
  });

  it('so is one that the part itself trains on, or that the test part does', async () => {
    const whole: BenchmarkSplit = { ...cutValidation(split, 'random', 3), training: split.training };
    expect((await refusal(() => checkValidation(split, whole)))[0]).toBe('LEAKED_PAIR');
    const known: BenchmarkSplit = { ...split, test: [Int32Array.of(1), new Int32Array(0)] };
    expect((await refusal(() => checkValidation(known, cutValidation(split, 'random', 3))))[0]).toBe('LEAKED_PAIR');
  });

  it('users of their own must be unknown to training, and others than the tested', async () => {
    const rows = (...items: number[][]) =>
      buildInteractions(
        items.map((row) => ({ items: row })),
        4,
      );
    const side = (given: number[][], test: number[][]): BenchmarkSplit => ({
      users: ['1', '2', '3'],
      items: ['a', 'b', 'c', 'd'],
      training: rows([0, 1, 2], [], []),
      given: rows(...given),
      test: test.map((row) => Int32Array.from(row)),
      candidates: null,
    });
    const tested = side([[], [0], []], [[], [1], []]);
    checkValidation(tested, side([[], [], [0]], [[], [], [1]]));
    expect((await refusal(() => checkValidation(tested, tested)))[1]).toContain('validation user who is tested: 2');
    const leaked = side([[3], [], []], [[], [], []]);
    expect((await refusal(() => checkValidation(tested, leaked)))[1]).toContain('held-out user in training: 1');
  });
});

describe('pairs of a file', () => {
  const read = async (name: string, bytes: string | Buffer, minStars?: number) => {
    const [users, items] = [new IdTable(), new IdTable()];
    const given = { users, items, hash: createHash('sha256'), ...(minStars === undefined ? {} : { minStars }) };
    const pairs = await readPairs(write(name, bytes), given);
    const [names, titles] = [users.ids(), items.ids()];
    return Array.from(pairs.users, (user, at) => `${names[user]} ${titles[pairs.items[at]]}`);
  };

  it.each([
    [
      'commas, headings and gzip',
      gzipSync('userId,movieId,rating,timestamp\n7,á,4.0,11\r\n7,b,3.5,12\n8,á,5,13'),
      ['7 á', '8 á'],
    ],
    ['double colons', '7::1::4::11\n7::2::3::12\n', ['7 1']],
    ['tabs without stars', 'user\titem\n7\t1\n\n8\t2\n', ['7 1', '8 2']],
    ['quotes and blanks', '"7" "1" "4"\n 8  2  1e1 \n', ['7 1', '8 2']],
    ['a name first, no headings', 'ana x\nuserland itemise\n', ['ana x', 'userland itemise']],
  ])('are read: %s', async (name, bytes, expected) => {
    expect(await read(name, bytes, 4)).toEqual(expected);
  });

  it('keep ids apart however many there are, longer than a block too', async () => {
    const lines = Array.from({ length: 30_000 }, (_, at) => `user${at},${'x'.repeat(60)}${at % 9_000}`);
    const pairs = await read('many', lines.join('\n'));
    expect(pairs).toEqual(lines.map((line) => line.replace(',', ' ')));
  });

  it.each([
    ['1 2 x\n1 3 4\n', 'invalid rating: line 1'],
    ['user item stars\n1 3 4\n1 2 y\n', 'invalid rating: line 3'],
    ['1\n', 'invalid rating: line 1'],
    ['1 2 3 4 5\n', 'invalid rating: line 1'],
    ['1 2 3 now\n', 'invalid rating: line 1'],
    [gzipSync('1 2 3 4\n'.repeat(5)).subarray(0, 25), 'damaged gzip file'],
  ])('refuse %j', async (bytes, message) => {
    const [code, text] = await refusal(() => read('wrong', bytes));
    expect([code, text]).toEqual(['UNSUPPORTED_FILE', expect.stringContaining(message)]);
  });
});
