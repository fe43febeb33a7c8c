import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ButacaError, type ErrorCode } from '../../base/errors.ts';
import type { BenchmarkSplit } from './contract.ts';
import { gatherRows, type HeldOutSplit, joinRows } from './hold-out-users.ts';
import { IdTable } from './id-table.ts';
import { readPairs } from './read-pairs.ts';

const NAMES = ['train', 'validation_tr', 'validation_te', 'test_tr', 'test_te'] as const;
const ENDINGS = ['.csv', '.tsv', '.txt', '.csv.gz', '.tsv.gz', '.txt.gz'];

const everyone = (): boolean => true;

const refuse = (code: ErrorCode, found: string, file: string, expected: string): never => {
  throw new ButacaError(code, `${found} of ${file}; expected ${expected}.`, { details: { file } });
};

/**
 * Reads a split whose users were held out before, in the five files of the published code (lines of user and item): `train`,
 * `validation_tr` and `test_tr` (what is given of held-out users), `validation_te` and `test_te` (what is to be found), ending
 * .csv, .tsv or .txt, plain or gzip. A pair that stands twice in one file is taken once. Throws MISSING_FILE, UNSUPPORTED_FILE,
 * LEAKED_USER for a held-out user who stands in training or on both sides, LEAKED_PAIR for a pair both given and to be found, and
 * INSUFFICIENT_DATA for an empty file.
 */
export async function readHeldOutUsers(folder: string): Promise<HeldOutSplit> {
  const hash = createHash('sha256');
  const [users, items] = [new IdTable(), new IdTable()];
  const files = NAMES.map((name) => findFile(folder, name));
  const parts: Int32Array[][] = [];
  let repeated = 0;
  for (const path of files) {
    const pairs = await readPairs(path, { users, items, hash });
    if (pairs.users.length === 0)
      refuse('INSUFFICIENT_DATA', 'no lines', basename(path), 'user and item, one pair a line');
    const gathered = gatherRows(pairs.users, pairs.items, users.size, items.size);
    parts.push(gathered.rows);
    repeated += gathered.repeated;
  }
  const ids = users.ids();
  const rowsOf = (part: number): Int32Array[] => ids.map((_, user) => parts[part][user] ?? new Int32Array(0));
  const [train, ...held] = NAMES.map((_, part) => rowsOf(part));
  const [givenToTune, foundToTune, givenToTest, foundToTest] = held;
  ids.forEach((id, user) => {
    for (const [part, rows] of held.entries()) {
      if (train[user].length > 0 && rows[user].length > 0) {
        refuse(
          'LEAKED_USER',
          `held-out user in training: ${id}`,
          basename(files[part + 1]),
          'users whom training does not know',
        );
      }
    }
    if (
      givenToTune[user].length + foundToTune[user].length > 0 &&
      givenToTest[user].length + foundToTest[user].length > 0
    ) {
      refuse('LEAKED_USER', `validation user: ${id}`, basename(files[3]), 'other users to test than to tune on');
    }
    for (const [part, given, found] of [
      [2, givenToTune, foundToTune],
      [4, givenToTest, foundToTest],
    ] as const) {
      const known = new Set(given[user]);
      const leaked = found[user].find((item) => known.has(item));
      if (leaked !== undefined) {
        const pair = `leaked pair: user ${id}, item ${items.ids()[leaked]}`;
        refuse('LEAKED_PAIR', pair, basename(files[part]), 'no pair that is given of the user too');
      }
    }
  });
  const training = joinRows(train, everyone, items.size);
  const names = items.ids();
  const side = (given: Int32Array[], found: Int32Array[]): BenchmarkSplit => ({
    users: ids,
    items: names,
    training,
    given: joinRows(given, everyone, items.size),
    test: found.map((row) => row.toSorted()),
    candidates: null,
  });
  return {
    ...side(givenToTest, foundToTest),
    validation: side(givenToTune, foundToTune),
    sha256: hash.digest('hex'),
    repeated,
  };
}

function findFile(folder: string, name: string): string {
  const path = ENDINGS.map((ending) => join(folder, name + ending)).find((candidate) => existsSync(candidate));
  if (path !== undefined) return path;
  throw new ButacaError(
    'MISSING_FILE',
    `missing file: ${join(folder, name)}${ENDINGS[0]}; expected ${NAMES.join(', ')}, ending ${ENDINGS.join(', ')}. Check the folder.`,
  );
}
