import { createHash, type Hash } from 'node:crypto';
import { ButacaError } from '../../base/errors.ts';
import { LEAK_TOLERANCE, type ReadSplit } from './contract.ts';
import { type Line, lineError, readLines } from './lines.ts';
import { buildInteractions, Numbering } from './numbering.ts';

const FORM = 'one line a user: user item item …, each user once';

interface UserLine {
  readonly user: number;
  readonly items: Int32Array;
  readonly repeated: number;
  readonly line: Line;
}

function* readUsers(path: string, users: Numbering, items: Numbering, hash: Hash): Generator<UserLine> {
  const seen = new Set<number>();
  for (const line of readLines(path, hash)) {
    const [id, ...listed] = line.text.split(/[\s,]+/).filter((part) => part !== '');
    if (id === undefined || /["'{}[\]<>]/.test(line.text)) throw lineError(line, 'invalid line', FORM);
    const user = users.take(id);
    if (seen.has(user)) throw lineError(line, 'duplicated user', FORM, 'DUPLICATED_USER');
    seen.add(user);
    const nums = new Set(listed.map((item) => items.take(item)));
    yield { user, items: Int32Array.from(nums), repeated: listed.length - nums.size, line };
  }
}

/**
 * Reads a split of two files with one line a user, plain or gzip. Throws MISSING_FILE, and UNSUPPORTED_FILE with the line for what is
 * not of that form; with the line too, DUPLICATED_USER for a user who has two lines in a file, and LEAKED_PAIR where more than one in a
 * hundred test pairs stands in training; fewer are left out of the test part and told.
 */
export function readFixedSplit(trainPath: string, testPath: string): ReadSplit {
  const hash = createHash('sha256');
  const [users, items] = [new Numbering(), new Numbering()];
  const [histories, held]: [Int32Array[], Int32Array[]] = [[], []];
  let [repeated, asked] = [0, 0];
  for (const one of readUsers(trainPath, users, items, hash)) {
    histories[one.user] = one.items;
    repeated += one.repeated;
  }
  const leaks: { readonly line: Line; readonly item: number }[] = [];
  for (const one of readUsers(testPath, users, items, hash)) {
    const known = new Set(histories[one.user]);
    held[one.user] = one.items.filter((item) => !known.has(item));
    for (const item of one.items) if (known.has(item)) leaks.push({ line: one.line, item });
    repeated += one.repeated;
    asked += one.items.length;
  }
  if (leaks.length > LEAK_TOLERANCE * asked) {
    const found = `leaked test pair (item ${items.ids[leaks[0].item]}; ${leaks.length} of ${asked} pairs)`;
    throw lineError(leaks[0].line, found, 'no test pair in the training file', 'LEAKED_PAIR');
  }
  const { ids } = users;
  if (!histories.some((history) => history?.length > 0) || asked === 0) {
    throw new ButacaError('INSUFFICIENT_DATA', `empty split: ${trainPath}, ${testPath}; expected ${FORM}.`);
  }
  const full = ids.map((_, user) => ({ items: Array.from(histories[user] ?? []) }));
  return {
    users: ids,
    items: items.ids,
    training: buildInteractions(full, items.ids.length),
    test: ids.map((_, user) => held[user] ?? new Int32Array(0)),
    candidates: null,
    sha256: hash.digest('hex'),
    repeated,
    warnings: leaks.length > 0 ? [{ kind: 'leaked-pairs', pairs: leaks.length, of: asked }] : [],
  };
}
