import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import { silent } from '../../base/progress.ts';
import { type Kernels, openKernels } from '../../kernels/index.ts';
import type { ReadSplit } from './contract.ts';
import { PROTOCOLS } from './protocols.ts';
import { readFixedSplit } from './read-fixed-split.ts';
import { readLeaveOneOut } from './read-leave-one-out.ts';
import { type BenchmarkOptions, type KeptModel, runBenchmark } from './run-benchmark.ts';

const scratch = mkdtempSync(join(tmpdir(), 'butaca-run-'));
let kernels: Kernels;
beforeAll(async () => {
  kernels = await openKernels();
});
afterAll(() => {
  kernels.close();
  rmSync(scratch, { recursive: true, force: true });
});

const write = (name: string, lines: readonly string[]): string => {
  writeFileSync(join(scratch, name), `${lines.join('\n')}\n`);
  return join(scratch, name);
};

const options = (more: Partial<BenchmarkOptions> = {}): BenchmarkOptions => ({
  kernels,
  seed: 1,
  progress: silent,
  clock: systemClock,
  trials: 2,
  memoryLimit: 1e9,
  peakMemory: () => 0,
  checkpoint: async () => undefined,
  models: ['popularity'],
  ...more,
});

const USERS = Array.from({ length: 24 }, (_, user) => user);
/** Titles 0 … 11; every user has six in a row, and the next is to be found. */
const has = (user: number, at: number): number => (user + at) % 12;

function fixedSplit(test: (user: number) => string): ReadSplit {
  const rows = (line: (user: number) => string): string[] => USERS.map(line);
  return readFixedSplit(
    write(
      'train',
      rows((user) => [user, ...[0, 1, 2, 3, 4, 5].map((at) => has(user, at))].join(' ')),
    ),
    write('test', rows(test)),
  );
}

describe('a benchmark', () => {
  it('warns of repeated pairs and of titles that training does not have, and measures all the same', async () => {
    const split = fixedSplit((user) => (user === 0 ? '0 6 6 new' : `${user} ${has(user, 6)}`));
    const report = await runBenchmark(PROTOCOLS['fixed-split'], [split], split, options());
    expect(report.warnings).toEqual([
      { kind: 'repeated', pairs: 1 },
      { kind: 'unknown-titles', pairs: 1, of: 25 },
    ]);
    expect(report.counts).toMatchObject({ asked: 24, test: 25, repeated: 1 });
  });

  it('warns of a figure that is worth a second look', async () => {
    const rating = (user: number, at: number): string => `${user} ${has(user, at)} 5 ${at}`;
    const split = readLeaveOneOut(
      write(
        'l.train',
        USERS.flatMap((user) => [0, 1, 2, 3, 4, 5].map((at) => rating(user, at))),
      ),
      write(
        'l.test',
        USERS.map((user) => rating(user, 6)),
      ),
      // Titles that nobody ever had: popularity knows them by that.
      write(
        'l.negatives',
        USERS.map((user) => `(${user},${has(user, 6)}) x y z`),
      ),
    );
    const { warnings } = await runBenchmark(PROTOCOLS['leave-one-out'], [split], split, options());
    expect(warnings).toMatchObject([{ kind: 'too-good', model: 'popularity', value: 1, limit: 0.9, by: 'limit' }]);
  });

  it('records each model that was asked for as it ends, popularity measured beside in any case', async () => {
    const split = fixedSplit((user) => `${user} ${has(user, 6)}`);
    const told: string[] = [];
    const kept: KeptModel[] = [];
    const report = await runBenchmark(
      PROTOCOLS['fixed-split'],
      [split],
      { ...split, split: { seed: 3 } },
      options({
        models: ['ease'],
        record: (asked) => ({
          begin: (model) => told.push(`${asked.protocol} ${JSON.stringify(asked.split)} ${model}`),
          finish(one) {
            told.push(`done ${one.row.name}`);
            kept.push(one);
          },
        }),
      }),
    );
    expect(told).toEqual(['fixed-split {"seed":3} ease', 'done ease']);
    expect(report.rows.map(({ name }) => name)).toEqual(['ease']);
    const [{ row, cases, figures }] = kept;
    expect(cases).toEqual(USERS.map(String));
    const mean = figures['ndcg@20'].reduce((sum, value) => sum + value, 0) / USERS.length;
    expect(row.metrics['ndcg@20'].value).toBeCloseTo(mean, 12);
    expect(row.gain!.value).toBeGreaterThan(0);
  });

  it('leaves out a model that needs more memory than it may take, and says how much', async () => {
    const split = fixedSplit((user) => `${user} ${has(user, 6)}`);
    const report = await runBenchmark(
      PROTOCOLS['fixed-split'],
      [split],
      split,
      options({ models: ['popularity', 'ease'], memoryLimit: 100 }),
    );
    expect(report.rows.map(({ name }) => name)).toEqual(['popularity']);
    expect(report.leftOut).toEqual([{ name: 'ease', bytes: 8 * 12 * 12, limit: 100 }]);
    expect(report.smaller).toEqual([]);
  });

  it('makes the blend of sparse EASE where EASE needs more memory than it may take, and says so', async () => {
    const split = fixedSplit((user) => `${user} ${has(user, 6)}`);
    const models = { models: ['blend'], trials: 2 };
    const report = await runBenchmark(
      PROTOCOLS['fixed-split'],
      [split],
      split,
      options({ ...models, memoryLimit: 100 }),
    );
    expect(report.leftOut).toEqual([]);
    expect(report.smaller).toEqual([{ name: 'blend', parts: ['sparse-ease', 'als'], bytes: 8 * 12 * 12, limit: 100 }]);
    const settings = Object.keys(report.rows[0].tuned[0].settings);
    expect(settings).toEqual(expect.arrayContaining(['weight.sparse-ease', 'weight.als', 'sparse-ease.k']));
    expect(report.rows[0].gain!.value).toBeGreaterThan(0);
  });
});
