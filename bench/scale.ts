/**
 * How do time and memory grow with the interactions? Made-up platforms from one million to twenty, each imported, trained and measured
 * by the product's own commands. BENCH_MILLIONS="1,2" takes other sizes; BENCH_FOLDER another place for the files.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EvaluationReport } from '../src/evaluation/index.ts';
import type { EvaluateAnswer, ImportAnswer } from '../src/jobs/index.ts';
import { type Figure, type Measurement, type Result, summarize } from './harness.ts';
import { runCommand, type Usage } from './run-command.ts';
import { writePlatform } from './synthetic-interactions.ts';

const SEED = 42;
const MILLIONS = (process.env['BENCH_MILLIONS'] ?? '1,2,5,10,20').split(',').map(Number);
/** The size of MovieLens 20M; smaller platforms have fewer users and as many titles. */
const LARGEST = { users: 138_493, titles: 27_278, interactions: 20_000_000 };
const STEPS = ['import', 'train', 'evaluate'] as const;

interface Grown {
  readonly interactions: number;
  readonly users: number;
  readonly steps: Readonly<Record<(typeof STEPS)[number], Usage>>;
  /** nDCG@10 of known users: the trained model's, and popularity's. */
  readonly als: number;
  readonly popularity: number;
}

async function grow(millions: number): Promise<Grown> {
  const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'butaca-scale-'));
  try {
    const interactions = Math.round(millions * 1e6);
    const users = Math.round((LARGEST.users * interactions) / LARGEST.interactions);
    const files = join(folder, 'platform');
    writePlatform(files, { users, titles: LARGEST.titles, interactions }, SEED);
    const imported = await runCommand(folder, ['import', files]);
    const { totals } = (imported.answer as ImportAnswer).report;
    if (totals.interactions !== interactions || totals.users !== users) {
      throw new Error(`imported ${totals.interactions} interactions of ${totals.users} users; wrote ${interactions}`);
    }
    const train = await runCommand(folder, ['train', 'als', '--no-figures']);
    const evaluate = await runCommand(folder, ['evaluate', '--brief', '--models', 'popularity,als']);
    const report = JSON.parse(readFileSync((evaluate.answer as EvaluateAnswer).files.json, 'utf8')) as EvaluationReport;
    const rows = report.questions.find(({ id }) => id === 'existing')?.rows ?? [];
    const ndcgOf = (name: string): number => rows.find(({ label }) => label === name)?.metrics['ndcg@10']?.value ?? NaN;
    const [als, popularity] = [ndcgOf('als'), ndcgOf('popularity')];
    if (!(als > popularity))
      throw new Error(`nDCG@10 ${als} of als, ${popularity} of popularity; expected more of als`);
    return { interactions, users, steps: { import: imported, train, evaluate }, als, popularity };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const total = ({ steps }: Grown, pick: (usage: Usage) => number): number =>
  STEPS.reduce((sum, step) => sum + pick(steps[step]), 0);

const peakOf = ({ steps }: Grown): number => Math.max(...STEPS.map((step) => steps[step].peakMb));

/** The power of the size that a quantity grows with from the first size to the last: 1 is linear. */
function powerOf(grown: readonly Grown[], quantity: (one: Grown) => number): number {
  const [first, last] = [grown[0], grown[grown.length - 1]];
  return Math.log(quantity(last) / quantity(first)) / Math.log(last.interactions / first.interactions);
}

const seconds = (ms: number): string => `${Number((ms / 1000).toPrecision(3))} s`;

export async function run(): Promise<Result> {
  const grown: Grown[] = [];
  for (const millions of MILLIONS) {
    grown.push(await grow(millions));
    console.log(`  ${millions} million: ${(total(grown[grown.length - 1], ({ ms }) => ms) / 1000).toFixed(0)} s`);
  }
  const rows = grown.map((one) => [
    `${one.interactions / 1e6} M`,
    one.users.toLocaleString('en-US'),
    ...STEPS.map((step) => seconds(one.steps[step].ms)),
    seconds(total(one, ({ ms }) => ms)),
    seconds(total(one, ({ cpuMs }) => cpuMs)),
    ...STEPS.map((step) => `${one.steps[step].peakMb.toFixed(0)} MB`),
    `${one.als.toFixed(3)} (${one.popularity.toFixed(3)})`,
  ]);
  const last = grown[grown.length - 1];
  const name = `${last.interactions / 1e6} million`;
  const measurements: Measurement[] = grown.flatMap((one) =>
    STEPS.map((step) => summarize(`${one.interactions / 1e6} M, ${step}`, [one.steps[step].ms])),
  );
  const figures: Figure[] = [
    ...grown.flatMap((one): Figure[] => [
      { name: `${one.interactions / 1e6} M, time of all three`, value: total(one, ({ ms }) => ms) / 1000, unit: 's' },
      {
        name: `${one.interactions / 1e6} M, processor time`,
        value: total(one, ({ cpuMs }) => cpuMs) / 1000,
        unit: 's',
      },
      { name: `${one.interactions / 1e6} M, peak memory`, value: peakOf(one), unit: 'MB' },
    ]),
    {
      name: `${name}, import + training + evaluation`,
      value: total(last, ({ ms }) => ms) / 1000,
      unit: 's',
      goal: '< 300',
    },
    { name: `${name}, peak memory`, value: peakOf(last) / 1000, unit: 'GB', goal: '< 6' },
    {
      name: 'time grows with this power of the interactions',
      value: powerOf(grown, (one) => total(one, ({ ms }) => ms)),
      unit: '',
      goal: '≤ 1.1',
    },
    {
      name: 'processor time grows with this power of the interactions',
      value: powerOf(grown, (one) => total(one, ({ cpuMs }) => cpuMs)),
      unit: '',
      goal: '≤ 1.1',
    },
    {
      name: 'peak memory grows with this power of the interactions',
      value: powerOf(grown, peakOf),
      unit: '',
      goal: '≤ 1.1',
    },
  ];
  return {
    question: 'scale',
    measurements,
    figures,
    table: {
      header: [
        'interactions',
        'users',
        'import',
        'train',
        'evaluate',
        'together',
        'processor time',
        'memory: import',
        'train',
        'evaluate',
        'nDCG@10 (popularity)',
      ],
      rows,
    },
    notes: [
      `Made up (seed ${SEED}): ${LARGEST.titles.toLocaleString('en-US')} titles by Zipf and Mandelbrot, activity of users lognormal, seven of ten titles of a user from its own three of 32 tastes, half stars; users in proportion to the interactions, ${LARGEST.users.toLocaleString('en-US')} at 20 million.`,
      '`butaca import`, `butaca train als --no-figures`, `butaca evaluate --brief --models popularity,als`, one after the other, process starts included. Memory: the largest of each process of a command, added up.',
      'The evaluation trains both models on a part of its own and asks 500 users drawn at random in each of two questions, with intervals over them.',
    ],
  };
}
