import { appendFileSync, closeSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { systemClock } from '../base/clock.ts';
import type { Run, RunQuery } from './contract.ts';
import { isMissing } from './workspace.ts';

/** Raised when the tables change; an index of another format is made anew. */
const FORMAT = 2;
const WAIT_MS = 5_000;
/** Two changes of a folder within this time may bear one time stamp. */
const STAMP_GRAIN_MS = 100;
/** After so long all files are looked at again, for the sake of those that something else than Butaca replaced. */
const WHOLE_MS = 5 * 60_000;
const NOT_A_DATABASE = [11, 26];

const TABLES = `
  CREATE TABLE folder (stamp TEXT NOT NULL, noted INTEGER NOT NULL, whole TEXT NOT NULL);
  CREATE TABLE runs (
    id TEXT PRIMARY KEY, stamp TEXT NOT NULL, kind TEXT, status TEXT, started REAL, seconds REAL, snapshot TEXT, model TEXT
  ) WITHOUT ROWID;
  CREATE TABLE bodies (id TEXT PRIMARY KEY, body TEXT NOT NULL);
  CREATE INDEX runs_started ON runs (started, id);
  CREATE INDEX runs_status ON runs (status);
  CREATE TABLE metrics (name TEXT, id TEXT, value REAL, PRIMARY KEY (name, id)) WITHOUT ROWID;
  CREATE INDEX metrics_of ON metrics (id);
  CREATE TABLE tags (tag TEXT, id TEXT, PRIMARY KEY (tag, id)) WITHOUT ROWID;
  CREATE INDEX tags_of ON tags (id);
  PRAGMA user_version = ${FORMAT};
`;

const COLUMNS = ['started', 'seconds', 'kind', 'status', 'model', 'snapshot', 'id'];

const COMPARED = { '>=': '>=', '<=': '<=', '>': '>', '<': '<', '=': '=' } as const;

export interface FoundRuns {
  readonly runs: Run[];
  /** How many there are without limit and offset. */
  readonly total: number;
  /** Ids of all runs that were running when they were last written. */
  readonly running: readonly string[];
}

/** Beside the runs' files: the id of each that was replaced, one a line, so that not every file must be looked at to find it. */
const REPLACED = 'replaced.log';

/** Notes that a run's file was replaced; to be called after it was. */
export function noteReplaced(folder: string, id: string): void {
  appendFileSync(join(folder, REPLACED), `${id}\n`);
}

/** Bytes of what was noted. */
const notedBytes = (folder: string): number => statSync(join(folder, REPLACED), { throwIfNoEntry: false })?.size ?? 0;

/** The ids that were noted between two sizes of the file. */
function notedBetween(folder: string, from: number, to: number): string[] {
  if (to <= from) return [];
  const descriptor = openSync(join(folder, REPLACED), 'r');
  try {
    const bytes = Buffer.alloc(to - from);
    const read = readSync(descriptor, bytes, 0, bytes.length, from);
    return bytes.toString('utf8', 0, read).split('\n');
  } finally {
    closeSync(descriptor);
  }
}

/** A table of all runs, so that finding some among many does not read every file. */
export interface RunIndex {
  find(query: RunQuery): FoundRuns;
}

const errorCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;

function opened(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: WAIT_MS });
  try {
    const { user_version: format } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    if (format === FORMAT) return database;
    database.exec('BEGIN IMMEDIATE');
    const now = database.prepare('PRAGMA user_version').get() as { user_version: number };
    if (now.user_version !== FORMAT) {
      for (const table of ['folder', 'runs', 'bodies', 'metrics', 'tags'])
        database.exec(`DROP TABLE IF EXISTS ${table}`);
      database.exec(TABLES);
    }
    database.exec('COMMIT');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The folder's time stamp, where no later change can bear the same; empty where one can. */
function settledStamp(folder: string): string {
  const { mtimeNs, mtimeMs } = statSync(folder, { bigint: true });
  return systemClock.nowMs() - Number(mtimeMs) > STAMP_GRAIN_MS ? String(mtimeNs) : '';
}

/** The stamp of each run's file, by id. One row out of SQLite: thousands cost more than the rest of the work. */
function knownStamps(database: DatabaseSync): Map<string, string> {
  const { lines } = database.prepare("SELECT group_concat(id || ' ' || stamp, char(10)) AS lines FROM runs").get() as {
    lines: string | null;
  };
  const stamps = new Map<string, string>();
  for (const line of lines?.split('\n') ?? []) {
    const end = line.indexOf(' ');
    stamps.set(line.slice(0, end), line.slice(end + 1));
  }
  return stamps;
}

/**
 * Brings the tables up to date with the files: only those that are new or were replaced are read. Which were replaced is found by
 * what was noted, or (`whole`) by looking at every file, which also finds those that something else replaced.
 */
function follow(database: DatabaseSync, folder: string, read: (id: string) => Run | null, whole: boolean): void {
  const known = database.prepare('SELECT stamp, noted, whole FROM folder').get() as
    | { stamp: string; noted: number; whole: string }
    | undefined;
  const noted = notedBytes(folder);
  const stamp = settledStamp(folder);
  const seen = known?.stamp === stamp && known.noted === noted && (!whole || known.whole === stamp);
  if (seen && stamp !== '') return;
  // What is noted of a folder that was never read whole, or was cut short, does not tell all.
  const every = whole || known === undefined || noted < known.noted;
  database.exec('BEGIN IMMEDIATE');
  try {
    const stamps = knownStamps(database);
    const replaced = new Set(every ? [] : notedBetween(folder, known.noted, noted));
    const write = database.prepare('INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    const addBody = database.prepare('INSERT INTO bodies VALUES (?, ?)');
    const addMetric = database.prepare('INSERT INTO metrics VALUES (?, ?, ?)');
    const addTag = database.prepare('INSERT OR IGNORE INTO tags VALUES (?, ?)');
    const forget = ['runs', 'bodies', 'metrics', 'tags'].map((table) =>
      database.prepare(`DELETE FROM ${table} WHERE id = ?`),
    );
    for (const name of readdirSync(folder)) {
      if (!name.endsWith('.json')) continue;
      const id = name.slice(0, -'.json'.length);
      const before = stamps.get(id);
      stamps.delete(id);
      if (before !== undefined && !every && !replaced.has(id)) continue;
      const facts = statSync(join(folder, name), { throwIfNoEntry: false });
      if (facts === undefined) continue;
      const now = `${facts.mtimeMs} ${facts.size} ${facts.ino}`;
      if (now === before) continue;
      if (before !== undefined) for (const statement of forget) statement.run(id);
      const run = read(id);
      if (run === null) {
        write.run(id, now, null, null, null, null, null, null);
        continue;
      }
      const seconds = run.endedMs === null ? null : (run.endedMs - run.startedMs) / 1000;
      const { kind, status, startedMs, snapshotId, model } = run;
      write.run(id, now, kind, status, startedMs, seconds, snapshotId, model);
      addBody.run(id, JSON.stringify(run));
      for (const [metric, { value }] of Object.entries(run.metrics)) addMetric.run(metric, id, value);
      for (const tag of run.tags) addTag.run(tag, id);
    }
    for (const id of stamps.keys()) for (const statement of forget) statement.run(id);
    database.exec('DELETE FROM folder');
    database.prepare('INSERT INTO folder VALUES (?, ?, ?)').run(stamp, noted, every ? stamp : known.whole);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function select(database: DatabaseSync, query: RunQuery): FoundRuns {
  const conditions = ['status IS NOT NULL'];
  const values: SQLInputValue[] = [];
  const need = (condition: string, ...given: SQLInputValue[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  if (query.kind !== undefined) need('kind = ?', query.kind);
  if (query.status !== undefined) need('status = ?', query.status);
  if (query.model !== undefined) need('model = ?', query.model);
  if (query.snapshotId !== undefined) need('snapshot = ?', query.snapshotId);
  if (query.sinceMs !== undefined) need('started >= ?', query.sinceMs);
  if (query.beforeMs !== undefined) need('started < ?', query.beforeMs);
  for (const tag of query.tags ?? []) need('id IN (SELECT id FROM tags WHERE tag = ?)', tag);
  for (const { metric, compared, value } of query.bounds ?? []) {
    need(`id IN (SELECT id FROM metrics WHERE name = ? AND value ${COMPARED[compared]} ?)`, metric, value);
  }
  const where = conditions.join(' AND ');
  const { total } = database.prepare(`SELECT count(*) AS total FROM runs WHERE ${where}`).get(...values) as {
    total: number;
  };
  const { by, descending } = query.sort ?? { by: 'started', descending: true };
  const column = COLUMNS.includes(by) ? by : '(SELECT value FROM metrics WHERE name = ? AND metrics.id = runs.id)';
  const direction = descending ? 'DESC' : 'ASC';
  const rows = database
    .prepare(
      `SELECT (SELECT body FROM bodies WHERE bodies.id = runs.id) AS body FROM runs
       WHERE ${where} ORDER BY ${column} ${direction} NULLS LAST, id ${direction} LIMIT ? OFFSET ?`,
    )
    .all(
      ...values,
      ...(COLUMNS.includes(by) ? [] : [by]),
      Number.isFinite(query.limit ?? Number.NaN) ? query.limit! : -1,
      query.offset ?? 0,
    );
  const running = database.prepare("SELECT id FROM runs WHERE status = 'running'").all();
  return {
    runs: rows.map((row) => JSON.parse(row['body'] as string) as Run),
    total,
    running: running.map((row) => row['id'] as string),
  };
}

/**
 * The index of the runs in `folder`, kept in the SQLite file at `path`. The files are the truth: the index is brought up to date before
 * each answer (before the first and then every few minutes from all files, else from what is new or was noted), made anew when it is
 * absent or damaged, and held in memory where the disk cannot be written to. `read` returns a
 * run by its id, null for a damaged file.
 */
export function openRunIndex(path: string, folder: string, read: (id: string) => Run | null): RunIndex {
  let inMemory: DatabaseSync | null = null;
  let wholeMs = Number.NEGATIVE_INFINITY;

  function followed(database: DatabaseSync, query: RunQuery): FoundRuns {
    const nowMs = systemClock.nowMs();
    const whole = nowMs - wholeMs > WHOLE_MS;
    follow(database, folder, read, whole);
    if (whole) wholeMs = nowMs;
    return select(database, query);
  }

  function find(query: RunQuery, again = true): FoundRuns {
    if (inMemory === null) {
      let database: DatabaseSync | null = null;
      try {
        database = opened(path);
        return followed(database, query);
      } catch (error) {
        if (errorCode(error) === 0) throw error;
        database?.close();
        database = null;
        if (again && NOT_A_DATABASE.includes(errorCode(error))) {
          rmSync(path, { force: true });
          return find(query, false);
        }
        inMemory = opened(':memory:');
      } finally {
        database?.close();
      }
    }
    return followed(inMemory, query);
  }

  return {
    find(query) {
      try {
        return find(query);
      } catch (error) {
        if (isMissing(error)) return { runs: [], total: 0, running: [] };
        throw error;
      }
    },
  };
}
