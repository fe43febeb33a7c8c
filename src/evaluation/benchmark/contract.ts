import type { Interactions } from '../../dataset/index.ts';
import type { MetricName } from '../metrics/accuracy.ts';

/** A training part and a test part over one numbering of users and items. */
export interface BenchmarkSplit {
  /** Outside ids; a user's or item's num is its place. */
  readonly users: readonly string[];
  readonly items: readonly string[];
  readonly training: Interactions;
  /** What each user is asked with, where that is not its training part: titles given of users whom training does not know. */
  readonly given?: Interactions;
  /** Held-out item nums of each user; empty where none are asked for. */
  readonly test: readonly Int32Array[];
  /** The only item nums that are ranked for each user, the held-out ones among them; null: the catalogue without the user's training part. */
  readonly candidates: readonly Int32Array[] | null;
}

/** A split read from files, with what was found on the way. */
export interface ReadSplit extends BenchmarkSplit {
  /** SHA-256 over the contents of the files in the order of the options. */
  readonly sha256: string;
  /** Entries that stood twice in one place and were taken once. */
  readonly repeated: number;
}

/** What sets one published protocol apart from another. */
export interface Protocol {
  readonly name: 'fixed-split' | 'leave-one-out' | 'top-n';
  /** Told in the report. */
  readonly text: string;
  /** The first one is what the tuning goes by. */
  readonly metrics: readonly MetricName[];
  /** Length of the lists. */
  readonly n: number;
  /** What the validation part is cut from the training part by: a fifth of each user at random, or the user's latest. */
  readonly validation: 'random' | 'latest';
}
