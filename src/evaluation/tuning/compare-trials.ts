import { random } from '../../base/random.ts';
import { type Estimate, estimateFrom, mean } from '../bootstrap.ts';
import { type CaseValues, combineQuestions } from './measure-cut.ts';

/** Settings that were measured on several cuts. */
export interface MeasuredTrial {
  readonly number: number;
  /** By cut. */
  readonly cuts: readonly CaseValues[];
}

export interface TrialOptions {
  /** User of each case, by cut and question. */
  readonly users: readonly Readonly<Record<string, readonly string[]>>[];
  readonly questions: readonly string[];
  readonly seed: number;
  /** Resamples; defaults to 1,000. */
  readonly rows?: number;
}

/** The cases of one question over all cuts: the user's number and the values of each trial. */
interface Pooled {
  readonly users: Int32Array;
  readonly values: readonly Float64Array[];
}

const ROWS = 1000;

/** Every user counts alike. */
const even = (): number => 1;

function poolCases(
  trials: readonly MeasuredTrial[],
  { users, questions }: TrialOptions,
): { count: number; pooled: Pooled[] } {
  const numbers = new Map<string, number>();
  const numberOf = (user: string): number => {
    const number = numbers.get(user) ?? numbers.size;
    numbers.set(user, number);
    return number;
  };
  const pooled = questions.flatMap((id) => {
    const ids = users.flatMap((cut) => cut[id] ?? []);
    if (ids.length === 0) return [];
    const values = trials.map(({ cuts }) => Float64Array.from(cuts.flatMap((cut) => cut[id] ?? [])));
    return [{ users: Int32Array.from(ids, numberOf), values }];
  });
  return { count: numbers.size, pooled };
}

/** How often each of so many users is drawn, users drawn with replacement. */
function drawUsers(count: number, draw: () => number): Int32Array {
  const times = new Int32Array(count);
  for (let at = 0; at < count; at++) times[draw()]++;
  return times;
}

/** The objective of a trial where each case counts as its user says; NaN where a question has no case left. */
function weighedObjective(pooled: readonly Pooled[], trial: number, weigh: (user: number) => number): number {
  const means = pooled.map(({ users, values }) => {
    const own = values[trial];
    let sum = 0;
    let cases = 0;
    for (let at = 0; at < own.length; at++) {
      const weight = weigh(users[at]);
      sum += weight * own[at];
      cases += weight;
    }
    return sum / cases;
  });
  return combineQuestions(means);
}

/**
 * The estimate of objective(b) − objective(a) of two trials over the same cuts: users are drawn with replacement and all their cases,
 * of every question and cut, come and go together. Resamples that leave a question without a case are not counted.
 */
export function compareTrials(a: MeasuredTrial, b: MeasuredTrial, options: TrialOptions): Estimate {
  const { count, pooled } = poolCases([a, b], options);
  const stream = random(options.seed, 'study-bootstrap', a.number, b.number);
  const differences: number[] = [];
  for (let row = 0; row < (options.rows ?? ROWS); row++) {
    const times = drawUsers(count, () => stream.below(count));
    const weigh = (user: number): number => times[user];
    const difference = weighedObjective(pooled, 1, weigh) - weighedObjective(pooled, 0, weigh);
    if (!Number.isNaN(difference)) differences.push(difference);
  }
  const value = weighedObjective(pooled, 1, even) - weighedObjective(pooled, 0, even);
  return estimateFrom(value, Float64Array.from(differences));
}

/**
 * What picking the best of these trials is worth against the first of them, freed of the luck of having picked: in each resample
 * the best on the users drawn is measured on the users not drawn. NaN where that is never possible.
 * Source: Tsamardinos, Greasidou, Borboudakis 2018 (bootstrap bias corrected cross-validation).
 */
export function correctedGain(trials: readonly MeasuredTrial[], options: TrialOptions): Estimate {
  const { count, pooled } = poolCases(trials, options);
  const stream = random(options.seed, 'study-choice');
  const gains: number[] = [];
  for (let row = 0; row < (options.rows ?? ROWS / 2); row++) {
    const times = drawUsers(count, () => stream.below(count));
    let best = 0;
    let bestValue = Number.NEGATIVE_INFINITY;
    for (const trial of trials.keys()) {
      const value = weighedObjective(pooled, trial, (user) => times[user]);
      if (value > bestValue) [best, bestValue] = [trial, value];
    }
    const left = (user: number): number => (times[user] === 0 ? 1 : 0);
    const gain = weighedObjective(pooled, best, left) - weighedObjective(pooled, 0, left);
    if (!Number.isNaN(gain)) gains.push(gain);
  }
  const values = Float64Array.from(gains);
  return estimateFrom(mean(values), values);
}
