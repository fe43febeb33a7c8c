import type { Clock } from '../../base/clock.ts';
import type { Progress } from '../../base/progress.ts';
import type { Kernels } from '../../kernels/index.ts';
import type { SegmentReport } from '../summarise-segments.ts';
import { partSettings } from './blend.ts';
import { checkValidation } from './check-validation.ts';
import type { BenchmarkSplit, BenchmarkWarning, Protocol, ReadSplit } from './contract.ts';
import { cutValidation } from './cut-validation.ts';
import { type BenchmarkEntrant, benchmarkEntrants } from './entrants.ts';
import { measureSplit, type SplitAnswers } from './measure-split.ts';
import {
  BASELINE,
  type BenchmarkFrame,
  type BenchmarkRow,
  frameBenchmark,
  joined,
  joinSegments,
  type ModelAnswers,
  SEGMENT_METRICS,
  summariseModel,
  summariseModelSegments,
  warnings,
} from './summarise-benchmark.ts';
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
  /** Makes what is told of each model that was asked for before its tuning, and of what came of it after its scoring. */
  readonly record?: (asked: AskedBenchmark) => BenchmarkRecord;
}

/** What makes two benchmarks the same question, and what else a repetition needs. */
export interface AskedBenchmark {
  readonly protocol: string;
  readonly sha256: string;
  /** What the split was cut by; empty where it lies in the files. */
  readonly split: NonNullable<ReadSplit['split']>;
  readonly trials: number;
  readonly seed: number;
}

/** Keeps what each model measured. */
export interface BenchmarkRecord {
  begin(model: string): void;
  finish(kept: KeptModel): void;
}

export interface KeptModel {
  readonly row: BenchmarkRow;
  readonly segments: readonly SegmentReport[];
  /** The user of each case, over all splits. */
  readonly cases: readonly string[];
  /** Metric → one number a case. */
  readonly figures: Readonly<Record<string, Float64Array>>;
}

export interface BenchmarkReport {
  readonly protocol: string;
  readonly text: string;
  readonly sha256: string;
  readonly split: AskedBenchmark['split'];
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
  /** Users and titles of different kinds apart; the rows of popularity are always there. */
  readonly segments: readonly SegmentReport[];
  readonly warnings: readonly BenchmarkWarning[];
  readonly leftOut: readonly { readonly name: string; readonly bytes: number; readonly limit: number }[];
  /** Models that were made of other parts, because those they are usually made of need too many bytes. */
  readonly smaller: readonly {
    readonly name: string;
    readonly parts: readonly string[];
    readonly bytes: number;
    readonly limit: number;
  }[];
}

const countPairs = (sizes: readonly Int32Array[]): number => sizes.reduce((total, { length }) => total + length, 0);

/**
 * Tunes every model on users of their own or on a validation part cut from each split's training part, trains it on the whole
 * training part, measures it on the test part; popularity is always measured beside. Throws RangeError for an unknown model,
 * INSUFFICIENT_DATA where nothing can be tuned on, and as checkValidation for a leak.
 */
export async function runBenchmark(
  protocol: Protocol,
  splits: readonly BenchmarkSplit[],
  found: Pick<ReadSplit, 'sha256' | 'repeated' | 'warnings' | 'validation' | 'split'>,
  options: BenchmarkOptions,
): Promise<BenchmarkReport> {
  const { seed, progress, trials } = options;
  const names = options.models ?? Object.keys(benchmarkEntrants);
  const unknown = names.find((name) => benchmarkEntrants[name] === undefined);
  if (unknown !== undefined) throw new RangeError(`unknown model: ${unknown}`);
  const { validation: by } = protocol;
  const validations = splits.map((split) => {
    const validation = by === 'users' ? found.validation! : cutValidation(split, by, seed);
    checkValidation(split, validation);
    return validation;
  });
  progress.stage('benchmark');
  const { sha256, split = {} } = found;
  const record = options.record?.({ protocol: protocol.name, sha256, split, trials, seed });
  const frame = frameBenchmark(protocol, splits, seed);
  const searched = new Map<BenchmarkEntrant, (readonly Trial[])[]>();
  const floors: Float64Array[] = [];
  const measured = async (entrant: BenchmarkEntrant, told: (part: number) => void): Promise<ModelAnswers> =>
    runEntrant(entrant, frame, validations, options, told, { searched, floors });
  if (names.includes(BASELINE)) record?.begin(BASELINE);
  const baseline = await measured(benchmarkEntrants[BASELINE], () => undefined);
  const rows: BenchmarkRow[] = [];
  const segments: SegmentReport[][] = [];
  const leftOut: BenchmarkReport['leftOut'][number][] = [];
  const smaller: BenchmarkReport['smaller'][number][] = [];
  const dense = Math.max(...splits.map(({ training }) => new Set(training.indices).size));
  for (const [at, name] of names.entries()) {
    const whole = benchmarkEntrants[name];
    const [bytes, limit] = [whole.bytes(dense), options.memoryLimit];
    const entrant = bytes <= limit ? whole : whole.smaller;
    if (entrant === undefined || entrant.bytes(dense) > limit) {
      leftOut.push({ name, bytes, limit });
      continue;
    }
    if (entrant !== whole) {
      const parts = entrant.parts?.(splits[0]).map((part) => part.name) ?? [];
      smaller.push({ name, parts, bytes, limit });
    }
    const told = (part: number): void => progress.update((at + part) / names.length, name);
    if (name !== BASELINE) record?.begin(name);
    const model = name === BASELINE ? baseline : await measured(entrant, told);
    const row = summariseModel(model, baseline, frame);
    const own = summariseModelSegments(model, baseline, frame);
    rows.push(row);
    segments.push(own);
    const figures = Object.fromEntries(protocol.metrics.map((metric) => [metric, joined(model, metric)]));
    record?.finish({ row, segments: own, cases: frame.cases, figures });
  }
  const [first] = splits;
  return {
    protocol: protocol.name,
    text: protocol.text,
    sha256,
    split,
    seed,
    counts: {
      users: first.users.length,
      items: first.items.length,
      training: first.training.indices.length,
      test: countPairs(first.test),
      asked: first.test.filter(({ length }) => length > 0).length,
      repeated: found.repeated,
    },
    rows,
    segments: joinSegments(segments),
    warnings: warnings(rows, frame, found),
    leftOut,
    smaller,
  };
}

/** What was found out on the way, for all models; added to. */
interface Known {
  /** For each model on each split. */
  readonly searched: Map<BenchmarkEntrant, (readonly Trial[])[]>;
  /** What popularity gets of the cases of each validation part. */
  readonly floors: Float64Array[];
}

/** What of a model is tuned on a split. */
function spaceOn(split: BenchmarkSplit, entrant: BenchmarkEntrant): BenchmarkEntrant['space'] {
  const left = entrant.idle?.(split) ?? [];
  return Object.fromEntries(Object.entries(entrant.space).filter(([name]) => !left.includes(name)));
}

async function runEntrant(
  entrant: BenchmarkEntrant,
  { protocol, splits, titles: cuts }: BenchmarkFrame,
  validations: readonly BenchmarkSplit[],
  options: BenchmarkOptions,
  told: (part: number) => void,
  known: Known,
): Promise<ModelAnswers> {
  const { kernels, seed, clock, checkpoint } = options;
  const [metric] = protocol.metrics;
  const metrics = [...new Set([...protocol.metrics, ...SEGMENT_METRICS])];
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
  /** What a model with these settings gets of the cases of a validation part. */
  const validate = async (
    one: BenchmarkEntrant,
    at: number,
    settings: Readonly<Record<string, number>>,
  ): Promise<Float64Array> => {
    await checkpoint();
    const mark = kernels.heap.mark();
    try {
      const score = await one.train(validations[at], settings, tools);
      const asking = { ...protocol, metrics: [metric], seed, checkpoint };
      return (await measureSplit(validations[at], score, asking)).metrics[metric];
    } finally {
      kernels.heap.release(mark);
    }
  };
  for (const [at, split] of splits.entries()) {
    const search = async (one: BenchmarkEntrant): Promise<readonly Trial[]> => {
      const before = known.searched.get(one)?.[at];
      if (before !== undefined) return before;
      const base: Record<string, number> = {};
      for (const part of one.parts?.(validations[at]) ?? [])
        Object.assign(base, partSettings(part.name, (await search(part))[0].settings));
      let made = 0;
      const measure = async (settings: Readonly<Record<string, number>>): Promise<Float64Array> => {
        const cases = await validate(one, at, { ...base, ...settings });
        told((at + Math.min(0.8, (0.8 * ++made) / options.trials)) / splits.length);
        return cases;
      };
      const space = spaceOn(validations[at], one);
      const most = one.trials?.(validations[at], options.trials) ?? options.trials;
      if (Object.keys(space).length > 0) known.floors[at] ??= await validate(benchmarkEntrants[BASELINE], at, {});
      const climbed = await climb(space, measure, most, { floor: known.floors[at] });
      const trials = climbed.map(({ settings, value }) => ({ settings: { ...base, ...settings }, value }));
      known.searched.set(one, (known.searched.get(one) ?? []).concat([trials]));
      return trials;
    };
    const trials = await timed('tuning', () => search(entrant));
    tuned.push({ ...trials[0], trials: trials.length });
    await checkpoint();
    const mark = kernels.heap.mark();
    try {
      const score = await timed('training', () => entrant.train(split, trials[0].settings, tools));
      answers.push(
        await timed('scoring', () => measureSplit(split, score, { ...protocol, metrics, cuts, seed, checkpoint })),
      );
    } finally {
      kernels.heap.release(mark);
    }
    told((at + 1) / splits.length);
  }
  return { name: entrant.name, answers, tuned, seconds, peakMemoryBytes: options.peakMemory() };
}
