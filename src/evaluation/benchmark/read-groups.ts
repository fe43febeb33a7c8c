import type { Hash } from 'node:crypto';
import { lineError, readLines } from './lines.ts';

/** A column with more different values has groups of numbers near each other, or none. */
const MOST_VALUES = 30;
const BANDS = 6;
const FORM = 'id|…|… or id::…::… or id,…,…, as many columns in every line';

/**
 * Reads the groups that users belong to, plain or gzip: `id|24|M|technician|85711`, with `::`, tabs or commas as well; what the
 * columns mean is not asked. Returns a list for each of `users`, empty where the file does not know it: a column of at most 30
 * different values is a group for each, one of more numbers has six groups of as many users each, any other is left out. Only lines
 * of `users` count, so that headings do no harm. Throws MISSING_FILE, and UNSUPPORTED_FILE with the line.
 */
export function readGroups(path: string, users: readonly string[], hash: Hash): string[][] {
  const known = new Map(users.map((id, user) => [id, user]));
  const rows: (readonly string[] | undefined)[] = users.map(() => undefined);
  let columns = 0;
  for (const line of readLines(path, hash)) {
    const fields = line.text.split(/::|[|\t,]/).map((field) => field.trim());
    if (fields.length < 2) throw lineError(line, 'invalid user', FORM);
    const user = known.get(fields[0]);
    if (user === undefined) continue;
    if (columns > 0 && fields.length !== columns) throw lineError(line, 'invalid user', FORM);
    columns = fields.length;
    rows[user] = fields;
  }
  const groups: string[][] = users.map(() => []);
  for (let column = 1; column < columns; column++) {
    const nameOf = nameGroups(rows.flatMap((row) => row?.[column] ?? []));
    for (const [user, row] of rows.entries()) {
      const name = row === undefined ? null : nameOf(row[column]);
      if (name !== null) groups[user].push(`${column}:${name}`);
    }
  }
  return groups;
}

const itself = (value: string): string | null => (value === '' ? null : value);

/** The group that a value of a column stands for, null for none. */
function nameGroups(values: readonly string[]): (value: string) => string | null {
  if (new Set(values).size <= MOST_VALUES) return itself;
  const numbers = values.filter((value) => value !== '').map(Number);
  if (!numbers.every(Number.isFinite)) return () => null;
  numbers.sort((a, b) => a - b);
  const bounds = Array.from({ length: BANDS - 1 }, (_, at) => numbers[Math.floor(((at + 1) * numbers.length) / BANDS)]);
  return (value) => (value === '' ? null : String(bounds.filter((bound) => Number(value) >= bound).length));
}
