import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ButacaError } from '../base/errors.ts';
import type { FeatureTable, RatingTable } from '../models/index.ts';
import { readItemFeatures, readUserFeatures } from './ratings-side-data.ts';

/** A fixed training part and a fixed test part, over one numbering of users and items. */
export interface RatingFold {
  readonly name: string;
  readonly training: RatingTable;
  readonly test: RatingTable;
}

export interface RatingFolds {
  readonly folds: readonly RatingFold[];
  readonly userFeatures: readonly FeatureTable[];
  readonly itemFeatures: readonly FeatureTable[];
  /** SHA-256 over the names and contents of all files read, in their order. */
  readonly sha256: string;
}

interface FoldFiles {
  readonly name: string;
  readonly training: string;
  readonly test: string;
}

/** The pairs `<name>.base` (or `.train`) and `<name>.test`; where some names end in a digit (u1 … u5), only those. */
function findFolds(folder: string): FoldFiles[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new ButacaError(
      'MISSING_FILE',
      `missing folder: ${folder}; expected a folder with <name>.base and <name>.test.`,
    );
  }
  const pairs: FoldFiles[] = [];
  for (const file of readdirSync(folder).sort()) {
    const name = /^(.+)\.test$/.exec(file)?.[1];
    if (name === undefined) continue;
    const training = ['base', 'train'].map((end) => `${name}.${end}`).find((other) => existsSync(join(folder, other)));
    if (training !== undefined) pairs.push({ name, training, test: file });
  }
  const numbered = pairs.filter(({ name }) => /\d$/.test(name));
  if (pairs.length === 0) {
    throw new ButacaError(
      'MISSING_FILE',
      `missing folds: ${folder}; expected pairs of files <name>.base and <name>.test, one rating a line: user item stars.`,
    );
  }
  return numbered.length > 0 ? numbered : pairs;
}

/** Numbers ids in the order in which they come. */
class Numbering {
  readonly #nums = new Map<string, number>();
  get size(): number {
    return this.#nums.size;
  }
  take(id: string): number {
    const num = this.#nums.get(id) ?? this.#nums.size;
    this.#nums.set(id, num);
    return num;
  }
}

/** The ratings of a file: user, item, stars and perhaps more, apart by tab, comma, semicolon, `::` or blanks; a heading is passed over. */
function readRatings(
  path: string,
  text: string,
  users: Numbering,
  items: Numbering,
): Omit<RatingTable, 'users' | 'items'> {
  const [userNums, itemNums, stars]: [number[], number[], number[]] = [[], [], []];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [user, item, value] = line.trim().split(/::|[\t,; ]+/);
    const number = Number(value);
    if (value === undefined || value === '' || !Number.isFinite(number)) {
      if (at === 0) continue;
      throw new ButacaError(
        'UNSUPPORTED_FILE',
        `invalid line ${at + 1} of ${path}: ${line.slice(0, 80)}; expected user, item and stars.`,
      );
    }
    userNums.push(users.take(user));
    itemNums.push(items.take(item));
    stars.push(number);
  }
  if (stars.length === 0) {
    throw new ButacaError('UNSUPPORTED_FILE', `empty file: ${path}; expected one rating a line: user item stars.`);
  }
  return {
    userNums: Int32Array.from(userNums),
    itemNums: Int32Array.from(itemNums),
    stars: Float32Array.from(stars),
  };
}

/**
 * Reads every fold of a folder, and the side data beside them where they are in the form of MovieLens 100K (`u.user`, `u.item`).
 * Throws MISSING_FILE where there is no fold, UNSUPPORTED_FILE for a line that is not a rating.
 */
export function readRatingFolds(folder: string): RatingFolds {
  const hash = createHash('sha256');
  const read = (name: string, encoding: BufferEncoding = 'utf8'): string => {
    const bytes = readFileSync(join(folder, name));
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
    return bytes.toString(encoding);
  };
  const [users, items] = [new Numbering(), new Numbering()];
  const parts = findFolds(folder).map(({ name, training, test }) => ({
    name,
    training: readRatings(training, read(training), users, items),
    test: readRatings(test, read(test), users, items),
  }));
  const sideText = (name: string): string | null => (existsSync(join(folder, name)) ? read(name, 'latin1') : null);
  // Numbering everything first: a title that no fold rates may still stand in the side data.
  const [userText, itemText] = [sideText('u.user'), sideText('u.item')];
  const [userRow, itemRow] = [users, items].map((ids) => (id: string) => ids.take(id));
  const userFeatures = userText === null ? [] : readUserFeatures(userText, userRow, () => users.size);
  const itemFeatures = itemText === null ? [] : readItemFeatures(itemText, itemRow, () => items.size);
  const size = { users: users.size, items: items.size };
  return {
    folds: parts.map(({ name, training, test }) => ({
      name,
      training: { ...size, ...training },
      test: { ...size, ...test },
    })),
    userFeatures,
    itemFeatures,
    sha256: hash.digest('hex'),
  };
}
