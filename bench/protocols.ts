/**
 * What do the models reach in the published protocols? Runs every protocol that the full data sets allow, all models, each tuned on
 * its validation part: top-n, strong generalisation, fixed split and leave one out on MovieLens 100K, strong generalisation on
 * MovieLens latest-small. The whole reports stand in results/protocols-report.json. Takes minutes. (Stars: `ratings`.)
 * BENCH_PROTOCOLS="top-n, ML-100K; leave one out, ML-100K" runs only these and keeps what stands there of the others;
 * BENCH_MODELS="ease,als,blend" takes only these models.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../src/base/clock.ts';
import { random } from '../src/base/random.ts';
import {
  type BenchmarkOptions,
  type BenchmarkReport,
  holdOutUsers,
  PROTOCOLS,
  readFixedSplit,
  readLeaveOneOut,
  readRatingsFile,
  runBenchmark,
  splitPerUser,
} from '../src/evaluation/index.ts';
import { openKernels } from '../src/kernels/index.ts';
import type { Figure, Result } from './harness.ts';

const SEED = 42;
const SEEDS = 5;
const TRIALS = 12;
const NEGATIVES = 99;
/** As in the papers: ratings from 4 on, users with 5 of them, the seed of their code. */
const PAPERS = { minStars: 4, minTitles: 5, heldOut: null, seed: 98765 };
/** Where the full data sets are, as for the tests. */
const DATA = resolve(process.env['BUTACA_DATA'] ?? resolve(import.meta.dirname, '../../shared/data'), 'movielens');
const ML_100K = join(DATA, 'ml-100k');
const SMALL = join(DATA, 'ml-latest-small', 'ratings.csv');

const listed = (name: string, by: string): string[] | undefined =>
  process.env[name]?.split(by).map((one) => one.trim());
const CHOSEN = listed('BENCH_PROTOCOLS', ';');
const MODELS = listed('BENCH_MODELS', ',');
const REPORTS = fileURLToPath(new URL('results/protocols-report.json', import.meta.url));

type Measure = (options: BenchmarkOptions) => Promise<BenchmarkReport>;

const questions: Readonly<Record<string, Measure>> = {
  'top-n, ML-100K': async (options) => {
    const ratings = readRatingsFile(join(ML_100K, 'u.data'));
    const splits = Array.from({ length: SEEDS }, (_, at) => splitPerUser(ratings, SEED + at));
    return runBenchmark(PROTOCOLS['top-n'], splits, ratings, options);
  },
  'top-n, ML-100K, titles and users known': async (options) => {
    const beside = { titles: join(ML_100K, 'u.item'), users: join(ML_100K, 'u.user') };
    const ratings = readRatingsFile(join(ML_100K, 'u.data'), beside);
    const splits = Array.from({ length: SEEDS }, (_, at) => splitPerUser(ratings, SEED + at));
    return runBenchmark(PROTOCOLS['top-n'], splits, ratings, options);
  },
  'strong generalisation, ML-100K': async (options) => {
    const split = await holdOutUsers(join(ML_100K, 'u.data'), PAPERS);
    return runBenchmark(PROTOCOLS['strong-generalisation'], [split], split, options);
  },
  'strong generalisation, ML latest-small': async (options) => {
    const split = await holdOutUsers(SMALL, PAPERS);
    return runBenchmark(PROTOCOLS['strong-generalisation'], [split], split, options);
  },
  'fixed split, ML-100K ua': async (options) =>
    inScratch(async (scratch) => {
      const [train, test] = ['ua.base', 'ua.test'].map((name) => writeUserLines(scratch, name));
      const split = readFixedSplit(train, test);
      return runBenchmark(PROTOCOLS['fixed-split'], [split], split, options);
    }),
  'leave one out, ML-100K': async (options) =>
    inScratch(async (scratch) => {
      const split = readLeaveOneOut(...writeLeaveOneOut(scratch));
      return runBenchmark(PROTOCOLS['leave-one-out'], [split], split, options);
    }),
};

export async function run(): Promise<Result> {
  if (!existsSync(ML_100K) || !existsSync(SMALL)) {
    return { question: 'protocols', measurements: [], skipped: 'the MovieLens data sets are not there (BUTACA_DATA)' };
  }
  const unknown = CHOSEN?.find((name) => questions[name] === undefined);
  if (unknown !== undefined)
    throw new RangeError(`unknown protocol: ${unknown}; expected ${Object.keys(questions).join('; ')}`);
  const kernels = await openKernels({ threads: Math.min(2, availableParallelism()) });
  const kept = CHOSEN === undefined ? {} : readReports();
  const reports: Record<string, BenchmarkReport> = {};
  try {
    for (const [name, measure] of Object.entries(questions)) {
      if (CHOSEN?.includes(name) === false) {
        if (kept[name] !== undefined) reports[name] = kept[name];
        continue;
      }
      console.error(name);
      reports[name] = await measure({
        kernels,
        models: MODELS,
        seed: SEED,
        trials: TRIALS,
        progress: { stage: () => undefined, update: () => undefined },
        clock: systemClock,
        memoryLimit: totalmem() / 2,
        peakMemory: () => process.resourceUsage().maxRSS * 1024,
        checkpoint: async () => undefined,
      });
    }
  } finally {
    kernels.close();
  }
  keepReports(reports);
  return {
    question: 'protocols',
    measurements: [],
    figures: Object.entries(reports).flatMap(([name, report]) => figuresOf(name, report)),
    notes: [
      `Seed ${SEED}, at most ${TRIALS} trainings to find the settings of a model; intervals 95 % over users. The whole reports, with settings found and segments: results/protocols-report.json.`,
      'Fixed split and leave one out are cut here from MovieLens 100K (ua.base and ua.test; the latest title of each user among 99 drawn ones): their figures compare models, not with papers on other splits.',
      ...tellKept(Object.keys(reports).filter((name) => CHOSEN?.includes(name) === false)),
    ],
  };
}

async function inScratch<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const scratch = mkdtempSync(join(tmpdir(), 'butaca-protocols-'));
  try {
    return await work(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The ratings of a file of MovieLens 100K: user, item, stars, time. */
const linesOf = (name: string): string[][] =>
  readFileSync(join(ML_100K, name), 'latin1')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));

/** Writes a file's ratings as one line a user and returns the path. */
function writeUserLines(folder: string, name: string): string {
  const rows = new Map<string, string[]>();
  for (const [user, item] of linesOf(name)) rows.set(user, [...(rows.get(user) ?? []), item]);
  const path = join(folder, name);
  writeFileSync(path, Array.from(rows, ([user, items]) => `${[user, ...items].join(' ')}\n`).join(''));
  return path;
}

/** Holds out the latest rating of each user among drawn titles that the user never rated; returns the paths of the three files. */
function writeLeaveOneOut(folder: string): [string, string, string] {
  const users = Map.groupBy(linesOf('u.data'), ([user]) => user);
  const titles = [...new Set(linesOf('u.data').map(([, item]) => item))].sort();
  const [train, test, negatives]: string[][] = [[], [], []];
  for (const [user, ratings] of users) {
    const order = ratings.toSorted((a, b) => Number(a[3]) - Number(b[3]) || a[1].localeCompare(b[1]));
    const last = order.pop()!;
    train.push(...order.map((rating) => rating.join('\t')));
    test.push(last.join('\t'));
    const own = new Set(ratings.map(([, item]) => item));
    const drawn = random(SEED, 'negatives', user).shuffle(titles.filter((item) => !own.has(item)));
    negatives.push(`(${user},${last[1]})\t${drawn.slice(0, NEGATIVES).join('\t')}`);
  }
  return [train, test, negatives].map((lines, at) => {
    const path = join(folder, ['train', 'test', 'negative'][at]);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  }) as [string, string, string];
}

/** Every metric of every model with its interval. */
function figuresOf(name: string, { rows }: BenchmarkReport): Figure[] {
  return rows.flatMap(({ name: model, metrics }) =>
    Object.entries(metrics).map(([metric, { value, low, high }]): Figure => {
      const goal = name.startsWith('top-n') && metric === 'ndcg@10' && model === 'blend' ? { goal: '≥ 0.50' } : {};
      return { name: `${name}, ${model}, ${metric}`, value, unit: `[${low.toFixed(4)}, ${high.toFixed(4)}]`, ...goal };
    }),
  );
}

const round = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;

function keepReports(reports: Readonly<Record<string, BenchmarkReport>>): void {
  mkdirSync(dirname(REPORTS), { recursive: true });
  writeFileSync(REPORTS, `${JSON.stringify(reports, round, 1)}\n`);
}

const tellKept = (names: readonly string[]): string[] =>
  names.length === 0 ? [] : [`Kept from earlier runs: ${names.join('; ')}.`];

const readReports = (): Record<string, BenchmarkReport> =>
  existsSync(REPORTS) ? (JSON.parse(readFileSync(REPORTS, 'utf8')) as Record<string, BenchmarkReport>) : {};
