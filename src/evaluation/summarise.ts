import { estimateDifference, estimateFrom, mean, type Resampling, resampleMeans } from './bootstrap.ts';
import type { Asked } from './collect.ts';
import { type Entrant, planComparisons } from './entrants.ts';
import type { Measured } from './measure.ts';
import { METRIC_NAMES } from './metrics/accuracy.ts';
import { listQualities, type TitleFacts } from './metrics/beyond-accuracy.ts';
import type { Comparison, ModelRow, QuestionReport } from './report.ts';
import { cutByHistory, type Thirds } from './segments.ts';
import { type SegmentReport, summariseSegments } from './summarise-segments.ts';

/** Metrics whose paired differences are told. */
const COMPARED = ['ndcg@10', 'recall@10', 'recall@20', 'hit-rate@10'];

export interface SummaryOptions {
  readonly entrants: readonly Entrant[];
  /** How often the cases are resampled. */
  readonly resamples: number;
  /** Cuts of the titles. */
  readonly cuts: readonly Thirds[];
  readonly seed: number;
}

/** The report of one question from what each model (by label) answered. */
export function summariseQuestion(
  asked: Asked,
  answers: ReadonlyMap<string, Measured>,
  facts: TitleFacts,
  options: SummaryOptions,
): QuestionReport {
  const values = new Map(Array.from(answers, ([label, { metrics }]) => [label, metrics]));
  const { metrics, comparisons } = estimateAll(values, METRIC_NAMES, COMPARED, asked, options);
  return {
    id: asked.id,
    unit: 'users',
    cases: asked.cases,
    heldOut: asked.heldOut,
    candidates: asked.candidates,
    facts: asked.facts,
    rows: Array.from(answers, ([label, { lists }]): ModelRow => {
      const { coverage, novelty, diversity, popularShare } = listQualities(lists, facts, asked.catalogue);
      return {
        label,
        metrics: metrics.get(label)!,
        lists: {
          coverage: orNull(coverage),
          novelty: orNull(novelty),
          diversity: orNull(diversity),
          popularShare: orNull(popularShare),
        },
        unanswered: lists.filter((list) => list.length === 0).length,
      };
    }),
    comparisons,
    segments: tellApart(asked, answers, options),
  };
}

/** The segments of a question, of the models that have nothing left out. */
function tellApart(asked: Asked, answers: ReadonlyMap<string, Measured>, options: SummaryOptions): SegmentReport[] {
  const whole = options.entrants.filter(({ ablation }) => ablation !== true).map(({ label }) => label);
  const own = Array.from(answers).filter(([label]) => whole.includes(label));
  return summariseSegments(
    own.map(([label, { metrics, titles }]) => ({
      label,
      'ndcg@10': metrics['ndcg@10'],
      'recall@10': metrics['recall@10'],
      titles,
    })),
    {
      factors: asked.factors,
      heldOut: asked.truths,
      users: cutByHistory(asked.given),
      titles: options.cuts,
      baseline: options.entrants.find(({ name }) => name === 'popularity')?.label,
      resamples: options.resamples,
      seed: options.seed,
      purpose: asked.id,
    },
  );
}

/** The report of cold titles' neighbours among the first n, from each model's recalls, one a case. */
export function summariseNeighbours(
  asked: Asked,
  recalls: ReadonlyMap<string, Float64Array>,
  n: number,
  options: SummaryOptions,
): QuestionReport {
  const name = `recall@${n}`;
  const values = new Map(Array.from(recalls, ([label, values]) => [label, { [name]: values }]));
  const { metrics, comparisons } = estimateAll(values, [name], [name], asked, options);
  return {
    id: asked.id,
    unit: 'titles',
    cases: asked.cases,
    heldOut: asked.heldOut,
    candidates: asked.candidates,
    facts: { ...asked.facts, byChance: Math.min(1, n / Math.max(1, asked.candidates)) },
    rows: Array.from(recalls.keys(), (label) => ({ label, metrics: metrics.get(label)!, lists: null, unanswered: 0 })),
    comparisons,
    segments: [],
  };
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Means with intervals of every model and metric, and the planned differences, all from the same resamples. */
function estimateAll(
  values: ReadonlyMap<string, Readonly<Record<string, Float64Array>>>,
  names: readonly string[],
  compared: readonly string[],
  { id, factors }: Asked,
  { entrants, resamples, seed }: SummaryOptions,
): { metrics: Map<string, ModelRow['metrics']>; comparisons: Comparison[] } {
  const columns = Array.from(values.values(), (byMetric) => names.map((name) => byMetric[name])).flat();
  const resampling: Resampling = { rows: resamples, seed, purpose: id };
  const resampled = resampleMeans(columns, factors, resampling).map((means, column) => ({
    value: mean(columns[column]),
    resampled: means,
  }));
  const summaries = new Map(
    Array.from(values.keys(), (label, model) => {
      const ofModel = resampled.slice(model * names.length, (model + 1) * names.length);
      return [label, new Map(names.map((name, at) => [name, ofModel[at]]))];
    }),
  );
  const metrics = new Map<string, ModelRow['metrics']>();
  for (const [label, summary] of summaries) {
    const estimates = Array.from(summary, ([name, one]) => [name, estimateFrom(one.value, one.resampled)]);
    metrics.set(label, Object.fromEntries(estimates) as ModelRow['metrics']);
  }
  const comparisons: Comparison[] = [];
  for (const { purpose, a, b } of planComparisons(entrants)) {
    for (const metric of compared) {
      const first = summaries.get(a)?.get(metric);
      const second = summaries.get(b)?.get(metric);
      if (first === undefined || second === undefined) continue;
      const difference = estimateDifference(first, second);
      comparisons.push({ purpose, metric, a, b, difference, aboveZero: difference.low > 0 });
    }
  }
  return { metrics, comparisons };
}
