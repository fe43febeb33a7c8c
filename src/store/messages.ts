/** What the store and its worker say to each other. Rows travel flat, in the order of the insert's columns: cheap to copy. */
import type { ErrorCode } from '../base/errors.ts';
import type { Question, WriteSql } from './queries.ts';

export type Value = string | number | null;

/** Event id, user id, item id, kind, value, time, time received. */
export const EVENT_FIELDS = 7;
/** Slate id, user id, item ids as JSON, version id, time, context. */
export const EXPOSURE_FIELDS = 6;

export interface WriterSettings {
  readonly role: 'writer';
  readonly path: string;
  readonly busyTimeoutMs: number;
  /** Exposures beyond the latest so many are removed. */
  readonly keptExposures: number;
  readonly keptExposureMs: number;
  /** Built outside: the threads start without the query builder. */
  readonly sql: WriteSql;
}

/** A reader works beside the writer without holding it up. */
export interface ReaderSettings {
  readonly role: 'reader';
  readonly path: string;
  readonly busyTimeoutMs: number;
}

/** What may be asked of the threads; `append` and `exposures` of the writer, `read` of the reader. */
export type Task =
  | { readonly kind: 'append'; readonly rows: readonly Value[] }
  | { readonly kind: 'exposures'; readonly rows: readonly Value[]; readonly nowMs: number }
  | { readonly kind: 'read'; readonly question: Question }
  | { readonly kind: 'close' };

export interface Request {
  readonly call: number;
  readonly task: Task;
}

export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Call 0 is the opening itself. */
export type Reply =
  | { readonly call: number; readonly value: unknown }
  | { readonly call: number; readonly failure: Failure };
