import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rejection } from '../sources/index.ts';
import { readRejectedRows, walkRejectedRows } from './read-rejected-rows.ts';

let home: string;
/** Some three megabytes, so that it is read in several parts, which end anywhere in a line. */
const rows = Array.from(
  { length: 20_000 },
  (_, at): Rejection => ({
    file: at % 3 === 0 ? 'películas.csv' : 'views.csv',
    line: at + 2,
    field: 'título',
    value: 'ñandú'.repeat(1 + (at % 9)),
    reason: at % 2 === 0 ? 'EMPTY_NAME' : 'UNKNOWN_ITEM_ID',
    row: ['"reason":"UNKNOWN_ITEM_ID"', `${at}`, 'x'.repeat(at % 70)],
  }),
);

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'butaca-rows-'));
  const folder = join(home, 'snapshots', 'abc');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'rejected.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('rows that were set aside', () => {
  it('are read page by page, by file and by reason, and told how many they are', async () => {
    for (const [file, reason] of [
      [undefined, undefined],
      ['películas.csv', undefined],
      [undefined, 'UNKNOWN_ITEM_ID'],
      ['views.csv', 'EMPTY_NAME'],
      ['none.csv', undefined],
    ]) {
      const wanted = rows.filter(
        (row) => (file === undefined || row.file === file) && (reason === undefined || row.reason === reason),
      );
      for (const offset of [0, 7, wanted.length - 5, wanted.length]) {
        const page = await readRejectedRows(home, 'abc', { file, reason, offset, n: 10 });
        expect(page).toEqual({
          total: wanted.length,
          rows: wanted.slice(Math.max(0, offset), Math.max(0, offset) + 10),
        });
      }
    }
  });

  it('are all told, one after another', async () => {
    const told: Rejection[] = [];
    for await (const row of walkRejectedRows(home, 'abc', {})) told.push(row);
    expect(told).toEqual(rows);
  });

  it('are none where no list is kept', async () => {
    expect(await readRejectedRows(home, 'none', { offset: 0, n: 10 })).toEqual({ total: 0, rows: [] });
  });
});
