import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ButacaError } from './errors.ts';

export interface FileLock {
  /** Lets the lock go; a second call does nothing. The file stays. */
  release(): void;
}

const BUSY = 5;

/** Every lock that is held. A database that nothing refers to would be closed by the garbage collector, and its lock freed. */
const held = new Set<DatabaseSync>();

/**
 * Takes the lock of that file, which is made when absent; returns null when another holder keeps it for longer than `waitMs`
 * milliseconds (defaults to 0). The operating system lets it go when the process ends, however it ends, so a lock is never stale
 * and no process number is compared, which containers give out again. Holders in one process exclude each other too.
 *
 * The lock is SQLite's on a database that stays empty: Node has no file locks of its own.
 */
export function tryFileLock(path: string, waitMs = 0): FileLock | null {
  mkdirSync(dirname(path), { recursive: true });
  const holder = new DatabaseSync(path, { timeout: waitMs });
  try {
    // In memory: no journal file appears beside the lock.
    holder.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    holder.close();
    if (error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === BUSY) return null;
    throw error;
  }
  held.add(holder);
  return {
    release() {
      if (held.delete(holder)) holder.close();
    },
  };
}

/** Runs the work while holding the lock; throws WORKSPACE_BUSY when it cannot be had within `waitMs` (defaults to 5,000). */
export function withFileLock<Result>(path: string, work: () => Result, waitMs = 5_000): Result {
  const lock = tryFileLock(path, waitMs);
  if (lock === null) {
    throw new ButacaError(
      'WORKSPACE_BUSY',
      `busy workspace: ${path} is locked; expected it free within ${waitMs} ms. Wait for the other process to end.`,
    );
  }
  try {
    return work();
  } finally {
    lock.release();
  }
}
