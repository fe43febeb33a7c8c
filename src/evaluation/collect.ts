import { METRIC_NAMES, type ReportedMetric } from './metrics/accuracy.ts';
import type { Measured } from './measure.ts';
import type { SegmentFigures } from './segments.ts';
import type { Question, Split } from './splits/contract.ts';

/** What was asked in one question, over all folds of its split. */
export interface Asked {
  readonly id: string;
  readonly cases: number;
  /** What the cases are resampled by: the user of each, and in `new-title` the draw of titles, where there are several. */
  readonly factors: readonly (readonly string[])[];
  /** Held-out items over all cases. */
  readonly heldOut: number;
  /** Titles ranked in a fold. */
  readonly candidates: number;
  /** Titles that could be listed in any fold. */
  readonly catalogue: number;
  readonly facts: Readonly<Record<string, number>>;
  /** Held-out items of each case, and titles of its query. */
  readonly truths: Int32Array;
  readonly given: Float64Array;
}

/** Returns what the folds of a question asked, in order; `questions[f]` belongs to `splits[f]`. */
export function joinQuestions(questions: readonly Question[], splits: readonly Split[]): Asked {
  const cases = questions.flatMap((question) => question.cases);
  const items = splits[0].training.interactions.items;
  const ranked = questions.map(({ candidates }) => candidates ?? Int32Array.from({ length: items }, (_, item) => item));
  const users = cases.map(({ userId }) => userId);
  const draws = questions.flatMap((question, fold) => question.cases.map(() => String(fold)));
  return {
    id: questions[0].id,
    cases: cases.length,
    factors: questions.length > 1 && questions[0].split === 'new-title' ? [users, draws] : [users],
    heldOut: cases.reduce((sum, { truth }) => sum + truth.length, 0),
    candidates: Math.round(ranked.reduce((sum, { length }) => sum + length, 0) / ranked.length),
    catalogue: new Set(ranked.flatMap((nums) => [...nums])).size,
    facts: { ...splits[0].facts, folds: splits.length },
    truths: Int32Array.from(cases, ({ truth }) => truth.length),
    given: Float64Array.from(cases, ({ query }) => query.items.length),
  };
}

/** Returns one model's answers to the folds of a question as one, in the order of the folds. */
export function joinMeasured(parts: readonly Measured[]): Measured {
  const metrics = Object.fromEntries(
    METRIC_NAMES.map((name) => [name, joinNumbers(parts.map((part) => part.metrics[name]))]),
  ) as Record<ReportedMetric, Float64Array>;
  return { metrics, lists: parts.flatMap(({ lists }) => lists), titles: joinSegmentFigures(parts) };
}

/** Returns what was found of each third of the titles, over all parts. */
export function joinSegmentFigures(parts: readonly Pick<Measured, 'titles'>[]): SegmentFigures[] {
  return parts[0].titles.map((_, third) => {
    const own = parts.map(({ titles }) => titles[third]);
    return {
      'ndcg@10': joinNumbers(own.map((part) => part['ndcg@10'])),
      'recall@10': joinNumbers(own.map((part) => part['recall@10'])),
      heldOut: Int32Array.from(own.flatMap((part) => Array.from(part.heldOut))),
    };
  });
}

/** Returns the numbers of all parts, one after another. */
export function joinNumbers(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
