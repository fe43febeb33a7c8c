import type { Clock } from '../base/clock.ts';
import { isButacaError } from '../base/errors.ts';
import type { Progress } from '../base/progress.ts';
import { random } from '../base/random.ts';
import type { Snapshot } from '../dataset/index.ts';
import type { Kernels } from '../kernels/index.ts';
import { type ModelDefinition, preferenceWeight } from '../models/index.ts';
import { type Answers, askModel } from './ask-model.ts';
import { type Asked, joinMeasured, joinNumbers, joinQuestions } from './collect.ts';
import type { Entrant } from './entrants.ts';
import { titleFacts } from './metrics/beyond-accuracy.ts';
import { type CoWatched, coWatchNeighbours } from './neighbours.ts';
import type { CaseFigures } from './paired-difference.ts';
import type { EvaluationReport, QuestionReport, Timing } from './report.ts';
import { countItems, cutByAge, cutByPopularity, type Thirds } from './segments.ts';
import { splitBrief } from './splits/brief.ts';
import { checkSplit } from './splits/check-split.ts';
import type { Split, SplitName, SplitSource } from './splits/contract.ts';
import { splitExisting } from './splits/existing.ts';
import { splitExistingGlobal } from './splits/existing-global.ts';
import { splitNewTitle } from './splits/new-title.ts';
import { splitNewUser } from './splits/new-user.ts';
import { summariseNeighbours, summariseQuestion } from './summarise.ts';

/** A model that takes part, with its configuration parsed. */
export interface Contender {
  readonly entrant: Entrant;
  readonly definition: ModelDefinition;
  readonly config: unknown;
}

export interface SplitRun {
  readonly snapshot: Snapshot;
  readonly seed: number;
  readonly part: 'test' | 'validation';
  readonly folds: number;
  readonly resamples: number;
  /** The most users asked in a question and fold. */
  readonly maxUsers: number;
  readonly keep?: (figures: CaseFigures) => void;
  readonly kernels: Kernels;
  readonly progress: Progress;
  readonly clock: Clock;
}

export interface SplitResult {
  readonly questions: readonly QuestionReport[];
  readonly skipped: EvaluationReport['skipped'];
  readonly timings: readonly Timing[];
}

/** Cold titles with fewer viewers have no co-watch neighbours worth the name. */
const MIN_VIEWERS = 10;
const NEIGHBOURS = 100;

/** One test part: what is cut, from what, and what the cold titles' viewers watched. */
interface Fold {
  readonly source: SplitSource;
  readonly split: Split;
  readonly coWatched: readonly CoWatched[];
}

/**
 * Trains every contender on every fold of a split, asks it, and returns the reports of the split's questions. A contender that
 * refuses one fold (a ButacaError) is left out of the whole split, so that all rows are about the same cases.
 */
export async function evaluateSplit(
  name: SplitName | 'brief',
  contenders: readonly Contender[],
  run: SplitRun,
): Promise<SplitResult> {
  const { progress, seed, kernels, clock } = run;
  progress.stage(name);
  const folds = Array.from({ length: run.folds }, (_, fold) => cutFold(name, run, fold));
  const skipped: EvaluationReport['skipped'][number][] = [];
  const ids = folds[0].split.questions.map(({ id }) => id);
  const asked = new Map<string, Asked>();
  for (const [at, id] of ids.entries()) {
    const questions = folds.map(({ split }) => split.questions[at]);
    if (questions.every(({ cases }) => cases.length === 0)) {
      skipped.push({ question: id, label: null, reason: 'no user has enough interactions' });
    } else {
      asked.set(
        id,
        joinQuestions(
          questions,
          folds.map(({ split }) => split),
        ),
      );
    }
  }
  if (asked.size === 0) return { questions: [], skipped, timings: [] };
  const answers = new Map<string, Answers[]>();
  const cuts = cutTitles(folds[0].source);
  for (const [at, { entrant, definition, config }] of contenders.entries()) {
    const { label } = entrant;
    const parts: Answers[] = [];
    try {
      for (const [fold, { split, coWatched }] of folds.entries()) {
        const told = (done: number): void =>
          progress.update((at + (fold + done) / folds.length) / contenders.length, label);
        told(0);
        const questions = split.questions.filter(({ id }) => asked.has(id));
        const options = { label, definition, config, split, questions, coWatched, cuts, neighbours: NEIGHBOURS };
        parts.push(await askModel({ ...options, seed, kernels, clock, told }));
      }
      answers.set(label, parts);
    } catch (error) {
      if (!isButacaError(error)) throw error;
      skipped.push({ question: name, label, reason: `${error.code}: ${error.message}` });
    }
  }
  progress.update(1);
  const timings = Array.from(answers.values(), (parts) => meanTiming(parts.map(({ timing }) => timing)));
  return { questions: summarise(asked, folds, answers, contenders, { ...run, cuts }), skipped, timings };
}

function summarise(
  asked: ReadonlyMap<string, Asked>,
  folds: readonly Fold[],
  answers: ReadonlyMap<string, readonly Answers[]>,
  contenders: readonly Contender[],
  run: SplitRun & { readonly cuts: readonly Thirds[] },
): QuestionReport[] {
  const { interactions, titles } = folds[0].source;
  const facts = titleFacts(interactions, titles, run.seed);
  const { resamples, seed, cuts } = run;
  const options = { entrants: contenders.map(({ entrant }) => entrant), resamples, seed, cuts };
  const reports = Array.from(asked.values(), (question) => {
    const joined = Array.from(answers, ([label, parts]) => {
      const measured = parts.map(({ byQuestion }) => byQuestion.get(question.id)!);
      return [label, joinMeasured(measured)] as const;
    });
    const figures = new Map(joined.map(([label, { metrics }]) => [label, metrics]));
    run.keep?.({ question: question.id, factors: question.factors, answers: figures });
    return summariseQuestion(question, new Map(joined), facts, options);
  });
  const coWatched = folds.flatMap((fold) => fold.coWatched);
  const recalls = new Map<string, Float64Array>();
  for (const [label, parts] of answers) {
    const known = parts.flatMap(({ neighbourRecalls }) => neighbourRecalls ?? []);
    if (known.length === folds.length) recalls.set(label, joinNumbers(known));
  }
  if (coWatched.length > 0 && recalls.size > 0) {
    const { items } = folds[0].source.interactions;
    const neighbours: Asked = {
      id: 'new-title-neighbours',
      cases: coWatched.length,
      factors: [coWatched.map(({ item }) => folds[0].source.items.id(item) ?? String(item))],
      heldOut: coWatched.reduce((sum, { neighbours }) => sum + neighbours.length, 0),
      candidates: items - 1,
      catalogue: items,
      facts: { ...folds[0].split.facts, folds: folds.length, minViewers: MIN_VIEWERS },
      truths: Int32Array.from(coWatched, (one) => one.neighbours.length),
      given: new Float64Array(coWatched.length),
    };
    reports.push(summariseNeighbours(neighbours, recalls, NEIGHBOURS, options));
  }
  return reports;
}

/** The titles by how many watch them, and by their year; counted over all the data, for it describes figures and reaches no model. */
function cutTitles({ interactions, titles }: SplitSource): Thirds[] {
  const counts = countItems(interactions);
  const years = Float64Array.from(titles, ({ year }) => year ?? Number.NaN);
  return [cutByPopularity(counts), cutByAge('year', years, counts)].filter((cut) => cut !== null);
}

/** Cuts one fold, from the whole snapshot or, for validation, from the training part of the first fold; proves it free of leaks. */
function cutFold(name: SplitName | 'brief', { snapshot, seed, part, maxUsers }: SplitRun, fold: number): Fold {
  const outer = cut(name, snapshot, seed, part === 'test' ? fold : 0);
  const { users, items, titles } = snapshot;
  const source = part === 'test' ? snapshot : { users, items, titles, interactions: outer.training.interactions };
  const split = askAtMost(maxUsers, part === 'test' ? outer : cut(name, source, seed + 1, fold), seed);
  checkSplit(split);
  const limits = { n: NEIGHBOURS, minViewers: MIN_VIEWERS, seed };
  return { source, split, coWatched: coWatchNeighbours(source.interactions, split.coldItems, limits) };
}

/** The split with at most so many cases a question, drawn by the users' ids; its training part stays as it is. */
function askAtMost(maxUsers: number, split: Split, seed: number): Split {
  const questions = split.questions.map((question) => {
    if (question.cases.length <= maxUsers) return question;
    const lots = new Map(question.cases.map((test) => [test, random(seed, 'asked', test.userId).next()]));
    const drawn = question.cases.toSorted((a, b) => lots.get(a)! - lots.get(b)!).slice(0, maxUsers);
    return { ...question, cases: drawn };
  });
  return { ...split, questions };
}

function cut(name: SplitName | 'brief', source: SplitSource, seed: number, fold: number): Split {
  const options = { seed, fold, weigh: preferenceWeight };
  if (name === 'existing') return splitExisting(source, options);
  if (name === 'existing-global') return splitExistingGlobal(source, options);
  if (name === 'new-user') return splitNewUser(source, options);
  if (name === 'new-title') return splitNewTitle(source, options);
  return splitBrief(source, options);
}

/** One line for all folds: means, and the highest peak. */
function meanTiming(parts: readonly Timing[]): Timing {
  const mean = (pick: (timing: Timing) => number): number =>
    Math.round((1000 * parts.reduce((sum, timing) => sum + pick(timing), 0)) / parts.length) / 1000;
  return {
    split: parts[0].split,
    label: parts[0].label,
    trainMs: mean(({ trainMs }) => trainMs),
    loadMs: mean(({ loadMs }) => loadMs),
    scoreMsPerCase: mean(({ scoreMsPerCase }) => scoreMsPerCase),
    peakMemoryMb: Math.max(...parts.map(({ peakMemoryMb }) => peakMemoryMb)),
  };
}
