import { type Clock, systemClock } from '../base/clock.ts';
import { ButacaError } from '../base/errors.ts';
import { type Progress, silent } from '../base/progress.ts';
import type { Snapshot } from '../dataset/index.ts';
import type { Kernels } from '../kernels/index.ts';
import { models as knownModels } from '../models/index.ts';
import type { Entrant } from './entrants.ts';
import { type Contender, evaluateSplit } from './evaluate-split.ts';
import { LIST_LENGTH } from './measure.ts';
import { TOO_GOOD } from './too-good.ts';
import type { CaseFigures } from './paired-difference.ts';
import { describeProtocol } from './protocol.ts';
import type { EvaluationReport, QuestionReport, ReportedModel, Timing } from './report.ts';
import { SPLIT_NAMES, type SplitName } from './splits/contract.ts';

export interface EvaluateOptions {
  readonly snapshot: Snapshot;
  readonly models: readonly Entrant[];
  /** Which splits; defaults to all four. Ignored by a brief evaluation. */
  readonly questions?: readonly SplitName[];
  readonly seed: number;
  /** For training, with all threads; each loaded model opens its own. */
  readonly kernels: Kernels;
  readonly progress?: Progress;
  /** One training answers `existing` and `new-user-3`; defaults to false. */
  readonly brief?: boolean;
  /** `validation` measures on a part cut from the training part of each split, for tuning; defaults to `test`. */
  readonly part?: 'test' | 'validation';
  /**
   * How many test parts of each split are trained for and asked, 1…10 where the split has so many: disjoint tenths of the titles
   * (10), disjoint fifths of the users (5), earlier windows of time (3). More of them, surer intervals, more time. Defaults to 1,
   * and 5 for `new-title`, whose figures depend on which titles were drawn more than on the users.
   */
  readonly folds?: number;
  /** The most users asked in a question and fold; of more, as many are drawn. Defaults to 10,000; 500 when brief. */
  readonly maxUsers?: number;
  /** Bootstrap resamples; defaults to 1,000. */
  readonly resamples?: number;
  /** Takes what each case of a question measured, which the report does not hold. */
  readonly keep?: (figures: CaseFigures) => void;
  /** Times the work; defaults to the system's clock. */
  readonly clock?: Clock;
}

/** `existing` asks all users already; windows further back than three leave too little before them. */
const MOST_FOLDS: Readonly<Record<SplitName | 'brief', number>> = {
  existing: 1,
  'existing-global': 3,
  'new-user': 5,
  'new-title': 10,
  brief: 1,
};

/**
 * Trains every model once per split and fold, asks it about every test user and returns the report. Splits are checked for leaks first
 * (as checkSplit). A question without users, and a model that refuses a split (a ButacaError), are told in `skipped`; the rest goes on.
 * Throws UNKNOWN_MODEL and INVALID_CONFIGURATION before anything is trained.
 */
export async function evaluateModels(options: EvaluateOptions): Promise<EvaluationReport> {
  const { snapshot, seed, kernels, brief = false, part = 'test', resamples = 1000 } = options;
  const contenders = options.models.map(resolveEntrant);
  refuseTwins(options.models);
  const names = brief ? (['brief'] as const) : (options.questions ?? SPLIT_NAMES);
  const questions: QuestionReport[] = [];
  const skipped: EvaluationReport['skipped'][number][] = [];
  const timings: Timing[] = [];
  for (const name of names) {
    const result = await evaluateSplit(name, contenders, {
      ...options,
      part,
      resamples,
      maxUsers: options.maxUsers ?? (brief ? 500 : 10_000),
      folds: Math.min(options.folds ?? (name === 'new-title' ? 5 : 1), MOST_FOLDS[name]),
      progress: options.progress ?? silent,
      clock: options.clock ?? systemClock,
    });
    questions.push(...result.questions);
    skipped.push(...result.skipped);
    timings.push(...result.timings);
  }
  return {
    format: 1,
    snapshot: {
      id: snapshot.id,
      contentHash: snapshot.manifest.contentHash,
      users: snapshot.interactions.users,
      items: snapshot.interactions.items,
      interactions: snapshot.interactions.indices.length,
    },
    seed,
    brief,
    part,
    threads: kernels.threads,
    protocol: describeProtocol(resamples, LIST_LENGTH),
    models: contenders.map(({ entrant, definition, config }) => ({
      label: entrant.label,
      name: entrant.name,
      config: config as ReportedModel['config'],
      abilities: definition.abilities,
    })),
    questions,
    skipped,
    suspicious: findSuspicious(questions),
    timings,
  };
}

/** Rows whose figure is worth a second look. */
function findSuspicious(questions: readonly QuestionReport[]): EvaluationReport['suspicious'] {
  const metric = 'ndcg@10';
  const limit = TOO_GOOD[metric] ?? Number.POSITIVE_INFINITY;
  return questions.flatMap(({ id: question, rows }) =>
    rows.flatMap(({ label, metrics }) => {
      const value = metrics[metric]?.value ?? Number.NaN;
      return value > limit ? [{ question, label, metric, value, limit }] : [];
    }),
  );
}

function resolveEntrant(entrant: Entrant): Contender {
  const definition = Object.hasOwn(knownModels, entrant.name) ? knownModels[entrant.name] : undefined;
  if (definition === undefined) {
    const names = Object.keys(knownModels).join(', ');
    throw new ButacaError('UNKNOWN_MODEL', `unknown model: ${entrant.name}; expected one of ${names}.`);
  }
  const parsed = definition.config.safeParse(entrant.config);
  if (parsed.success) return { entrant, definition, config: parsed.data };
  const issue = parsed.error.issues[0];
  throw new ButacaError(
    'INVALID_CONFIGURATION',
    `invalid configuration: ${entrant.label}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}; expected the options of the model ${entrant.name}.`,
  );
}

function refuseTwins(entrants: readonly Entrant[]): void {
  const labels = new Set<string>();
  for (const { label } of entrants) {
    if (labels.has(label)) {
      throw new ButacaError('INVALID_CONFIGURATION', `conflicting label: ${label}; expected each label once.`);
    }
    labels.add(label);
  }
}
