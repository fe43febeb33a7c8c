/** What a split hands to the evaluation: one training part, and one or more questions asked of whatever was trained on it. */
import type { Snapshot } from '../../dataset/index.ts';
import type { Query, TrainingData } from '../../models/index.ts';

/** The parts of a snapshot that a split needs. */
export type SplitSource = Pick<Snapshot, 'users' | 'items' | 'titles' | 'interactions'>;

/** How much one interaction counts in a query, −1…1; `NaN` marks an absent rating or fraction. */
export type Weigh = (interaction: { readonly rating: number; readonly fraction: number }) => number;

export interface SplitOptions {
  readonly seed: number;
  readonly weigh: Weigh;
  /** Which of several disjoint test parts of one seed, from 0; defaults to 0. */
  readonly fold?: number;
}

export const SPLIT_NAMES = ['existing', 'existing-global', 'new-user', 'new-title'] as const;
export type SplitName = (typeof SPLIT_NAMES)[number];

/** One user asked about. */
export interface TestCase {
  readonly user: number;
  /** The outside id: seeds what is drawn for this user, so that it does not depend on the numbering. */
  readonly userId: string;
  readonly query: Query;
  /** Held-out item nums, in increasing order, at least one. */
  readonly truth: Int32Array;
  /** Item nums that are not ranked for this user, because they were seen before; never one of the truth. */
  readonly seen: Int32Array;
}

export interface Question {
  /** `existing`, `existing-global`, `new-user-3`, `new-title` … */
  readonly id: string;
  readonly split: SplitName | 'random';
  /** Titles given of a new user, 0 for a stranger; absent in the other splits. */
  readonly k?: number;
  readonly cases: readonly TestCase[];
  /** The item nums that are ranked; null: the whole catalogue. */
  readonly candidates: Int32Array | null;
}

export interface Split {
  readonly name: string;
  readonly training: TrainingData;
  readonly questions: readonly Question[];
  /** Titles without a single interaction in training by this split's design; empty but for `new-title`. */
  readonly coldItems: Int32Array;
  /** Users without a single interaction in training by this split's design; empty but for `new-user`. */
  readonly newUsers: Int32Array;
  /** The global cut, seconds since 1970: training lies before it, truth at or after it; null but for `existing-global`. */
  readonly cutoff: number | null;
  /** What a reader wants to know of it: sizes, cut time. Plain numbers. */
  readonly facts: Readonly<Record<string, number>>;
}
