import type { Scorer } from '../models/index.ts';
import { METRIC_NAMES, METRICS, type ReportedMetric } from './metrics/accuracy.ts';
import { rankTruth } from './rank.ts';
import { measureSegments, type SegmentFigures, segmentColumns, type Thirds } from './segments.ts';
import type { Question } from './splits/contract.ts';
import { tieOrder } from './tie-order.ts';

/** What a model answered to one question: one number a user and metric, and the lists themselves. */
export interface Measured {
  /** In the order of the question's cases. */
  readonly metrics: Readonly<Record<ReportedMetric, Float64Array>>;
  /** The first ten of each user's ranking. */
  readonly lists: readonly Int32Array[];
  /** What was found of each third of the titles, as `segmentColumns`. */
  readonly titles: readonly SegmentFigures[];
}

/** Length of the lists whose qualities are told. */
export const LIST_LENGTH = 10;

/**
 * Asks a scorer about every user of a question and measures each ranking. All candidates are ranked but those the user has seen;
 * equal scores stand in an order drawn from the seed and the user's id. `breathe` is awaited between users, so that progress is
 * told and a process can be stopped. `cuts` of the titles have their figures told apart; none by default.
 */
export async function measureQuestion(
  scorer: Scorer,
  question: Question,
  items: number,
  seed: number,
  breathe: (done: number) => Promise<void> | void = () => {},
  cuts: readonly Thirds[] = [],
): Promise<Measured> {
  const scores = new Float32Array(items);
  const excluded = new Uint8Array(items);
  if (question.candidates !== null) {
    excluded.fill(1);
    for (const item of question.candidates) excluded[item] = 0;
  }
  const base = excluded.slice();
  const metrics = Object.fromEntries(
    METRIC_NAMES.map((name) => [name, new Float64Array(question.cases.length)]),
  ) as Record<ReportedMetric, Float64Array>;
  const lists: Int32Array[] = [];
  const titles = segmentColumns(cuts, question.cases.length);
  for (const [at, test] of question.cases.entries()) {
    scores.fill(Number.NaN);
    scorer.score(test.query, scores);
    for (const item of test.seen) excluded[item] = 1;
    const ranking = rankTruth(scores, excluded, test.truth, tieOrder(seed, test.userId), LIST_LENGTH);
    for (const item of test.seen) excluded[item] = base[item]!;
    for (const name of METRIC_NAMES) metrics[name][at] = METRICS[name].metric(ranking.ranks, METRICS[name].n);
    measureSegments(ranking, cuts, titles, at);
    lists.push(ranking.list);
    if ((at & 31) === 31) await breathe(at + 1);
  }
  return { metrics, lists, titles };
}
