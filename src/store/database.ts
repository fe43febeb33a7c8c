import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { syncFolder } from '../base/durable-file.ts';
import { ButacaError } from '../base/errors.ts';
import { migrate } from './migrations.ts';

/** Files up to this size are checked through at every opening (about 0.1 s for each 100 MB); larger ones in their head only. */
const CHECKED_BYTES = 256 * 1024 * 1024;

const primaryCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;

const BUSY = 5;
const UNAVAILABLE: Readonly<Record<number, string>> = {
  [BUSY]: 'another process kept it locked. Wait for it to end, or end it.',
  6: 'it is locked by another statement. Try again.',
  8: 'it cannot be written to. Give this user write permission to the file and its folder.',
  10: 'the disk refused to read or write. Check the disk.',
  13: 'the disk is full. Free space, then send again.',
  14: 'it cannot be opened. Check that its folder exists and may be written to.',
};

/** Turns what SQLite threw into an error that says what to do: CORRUPT_STORE for a damaged file, STORE_UNAVAILABLE otherwise. */
export function explainFailure(error: unknown, path: string): ButacaError {
  if (error instanceof ButacaError) return error;
  const code = primaryCode(error);
  const found = error instanceof Error ? error.message : String(error);
  if (code === 11 || code === 26) {
    return new ButacaError(
      'CORRUPT_STORE',
      `damaged database: ${path} (${found}); expected a SQLite file that is whole. Stop Butaca, keep a copy of the file, then restore a backup in its place or save what can be read with "sqlite3 ${path} .recover".`,
      { cause: error },
    );
  }
  return new ButacaError(
    'STORE_UNAVAILABLE',
    `unavailable database: ${path} (${found}); ${UNAVAILABLE[code] ?? 'nothing was written.'}`,
    { cause: error },
  );
}

function enterWriteAheadLog(database: DatabaseSync, timeoutMs: number): void {
  // Two processes that create the file at once: the change of mode is refused at once instead of waiting.
  const end = performance.now() + timeoutMs;
  for (;;) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (primaryCode(error) !== BUSY || performance.now() > end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/**
 * Returns the open database at the path, made when absent, in write-ahead-log mode with every commit synced to the disk, checked
 * and at this program's schema. Throws CORRUPT_STORE, UNSUPPORTED_STORE or STORE_UNAVAILABLE; a file that is there is never
 * replaced.
 */
export function openDatabase(path: string, busyTimeoutMs: number): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const fresh = !existsSync(path);
    database = new DatabaseSync(path, { timeout: busyTimeoutMs });
    if (!fresh && statSync(path).size <= CHECKED_BYTES) {
      const answer = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
      if (answer !== 'ok') throw Object.assign(new Error(String(answer)), { errcode: 11 });
    }
    // Who watched what is nobody else's business; the log beside the file takes over its rights.
    if (fresh) chmodSync(path, 0o640);
    enterWriteAheadLog(database, busyTimeoutMs);
    database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384');
    migrate(database, path);
    if (fresh) syncFolder(dirname(path));
    return database;
  } catch (error) {
    database?.close();
    throw explainFailure(error, path);
  }
}
