/** How fast do biased factors train? An epoch at the size of MovieLens 1M, and all of it against Surprise's SVD, in turn. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { silent } from '../src/base/progress.ts';
import { random } from '../src/base/random.ts';
import { type RatingFolds, readRatingFolds } from '../src/evaluation/index.ts';
import { type Kernels, openKernels } from '../src/kernels/index.ts';
import { biasedConfig, type RatingTable, trainBiased } from '../src/models/index.ts';
import { type Figure, type Measurement, type Result, summarize } from './harness.ts';
import { installPeers, type Peer, startPeer } from './peers/start-peer.ts';

const SEED = 42;
/** Where the full data sets are, as for the tests. */
const FOLDS = resolve(
  process.env['BUTACA_DATA'] ?? resolve(import.meta.dirname, '../../shared/data'),
  'movielens/ml-100k',
);
/** What Surprise's SVD has as defaults. */
const SAME = { factors: 100, epochs: 20, learningRate: 0.005, regularization: 0.02 };
const ROUNDS = 3;

export async function run(): Promise<Result> {
  const counts = [...new Set([1, Math.min(2, availableParallelism())])];
  const measurements: Measurement[] = [];
  for (const threads of counts) measurements.push(await measureEpoch(threads));
  const figures: Figure[] = [];
  const notes: string[] = [];
  const obstacle = existsSync(FOLDS) ? installPeers() : 'the folds of MovieLens 100K are not there (BUTACA_DATA)';
  if (obstacle !== null) notes.push(`Surprise was not compared: ${obstacle}`);
  for (const threads of obstacle === null ? counts : []) {
    const kernels = await openKernels({ threads });
    try {
      const compared = await compareWithSurprise(kernels, readRatingFolds(FOLDS).folds, threads);
      measurements.push(...compared.measurements);
      figures.push(...compared.figures);
      notes.push(...compared.notes);
    } finally {
      kernels.close();
    }
  }
  return { question: 'ratings-speed', measurements, figures, notes };
}

/** One epoch at the size of MovieLens 1M: 6,040 × 3,706, a million ratings, popular items more often. */
async function measureEpoch(threads: number): Promise<Measurement> {
  const [users, items, count] = [6040, 3706, 1_000_000];
  const stream = random(SEED, 'ratings');
  const table: RatingTable = {
    users,
    items,
    userNums: Int32Array.from({ length: count }, () => stream.below(users)),
    itemNums: Int32Array.from({ length: count }, () => Math.floor(items * stream.next() ** 2)),
    stars: Float32Array.from({ length: count }, () => 1 + stream.below(5)),
  };
  const kernels = await openKernels({ threads });
  let last = 0;
  const times: number[] = [];
  const progress = {
    stage: () => undefined,
    update: () => {
      const now = performance.now();
      times.push(now - last);
      last = now;
    },
  };
  last = performance.now();
  trainBiased(table, biasedConfig.parse({ factors: 100, epochs: 16 }), { kernels, seed: SEED, progress });
  kernels.close();
  // The first epoch also holds the arrangement of the ratings.
  return summarize(
    `biased factors, f = 100, one epoch of 1M ratings, ${threads} thread${threads === 1 ? '' : 's'}`,
    times.slice(2),
  );
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Root mean square of what the predictor misses. */
function measureRmse(found: Float64Array, wanted: Float32Array): number {
  return Math.sqrt(found.reduce((sum, stars, at) => sum + (stars - wanted[at]) ** 2, 0) / found.length);
}

type Fold = RatingFolds['folds'][number];

/** Trains both on every fold, in turn, in the opposite order every other round. */
async function compareWithSurprise(kernels: Kernels, folds: readonly Fold[], threads: number) {
  const folder = mkdtempSync(join(tmpdir(), 'butaca-ratings-'));
  const peer = startPeer('surprise_peer.py');
  const config = biasedConfig.parse(SAME);
  const times = { own: [] as number[], ownCpu: [] as number[], surprise: [] as number[], surpriseCpu: [] as number[] };
  const errors = { own: [] as number[], surprise: [] as number[] };
  try {
    const versions = await exportFolds(peer, folds, folder);
    const train = ({ training, test }: Fold): void => {
      const [start, spent] = [performance.now(), process.cpuUsage()];
      const predictor = trainBiased(training, config, { kernels, seed: SEED, progress: silent });
      const { user, system } = process.cpuUsage(spent);
      times.own.push(performance.now() - start);
      times.ownCpu.push((user + system) / 1000);
      errors.own.push(measureRmse(predictor.predict(test.userNums, test.itemNums), test.stars));
    };
    const ask = async ({ name }: Fold): Promise<void> => {
      const { factors, epochs, learningRate: rate, regularization } = SAME;
      const request = { ask: 'fit', name, factors, epochs, rate, regularization };
      const answer = await peer.ask<{ ms: number; cpu: number; rmse: number }>(request);
      times.surprise.push(answer.ms);
      times.surpriseCpu.push(answer.cpu);
      errors.surprise.push(answer.rmse);
    };
    train(folds[0]);
    await ask(folds[0]);
    for (const list of [times.own, times.ownCpu, times.surprise, times.surpriseCpu, errors.own, errors.surprise])
      list.length = 0;
    for (let round = 0; round < ROUNDS; round++) {
      for (const fold of folds) {
        if (round % 2 === 0) train(fold);
        await ask(fold);
        if (round % 2 === 1) train(fold);
      }
    }
    const own = summarize(`biased factors, one fold, ${threads} threads`, times.own);
    const surprise = summarize(`Surprise SVD, one fold, beside ${threads}`, times.surprise);
    const cpu = [summarize('', times.surpriseCpu).median, summarize('', times.ownCpu).median];
    return {
      measurements: [own, surprise],
      figures: [
        {
          name: `training against Surprise, threads ${threads}`,
          value: surprise.median / own.median,
          unit: 'times',
          goal: '≥ 5',
        },
        {
          name: `training against Surprise, threads ${threads}, processor time of all`,
          value: cpu[0] / cpu[1],
          unit: 'times',
        },
        {
          name: `biased factors with the options of Surprise, RMSE, threads ${threads}`,
          value: mean(errors.own),
          unit: '',
        },
        { name: `Surprise SVD, RMSE, beside threads ${threads}`, value: mean(errors.surprise), unit: '' },
      ],
      notes: [
        `Peer: ${JSON.stringify(versions)}; both with ${JSON.stringify(SAME)}; ${folds.length} folds, ${ROUNDS} rounds.`,
      ],
    };
  } finally {
    peer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function exportFolds(peer: Peer, folds: readonly Fold[], folder: string): Promise<unknown> {
  let versions: unknown;
  for (const { name, training, test } of folds) {
    for (const [part, table] of [
      ['training', training],
      ['test', test],
    ] as const) {
      writeFileSync(join(folder, `${name}-${part}-users.i32`), table.userNums);
      writeFileSync(join(folder, `${name}-${part}-items.i32`), table.itemNums);
      writeFileSync(join(folder, `${name}-${part}-stars.f32`), table.stars);
    }
    ({ versions } = await peer.ask<{ versions: unknown }>({ ask: 'load', folder, name }));
  }
  return versions;
}
