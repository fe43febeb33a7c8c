import { type Estimate, estimateDifference, estimateFrom, mean, resampleMeans } from '../bootstrap.ts';
import { joinNumbers, joinSegmentFigures } from '../collect.ts';
import type { MetricName } from '../metrics/accuracy.ts';
import { listQualities, type TitleFacts, titleFacts } from '../metrics/beyond-accuracy.ts';
import { countItems, cutByAge, cutByHistory, cutByPopularity, type Thirds } from '../segments.ts';
import { type SegmentReport, summariseSegments } from '../summarise-segments.ts';
import { TOO_GOOD } from '../too-good.ts';
import type { BenchmarkSplit, BenchmarkWarning, Protocol } from './contract.ts';
import { bareTitles } from './entrants.ts';
import type { SplitAnswers } from './measure-split.ts';
import { givenTo } from './numbering.ts';
import type { Trial } from './tune.ts';

/** What segments are measured by, beside the protocol's own metrics. */
export const SEGMENT_METRICS = ['ndcg@10', 'recall@10'] as const satisfies readonly MetricName[];

export const BASELINE = 'popularity';

export interface BenchmarkRow {
  readonly name: string;
  /** Means over users (and splits) with 95 % intervals over users. */
  readonly metrics: Readonly<Record<string, Estimate>>;
  /** The first metric, less that of popularity over the same users; null for popularity itself. */
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

/** What a model answered on every split. */
export interface ModelAnswers extends Pick<BenchmarkRow, 'tuned' | 'seconds' | 'peakMemoryBytes'> {
  readonly name: string;
  readonly answers: readonly SplitAnswers[];
}

/** What is the same for all models of a benchmark. */
export interface BenchmarkFrame {
  readonly protocol: Protocol;
  readonly splits: readonly BenchmarkSplit[];
  readonly seed: number;
  /** The user of each case, over all splits. */
  readonly cases: readonly string[];
  readonly heldOut: Int32Array;
  /** Cuts of the titles, and of the cases by the titles given. */
  readonly titles: readonly Thirds[];
  readonly users: Thirds | null;
  readonly facts: readonly TitleFacts[];
}

const DRAWS = 1000;

/** So many times the validation part's figure, and so much more, is too good as well. */
const BEYOND_VALIDATION = { times: 2, more: 0.1 };

/** Gathers what all models are summed up by. Titles are counted over training and test of the first split: it reaches no model. */
export function frameBenchmark(protocol: Protocol, splits: readonly BenchmarkSplit[], seed: number): BenchmarkFrame {
  const asked = splits.map(({ users, test }) => Array.from(users.keys()).filter((user) => test[user].length > 0));
  const [first] = splits;
  const counts = countItems(first.training);
  for (const held of first.test) for (const item of held) counts[item]++;
  const cuts = [cutByPopularity(counts), cutByAge('first-seen', firstSeen(first), counts)];
  const flat = <T>(of: (split: BenchmarkSplit, user: number) => T): T[] =>
    splits.flatMap((split, at) => asked[at].map((user) => of(split, user)));
  return {
    protocol,
    splits,
    seed,
    cases: flat(({ users }, user) => users[user]),
    heldOut: Int32Array.from(flat(({ test }, user) => test[user].length)),
    titles: cuts.filter((cut) => cut !== null),
    users: cutByHistory(Float64Array.from(flat((split, user) => givenTo(split, user).length))),
    facts: splits.map(({ training, items }) => titleFacts(training, bareTitles(items), seed)),
  };
}

/** When each title was first seen in training, seconds since 1970; NaN where unknown. */
function firstSeen({ training: { items, indices, times } }: BenchmarkSplit): Float64Array {
  const first = new Float64Array(items).fill(Number.NaN);
  for (let at = 0; at < indices.length; at++) if (!(first[indices[at]] <= times[at])) first[indices[at]] = times[at];
  return first;
}

/** A metric of all cases, one split after the other. */
export const joined = ({ answers }: ModelAnswers, metric: string): Float64Array =>
  joinNumbers(answers.map((one) => one.metrics[metric]));

/**
 * The row of a model with intervals: the cases of one user, over all splits, come and go together, and all models see the same draws,
 * so that the gain over the baseline is paired.
 */
export function summariseModel(model: ModelAnswers, baseline: ModelAnswers, frame: BenchmarkFrame): BenchmarkRow {
  const { metrics, name: purpose } = frame.protocol;
  const columns = [...metrics.map((metric) => joined(model, metric)), joined(baseline, metrics[0])];
  const drawn = resampleMeans(columns, [frame.cases], { rows: DRAWS, seed: frame.seed, purpose });
  const means = columns.map((column, at) => ({ value: mean(column), resampled: drawn[at] }));
  const qualities = model.answers.map(({ lists }, at) =>
    listQualities(lists, frame.facts[at], frame.splits[at].items.length),
  );
  const average = (key: 'coverage' | 'novelty' | 'popularShare'): number =>
    mean(Float64Array.from(qualities, (one) => one[key]));
  return {
    name: model.name,
    metrics: Object.fromEntries(
      metrics.map((metric, at) => [metric, estimateFrom(means[at].value, means[at].resampled)]),
    ),
    gain: model === baseline ? null : estimateDifference(means[0], means[metrics.length]),
    coverage: average('coverage'),
    novelty: average('novelty'),
    popularShare: average('popularShare'),
    tuned: model.tuned,
    splits: model.answers.map((one) => mean(one.metrics[metrics[0]])),
    seconds: model.seconds,
    peakMemoryBytes: model.peakMemoryBytes,
  };
}

/** What a model is worth to users with more and fewer titles, and for titles watched by many and by few, older and newer. */
export function summariseModelSegments(
  model: ModelAnswers,
  baseline: ModelAnswers,
  frame: BenchmarkFrame,
): SegmentReport[] {
  const of = (one: ModelAnswers) => ({
    label: one.name,
    'ndcg@10': joined(one, 'ndcg@10'),
    'recall@10': joined(one, 'recall@10'),
    titles: joinSegmentFigures(one.answers),
  });
  return summariseSegments(model === baseline ? [of(model)] : [of(baseline), of(model)], {
    factors: [frame.cases],
    heldOut: frame.heldOut,
    users: frame.users,
    titles: frame.titles,
    baseline: BASELINE,
    resamples: DRAWS,
    seed: frame.seed,
    purpose: frame.protocol.name,
  });
}

/** The segments of several models as one: each segment once, with the rows of all. */
export function joinSegments(parts: readonly (readonly SegmentReport[])[]): SegmentReport[] {
  return (parts[0] ?? []).map((segment, at) => {
    const rows = new Map(parts.flatMap((part) => part[at].rows.map((row) => [row.label, row] as const)));
    return { ...segment, rows: Array.from(rows.values()) };
  });
}

/** What is odd about the data, and figures that are too good to be believed. */
export function warnings(
  rows: readonly BenchmarkRow[],
  { protocol, splits }: BenchmarkFrame,
  found: { readonly repeated: number; readonly warnings?: readonly BenchmarkWarning[] },
): BenchmarkWarning[] {
  const told: BenchmarkWarning[] = [...(found.warnings ?? [])];
  if (found.repeated > 0) told.push({ kind: 'repeated', pairs: found.repeated });
  const [{ training, test, items }] = splits;
  const counts = countItems(training);
  let [unknown, of] = [0, 0];
  for (const held of test) {
    of += held.length;
    for (const item of held) if (counts[item] === 0) unknown++;
  }
  if (unknown > 0 && items.length > 0) told.push({ kind: 'unknown-titles', pairs: unknown, of });
  const [metric] = protocol.metrics;
  for (const { name: model, metrics, tuned } of rows) {
    const { value } = metrics[metric];
    const limit = TOO_GOOD[metric];
    if (limit !== undefined && value > limit) told.push({ kind: 'too-good', model, metric, value, limit, by: 'limit' });
    const validated = tuned.reduce((sum, one) => sum + one.value, 0) / tuned.length;
    if (value > BEYOND_VALIDATION.times * validated && value > validated + BEYOND_VALIDATION.more) {
      told.push({ kind: 'too-good', model, metric, value, limit: validated, by: 'validation' });
    }
  }
  return told;
}
