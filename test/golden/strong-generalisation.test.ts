import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent } from '../../src/base/progress.ts';
import type { BenchmarkSplit } from '../../src/evaluation/benchmark/contract.ts';
import { benchmarkEntrants } from '../../src/evaluation/benchmark/entrants.ts';
import { type HeldOutSplit, holdOutUsers } from '../../src/evaluation/benchmark/hold-out-users.ts';
import { measureSplit } from '../../src/evaluation/benchmark/measure-split.ts';
import { givenTo, historyOf } from '../../src/evaluation/benchmark/numbering.ts';
import { NumpyRandom } from '../../src/evaluation/benchmark/numpy-random.ts';
import { PROTOCOLS } from '../../src/evaluation/benchmark/protocols.ts';
import { openKernels } from '../../src/kernels/index.ts';

type Pairs = readonly (readonly [number, number])[];

/** Made by make-strong-generalisation.py with numpy and pandas. */
const golden = JSON.parse(readFileSync(new URL('strong-generalisation.json', import.meta.url), 'utf8')) as {
  seed: number;
  heldOut: number;
  regularization: number;
  permutations: number[][];
  ratings: [number, number, number][];
  training: Pairs;
  validation: { given: Pairs; found: Pairs };
  test: { given: Pairs; found: Pairs };
  metrics: Record<'ndcg@100' | 'recall-capped@20' | 'recall-capped@50', number>;
};

const scratch = mkdtempSync(join(tmpdir(), 'butaca-strong-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const options = { minStars: 4, minTitles: 5, heldOut: golden.heldOut, seed: golden.seed };
let split: HeldOutSplit;
beforeAll(async () => {
  const lines = ['userId,movieId,rating', ...golden.ratings.map((rating) => rating.join(','))];
  writeFileSync(join(scratch, 'ratings.csv.gz'), gzipSync(`${lines.join('\r\n')}\r\n`));
  split = await holdOutUsers(join(scratch, 'ratings.csv.gz'), options);
});

/** The pairs of all users by their ids, in order. */
const pairsOf = ({ users, items }: BenchmarkSplit, rowOf: (user: number) => Int32Array): number[][] =>
  users
    .flatMap((id, user) => Array.from(rowOf(user), (item) => [Number(id), Number(items[item])]))
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);

describe('users held out whole', () => {
  it("follow NumPy's draws", () => {
    const stream = new NumpyRandom(golden.seed);
    for (const expected of golden.permutations) {
      expect(Array.from(stream.permutation(expected.length))).toEqual(expected);
    }
  });

  it('are those of the published code, and so is what is given of them', () => {
    expect(pairsOf(split, (user) => historyOf(split.training, user))).toEqual(golden.training);
    for (const [part, expected] of [
      [split, golden.test],
      [split.validation, golden.validation],
    ] as const) {
      expect(pairsOf(part, (user) => part.test[user])).toEqual(expected.found);
      expect(pairsOf(part, (user) => givenTo(part, user))).toEqual(expected.given);
    }
  });

  it('are answered by EASE as numpy says', async () => {
    const kernels = await openKernels();
    const tools = { kernels, seed: 1, progress: silent };
    const score = await benchmarkEntrants['ease'].train(split, { regularization: golden.regularization }, tools);
    const asking = { ...PROTOCOLS['strong-generalisation'], seed: 1, checkpoint: async () => undefined };
    const { metrics } = await measureSplit(split, score, asking);
    kernels.close();
    for (const [name, expected] of Object.entries(golden.metrics)) {
      const values = metrics[name];
      expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(expected, 6);
    }
  });
});
