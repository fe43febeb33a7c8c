import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { ButacaError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { Exposure, FeedbackStore, StoredEvent } from './contract.ts';
import { createEventQueue } from './event-queue.ts';
import { createExposureQueue } from './exposure-queue.ts';
import type { WriterSettings } from './messages.ts';
import { buildQuestions, buildWriteSql, type Question } from './queries.ts';
import { endWorker, startWorker, type WorkerCalls } from './worker-calls.ts';

const DAY_MS = 86_400_000;
/** The most rows of one answer. */
const PAGE_LIMIT = 10_000;

export interface StoreOptions {
  /** The workspace; the database is its `butaca.sqlite`. */
  readonly home: string;
  readonly clock: Clock;
  /** Hears of exposures that could not be written. */
  readonly log?: Pick<Log, 'warn'>;
  /** How long a commit waits for another process's, in milliseconds; defaults to 5,000. */
  readonly busyTimeoutMs?: number;
  /** How long exposures are kept, in days, and how many at most; defaults to 90 days and 1,000,000. */
  readonly exposureRetention?: { readonly days?: number; readonly rows?: number };
}

/** The database's place in a workspace. */
export const storePath = (home: string): string => join(home, 'butaca.sqlite');

/** Starts the two threads side by side; when one fails, the other is ended. */
async function startBoth(settings: WriterSettings): Promise<{ writer: WorkerCalls; reader: WorkerCalls }> {
  const { path, busyTimeoutMs } = settings;
  const starting = [startWorker(settings), startWorker({ role: 'reader', path, busyTimeoutMs })] as const;
  try {
    const [writer, reader] = await Promise.all(starting);
    return { writer, reader };
  } catch (error) {
    for (const start of await Promise.allSettled(starting)) {
      if (start.status === 'fulfilled') await endWorker(start.value);
    }
    throw error;
  }
}

function checkLimit(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= PAGE_LIMIT) return limit;
  throw new ButacaError(
    'INVALID_PARAMETER',
    `invalid limit: ${limit}; expected a whole number from 1 to ${PAGE_LIMIT}`,
  );
}

/**
 * Opens the workspace's store, made when absent. One thread writes and one reads; several processes may have it open.
 * Throws CORRUPT_STORE, UNSUPPORTED_STORE or STORE_UNAVAILABLE with what to do; a damaged file is left as it is.
 */
export async function openStore(options: StoreOptions): Promise<FeedbackStore> {
  const { home, clock, log, busyTimeoutMs = 5_000, exposureRetention: { days = 90, rows = 1_000_000 } = {} } = options;
  const path = storePath(home);
  const { writer, reader } = await startBoth({
    role: 'writer',
    path,
    busyTimeoutMs,
    keptExposures: rows,
    keptExposureMs: days * DAY_MS,
    sql: buildWriteSql(),
  });
  const questions = buildQuestions();
  const events = createEventQueue(
    (rows) => writer.call({ kind: 'append', rows }) as Promise<Float64Array>,
    () => clock.nowMs(),
  );
  const exposures = createExposureQueue(
    async (rows) => {
      await writer.call({ kind: 'exposures', rows, nowMs: clock.nowMs() });
    },
    (count, error) => log?.warn({ err: error, count }, 'exposures could not be written'),
  );
  let closing: Promise<void> | undefined;
  const refuseWhenClosed = (): void => {
    if (closing !== undefined) {
      throw new ButacaError('STORE_UNAVAILABLE', `closed store: ${path}; expected it open`);
    }
  };
  const read = async <Row>(question: Question): Promise<Row[]> => {
    refuseWhenClosed();
    return (await reader.call({ kind: 'read', question })) as Row[];
  };
  const lastSequence = async (): Promise<number> =>
    (await read<{ sequence: number }>(questions.lastSequence))[0]?.sequence ?? 0;
  return {
    async append(batch) {
      refuseWhenClosed();
      return events.append(batch);
    },
    readEvents: async (sequence, limit) => read<StoredEvent>(questions.eventsAfter(sequence, checkLimit(limit))),
    async eventsOfUser(userId, { limit = 1_000 } = {}) {
      return (await read<StoredEvent>(questions.eventsOfUser(userId, checkLimit(limit)))).reverse();
    },
    lastSequence,
    logExposure(exposure) {
      if (closing === undefined) exposures.add(exposure);
    },
    async readExposures({ userId, limit }) {
      await exposures.flush();
      const found = await read<Exposure & { itemIds: string }>(questions.exposures(userId, checkLimit(limit)));
      return found.map((row) => ({ ...row, itemIds: JSON.parse(row.itemIds) as string[] }));
    },
    async counts() {
      const sequence = await lastSequence();
      const [range] = await read<{ first: number; last: number }>(questions.exposureRange);
      return {
        events: sequence,
        lastSequence: sequence,
        exposures: range === undefined ? 0 : range.last - range.first + 1,
        droppedExposures: exposures.dropped,
        waiting: events.waiting,
        bytes: statSync(path).size,
      };
    },
    close() {
      closing ??= (async () => {
        await events.drain();
        await exposures.flush();
        // The writer last: it leaves the whole log in one file.
        await endWorker(reader);
        await endWorker(writer);
      })();
      return closing;
    },
  };
}
