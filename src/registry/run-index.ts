import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { systemClock } from '../base/clock.ts';
import type { Run, RunQuery } from './contract.ts';
import { isMissing } from './workspace.ts';

/** Raised when the tables change; an index of another format is made anew. */
const FORMAT = 1;
const WAIT_MS = 5_000;
/** Two changes of a folder within this time may bear one time stamp. */
const STAMP_GRAIN_MS = 100;
const NOT_A_DATABASE = [11, 26];

const TABLES = `
  CREATE TABLE folder (stamp TEXT NOT NULL);
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

/** Brings the tables up to date with the files: only those that are new or were replaced are read. */
function follow(database: DatabaseSync, folder: string, read: (id: string) => Run | null): void {
  const known = database.prepare('SELECT stamp FROM folder').get() as { stamp: string } | undefined;
  const stamp = settledStamp(folder);
  if (stamp !== '' && known?.stamp === stamp) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    const stamps = new Map(
      database
        .prepare('SELECT id, stamp FROM runs')
        .all()
        .map((row) => [row['id'] as string, row['stamp'] as string]),
    );
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
    if (stamp !== '') database.prepare('INSERT INTO folder VALUES (?)').run(stamp);
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
 * each answer, made anew when it is absent or damaged, and held in memory where the disk cannot be written to. `read` returns a
 * run by its id, null for a damaged file.
 */
export function openRunIndex(path: string, folder: string, read: (id: string) => Run | null): RunIndex {
  let inMemory: DatabaseSync | null = null;

  function find(query: RunQuery, again = true): FoundRuns {
    if (inMemory === null) {
      let database: DatabaseSync | null = null;
      try {
        database = opened(path);
        follow(database, folder, read);
        return select(database, query);
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
    follow(inMemory, folder, read);
    return select(inMemory, query);
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
