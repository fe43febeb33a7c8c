import type { Clock } from '../../base/clock.ts';
import type { Kernels } from '../../kernels/index.ts';
import type { ModelDefinition } from '../../models/index.ts';
import { askModel } from '../ask-model.ts';
import type { Split } from '../splits/contract.ts';

/** What the objective is made of. */
const METRIC = 'ndcg@10';
/** Digits after the point that are kept of a case's figure. */
const DIGITS = 6;

/** Question → nDCG@10 of each case, in the order of the cut's cases, six digits. */
export type CaseValues = Readonly<Record<string, readonly number[]>>;

export interface MeasureOptions {
  readonly definition: ModelDefinition;
  /** Parsed by the model's schema. */
  readonly config: unknown;
  readonly split: Split;
  readonly seed: number;
  readonly kernels: Kernels;
  readonly clock: Clock;
}

/** Trains a model on a cut's training part and returns what each case of its questions got. Throws what training throws. */
export async function measureCut({ split, ...options }: MeasureOptions): Promise<CaseValues> {
  const questions = split.questions.filter(({ cases }) => cases.length > 0);
  const { byQuestion } = await askModel({
    ...options,
    label: options.definition.name,
    split,
    questions,
    coWatched: [],
    neighbours: 1,
    told: () => undefined,
  });
  return Object.fromEntries(
    Array.from(byQuestion, ([id, { metrics }]) => [
      id,
      Array.from(metrics[METRIC], (value) => Math.round(value * 10 ** DIGITS) / 10 ** DIGITS),
    ]),
  );
}

/** The mean of each question over its cases; questions without cases are left out. */
export function questionMeans(values: CaseValues): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([id, cases]) =>
      cases.length === 0 ? [] : [[id, cases.reduce((sum, value) => sum + value, 0) / cases.length]],
    ),
  );
}

/** Added to each question's mean, so that a model that says nothing about one of them is low and not beyond all comparison. */
const OFFSET = 0.01;

/**
 * The objective from the mean of each question: their geometric mean, each shifted by 0.01, so that a percent of any question counts
 * alike whatever its level: √(0.1·0.4) and not their half sum, in which the easy question would decide. Relative to popularity, or to
 * any other fixed line, the same settings win. One question: its mean. 0 of nothing.
 */
export function combineQuestions(means: readonly number[]): number {
  if (means.length === 0) return 0;
  const logs = means.reduce((sum, mean) => sum + Math.log(mean + OFFSET), 0);
  return Math.exp(logs / means.length) - OFFSET;
}

/** The objective of what the cases of the questions got; questions without cases are left out. */
export function objectiveOf(values: CaseValues, questions: readonly string[]): number {
  const means = questionMeans(values);
  return combineQuestions(questions.flatMap((id) => (Object.hasOwn(means, id) ? [means[id]] : [])));
}
