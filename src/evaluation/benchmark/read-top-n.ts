import { createHash } from 'node:crypto';
import { ButacaError } from '../../base/errors.ts';
import { random } from '../../base/random.ts';
import type { BenchmarkSplit } from './contract.ts';
import { buildInteractions, Numbering } from './numbering.ts';
import { gatherHistories, readRatings } from './read-leave-one-out.ts';
import { readGroups } from './read-groups.ts';
import { type KnownTitle, readTitles } from './read-titles.ts';

const TEST_PART = 0.25;

/** Ratings of one file, to be split; all are positives. */
export interface RatingsFile {
  readonly users: readonly string[];
  readonly items: readonly string[];
  /** Of each item, where a file of titles was given. */
  readonly titles?: readonly (KnownTitle | null)[];
  /** Of each user, where a file of users was given. */
  readonly groups?: readonly (readonly string[])[];
  /** Items of each user with their times. */
  readonly histories: readonly ReadonlyMap<number, number>[];
  readonly sha256: string;
  readonly repeated: number;
}

/**
 * Reads `user item rating time` lines, plain or gzip, and what files of titles and users say beside them, as readTitles and
 * readGroups. Throws MISSING_FILE, and UNSUPPORTED_FILE with the line.
 */
export function readRatingsFile(
  path: string,
  beside: { readonly titles?: string; readonly users?: string } = {},
): RatingsFile {
  const hash = createHash('sha256');
  const [users, items] = [new Numbering(), new Numbering()];
  const gathered = gatherHistories(readRatings(path, users, items, hash));
  if (gathered.histories.length === 0) {
    throw new ButacaError('INSUFFICIENT_DATA', `empty file: ${path}; expected lines of user item rating time.`);
  }
  const known = beside.titles === undefined ? undefined : readTitles(beside.titles, hash);
  const titles = known && items.ids.map((id) => known.get(id) ?? null);
  const groups = beside.users === undefined ? undefined : readGroups(beside.users, users.ids, hash);
  return { users: users.ids, items: items.ids, titles, groups, ...gathered, sha256: hash.digest('hex') };
}

/** Holds out a quarter (rounded) of every user's items at random; the same seed and file, the same split. */
export function splitPerUser({ users, items, titles, groups, histories }: RatingsFile, seed: number): BenchmarkSplit {
  const test: Int32Array[] = [];
  const kept = histories.map((history, user) => {
    const order = random(seed, 'top-n', users[user]).shuffle(Array.from(history));
    const held = Math.round(TEST_PART * order.length);
    test.push(Int32Array.from(order.slice(0, held), ([item]) => item));
    const rest = order.slice(held);
    return { items: rest.map(([item]) => item), times: rest.map(([, time]) => time) };
  });
  return { users, items, titles, groups, training: buildInteractions(kept, items.length), test, candidates: null };
}
