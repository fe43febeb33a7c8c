/**
 * How do our models compare with those of implicit, LensKit and Surprise at equal settings: accuracy, time to fit and to answer, memory?
 * One split for all, written to files; each system in a process of its own, in turn; one evaluator, ours, for all.
 * BENCH_CONTESTS="ALS,SVD++" holds only these contests.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compareAccuracy, type Contest, type Sitting } from './contest.ts';
import { type Figure, type Measurement, type Result, type ResultTable, summarize } from './harness.ts';
import { openFolds, openMadeUp, openReal } from './peer-tasks.ts';
import { installPeer, type PeerName } from './peers/start-peer.ts';

/** Where the full data sets are, as for the tests. */
const ML100K = resolve(
  process.env['BUTACA_DATA'] ?? resolve(import.meta.dirname, '../../shared/data'),
  'movielens/ml-100k',
);
const CHOSEN = process.env['BENCH_CONTESTS']?.split(',');
const THREADS = Math.min(2, availableParallelism());

/** λ: of 20, 80 and 200 the one with which implicit did best on another split of ML-100K, with 32 factors. */
const ALS = { factors: 64, epochs: 12, weight: 10, regularization: 80 };
const EASE = { regularization: 200 };
/** What Surprise's models have as defaults. */
const SVD = { factors: 100, epochs: 20, learningRate: 0.005, regularization: 0.02 };
const SVD_PLUS_PLUS = { factors: 20, epochs: 20, learningRate: 0.007, regularization: 0.02 };

/** Who meets in what; the first of each is ours, and the goals are how many times longer the others take to fit. */
const ALS_CONTEST: Contest = {
  name: 'ALS',
  rounds: 3,
  systems: [
    { name: 'Butaca', peer: null, model: 'als', settings: { ...ALS, regularizationExponent: 0, minInteractions: 1 } },
    { name: 'implicit', peer: 'implicit', model: 'als', settings: ALS, goal: 1.5 },
    { name: 'LensKit', peer: 'lenskit', model: 'als', settings: ALS, goal: 3 },
  ],
};
const EASE_CONTEST: Contest = {
  name: 'EASE',
  rounds: 3,
  systems: [
    { name: 'Butaca', peer: null, model: 'ease', settings: { ...EASE, minInteractions: 1 } },
    { name: 'LensKit', peer: 'lenskit', model: 'ease', settings: EASE },
  ],
};

const FOLD_CONTESTS: readonly Contest[] = [
  {
    name: 'biased MF',
    rounds: 3,
    systems: [
      { name: 'Butaca', peer: null, model: 'biased-mf', settings: SVD },
      { name: 'Surprise (SVD)', peer: 'surprise', model: 'svd', settings: SVD, goal: 5 },
      {
        name: 'LensKit (ALS, its own settings)',
        peer: 'lenskit',
        model: 'biased-mf',
        settings: { factors: 100, epochs: 10, regularization: 0.1 },
        goal: 3,
      },
    ],
  },
  {
    name: 'SVD++',
    rounds: 3,
    warmUp: false,
    systems: [
      { name: 'Butaca', peer: null, model: 'svd++', settings: SVD_PLUS_PLUS },
      { name: 'Surprise', peer: 'surprise', model: 'svd++', settings: SVD_PLUS_PLUS, goal: 5 },
    ],
  },
];

const HEADER = ['data', 'model', 'system', 'accuracy', 'fit', 'spread', 'processor time', 'answer', 'peak memory'];

const seconds = (ms: number): string => `${Number((ms / 1000).toPrecision(3))} s`;

const middle = (values: readonly number[]): number => summarize('', values).median;

function rowOf(data: string, contest: string, { system, accuracy, fits, answers, peakMb }: Sitting, metric: string) {
  const fit = summarize(
    '',
    fits.map(({ ms }) => ms),
  );
  return [
    data,
    contest,
    system.name,
    `${metric} ${accuracy.toFixed(4)}`,
    seconds(fit.median),
    `± ${(fit.spread * 50).toFixed(0)} %`,
    seconds(middle(fits.map(({ cpu }) => cpu))),
    seconds(middle(answers.map(({ ms }) => ms))),
    `${peakMb.toFixed(0)} MB`,
  ];
}

export async function run(): Promise<Result> {
  const names: readonly PeerName[] = ['implicit', 'surprise', 'lenskit'];
  const absent = new Map(names.map((name) => [name, installPeer(name)]));
  const notes = names.flatMap((name) => (absent.get(name) === null ? [] : [`${name}: ${absent.get(name)}.`]));
  const there = (contest: Contest): Contest => ({
    ...contest,
    systems: contest.systems.filter(({ peer }) => peer === null || absent.get(peer) === null),
  });
  const [rows, measurements, figures]: [string[][], Measurement[], Figure[]] = [[], [], []];
  const versions = new Set<string>();
  const folder = mkdtempSync(join(tmpdir(), 'butaca-side-by-side-'));
  try {
    const real = existsSync(ML100K);
    if (!real) notes.push('MovieLens 100K is not there (BUTACA_DATA).');
    const tasks = [
      ...(real ? [[openReal(folder, join(ML100K, 'u.data'), THREADS), [ALS_CONTEST, EASE_CONTEST]] as const] : []),
      [openMadeUp(folder, THREADS), [ALS_CONTEST]] as const,
      ...(real ? [[openFolds(folder, ML100K, THREADS), FOLD_CONTESTS] as const] : []),
    ];
    for (const [task, contests] of tasks) {
      for (const contest of contests.map(there)) {
        if (CHOSEN?.includes(contest.name) === false) continue;
        console.log(`  ${task.data}, ${contest.name} …`);
        const sittings = await task.hold(contest);
        for (const sitting of sittings) {
          rows.push(rowOf(task.data, contest.name, sitting, task.metric));
          sitting.versions.forEach((version) => versions.add(version));
          const label = `${contest.name}, ${sitting.system.name}, ${task.data}: fit`;
          measurements.push(
            summarize(
              label,
              sitting.fits.map(({ ms }) => ms),
            ),
          );
        }
        const [own, ...others] = sittings;
        for (const other of others) figures.push(...compareFits(own, other, contest.name, task.data));
        for (const other of others) figures.push(compareAccuracy(own, other, contest.name, task));
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const table: ResultTable = { header: HEADER, rows };
  return {
    question: 'side-by-side',
    measurements,
    figures,
    table,
    notes: [
      ...notes,
      `Peers: ${[...versions].sort().join(', ')}; ${THREADS} threads for each system that has them; in turn, the order reversed every other round, after one round that does not count (but for SVD++).`,
      `ALS: ${JSON.stringify(ALS)}, λ the same for all rows; EASE: ${JSON.stringify(EASE)}; biased MF: ${JSON.stringify(SVD)}; SVD++: ${JSON.stringify(SVD_PLUS_PLUS)}.`,
      'Fit: training alone, the data read and numbered before, the median of all rounds (and folds). Answer: the ten best titles of every user (of a thousand drawn at random where there are more), or the stars of every test pair of a fold; Butaca folds every user in from its history, the others read the vector that training left. Memory: the most that the process had, its data included.',
      'nDCG@10: a quarter of every user held out at random, the whole catalogue ranked, mean over users and rounds (each with a seed of its own); differences with 95 % intervals, paired over users. RMSE: mean of the official folds u1 … u5.',
    ],
  };
}

/** How many times longer the other took, by the clock and by the processors. */
function compareFits(own: Sitting, other: Sitting, contest: string, data: string): Figure[] {
  const ratio = (pick: (fit: Sitting['fits'][number]) => number): number =>
    middle(other.fits.map(pick)) / middle(own.fits.map(pick));
  const { goal, name } = other.system;
  return [
    {
      name: `${contest}, ${data}: fit time of ${name} / ours`,
      value: ratio(({ ms }) => ms),
      unit: 'times',
      ...(goal === undefined ? {} : { goal: `≥ ${goal}` }),
    },
    {
      name: `${contest}, ${data}: processor time of ${name} / ours`,
      value: ratio(({ cpu }) => cpu),
      unit: 'times',
    },
  ];
}
