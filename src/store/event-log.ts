import { statSync } from 'node:fs';
import { ButacaError } from '../base/errors.ts';
import { explainFailure, openDatabase } from './database.ts';
import { EVENT_FIELDS, EXPOSURE_FIELDS, type Value, type WriterSettings } from './messages.ts';

/** Exposures removed for each one written, so that the retention catches up without ever holding an event back for long. */
const REMOVED_PER_WRITTEN = 2;

/** The log on the disk, in the thread that opened it; every call returns when its work is durable. */
export interface EventLog {
  /**
   * Writes flat event rows in one transaction. Returns one number for each: its sequence, negative when the event was there
   * already.
   */
  append(rows: readonly Value[]): Float64Array;
  /** Writes flat exposure rows in one transaction and removes some of those past the retention. */
  addExposures(rows: readonly Value[], nowMs: number): void;
  /** Indexes the users of at most `limit` further events; returns how many are left without. */
  indexUsers(limit: number): number;
  close(): void;
}

/** Opens the log for writing; errors as in openDatabase, and STORE_UNAVAILABLE or CORRUPT_STORE from every call. */
export function openEventLog(settings: WriterSettings): EventLog {
  const { path, sql, keptExposureMs, keptExposures } = settings;
  const database = openDatabase(path, settings.busyTimeoutMs);
  const { ino } = statSync(path);
  const insertEvent = database.prepare(sql.insertEvent);
  const sequenceOf = database.prepare(sql.sequenceOf);
  const lastSequence = database.prepare(sql.lastSequence);
  const insertExposure = database.prepare(sql.insertExposure);
  const removeExposures = database.prepare(sql.removeExposures);
  const userMark = database.prepare(sql.userMark);
  const indexUsers = database.prepare(sql.indexUsers);
  const moveUserMark = database.prepare(sql.moveUserMark);

  /** SQLite goes on writing into a file that was deleted or replaced under it; nothing of that would ever be found again. */
  function checkFile(): void {
    if (statSync(path, { throwIfNoEntry: false })?.ino === ino) return;
    throw new ButacaError(
      'STORE_UNAVAILABLE',
      `missing database: ${path} was removed or replaced; expected the file that was opened. Start Butaca again.`,
    );
  }

  /** Runs the work between BEGIN and COMMIT: all of it is on the disk on return, none of it after an error. */
  function durably<Result>(work: () => Result): Result {
    try {
      checkFile();
      database.exec('BEGIN IMMEDIATE');
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite ends the transaction itself after some errors (disk full among them).
      if (database.isTransaction) database.exec('ROLLBACK');
      throw explainFailure(error, path);
    }
  }

  return {
    append: (rows) =>
      durably(() => {
        const outcomes = new Float64Array(rows.length / EVENT_FIELDS);
        for (let i = 0; i < outcomes.length; i++) {
          const at = i * EVENT_FIELDS;
          const id = rows[at] as string;
          const written = insertEvent.run(
            id,
            rows[at + 1],
            rows[at + 2],
            rows[at + 3],
            rows[at + 4],
            rows[at + 5],
            rows[at + 6],
          );
          outcomes[i] =
            written.changes === 1 ? Number(written.lastInsertRowid) : -Number(sequenceOf.get(id)?.['sequence']);
        }
        return outcomes;
      }),
    addExposures: (rows, nowMs) =>
      durably(() => {
        const count = rows.length / EXPOSURE_FIELDS;
        let last = 0;
        for (let at = 0; at < rows.length; at += EXPOSURE_FIELDS) {
          last = Number(insertExposure.run(...rows.slice(at, at + EXPOSURE_FIELDS)).lastInsertRowid);
        }
        removeExposures.run(REMOVED_PER_WRITTEN * count, nowMs - keptExposureMs, last - keptExposures + 1);
      }),
    indexUsers: (limit) =>
      durably(() => {
        const mark = Number(userMark.get()?.['sequence']);
        const last = Number(lastSequence.get()?.['sequence']);
        const through = Math.min(last, mark + limit);
        if (through > mark) {
          indexUsers.run(mark, through);
          moveUserMark.run(through);
        }
        return last - through;
      }),
    close: () => database.close(),
  };
}
