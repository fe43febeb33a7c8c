import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { explainFailure } from './database.ts';
import type { ReaderSettings } from './messages.ts';
import type { Question } from './queries.ts';

/** Answers questions from the log beside the writer: each sees all that was committed when it is asked. */
export interface LogReader {
  /** Returns the rows; STORE_UNAVAILABLE or CORRUPT_STORE when the database cannot be read. */
  read(question: Question): unknown[];
  close(): void;
}

/** Opens the log for reading; the writer has made it and brought it to this version. */
export function openLogReader({ path, busyTimeoutMs }: Omit<ReaderSettings, 'role'>): LogReader {
  const explained = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw explainFailure(error, path);
    }
  };
  const database = explained(() => new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs }));
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  return {
    read: ({ sql, parameters }) => explained(() => prepare(sql).all(...parameters)),
    close: () => database.close(),
  };
}
