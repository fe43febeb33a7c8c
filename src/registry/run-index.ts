import { appendFileSync, closeSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { systemClock } from '../base/clock.ts';
import type { Run, RunQuery, RunSort } from './contract.ts';
import { isMissing } from './workspace.ts';

/** Raised when the tables change; an index of another format is made anew. */
const FORMAT = 3;
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
  CREATE INDEX metrics_by_value ON metrics (name, value, id) WHERE value IS NOT NULL;
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

/** Up to so many runs are put in order by a metric one by one; of more, the metric's own order is read until the page is full. */
const FEW = 2_500;

/** The runs that a query means, as a condition on a row of `runs`. */
interface Wanted {
  readonly where: string;
  readonly values: readonly SQLInputValue[];
}

function wantedRuns(database: DatabaseSync, query: RunQuery): Wanted {
  const conditions = ['status IS NOT NULL'];
  const values: SQLInputValue[] = [];
  const need = (condition: string, ...given: SQLInputValue[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  /** A few rows of the other table are looked up in the runs, of many each run is looked up in them. */
  const needIn = (table: string, condition: string, ...given: SQLInputValue[]): void => {
    const { count } = database
      .prepare(`SELECT count(*) AS count FROM (SELECT 1 FROM ${table} WHERE ${condition} LIMIT ${FEW})`)
      .get(...given) as { count: number };
    if (count < FEW) need(`runs.id IN (SELECT id FROM ${table} WHERE ${condition})`, ...given);
    else need(`EXISTS (SELECT 1 FROM ${table} AS own WHERE own.id = runs.id AND ${condition})`, ...given);
  };
  if (query.kind !== undefined) need('kind = ?', query.kind);
  if (query.status !== undefined) need('status = ?', query.status);
  if (query.model !== undefined) need('model = ?', query.model);
  if (query.snapshotId !== undefined) need('snapshot = ?', query.snapshotId);
  if (query.sinceMs !== undefined) need('started >= ?', query.sinceMs);
  if (query.beforeMs !== undefined) need('started < ?', query.beforeMs);
  for (const tag of query.tags ?? []) needIn('tags', 'tag = ?', tag);
  for (const { metric, compared, value } of query.bounds ?? []) {
    needIn('metrics', `name = ? AND value ${COMPARED[compared]} ?`, metric, value);
  }
  return { where: conditions.join(' AND '), values };
}

const idsOf = (database: DatabaseSync, sql: string, values: readonly SQLInputValue[]): string[] =>
  database
    .prepare(sql)
    .all(...values)
    .map((row) => row['id'] as string);

/** A page of ids by a metric's value, those without it last: read off the metric's own order, so that no other run is looked at. */
function pageByMetric(
  database: DatabaseSync,
  { where, values }: Wanted,
  { by, descending }: RunSort,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): string[] {
  const direction = descending ? 'DESC' : 'ASC';
  const measured = `FROM metrics CROSS JOIN runs ON runs.id = metrics.id WHERE name = ? AND value IS NOT NULL AND ${where}`;
  const ids = idsOf(
    database,
    `SELECT runs.id AS id ${measured} ORDER BY value ${direction}, metrics.id ${direction} LIMIT ? OFFSET ?`,
    [by, ...values, limit, offset],
  );
  if (limit >= 0 && ids.length === limit) return ids;
  // Fewer than wanted: the measured runs end on this page, or before it.
  const before =
    ids.length > 0
      ? offset + ids.length
      : (database.prepare(`SELECT count(*) AS count ${measured}`).get(by, ...values)!['count'] as number);
  const others = idsOf(
    database,
    `SELECT id FROM runs WHERE ${where}
       AND NOT EXISTS (SELECT 1 FROM metrics WHERE name = ? AND metrics.id = runs.id AND value IS NOT NULL)
     ORDER BY id ${direction} LIMIT ? OFFSET ?`,
    [...values, by, limit < 0 ? limit : limit - ids.length, Math.max(0, offset - before)],
  );
  return [...ids, ...others];
}

/** The ids of a page of `total` runs; `limit` −1 for all. */
function pageOf(database: DatabaseSync, query: RunQuery, wanted: Wanted, total: number): string[] {
  const limit = Number.isFinite(query.limit ?? Number.NaN) ? query.limit! : -1;
  const { offset = 0, sort = { by: 'started', descending: true } } = query;
  const isColumn = COLUMNS.includes(sort.by);
  if (!isColumn && total > FEW) return pageByMetric(database, wanted, sort, { limit, offset });
  const column = isColumn ? sort.by : '(SELECT value FROM metrics WHERE name = ? AND metrics.id = runs.id)';
  const direction = sort.descending ? 'DESC' : 'ASC';
  return idsOf(
    database,
    `SELECT id FROM runs WHERE ${wanted.where} ORDER BY ${column} ${direction} NULLS LAST, id ${direction} LIMIT ? OFFSET ?`,
    [...wanted.values, ...(isColumn ? [] : [sort.by]), limit, offset],
  );
}

/** The runs of these ids. In one row out of SQLite, as of knownStamps; no body has a line end in it. */
function runsOf(database: DatabaseSync, ids: readonly string[]): Run[] {
  const { bodies } = database
    .prepare(
      'SELECT group_concat(body, char(10)) AS bodies FROM json_each(?) AS page CROSS JOIN bodies ON bodies.id = page.value',
    )
    .get(JSON.stringify(ids)) as { bodies: string | null };
  const runs = new Map(
    bodies
      ?.split('\n')
      .map((body) => JSON.parse(body) as Run)
      .map((run) => [run.id, run]),
  );
  return ids.map((id) => runs.get(id)!);
}

function select(database: DatabaseSync, query: RunQuery): FoundRuns {
  const wanted = wantedRuns(database, query);
  const count = database.prepare(`SELECT count(*) AS total FROM runs WHERE ${wanted.where}`);
  const total = count.get(...wanted.values)!['total'] as number;
  return {
    // The bodies come last: an order over all runs would carry every one of them.
    runs: total === 0 ? [] : runsOf(database, pageOf(database, query, wanted, total)),
    total,
    running: idsOf(database, "SELECT id FROM runs WHERE status = 'running'", []),
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
