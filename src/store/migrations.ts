import type { DatabaseSync } from 'node:sqlite';
import { ButacaError } from '../base/errors.ts';

/** Marks a SQLite file as Butaca's ("Buta"), so that another program's database is never written to. */
export const APPLICATION_ID = 0x42757461;

/** Numbered steps, forward only: a released step is never edited, a new one is added at the end. */
const MIGRATIONS: readonly { readonly version: number; readonly sql: string }[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE events (
        sequence    INTEGER PRIMARY KEY,
        event_id    TEXT NOT NULL UNIQUE,
        user_id     TEXT NOT NULL,
        item_id     TEXT NOT NULL,
        kind        TEXT NOT NULL,
        value       REAL,
        time_ms     INTEGER NOT NULL,
        received_ms INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX events_of_user ON events (user_id, sequence);
      CREATE TABLE exposures (
        exposure   INTEGER PRIMARY KEY,
        slate_id   TEXT NOT NULL,
        user_id    TEXT,
        item_ids   TEXT NOT NULL,
        version_id TEXT NOT NULL,
        time_ms    INTEGER NOT NULL,
        context    TEXT NOT NULL
      ) STRICT;
      CREATE INDEX exposures_of_user ON exposures (user_id, exposure);
    `,
  },
  {
    version: 2,
    // An index by user costs each event a page of its own (measured after 300,000 events: 8.8 kB written an event, 0.8 kB
    // without): users are indexed in moments of rest, and what is not indexed yet is read from the end of the log.
    sql: `
      DROP INDEX events_of_user;
      DROP INDEX exposures_of_user;
      CREATE TABLE user_events (
        user_id  TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        PRIMARY KEY (user_id, sequence)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE marks (
        name     TEXT PRIMARY KEY,
        sequence INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      INSERT INTO marks VALUES ('user_events', 0);
    `,
  },
];

/** The schema's number in this version of the program. */
export const SCHEMA_VERSION = MIGRATIONS.length;

const pragma = (database: DatabaseSync, name: string): number =>
  Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? { [name]: 0 })[0]);

/**
 * Brings the database to this program's schema (or to the step `through`), every step in its own transaction; returns the numbers of
 * the steps taken. Throws UNSUPPORTED_STORE when the file is of a newer program or not Butaca's, without writing to it.
 */
export function migrate(database: DatabaseSync, path: string, through = SCHEMA_VERSION): number[] {
  const taken: number[] = [];
  for (;;) {
    const found = pragma(database, 'user_version');
    const application = pragma(database, 'application_id');
    const tables = Number(database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n']);
    if (application !== APPLICATION_ID && (application !== 0 || found !== 0 || tables !== 0)) {
      throw new ButacaError(
        'UNSUPPORTED_STORE',
        `unsupported database: ${path}; expected a database of Butaca. Choose another workspace (BUTACA_HOME) or move the file away.`,
      );
    }
    if (found > SCHEMA_VERSION) {
      throw new ButacaError(
        'UNSUPPORTED_STORE',
        `unsupported database: ${path} has schema ${found}; expected at most ${SCHEMA_VERSION}. Start the newer version of Butaca that wrote it, or restore a backup of before the update.`,
        { details: { found, expected: SCHEMA_VERSION } },
      );
    }
    const next = MIGRATIONS.find((step) => step.version === found + 1 && step.version <= through);
    if (next === undefined) return taken;
    database.exec('BEGIN IMMEDIATE');
    try {
      // Another process may have taken the step while this one waited for the lock.
      if (pragma(database, 'user_version') === found) {
        database.exec(next.sql);
        database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${next.version}`);
        taken.push(next.version);
      }
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
}
