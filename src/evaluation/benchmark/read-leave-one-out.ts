import { createHash, type Hash } from 'node:crypto';
import { ButacaError } from '../../base/errors.ts';
import { type BenchmarkWarning, LEAK_TOLERANCE, type ReadSplit } from './contract.ts';
import { type Line, lineError, readLines } from './lines.ts';
import { buildInteractions, Numbering } from './numbering.ts';

const FORM = 'user item rating time';
/** Users with a test rating older than training from which on the split is taken for one at random. */
const RANDOM_PART = 0.01;
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

/** The latest known time of a history; −∞ where none is known. */
function latestTime(history: ReadonlyMap<number, number> | undefined): number {
  let latest = Number.NEGATIVE_INFINITY;
  for (const time of history?.values() ?? []) if (time > latest) latest = time;
  return latest;
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
 * it is ranked among. Throws MISSING_FILE, and with the line UNSUPPORTED_FILE for what is not of that form, DUPLICATED_USER for a
 * user with two test lines or two lines of negatives; where it is more than one in a hundred, LEAKED_PAIR for a test pair that stands
 * in training (fewer are not asked) and LEAKED_NEGATIVE for a negative that is a positive of the user (fewer are told); and LEAKED_TIME for a test rating older than one of the user's in training where `order`
 * says that the latest are held out. Where nothing is said (`auto`) such ratings are told; where they are those of more than one
 * user in a hundred, the split was made at random and is read so.
 */
export function readLeaveOneOut(
  trainPath: string,
  testPath: string,
  negativesPath: string,
  order: 'auto' | 'latest' | 'any' = 'auto',
): ReadSplit & { readonly latest: boolean } {
  const hash = createHash('sha256');
  const [users, items] = [new Numbering(), new Numbering()];
  const { histories, repeated: twice } = gatherHistories(readRatings(trainPath, users, items, hash));
  const positives: number[] = [];
  const [early, leaks]: { readonly line: Line; readonly user: number }[][] = [[], []];
  for (const { user, item, time, line } of readRatings(testPath, users, items, hash)) {
    if (positives[user] !== undefined)
      throw lineError(line, 'duplicated user', 'one test line a user', 'DUPLICATED_USER');
    if (histories[user]?.has(item)) leaks.push({ line, user });
    positives[user] = item;
    if (order !== 'any' && time < latestTime(histories[user])) early.push({ line, user });
  }
  const asked = Object.keys(positives).length;
  if (leaks.length > LEAK_TOLERANCE * asked) {
    const found = `leaked test pair (${leaks.length} of ${asked} users)`;
    throw lineError(leaks[0].line, found, 'no test pair in the training file', 'LEAKED_PAIR');
  }
  const random = early.length > RANDOM_PART * asked;
  if (early.length > 0 && order === 'latest') {
    const found = `test rating older than training (${early.length} of ${asked} users)`;
    const expected = 'the latest rating of each user; --order any takes one held out at random';
    throw lineError(early[0].line, found, expected, 'LEAKED_TIME');
  }
  const candidates: Int32Array[] = [];
  const positiveNegatives: { readonly line: Line; readonly negative: string }[] = [];
  let ranked = 0;
  let repeated = twice;
  for (const line of readLines(negativesPath, hash)) {
    const parsed = /^\(\s*([^,\s]+)\s*,\s*([^,\s)]+)\s*\)\s+(.+)$/.exec(line.text);
    if (parsed === null) throw lineError(line, 'invalid line of negatives', NEGATIVES);
    const [user, item] = [users.take(parsed[1]), items.take(parsed[2])];
    if (positives[user] !== item) throw lineError(line, 'unknown test pair', NEGATIVES);
    if (candidates[user] !== undefined) throw lineError(line, 'duplicated user', NEGATIVES, 'DUPLICATED_USER');
    const negatives = parsed[3].split(/[\s,]+/);
    const nums = new Set<number>([item]);
    for (const negative of negatives) {
      const num = items.take(negative);
      if (num === item || histories[user]?.has(num)) positiveNegatives.push({ line, negative });
      nums.add(num);
    }
    ranked += negatives.length;
    repeated += negatives.length + 1 - nums.size;
    candidates[user] = Int32Array.from(nums);
  }
  if (positiveNegatives.length > LEAK_TOLERANCE * ranked) {
    const [{ line, negative }] = positiveNegatives;
    const found = `negative that is a positive (item ${negative}; ${positiveNegatives.length} of ${ranked})`;
    throw lineError(line, found, 'titles the user does not have', 'LEAKED_NEGATIVE');
  }
  const { ids } = users;
  const lacking = ids.findIndex((_, user) => positives[user] !== undefined && candidates[user] === undefined);
  if (lacking >= 0) {
    throw new ButacaError('UNSUPPORTED_FILE', `missing negatives: user ${ids[lacking]}; expected ${NEGATIVES}.`);
  }
  if (histories.length === 0 || positives.length === 0) {
    throw new ButacaError('INSUFFICIENT_DATA', `empty split: ${trainPath}, ${testPath}; expected ${FORM}.`);
  }
  // What training knows cannot be found again: those users are not asked.
  const unasked = new Set(leaks.map(({ user }) => user));
  const warnings: BenchmarkWarning[] = [];
  if (early.length > 0) warnings.push({ kind: 'random-holdout', users: early.length, of: asked });
  if (leaks.length > 0) warnings.push({ kind: 'leaked-pairs', pairs: leaks.length, of: asked });
  if (positiveNegatives.length > 0) {
    warnings.push({ kind: 'leaked-negatives', pairs: positiveNegatives.length, of: ranked });
  }
  const full = ids.map((_, user) => ({
    items: Array.from(histories[user]?.keys() ?? []),
    times: Array.from(histories[user]?.values() ?? []),
  }));
  return {
    users: ids,
    items: items.ids,
    training: buildInteractions(full, items.ids.length),
    test: ids.map((_, user) =>
      Int32Array.from(positives[user] === undefined || unasked.has(user) ? [] : [positives[user]]),
    ),
    candidates: ids.map((_, user) => candidates[user] ?? new Int32Array(0)),
    sha256: hash.digest('hex'),
    repeated,
    latest: order !== 'any' && !random,
    warnings,
  };
}
