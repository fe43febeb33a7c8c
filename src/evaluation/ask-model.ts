import type { Clock } from '../base/clock.ts';
import { silent } from '../base/progress.ts';
import { type Kernels, openKernels } from '../kernels/index.ts';
import type { Artifact, ModelDefinition, Scorer } from '../models/index.ts';
import { type Measured, measureQuestion } from './measure.ts';
import type { Thirds } from './segments.ts';
import { type CoWatched, neighbourRecall } from './neighbours.ts';
import type { Timing } from './report.ts';
import type { Question, Split } from './splits/contract.ts';

export interface AskOptions {
  readonly label: string;
  readonly definition: ModelDefinition;
  /** Parsed by the model's schema. */
  readonly config: unknown;
  readonly split: Split;
  /** The questions of the split that have cases. */
  readonly questions: readonly Question[];
  /** Cold titles with their co-watched neighbours; empty when neighbours are not asked for. */
  readonly coWatched: readonly CoWatched[];
  /** Cuts of the titles by which figures are told apart; defaults to none. */
  readonly cuts?: readonly Thirds[];
  /** Length of the list of neighbours. */
  readonly neighbours: number;
  readonly seed: number;
  /** For training; what it takes of their memory is given back. */
  readonly kernels: Kernels;
  readonly clock: Clock;
  /** Is told how much of the work is done, 0…1. */
  readonly told: (fraction: number) => void;
}

export interface Answers {
  /** By question id. */
  readonly byQuestion: ReadonlyMap<string, Measured>;
  /** One number a co-watched title; null for a model that cannot name neighbours of cold titles. */
  readonly neighbourRecalls: Float64Array | null;
  readonly timing: Timing;
}

/** Training is taken for the longer part of the work when progress is told. */
const TRAINING_PART = 0.7;

/** Trains a model on the split's training part, asks it every question, and lets it go. */
export async function askModel(options: AskOptions): Promise<Answers> {
  const { label, definition, split, questions, coWatched, seed, clock, told } = options;
  const started = clock.nowMs();
  const artifact = await train(options);
  const trained = clock.nowMs();
  told(TRAINING_PART);
  const scorer = await load(definition, artifact, split);
  const loaded = clock.nowMs();
  try {
    const total = questions.reduce((sum, { cases }) => sum + cases.length, 0);
    const byQuestion = new Map<string, Measured>();
    let before = 0;
    for (const question of questions) {
      const start = before;
      const breathe = (done: number): Promise<void> => {
        told(TRAINING_PART + ((1 - TRAINING_PART) * (start + done)) / total);
        return new Promise((resolve) => {
          setImmediate(resolve);
        });
      };
      byQuestion.set(
        question.id,
        await measureQuestion(scorer, question, split.training.interactions.items, seed, breathe, options.cuts),
      );
      before += question.cases.length;
    }
    const scored = clock.nowMs();
    const { similarItems, coldItems } = definition.abilities;
    return {
      byQuestion,
      neighbourRecalls: similarItems && coldItems ? neighbourRecall(scorer, coWatched, options.neighbours) : null,
      timing: {
        split: split.name,
        label,
        trainMs: trained - started,
        loadMs: loaded - trained,
        scoreMsPerCase: Math.round((1000 * (scored - loaded)) / Math.max(1, total)) / 1000,
        peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
      },
    };
  } finally {
    scorer.close();
  }
}

async function train({ definition, config, split, seed, kernels }: AskOptions): Promise<Artifact> {
  const mark = kernels.heap.mark();
  try {
    return await definition.train(split.training, config, { kernels, seed, progress: silent });
  } finally {
    kernels.heap.release(mark);
  }
}

async function load(definition: ModelDefinition, artifact: Artifact, split: Split): Promise<Scorer> {
  const own = await openKernels();
  try {
    return definition.load(artifact, split.training.titles, { kernels: own });
  } catch (error) {
    own.close();
    throw error;
  }
}
