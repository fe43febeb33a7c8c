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

/**
 * The objective: the mean over the questions of the mean nDCG@10 of each, so that each question counts alike however many users it
 * asks; 0 where there is no case at all. What lies above popularity's objective differs from it by a constant, so that the same
 * settings win.
 */
export function objectiveOf(values: CaseValues, questions: readonly string[]): number {
  const means = questionMeans(values);
  const asked = questions.filter((id) => Object.hasOwn(means, id));
  return asked.length === 0 ? 0 : asked.reduce((sum, id) => sum + means[id], 0) / asked.length;
}
