import type { Clock } from '../../base/clock.ts';
import type { Progress } from '../../base/progress.ts';
import type { Kernels } from '../../kernels/index.ts';
import { type Estimate, estimateDifference, estimateFrom, mean, resampleMeans } from '../bootstrap.ts';
import { listQualities, titleFacts } from '../metrics/beyond-accuracy.ts';
import type { BenchmarkSplit, Protocol } from './contract.ts';
import { cutValidation } from './cut-validation.ts';
import { partSettings } from './blend.ts';
import { bareTitles, type BenchmarkEntrant, benchmarkEntrants } from './entrants.ts';
import { measureSplit, type SplitAnswers } from './measure-split.ts';
import { climb, type Trial } from './tune.ts';

export interface BenchmarkOptions {
  readonly kernels: Kernels;
  readonly seed: number;
  readonly progress: Progress;
  readonly clock: Clock;
  /** Names out of `benchmarkEntrants`; all by default. */
  readonly models?: readonly string[];
  /** At most so many trainings to find the settings of a model. */
  readonly trials: number;
  /** Models that need more bytes for their dense part are left out. */
  readonly memoryLimit: number;
  /** The largest memory of the process so far, in bytes. */
  readonly peakMemory: () => number;
  /** Throws when the work is to stop. */
  readonly checkpoint: () => Promise<void>;
}

export interface BenchmarkRow {
  readonly name: string;
  /** Means over users (and splits) with 95 % intervals over users. */
  readonly metrics: Readonly<Record<string, Estimate>>;
  /** The first metric, less that of popularity over the same users; null for popularity itself and where it takes no part. */
  readonly gain: Estimate | null;
  /** Of the lists: 0…1, and bits; mean over splits. */
  readonly coverage: number;
  readonly novelty: number;
  readonly popularShare: number;
  /** What was found on the validation part of each split: settings, the metric there, and how many trainings it took. */
  readonly tuned: readonly (Trial & { readonly trials: number })[];
  /** The first metric on each split. */
  readonly splits: readonly number[];
  readonly seconds: { readonly tuning: number; readonly training: number; readonly scoring: number };
  /** Of the process when the model was done. */
  readonly peakMemoryBytes: number;
}

export interface BenchmarkReport {
  readonly protocol: string;
  readonly text: string;
  readonly sha256: string;
  readonly seed: number;
  readonly counts: {
    readonly users: number;
    readonly items: number;
    readonly training: number;
    readonly test: number;
    readonly asked: number;
    readonly repeated: number;
  };
  readonly rows: readonly BenchmarkRow[];
  readonly leftOut: readonly { readonly name: string; readonly bytes: number; readonly limit: number }[];
}

const DRAWS = 1000;

const countPairs = (sizes: readonly Int32Array[]): number => sizes.reduce((total, { length }) => total + length, 0);

/** A metric of all cases, one split after the other. */
const joined = (answers: readonly SplitAnswers[], metric: string): Float64Array =>
  Float64Array.from(answers.flatMap((one) => Array.from(one.metrics[metric])));

/**
 * Tunes every model on a validation part cut from each split's training part, trains it on the whole training part, measures it on
 * the test part. Throws RangeError for an unknown model, INSUFFICIENT_DATA where nothing can be tuned on.
 */
export async function runBenchmark(
  protocol: Protocol,
  splits: readonly BenchmarkSplit[],
  found: { readonly sha256: string; readonly repeated: number },
  options: BenchmarkOptions,
): Promise<BenchmarkReport> {
  const names = options.models ?? Object.keys(benchmarkEntrants);
  const rows = new Map<string, ModelAnswers>();
  const searched = new Map<BenchmarkEntrant, (readonly Trial[])[]>();
  const leftOut: { name: string; bytes: number; limit: number }[] = [];
  const dense = Math.max(...splits.map(({ training }) => new Set(training.indices).size));
  const validations = splits.map((split) => cutValidation(split, protocol.validation, options.seed));
  options.progress.stage('benchmark');
  for (const [at, name] of names.entries()) {
    const entrant = benchmarkEntrants[name];
    if (entrant === undefined) throw new RangeError(`unknown model: ${name}`);
    const bytes = entrant.bytes(dense);
    if (bytes > options.memoryLimit) leftOut.push({ name, bytes, limit: options.memoryLimit });
    else {
      const told = (part: number): void => options.progress.update((at + part) / names.length, name);
      rows.set(name, await runEntrant(entrant, protocol, splits, validations, options, told, searched));
    }
  }
  const [first] = splits;
  return {
    protocol: protocol.name,
    text: protocol.text,
    sha256: found.sha256,
    seed: options.seed,
    counts: {
      users: first.users.length,
      items: first.items.length,
      training: first.training.indices.length,
      test: countPairs(first.test),
      asked: first.test.filter(({ length }) => length > 0).length,
      repeated: found.repeated,
    },
    rows: summarise(rows, protocol, splits, options),
    leftOut,
  };
}

interface ModelAnswers {
  readonly answers: readonly SplitAnswers[];
  readonly tuned: BenchmarkRow['tuned'];
  readonly seconds: BenchmarkRow['seconds'];
  readonly peakMemoryBytes: number;
}

async function runEntrant(
  entrant: BenchmarkEntrant,
  protocol: Protocol,
  splits: readonly BenchmarkSplit[],
  validations: readonly BenchmarkSplit[],
  options: BenchmarkOptions,
  told: (part: number) => void,
  /** What was found for each model on each split; added to. */
  found: Map<BenchmarkEntrant, (readonly Trial[])[]>,
): Promise<ModelAnswers> {
  const { kernels, seed, clock, checkpoint } = options;
  const [metric] = protocol.metrics;
  const seconds = { tuning: 0, training: 0, scoring: 0 };
  const timed = async <T>(part: keyof typeof seconds, work: () => Promise<T>): Promise<T> => {
    const startedMs = clock.nowMs();
    const result = await work();
    seconds[part] += (clock.nowMs() - startedMs) / 1000;
    return result;
  };
  const tools = { kernels, seed, progress: { stage: () => undefined, update: () => undefined } };
  const answers: SplitAnswers[] = [];
  const tuned: (Trial & { trials: number })[] = [];
  for (const [at, split] of splits.entries()) {
    const search = async (one: BenchmarkEntrant): Promise<readonly Trial[]> => {
      const known = found.get(one)?.[at];
      if (known !== undefined) return known;
      const base: Record<string, number> = {};
      for (const part of one.parts ?? [])
        Object.assign(base, partSettings(part.name, (await search(part))[0].settings));
      let made = 0;
      const measure = async (settings: Readonly<Record<string, number>>): Promise<number> => {
        await checkpoint();
        const mark = kernels.heap.mark();
        try {
          const score = await one.train(validations[at], { ...base, ...settings }, tools);
          const asking = { ...protocol, metrics: [metric], seed, checkpoint };
          const { metrics } = await measureSplit(validations[at], score, asking);
          told((at + (0.8 * ++made) / options.trials) / splits.length);
          return mean(metrics[metric]);
        } finally {
          kernels.heap.release(mark);
        }
      };
      const climbed = await climb(one.space, measure, options.trials);
      const trials = climbed.map(({ settings, value }) => ({ settings: { ...base, ...settings }, value }));
      found.set(one, (found.get(one) ?? []).concat([trials]));
      return trials;
    };
    const trials = await timed('tuning', () => search(entrant));
    tuned.push({ ...trials[0], trials: trials.length });
    await checkpoint();
    const mark = kernels.heap.mark();
    try {
      const score = await timed('training', () => entrant.train(split, trials[0].settings, tools));
      answers.push(await timed('scoring', () => measureSplit(split, score, { ...protocol, seed, checkpoint })));
    } finally {
      kernels.heap.release(mark);
    }
    told((at + 1) / splits.length);
  }
  return { answers, tuned, seconds, peakMemoryBytes: options.peakMemory() };
}

/** Rows with intervals: the cases of one user, over all splits, come and go together; all models see the same draws. */
function summarise(
  models: ReadonlyMap<string, ModelAnswers>,
  { metrics, name: purpose }: Protocol,
  splits: readonly BenchmarkSplit[],
  { seed }: BenchmarkOptions,
): BenchmarkRow[] {
  const all = Array.from(models.values());
  if (all.length === 0) return [];
  const columns = all.flatMap(({ answers }) => metrics.map((metric) => joined(answers, metric)));
  const cases = all[0].answers.flatMap(({ asked }, at) => Array.from(asked, (user) => splits[at].users[user]));
  const drawn = resampleMeans(columns, [cases], { rows: DRAWS, seed, purpose });
  const means = columns.map((column, at) => ({ value: mean(column), resampled: drawn[at] }));
  const baseline = Array.from(models.keys()).indexOf('popularity');
  const facts = splits.map(({ training, items }) => titleFacts(training, bareTitles(items), seed));
  return Array.from(models, ([name, { answers, tuned, seconds, peakMemoryBytes }], model): BenchmarkRow => {
    const qualities = answers.map(({ lists }, at) => listQualities(lists, facts[at], splits[at].items.length));
    const average = (key: 'coverage' | 'novelty' | 'popularShare'): number =>
      mean(Float64Array.from(qualities, (one) => one[key]));
    const own = means.slice(model * metrics.length, (model + 1) * metrics.length);
    return {
      name,
      metrics: Object.fromEntries(
        metrics.map((metric, at) => [metric, estimateFrom(own[at].value, own[at].resampled)]),
      ),
      gain: baseline < 0 || baseline === model ? null : estimateDifference(own[0], means[baseline * metrics.length]),
      coverage: average('coverage'),
      novelty: average('novelty'),
      popularShare: average('popularShare'),
      tuned,
      splits: answers.map((one) => mean(one.metrics[metrics[0]])),
      seconds,
      peakMemoryBytes,
    };
  });
}
