/**
 * The scorer contract: a model is a configuration schema and three functions (train, load, score). One contract suite
 * (test/contracts/scorer.ts) runs over all models.
 */
import type { z } from 'zod';
import type { Progress } from '../base/progress.ts';
import type { Tensor } from '../base/tensors.ts';
import type { Interactions, Title } from '../dataset/index.ts';
import type { Kernels } from '../kernels/index.ts';

/** What a scorer is asked with. Every user is served by fold-in: the history is the query. */
export interface Query {
  /** Item nums with how much they say: 1 a full positive, 0…1 weaker, below 0 a dislike. Items outside the vocabulary are left out by the caller. In order of time, oldest first. No duplicates. */
  readonly items: Int32Array;
  readonly weights: Float32Array;
  /** Seconds since 1970 of each, NaN where unknown; same length. */
  readonly times: Float64Array;
  /** How many of the items the viewer named in this very question ("I like these"); they say more than a title once watched. Defaults to 0. */
  readonly stated?: number;
  /** What a viewer said in words, for those with little or no history. */
  readonly genres?: readonly string[];
  readonly tags?: readonly string[];
  readonly text?: string;
  /** Language of `text`; found out when absent. */
  readonly language?: 'es' | 'en';
  /** The time of asking, seconds since 1970. */
  readonly now: number;
}

export interface Abilities {
  /** Scores items that had no interaction in training. */
  readonly coldItems: boolean;
  /** Gives something better than nothing for an empty query. */
  readonly coldUsers: boolean;
  readonly similarItems: boolean;
  readonly explanation: boolean;
  readonly usesText: boolean;
}

/** A part of a score, true of the model: the parts of one kind say how much each history item, word or genre carried. */
export interface Contribution {
  readonly kind: 'history' | 'word' | 'tag' | 'genre' | 'person' | 'popularity';
  /** Item num for `history`, absent otherwise. */
  readonly item?: number;
  /** The shared word, tag, genre or person, as it reads in the source. */
  readonly term?: string;
  /** Part of the score, in the scorer's own unit; larger carried more. */
  readonly amount: number;
}

export interface Scorer {
  /** Writes one number per item of the whole catalogue (length = items of the snapshot); higher is better, no scale promised, NaN where it cannot say. `out` belongs to the caller. */
  score(query: Query, out: Float32Array): void;
  /** The parts of one item's score, largest first, at most `n` of them; empty when the model cannot say. */
  explain(query: Query, item: number, n: number): Contribution[];
  /** The `n` most similar items with their similarity, best first, never the item itself; empty when the model cannot say. */
  similar(item: number, n: number): { item: number; score: number }[];
  /** Lets kernels and memory go. */
  close(): void;
}

/** What training sees: a snapshot, or one part of a split (same vocabulary, fewer interactions). */
export interface TrainingData {
  readonly interactions: Interactions;
  readonly titles: readonly Title[];
  /** Time of training, seconds since 1970: recency is measured from here. The latest interaction's time by default. */
  readonly now: number;
}

export interface Environment {
  /** For training: all threads. For load: the model's own, closed by it. */
  readonly kernels: Kernels;
  readonly seed: number;
  readonly progress: Progress;
}

/** What training leaves: arrays and facts, to be written as one safetensors file. */
export interface Artifact {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface ModelDefinition<Schema extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** Strict schema with every default; hyperparameters only, never threads or paths. */
  readonly config: Schema;
  readonly abilities: Abilities;
  /** Same data, configuration, seed and number of threads: same bytes. */
  train(data: TrainingData, config: z.output<Schema>, environment: Environment): Promise<Artifact>;
  load(artifact: Artifact, titles: readonly Title[], environment: Pick<Environment, 'kernels'>): Scorer;
}
