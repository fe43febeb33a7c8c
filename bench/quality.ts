/**
 * How good are the recommendations? Imports the sample into a fresh workspace and asks every model every question of
 * docs/evaluation.md, in several folds. Keeps the whole report beside the figures: results/quality-report.json and, for people,
 * results/quality-report.en.md and .es.md. Takes minutes.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../src/base/clock.ts';
import { type Progress, silent } from '../src/base/progress.ts';
import { importSources, openSnapshot, type Snapshot } from '../src/dataset/index.ts';
import { allEntrants, evaluateModels, type EvaluationReport, formatReport } from '../src/evaluation/index.ts';
import { openKernels } from '../src/kernels/index.ts';
import type { Figure, Result } from './harness.ts';

/** Not a seed that anything was tuned with. */
const SEED = 2026;
/** As many as there are: every user is new once, and every title; of windows of time there are three. */
const FOLDS = 10;

export async function run(): Promise<Result> {
  const snapshot = await openSample();
  const kernels = await openKernels({ threads: Math.min(2, availableParallelism()) });
  let report: EvaluationReport;
  try {
    const models = allEntrants();
    report = await evaluateModels({ snapshot, models, seed: SEED, folds: FOLDS, kernels, progress: toldOnStderr() });
  } finally {
    kernels.close();
  }
  keepReport(report);
  return {
    question: 'quality',
    measurements: [],
    figures: figuresOf(report),
    notes: [
      `Snapshot ${report.snapshot.id}, seed ${SEED}; the whole report with intervals: results/quality-report.json`,
      ...report.skipped.map(({ question, label, reason }) => `not measured: ${question} ${label ?? ''}: ${reason}`),
    ],
  };
}

async function openSample(): Promise<Snapshot> {
  const home = mkdtempSync(join(tmpdir(), 'butaca-quality-'));
  try {
    const folder = fileURLToPath(new URL('../data/sample', import.meta.url));
    await importSources({ folders: [folder], home, clock: systemClock, progress: silent });
    return await openSnapshot(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function toldOnStderr(): Progress {
  let last = '';
  let stage = '';
  return {
    stage(name): void {
      stage = name;
    },
    update(_fraction, detail = ''): void {
      const line = `${stage}: ${detail}`;
      if (detail !== '' && line !== last) console.error(line);
      last = line;
    },
  };
}

const round = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;

function keepReport(report: EvaluationReport): void {
  const folder = fileURLToPath(new URL('results/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}quality-report.json`, `${JSON.stringify(report, round, 1)}\n`);
  for (const language of ['en', 'es'] as const) {
    writeFileSync(`${folder}quality-report.${language}.md`, formatReport(report, language));
  }
}

/** The headline of every model and question; recall@100 for neighbours. */
function figuresOf(report: EvaluationReport): Figure[] {
  return report.questions.flatMap(({ id, rows }) =>
    rows.map(({ label, metrics }) => {
      const metric = 'ndcg@10' in metrics ? 'ndcg@10' : 'recall@100';
      return { name: `${id}, ${label}, ${metric}`, value: metrics[metric].value, unit: '' };
    }),
  );
}
