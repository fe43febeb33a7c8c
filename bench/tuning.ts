/**
 * What is tuning worth? Tunes each model on the sample, on which the defaults were found, and where it is there on MovieLens 100K, on
 * which they were not; with a number of trials that gives the same settings on every machine. Then measures start and found settings
 * once on the test parts, which the tuning has not seen. Takes half an hour on two cores.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../src/base/clock.ts';
import { silent } from '../src/base/progress.ts';
import { importSources, openSnapshot, type Snapshot } from '../src/dataset/index.ts';
import { type CaseFigures, evaluateModels, pairedDifferences, withSettings } from '../src/evaluation/index.ts';
import { type JudgedModel, jobsInChildren } from '../src/jobs/index.ts';
import { openKernels } from '../src/kernels/index.ts';
import { models } from '../src/models/index.ts';
import type { Figure, Result } from './harness.ts';

const SEED = 42;
const TRIALS = 24;
const METRIC = 'ndcg@10';
/** The models that are tuned: quick enough for many trials. */
const TUNED = ['popularity', 'ease', 'als', 'content', 'hybrid'];
const QUESTIONS = ['existing', 'existing-global', 'new-user-3', 'new-title'];

const SAMPLE = fileURLToPath(new URL('../data/sample', import.meta.url));
const ML_100K = join(
  process.env['BUTACA_DATA'] ?? fileURLToPath(new URL('../../shared/data', import.meta.url)),
  'movielens/ml-100k',
);

export async function run(): Promise<Result> {
  const scratch = mkdtempSync(join(tmpdir(), 'butaca-tuning-'));
  const figures: Figure[] = [];
  const lines: string[] = [];
  try {
    const folders = [['sample', SAMPLE]];
    if (existsSync(join(ML_100K, 'u.data'))) folders.push(['ML-100K', writeTables(join(scratch, 'tables'))]);
    for (const [data, folder] of folders) await tuneAll(data, folder, join(scratch, data), { figures, lines });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return {
    question: 'tuning',
    measurements: [],
    figures,
    notes: [
      `Seed ${SEED}, ${TRIALS} trials a model; nDCG@10 of the best settings found − nDCG@10 of the defaults, paired over users, 95 %.`,
      'The figures are of the test parts, measured once, also where the settings were not taken.',
      ...lines,
    ],
  };
}

const rowsOf = (name: string): string[] => readFileSync(join(ML_100K, name), 'latin1').trim().split('\n');

/** MovieLens 100K as a platform's two tables; returns their folder. */
function writeTables(folder: string): string {
  mkdirSync(folder);
  const genres = rowsOf('u.genre').map((row) => row.split('|')[0]);
  const movies = rowsOf('u.item').map((row) => {
    const [id, title, , , , ...marks] = row.trim().split('|');
    const own = genres.filter((_, at) => marks[at] === '1').join('|');
    return `${id},"${title.replaceAll('"', '""')}",${own}`;
  });
  writeFileSync(join(folder, 'movies.csv'), `movieId,title,genres\n${movies.join('\n')}\n`);
  const rows = rowsOf('u.data').map((row) => row.trim().replaceAll('\t', ','));
  writeFileSync(join(folder, 'interactions.csv'), `userId,movieId,rating,timestamp\n${rows.join('\n')}\n`);
  return folder;
}

async function tuneAll(
  data: string,
  folder: string,
  home: string,
  { figures, lines }: { readonly figures: Figure[]; readonly lines: string[] },
): Promise<void> {
  await importSources({ folder, home, clock: systemClock, progress: silent });
  const snapshot = await openSnapshot(home);
  const threads = Math.min(2, availableParallelism());
  const jobs = jobsInChildren({ home, threads, progress: silent });
  for (const model of TUNED) {
    const started = performance.now();
    const request = { models: [model], config: {}, seed: SEED, minutes: null, trials: TRIALS };
    const { report } = await jobs.runTune({ ...request, incumbent: model, use: false });
    const [judged] = report.models;
    const seconds = (performance.now() - started) / 1000;
    console.error(
      `${data}, ${model}: ${report.trials} trials, ${report.measurements} trainings, ${seconds.toFixed(0)} s`,
    );
    figures.push({ name: `${data}, ${model}: seconds for ${report.trials} trials`, value: seconds, unit: 's' });
    const row = await measureOnTest(snapshot, judged, threads);
    for (const [at, difference] of row.entries()) {
      if (difference === null) continue;
      figures.push({ name: `${data}, ${model}: gain, ${QUESTIONS[at]}`, value: difference.value, unit: METRIC });
    }
    const test = QUESTIONS.map((id, at) => `${id} ${tell(row[at])}`).join(', ');
    lines.push(
      `${data}, ${model} (${judged.better ? '' : 'not '}taken): validation ${tell(judged.gain)}; test: ${test}`,
    );
  }
}

interface Difference {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
const tell = (difference: Difference | null): string =>
  difference === null ? '–' : `${signed(difference.value)} (${signed(difference.low)} … ${signed(difference.high)})`;

/** The difference of best and start on the test part of each question; null where the start is the best. */
async function measureOnTest(
  snapshot: Snapshot,
  { model, best, start, config, better }: JudgedModel,
  threads: number,
): Promise<(Difference | null)[]> {
  if (best.trial === start.trial) return QUESTIONS.map(() => null);
  const defaults = models[model].config.parse({}) as Record<string, unknown>;
  const found = better ? config : withSettings(defaults, best.settings);
  const kernels = await openKernels({ threads });
  const kept: CaseFigures[] = [];
  try {
    await evaluateModels({
      snapshot,
      models: [
        { label: 'start', name: model, config: {} },
        { label: 'best', name: model, config: found },
      ],
      seed: SEED,
      kernels,
      keep: (figures) => kept.push(figures),
    });
  } finally {
    kernels.close();
  }
  return QUESTIONS.map((id) => {
    const figures = kept.find(({ question }) => question === id);
    const [before, after] = ['start', 'best'].map((label) => figures?.answers.get(label)?.[METRIC]);
    if (figures === undefined || before === undefined || after === undefined) return null;
    return pairedDifferences([[...before]], [[...after]], figures.factors, { seed: SEED, purpose: id })[0];
  });
}
