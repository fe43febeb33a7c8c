/** How fast are the rating predictors, and how far off? Against Surprise's SVD with the same options, in one sitting, in turn. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { silent } from '../src/base/progress.ts';
import { random } from '../src/base/random.ts';
import { evaluateRatings, type RatingFolds, type RatingsReport, readRatingFolds } from '../src/evaluation/index.ts';
import { type Kernels, openKernels } from '../src/kernels/index.ts';
import { biasedConfig, collectStars, type RatingTable, trainBiased } from '../src/models/index.ts';
import { type Figure, type Measurement, type Result, summarize } from './harness.ts';
import { openSample } from './sample.ts';
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
  const threads = Math.min(2, availableParallelism());
  const measurements: Measurement[] = [];
  const figures: Figure[] = [];
  const notes: string[] = [];
  for (const count of new Set([1, threads])) measurements.push(await measureEpoch(count));
  const kernels = await openKernels({ threads });
  try {
    const data = readRatingFolds(FOLDS);
    const obstacle = installPeers();
    if (obstacle === null) {
      const compared = await compareWithSurprise(kernels, data.folds, threads);
      measurements.push(...compared.measurements);
      figures.push(...compared.figures);
      notes.push(...compared.notes);
    } else notes.push(`Surprise was not compared: ${obstacle}`);
    const report = await evaluateRatings(data, { kernels, seed: SEED, progress: silent });
    figures.push(...figuresOf(report, ''));
    notes.push(`${report.protocol}. Files ${report.sha256.slice(0, 16)}, seed ${SEED}.`);
  } catch (error) {
    notes.push(`No folds were measured: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    const sample = await cutSample();
    const predictors = ['biases', 'biased-mf', 'bayesian-folded'];
    figures.push(
      ...figuresOf(await evaluateRatings(sample, { kernels, seed: SEED, progress: silent, predictors }), ', sample'),
    );
    notes.push('Sample: a fifth of the ratings of data/sample held out at random, options as above.');
  } finally {
    kernels.close();
  }
  return { question: 'ratings', measurements, figures, notes };
}

const interval = ({ low, high }: { low: number; high: number }): string => `[${low.toFixed(4)}, ${high.toFixed(4)}]`;

/** RMSE and MAE with their intervals, and how far probabilities are off, of each predictor. */
function figuresOf({ predictors }: RatingsReport, where: string): Figure[] {
  return predictors.flatMap(({ name, rmse, mae, liked }): Figure[] => {
    const goal = (text: string): { goal?: string } => (name === 'bayesian' ? { goal: text } : {});
    const own: Figure[] = [
      { name: `${name}, RMSE${where}`, value: rmse.value, unit: interval(rmse), ...goal('≤ 0.900') },
      { name: `${name}, MAE${where}`, value: mae.value, unit: interval(mae), ...goal('≤ 0.705') },
    ];
    if (liked === undefined) return own;
    return [
      ...own,
      { name: `${name}, Brier score of 4 stars or more${where}`, value: liked.brier, unit: '' },
      { name: `${name}, calibration error of 4 stars or more${where}`, value: liked.ece, unit: '', goal: '≤ 0.05' },
    ];
  });
}

/** The shipped sample with a fifth of its ratings held out at random, as one fold. */
async function cutSample(): Promise<RatingFolds> {
  const { interactions, titles } = await openSample();
  const { ratings, itemFeatures = [] } = collectStars({ interactions, titles });
  const stream = random(SEED, 'sample');
  const held = Array.from(ratings.stars, () => stream.next() < 0.2);
  const take = (wanted: boolean): RatingTable => ({
    ...ratings,
    userNums: ratings.userNums.filter((_, at) => held[at] === wanted),
    itemNums: ratings.itemNums.filter((_, at) => held[at] === wanted),
    stars: ratings.stars.filter((_, at) => held[at] === wanted),
  });
  const folds = [{ name: 'sample', training: take(false), test: take(true) }];
  return { folds, userFeatures: [], itemFeatures, sha256: '' };
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

interface Fold {
  readonly name: string;
  readonly training: RatingTable;
  readonly test: RatingTable;
}

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
    const surprise = summarize('Surprise SVD, one fold', times.surprise);
    const cpu = [summarize('', times.surpriseCpu).median, summarize('', times.ownCpu).median];
    return {
      measurements: [own, surprise],
      figures: [
        { name: 'training against Surprise', value: surprise.median / own.median, unit: 'times', goal: '≥ 5' },
        { name: 'training against Surprise, processor time of all threads', value: cpu[0] / cpu[1], unit: 'times' },
        { name: 'biased factors with the options of Surprise, RMSE', value: mean(errors.own), unit: '' },
        { name: 'Surprise SVD, RMSE', value: mean(errors.surprise), unit: '' },
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
