import { createHash, type Hash } from 'node:crypto';
import { ButacaError } from '../../base/errors.ts';
import type { ReadSplit } from './contract.ts';
import { type Line, lineError, readLines } from './lines.ts';
import { buildInteractions, Numbering } from './numbering.ts';

const FORM = 'user item rating time';
const NEGATIVES = '(user,item) negative negative …, once for each test line';

interface Rating {
  readonly user: number;
  readonly item: number;
  /** Seconds since 1970, NaN where the line has none. */
  readonly time: number;
  readonly line: Line;
}

/** Yields the ratings of a file: two to four columns apart by tab, comma, `::` or blanks. Throws UNSUPPORTED_FILE with the line. */
export function* readRatings(path: string, users: Numbering, items: Numbering, hash: Hash): Generator<Rating> {
  for (const line of readLines(path, hash)) {
    const [user, item, stars = '1', time = 'NaN', ...rest] = line.text.split(/::|[\s,]+/);
    const numbers = Number.isFinite(Number(stars)) && (time === 'NaN' || Number.isFinite(Number(time)));
    if (user === '' || item === undefined || item === '' || !numbers || rest.length > 0) {
      throw lineError(line, 'invalid rating', FORM);
    }
    yield { user: users.take(user), item: items.take(item), time: Number(time), line };
  }
}

/** The interactions of a file as histories, a pair that stands twice taken once (its last time). */
export function gatherHistories(ratings: Iterable<Rating>): { histories: Map<number, number>[]; repeated: number } {
  const histories: Map<number, number>[] = [];
  let repeated = 0;
  for (const { user, item, time } of ratings) {
    const history = (histories[user] ??= new Map<number, number>());
    if (history.has(item)) repeated++;
    history.set(item, time);
  }
  return { histories, repeated };
}

/**
 * Reads a split of three files, plain or gzip: ratings to train from, one held-out rating a user, and for each of those the titles
 * it is ranked among. Throws MISSING_FILE, and UNSUPPORTED_FILE with the line for what is not of that form, for a user with two
 * test lines or two lines of negatives, for a test pair that stands in training, and for a negative that is a positive of the user.
 */
export function readLeaveOneOut(trainPath: string, testPath: string, negativesPath: string): ReadSplit {
  const hash = createHash('sha256');
  const [users, items] = [new Numbering(), new Numbering()];
  const { histories, repeated: twice } = gatherHistories(readRatings(trainPath, users, items, hash));
  const positives: number[] = [];
  for (const { user, item, line } of readRatings(testPath, users, items, hash)) {
    if (positives[user] !== undefined) throw lineError(line, 'duplicated user', 'one test line a user');
    if (histories[user]?.has(item)) {
      throw lineError(line, 'leaked test pair', 'no test pair in the training file');
    }
    positives[user] = item;
  }
  const candidates: Int32Array[] = [];
  let repeated = twice;
  for (const line of readLines(negativesPath, hash)) {
    const parsed = /^\(\s*([^,\s]+)\s*,\s*([^,\s)]+)\s*\)\s+(.+)$/.exec(line.text);
    if (parsed === null) throw lineError(line, 'invalid line of negatives', NEGATIVES);
    const [user, item] = [users.take(parsed[1]), items.take(parsed[2])];
    if (positives[user] !== item) throw lineError(line, 'unknown test pair', NEGATIVES);
    if (candidates[user] !== undefined) throw lineError(line, 'duplicated user', NEGATIVES);
    const negatives = parsed[3].split(/[\s,]+/);
    const nums = new Set<number>([item]);
    for (const negative of negatives) {
      const num = items.take(negative);
      if (num === item || histories[user]?.has(num)) {
        throw lineError(line, `negative that is a positive (item ${negative})`, 'titles the user does not have');
      }
      nums.add(num);
    }
    repeated += negatives.length + 1 - nums.size;
    candidates[user] = Int32Array.from(nums);
  }
  const { ids } = users;
  const lacking = ids.findIndex((_, user) => positives[user] !== undefined && candidates[user] === undefined);
  if (lacking >= 0) {
    throw new ButacaError('UNSUPPORTED_FILE', `missing negatives: user ${ids[lacking]}; expected ${NEGATIVES}.`);
  }
  if (histories.length === 0 || positives.length === 0) {
    throw new ButacaError('INSUFFICIENT_DATA', `empty split: ${trainPath}, ${testPath}; expected ${FORM}.`);
  }
  const full = ids.map((_, user) => ({
    items: Array.from(histories[user]?.keys() ?? []),
    times: Array.from(histories[user]?.values() ?? []),
  }));
  return {
    users: ids,
    items: items.ids,
    training: buildInteractions(full, items.ids.length),
    test: ids.map((_, user) => Int32Array.from(positives[user] === undefined ? [] : [positives[user]])),
    candidates: ids.map((_, user) => candidates[user] ?? new Int32Array(0)),
    sha256: hash.digest('hex'),
    repeated,
  };
}
