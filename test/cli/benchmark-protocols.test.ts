import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { butaca } from './butaca.ts';

const scratch = mkdtempSync(join(tmpdir(), 'butaca-protocols-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const environment = { BUTACA_HOME: join(scratch, 'home'), BUTACA_THREADS: '1' };

interface Report {
  sha256: string;
  counts: Record<string, number>;
  rows: {
    name: string;
    metrics: Record<string, { value: number; low: number; high: number }>;
    gain: { value: number; low: number } | null;
    tuned: { settings: Record<string, number>; trials: number }[];
    splits: number[];
  }[];
}

const path = (name: string): string => join(scratch, name);
const write = (name: string, lines: readonly string[]): string => {
  mkdirSync(scratch, { recursive: true });
  writeFileSync(path(name), `${lines.join('\n')}\n`);
  return path(name);
};

// Titles come in two halves; every user has ten of one half, the same for users of equal parity but for a turn.
const owned = (user: number): number[] =>
  Array.from({ length: 10 }, (_, at) => ((user + at * 3) % 16) * 2 + (user % 2));
const USERS = Array.from({ length: 48 }, (_, user) => user);
const train = write(
  'train.txt',
  USERS.map((user) => [user, ...owned(user).slice(0, 8)].join(' ')),
);
const test = write(
  'test.txt',
  USERS.map((user) => [user, ...owned(user).slice(8)].join(' ')),
);

describe('butaca benchmark fixed-split', () => {
  it('tunes, measures and tells as table and JSON, the same figures each time, from plain files and gzip', async () => {
    const models = ['--models', 'popularity,ease,als', '--trials', '3'];
    writeFileSync(
      path('train.gz'),
      gzipSync(USERS.map((user) => `${[user, ...owned(user).slice(0, 8)].join(' ')}\n`).join('')),
    );
    const [plain, table] = [
      await butaca(['benchmark', 'fixed-split', '--train', train, '--test', test, ...models, '--json'], environment),
      await butaca(
        ['benchmark', 'fixed-split', '--train', path('train.gz'), '--test', test, ...models, '--lang', 'es'],
        environment,
      ),
    ];
    expect([plain.code, table.code]).toEqual([0, 0]);
    const { rows, counts } = JSON.parse(plain.stdout) as Report;
    expect(rows.map(({ name }) => name)).toEqual(['popularity', 'ease', 'als']);
    expect(counts).toMatchObject({ users: 48, items: 32, training: 384, test: 96, asked: 48, repeated: 0 });
    for (const { name, metrics } of rows) {
      const { value, low, high } = metrics['recall@20'];
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(table.stdout).toMatch(new RegExp(`^${name} +${metrics['ndcg@20'].value.toFixed(4)} `, 'm'));
    }
    expect(rows[1].metrics['ndcg@20'].value).toBeGreaterThan(rows[0].metrics['ndcg@20'].value);
    expect(rows[1].gain!.low).toBeGreaterThan(0);
    expect(rows[1].tuned[0].trials).toBe(3);
    expect(table.stdout).toContain('48 usuarios, 32 títulos, 384 pares de entrenamiento y 96 de prueba');
  });

  it('names the line of a leaked pair, and refuses unknown models and absent files', async () => {
    const leaked = write('leaked.txt', ['0 1', '1 2', `2 ${owned(2)[0]}`]);
    const run = async (trainPath: string, testPath: string, ...more: string[]) =>
      butaca(['benchmark', 'fixed-split', '--train', trainPath, '--test', testPath, ...more], environment);
    const leak = await run(train, leaked);
    expect(leak.code).not.toBe(0);
    expect(leak.stderr).toContain(`leaked test pair (item ${owned(2)[0]};`);
    expect((await run(train, path('absent.txt'))).stderr).toContain('MISSING_FILE');
    expect((await run(train, test, '--models', 'eas')).stderr).toContain('Did you mean ease?');
  });
});

describe('butaca benchmark leave-one-out and top-n', () => {
  const ratings = (from: number, to: number): string[] =>
    USERS.flatMap((user) =>
      owned(user)
        .map((item, at) => `${user}\t${item}\t5\t${1000 + at}`)
        .slice(from, to),
    );

  it('ranks one title among negatives', async () => {
    const negatives = USERS.map((user) => {
      const own = owned(user);
      const others = Array.from({ length: 32 }, (_, item) => item).filter((item) => !own.includes(item));
      return `(${user},${own[9]})\t${others.join('\t')}`;
    });
    const args = ['--train', write('l.train', ratings(0, 9)), '--test', write('l.test', ratings(9, 10))];
    const result = await butaca(
      ['benchmark', 'leave-one-out', ...args, '--negatives', write('l.neg', negatives), '--models', 'ease', '--json'],
      environment,
    );
    expect(result.stderr).not.toContain('✗');
    const { rows } = JSON.parse(result.stdout) as Report;
    expect(rows[0].metrics['hit-rate@10'].value).toBe(1);
  });

  it('splits every user by chance for five seeds', async () => {
    const data = write('u.data', ratings(0, 10));
    const result = await butaca(
      ['benchmark', 'top-n', '--data', data, '--models', 'popularity,ease', '--json'],
      environment,
    );
    const { rows, counts } = JSON.parse(result.stdout) as Report;
    expect(counts).toMatchObject({ training: 336, test: 144 });
    expect(rows[1].splits).toHaveLength(5);
    const average = rows[1].splits.reduce((sum, value) => sum + value, 0) / 5;
    expect(rows[1].metrics['ndcg@10'].value).toBeCloseTo(average, 12);
    expect(rows[1].metrics['ndcg@10'].value).toBeGreaterThan(rows[0].metrics['ndcg@10'].value);
  });

  it('reads what files of titles and users say, in the blend', async () => {
    const data = write('known.data', ratings(0, 10));
    const titles = write(
      'known.titles',
      Array.from({ length: 32 }, (_, item) => `${item}::Title ${item} (19${90 + (item % 3)})::Drama`),
    );
    const groups = write(
      'known.users',
      USERS.map((user) => `${user}|${user % 2 ? 'F' : 'M'}`),
    );
    const beside = ['--titles', titles, '--users', groups];
    const args = ['--data', data, '--model', 'blend', '--trials', '1', '--json'];
    const [bare, known] = [
      await butaca(['benchmark', 'top-n', ...args], environment),
      await butaca(['benchmark', 'top-n', ...args, ...beside], environment),
    ].map(({ stdout }) => (JSON.parse(stdout) as Report).rows[0]);
    const settingsOf = (row: typeof bare): string[] => Object.keys(row.tuned[0].settings);
    const more = settingsOf(known).filter((name) => !settingsOf(bare).includes(name));
    expect(more).toEqual(['ease.genreWeight', 'ease.eraWeight', 'ease.nameWeight', 'weight.groups']);
  });
});

describe('butaca benchmark strong-generalisation', () => {
  it('holds users out of a file with headings, tells segments, and keeps a run of each model', async () => {
    const data = write('ratings.csv', [
      'userId,movieId,rating',
      ...USERS.flatMap((user) => owned(user).map((item, at) => `${user},${item},${at === 9 ? 2 : 5}`)),
    ]);
    const own = { ...environment, BUTACA_HOME: join(scratch, 'strong-home') };
    const run = async (model: string, ...more: string[]) =>
      butaca(
        ['benchmark', 'strong-generalisation', '--file', data, '--model', model, '--held-out', '12', ...more],
        own,
      );
    const [ease, popularity, other] = [
      await run('ease', '--json'),
      await run('popularity', '--json'),
      await run('popularity', '--json', '--split-seed', '5'),
    ];
    const { rows, counts, segments, runs, split } = JSON.parse(ease.stdout) as Report & {
      runs: string[];
      split: object;
      segments: { by: string; rows: { label: string; gain: { value: number } | null }[] }[];
    };
    // Nine of ten titles reach four stars: ⌊1.8⌋ = 1 of them is to be found, eight are given.
    expect(counts).toMatchObject({ users: 48, training: 24 * 9, asked: 12, test: 12 });
    expect(split).toEqual({ minStars: 4, minTitles: 5, heldOut: 12, seed: 98765 });
    expect(Object.keys(rows[0].metrics)).toEqual(['ndcg@100', 'recall-capped@20', 'recall-capped@50']);
    expect(segments.flatMap((one) => one.rows.map(({ label }) => label))).toContain('popularity');
    expect(rows[0].gain!.low).toBeGreaterThan(0);

    const ids = [
      runs[0],
      ...[popularity, other].map(({ stdout }) => (JSON.parse(stdout) as { runs: string[] }).runs[0]),
    ];
    const compared = await butaca(['runs', 'compare', ids[1], ids[0], '--json'], own);
    const { metrics } = JSON.parse(compared.stdout) as {
      metrics: { name: string; differences: ({ value: number; low: number; method: string } | null)[] }[];
    };
    const gain = metrics.find(({ name }) => name === 'strong-generalisation ndcg@100')!.differences[1]!;
    expect(gain).toMatchObject({ method: 'paired', value: expect.closeTo(rows[0].gain!.value, 12) as number });
    const refused = await butaca(['runs', 'compare', ids[2], ids[0]], own);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('INCOMPARABLE_RUNS');
    expect(refused.stderr).toContain('"seed":98765');
    const listed = await butaca(['runs', '--filter', 'kind=benchmark', '--filter', 'model=ease', '--json'], own);
    expect((JSON.parse(listed.stdout) as { id: string }[]).map(({ id }) => id)).toEqual([ids[0]]);
  });

  it('takes a file or a folder, and says when nothing is left of either', async () => {
    const few = write('few.csv', ['1,2,5', '1,3,5']);
    const neither = await butaca(['benchmark', 'strong-generalisation'], environment);
    expect([neither.code, neither.stderr]).toEqual([2, expect.stringContaining('--file or --folder')]);
    const lacking = await butaca(['benchmark', 'strong-generalisation', '--file', few], environment);
    expect([lacking.code, lacking.stderr]).toEqual([3, expect.stringContaining('insufficient users: 0 with 5 titles')]);
  });
});
