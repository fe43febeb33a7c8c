import { ButacaError } from '../base/errors.ts';
import { checkEvent } from './check-event.ts';
import type { AppendResult, FeedbackEvent } from './contract.ts';
import { EVENT_FIELDS, type Value } from './messages.ts';

/** Events written in one transaction at most, so that a flood does not make one caller wait for all others. */
const GROUP_LIMIT = 1_000;
/** Events that may wait; beyond it new ones are refused rather than the memory filled. */
const WAITING_LIMIT = 100_000;

interface Waiting {
  readonly events: readonly FeedbackEvent[];
  readonly receivedMs: number;
  readonly resolve: (results: AppendResult[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Writes flat rows durably; resolves with one number for each event: its sequence, negative for a duplicate. */
export type CommitRows = (rows: readonly Value[]) => Promise<Float64Array>;

/** Group commit: everything that arrives while one commit is under way goes into the next one. */
export interface EventQueue {
  append(events: readonly FeedbackEvent[]): Promise<AppendResult[]>;
  /** Events not yet committed. */
  readonly waiting: number;
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>;
}

export function createEventQueue(commit: CommitRows, nowMs: () => number): EventQueue {
  let queue: Waiting[] = [];
  let waiting = 0;
  let running: Promise<void> | undefined;

  /** Takes calls from the head of the queue, whole ones, up to the limit (at least one). */
  function takeGroup(): Waiting[] {
    let events = 0;
    let calls = 0;
    while (calls < queue.length && (calls === 0 || events + (queue[calls]?.events.length ?? 0) <= GROUP_LIMIT)) {
      events += queue[calls++]?.events.length ?? 0;
    }
    const group = queue.slice(0, calls);
    queue = queue.slice(calls);
    return group;
  }

  async function commitGroup(group: readonly Waiting[]): Promise<void> {
    const rows: Value[] = [];
    for (const { events, receivedMs } of group) {
      for (const event of events) {
        rows.push(event.eventId, event.userId, event.itemId, event.kind, event.value, event.timeMs, receivedMs);
      }
    }
    let outcomes: Float64Array;
    try {
      outcomes = await commit(rows);
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    } finally {
      waiting -= rows.length / EVENT_FIELDS;
    }
    let at = 0;
    for (const { events, resolve } of group) {
      resolve(
        events.map(({ eventId }) => {
          const outcome = outcomes[at++] ?? Number.NaN;
          return { eventId, outcome: outcome > 0 ? 'stored' : 'duplicate', sequence: Math.abs(outcome) };
        }),
      );
    }
  }

  async function run(): Promise<void> {
    // The rest of this turn of the event loop joins the first group.
    await new Promise((resolve) => setImmediate(resolve));
    while (queue.length > 0) await commitGroup(takeGroup());
    running = undefined;
  }

  return {
    async append(events) {
      events.forEach(checkEvent);
      if (events.length === 0) return [];
      if (waiting + events.length > WAITING_LIMIT) {
        throw new ButacaError(
          'STORE_UNAVAILABLE',
          `too many events: ${waiting} wait to be written; expected at most ${WAITING_LIMIT}. Send again later.`,
        );
      }
      waiting += events.length;
      return new Promise((resolve, reject) => {
        queue.push({ events, receivedMs: nowMs(), resolve, reject });
        running ??= run();
      });
    },
    get waiting() {
      return waiting;
    },
    async drain() {
      await running;
    },
  };
}
