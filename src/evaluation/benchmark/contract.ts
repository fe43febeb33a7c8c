import type { Interactions } from '../../dataset/index.ts';
import type { MetricName } from '../metrics/accuracy.ts';
import type { KnownTitle } from './read-titles.ts';

/** A training part and a test part over one numbering of users and items. */
export interface BenchmarkSplit {
  /** Outside ids; a user's or item's num is its place. */
  readonly users: readonly string[];
  readonly items: readonly string[];
  /** What is known of each item, null of some, where a file of titles was given. */
  readonly titles?: readonly (KnownTitle | null)[];
  /** Groups that each user belongs to, where a file of users was given. */
  readonly groups?: readonly (readonly string[])[];
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
  /** What a split that is drawn was drawn by. */
  readonly split?: Readonly<Record<string, string | number>>;
  /** Users to tune on, where the split has such; a part is cut from training otherwise. */
  readonly validation?: BenchmarkSplit;
  /** What a reader must know to judge the figures. */
  readonly warnings?: readonly BenchmarkWarning[];
}

/** Something odd that does not forbid the figures. */
export type BenchmarkWarning =
  /** Test ratings of so many users are older than training: held out at random, not the latest. */
  | { readonly kind: 'random-holdout'; readonly users: number; readonly of: number }
  /** Pairs that stood twice in one place and were taken once. */
  | { readonly kind: 'repeated'; readonly pairs: number }
  /** Pairs to be found that training has: few of many, left out. */
  | { readonly kind: 'leaked-pairs'; readonly pairs: number; readonly of: number }
  /** Negatives that are positives of their user: few of many, ranked as the file says. */
  | { readonly kind: 'leaked-negatives'; readonly pairs: number; readonly of: number }
  /** Pairs to be found whose title training does not have. */
  | { readonly kind: 'unknown-titles'; readonly pairs: number; readonly of: number }
  /** A figure above a rule of thumb (`limit`), or far above what the validation part told (`validation`): look for a leak. */
  | {
      readonly kind: 'too-good';
      readonly model: string;
      readonly metric: string;
      readonly value: number;
      readonly limit: number;
      readonly by: 'limit' | 'validation';
    };

/** The part of pairs or negatives that may be leaked and only told: published files are not always clean. Beyond it a split is refused. */
export const LEAK_TOLERANCE = 0.01;

/** What sets one published protocol apart from another. */
export interface Protocol {
  readonly name: 'fixed-split' | 'leave-one-out' | 'top-n' | 'strong-generalisation';
  /** Told in the report. */
  readonly text: string;
  /** The first one is what the tuning goes by. */
  readonly metrics: readonly MetricName[];
  /** Length of the lists. */
  readonly n: number;
  /**
   * What is tuned on: a fifth of each user's training part at random, the latest title of each user or any one of them, or users of
   * their own.
   */
  readonly validation: 'random' | 'latest' | 'any' | 'users';
}
