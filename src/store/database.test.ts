import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { explainFailure, openDatabase } from './database.ts';
import { APPLICATION_ID, migrate, SCHEMA_VERSION } from './migrations.ts';
import { buildQuestions, buildWriteSql } from './queries.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-database-'));
  path = join(folder, 'butaca.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pragma = (database: DatabaseSync, name: string): unknown =>
  Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];

it('syncs every commit to the disk and keeps a write-ahead log', () => {
  const database = openDatabase(path, 100);
  expect(pragma(database, 'synchronous')).toBe(2);
  expect(pragma(database, 'journal_mode')).toBe('wal');
  expect(pragma(database, 'user_version')).toBe(SCHEMA_VERSION);
  expect(pragma(database, 'application_id')).toBe(APPLICATION_ID);
  database.close();
});

it('takes each step of the schema once', () => {
  const database = new DatabaseSync(path);
  expect(migrate(database, path)).toEqual(Array.from({ length: SCHEMA_VERSION }, (_, i) => i + 1));
  expect(migrate(database, path)).toEqual([]);
  database.close();
});

it('keeps the events of an older database and finds them by user', () => {
  const old = new DatabaseSync(path);
  expect(migrate(old, path, 1)).toEqual([1]);
  old.exec("INSERT INTO events VALUES (1, 'a', 'u', 'm', 'like', NULL, 5, 6), (2, 'b', 'v', 'm', 'like', NULL, 5, 6)");
  old.close();
  const database = openDatabase(path, 100);
  const { sql, parameters } = buildQuestions().eventsOfUser('u', 10);
  expect(database.prepare(sql).all(...parameters)).toEqual([
    { sequence: 1, eventId: 'a', userId: 'u', itemId: 'm', kind: 'like', value: null, timeMs: 5, receivedMs: 6 },
  ]);
  database.close();
});

it('answers every question from a key or an index, without sorting or walking through a table', () => {
  const database = openDatabase(path, 100);
  const questions = buildQuestions();
  const write = buildWriteSql();
  const planOf = (sql: string): string =>
    database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => String(detail))
      .join('; ');
  const range = planOf(questions.exposureRange.sql);
  expect(range.match(/SEARCH exposures/g)).toHaveLength(2);
  expect(range).not.toContain('SCAN exposures');
  expect(planOf(questions.lastSequence.sql)).toBe('SEARCH events');
  expect(planOf(questions.eventsAfter(3, 10).sql)).toBe('SEARCH events USING INTEGER PRIMARY KEY (rowid>?)');
  const user = planOf(questions.eventsOfUser('u', 10).sql);
  expect(user).toContain('SEARCH events USING INTEGER PRIMARY KEY (rowid>?)');
  expect(user).toContain('SEARCH user_events USING PRIMARY KEY (user_id=?)');
  expect(user).not.toContain('SCAN');
  // Along the key, ended by the limit.
  expect(planOf(questions.exposures(undefined, 10).sql)).toBe('SCAN exposures');
  expect(planOf(write.sequenceOf)).toContain('SEARCH events USING COVERING INDEX');
  expect(planOf(write.removeExposures)).toContain('SEARCH exposures USING INTEGER PRIMARY KEY (rowid=?)');
  expect(planOf(write.indexUsers)).toContain('SEARCH events USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)');
  for (const name of ['insertEvent', 'insertExposure', 'userMark', 'moveUserMark'] as const) {
    expect(planOf(write[name])).not.toContain('SCAN');
  }
  database.close();
});

it.each([
  [5, 'STORE_UNAVAILABLE', /another process/],
  [8, 'STORE_UNAVAILABLE', /permission/],
  [10, 'STORE_UNAVAILABLE', /disk/],
  [13, 'STORE_UNAVAILABLE', /full/],
  [14, 'STORE_UNAVAILABLE', /folder/],
  [266, 'STORE_UNAVAILABLE', /disk/],
  [11, 'CORRUPT_STORE', /backup/],
  [26, 'CORRUPT_STORE', /backup/],
  [1, 'STORE_UNAVAILABLE', /nothing was written/],
])('says for failure %i of SQLite that it is %s and what to do', (errcode, code, advice) => {
  const error = explainFailure(Object.assign(new Error('it said so'), { errcode }), '/home/b.sqlite');
  expect(error.code).toBe(code);
  expect(error.message).toMatch(advice);
  expect(error.message).toContain('it said so');
});
