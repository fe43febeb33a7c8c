import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from './database.ts';
import { readTexts, unpackStrings } from './read-texts.ts';

let folder: string;
let database: Database;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-texts-'));
  database = await openDatabase(folder);
});

afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('readTexts', () => {
  it('reads every cell as it is, null as empty, over more than one chunk of rows', async () => {
    const rows = 5000;
    const [marks, names, odd] = await readTexts(
      database,
      ["repeat('ñ', row % 3)", "'título \u{1f3ac} ' || row", 'CASE WHEN row % 2 = 1 THEN chr(30) || chr(29) END'],
      `FROM (SELECT unnest(range(${rows})) AS row) ORDER BY row DESC`,
    );
    const order = Array.from({ length: rows }, (_, i) => rows - 1 - i);
    expect(unpackStrings(marks)).toEqual(order.map((row) => 'ñ'.repeat(row % 3)));
    expect(unpackStrings(names)).toEqual(order.map((row) => `título \u{1f3ac} ${row}`));
    expect(unpackStrings(odd)).toEqual(order.map((row) => (row % 2 === 1 ? '\u001e\u001d' : '')));
    expect(names.at(0)).toBe('título \u{1f3ac} 4999');
  });

  it('of no rows are empty columns', async () => {
    const [names] = await readTexts(database, ["'x'"], 'FROM range(0)');
    expect(names.size).toBe(0);
    expect(unpackStrings(names)).toEqual([]);
  });
});

describe('a second connection', () => {
  it('reads the tables of the first, has variables of its own, and leaves the database open', async () => {
    await database.setVariable('most', 1);
    await database.chunks('CREATE TABLE numbers AS SELECT 7 AS n', () => {});
    const second = await database.connect();
    expect(await second.rows("SELECT n, getvariable('most') AS own FROM numbers")).toEqual([{ n: 7, own: null }]);
    second.close();
    expect(await database.rows('SELECT n FROM numbers')).toEqual([{ n: 7 }]);
  });
});
