/** How sure are verdicts on later ratings, what does a precision cost, and how long does one take? */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { systemClock } from '../src/base/clock.ts';
import { openLog } from '../src/base/log.ts';
import { silent } from '../src/base/progress.ts';
import { type Interactions, openSnapshot, type Title } from '../src/dataset/index.ts';
import { chooseThreshold, evaluateVerdicts, type VerdictReport } from '../src/evaluation/index.ts';
import { jobsInChildren, runPromote } from '../src/jobs/index.ts';
import { starsConfig } from '../src/models/index.ts';
import { openRegistry } from '../src/registry/index.ts';
import { openRecommender } from '../src/serving/index.ts';
import { openStore } from '../src/store/index.ts';
import type { Figure, Result } from './harness.ts';

const SEED = 42;
const PRECISIONS = [0.7, 0.75, 0.8, 0.9];
const WARM_UP = 500;
const ASKED = 5_000;
const SAMPLE = resolve(import.meta.dirname, '../data/sample');
/** Where the full data sets are, as for the tests. */
const MOVIELENS = resolve(
  process.env['BUTACA_DATA'] ?? resolve(import.meta.dirname, '../../shared/data'),
  'movielens/ml-100k',
);

/** MovieLens 100K as interactions in order of time, with genres and years of its titles. */
function readMovieLens(folder: string): { interactions: Interactions; titles: Title[] } {
  const read = (name: string): string[][] =>
    readFileSync(join(folder, name), 'latin1')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(/[\t|]/));
  const rows = read('u.data')
    .map((fields) => fields.map(Number))
    .sort((a, b) => a[0] - b[0] || a[3] - b[3] || a[1] - b[1]);
  const titles = read('u.item').map(([id, name, , , , ...flags], num) => ({
    num,
    id,
    name,
    year: Number(/\((\d{4})\)/.exec(name)?.[1] ?? 0) || null,
    genres: flags.flatMap((flag, genre) => (flag === '1' ? [String(genre)] : [])),
    tags: [],
    synopsis: null,
    cast: [],
    directors: [],
  }));
  const users = Math.max(...rows.map(([user]) => user));
  const indptr = new Int32Array(users + 1);
  for (const [user] of rows) indptr[user]++;
  for (let user = 0; user < users; user++) indptr[user + 1] += indptr[user];
  return {
    titles,
    interactions: {
      users,
      items: titles.length,
      indptr,
      indices: Int32Array.from(rows, ([, item]) => item - 1),
      ratings: Float32Array.from(rows, ([, , stars]) => stars),
      fractions: new Float32Array(rows.length).fill(Number.NaN),
      times: Float64Array.from(rows, ([, , , time]) => time),
    },
  };
}

function figuresOf({ test, segments, whenever, ...report }: VerdictReport, where: string): Figure[] {
  const plain = (name: string, value: number | null, goal?: string): Figure => ({
    name: `${name}, ${where}`,
    value: value ?? Number.NaN,
    unit: '',
    ...(goal === undefined ? {} : { goal }),
  });
  return [
    plain('calibration error', test.ece, '≤ 0.05'),
    plain('calibration error before the correction', test.eceUncorrected),
    plain('calibration error of ratings drawn out of the time before', whenever?.ece ?? null, '≤ 0.05'),
    plain('Brier score', test.brier),
    plain('Brier score of the share', test.brierOfShare),
    plain('area under the curve', test.auc),
    plain('RMSE of the stars', test.rmse),
    ...PRECISIONS.flatMap((wanted) => {
      const { threshold, test: found } = chooseThreshold({ test, segments, whenever, ...report }, wanted);
      return [
        plain(`threshold for a precision of ${wanted}`, threshold),
        plain(`precision found at ${wanted}`, found.precision),
        plain(`recall at ${wanted}`, found.recall),
      ];
    }),
    ...segments.map(({ name, count, ece }) => plain(`calibration error of ${name} (${count})`, ece)),
  ];
}

/** Asks verdicts of a workspace as the server does, one after another, from the thread that answers HTTP. */
async function timeVerdicts(home: string): Promise<Figure[]> {
  const registry = openRegistry({ home, clock: systemClock });
  const store = await openStore({ home, clock: systemClock });
  const log = openLog({ level: 'error' });
  const recommender = await openRecommender({ home, registry, store, clock: systemClock, log });
  try {
    const { users, titles } = await openSnapshot(home);
    const times: number[] = [];
    let started = process.cpuUsage();
    for (let turn = -WARM_UP; turn < ASKED; turn++) {
      if (turn === 0) started = process.cpuUsage();
      const at = Math.abs(turn);
      const userId = users.id((at * 7919) % users.size)!;
      const title = titles[(at * 104_729) % titles.length].id;
      const startMs = performance.now();
      await recommender.verdict({ userId, title, precision: 0.75, language: 'en' });
      if (turn >= 0) times.push(performance.now() - startMs);
    }
    const { user, system } = process.cpuUsage(started);
    times.sort((a, b) => a - b);
    const at = (share: number): number => times[Math.floor(share * (times.length - 1))];
    return [
      { name: 'a verdict, median', value: at(0.5), unit: 'ms' },
      { name: 'a verdict, 99 of 100 within', value: at(0.99), unit: 'ms' },
      { name: 'processor time of a verdict', value: (user + system) / 1000 / ASKED, unit: 'ms' },
    ];
  } finally {
    await recommender.close();
    await store.close();
  }
}

export async function run(): Promise<Result> {
  const home = mkdtempSync(join(tmpdir(), 'butaca-verdicts-'));
  const notes = ['Learnt from the first four fifths in time, corrected by the next tenth, measured with the last.'];
  const figures: Figure[] = [];
  try {
    const jobs = jobsInChildren({ home, threads: 1, progress: silent });
    await jobs.runImport({ paths: [SAMPLE], dryRun: false, mapping: {}, feedback: false });
    const started = performance.now();
    const { report, version, run: training } = await jobs.runStars({ config: {}, seed: SEED, precision: 0.75 });
    figures.push(...figuresOf(report, 'sample'));
    if (existsSync(MOVIELENS)) {
      const measured = evaluateVerdicts(readMovieLens(MOVIELENS), starsConfig.parse({}), {
        seed: SEED,
        progress: silent,
      });
      if (measured !== null) figures.push(...figuresOf(measured.report, 'MovieLens 100K'));
    } else notes.push('MovieLens 100K is not there (BUTACA_DATA).');
    const { version: model } = await jobs.runTrain({ model: 'popularity', config: {}, seed: SEED, measure: false });
    runPromote({ versionId: model.id, reason: 'measured', force: true }, { home, clock: systemClock });
    figures.push(
      { name: 'learning stars, measuring included', value: (training.endedMs! - training.startedMs) / 1000, unit: 's' },
      { name: 'size of the version', value: version.file.bytes / 2 ** 20, unit: 'MB' },
    );
    figures.push(...(await timeVerdicts(home)));
    notes.push(`All of it took ${((performance.now() - started) / 1000).toFixed(0)} s.`);
    return { question: 'verdicts', measurements: [], figures, notes };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
