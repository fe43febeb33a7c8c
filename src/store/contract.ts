/** Operational state: feedback events and exposures. */

export const EVENT_KINDS = ['view', 'rating', 'like', 'dislike', 'watched'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export interface FeedbackEvent {
  /** Given by the caller or made up; the same id twice is stored once, and the first one stays. */
  readonly eventId: string;
  readonly userId: string;
  readonly itemId: string;
  readonly kind: EventKind;
  /** Stars 0.5…5 for `rating`, watched part 0…1 for `watched`, null otherwise. */
  readonly value: number | null;
  /** When it happened, milliseconds since 1970; a whole number. */
  readonly timeMs: number;
}

export interface StoredEvent extends FeedbackEvent {
  /** Position in the log, from 1, without gaps that matter: later events have larger numbers. */
  readonly sequence: number;
  readonly receivedMs: number;
}

export interface Exposure {
  readonly slateId: string;
  readonly userId: string | null;
  readonly itemIds: readonly string[];
  readonly versionId: string;
  readonly timeMs: number;
  /** Which door and variant asked, e.g. `get_user_recommendation`. */
  readonly context: string;
}

export interface AppendResult {
  readonly eventId: string;
  readonly outcome: 'stored' | 'duplicate';
  readonly sequence: number;
}

export interface StoreCounts {
  /** Events in the log. */
  readonly events: number;
  readonly lastSequence: number;
  /** Exposures kept; older ones than the retention allows are gone. */
  readonly exposures: number;
  /** Exposures lost since the store was opened because more came than could be written. */
  readonly droppedExposures: number;
  /** Events waiting for their commit at this moment. */
  readonly waiting: number;
  /** Size of the database file, the write-ahead log not counted. */
  readonly bytes: number;
}

export interface FeedbackStore {
  /**
   * Resolves when the events are on the disk (group commit), one result per event in the same order. Rejects with INVALID_BODY
   * when one of them is not of the form above and with STORE_UNAVAILABLE when they cannot be written; then none is stored.
   */
  append(events: readonly FeedbackEvent[]): Promise<AppendResult[]>;
  /** Stored events after a sequence, in order, at most `limit` (1…10,000) of them. */
  readEvents(afterSequence: number, limit: number): Promise<StoredEvent[]>;
  /** The user's latest events in order of sequence, at most `limit` (1…10,000; defaults to 1,000). */
  eventsOfUser(userId: string, options?: { limit?: number }): Promise<StoredEvent[]>;
  /** The sequence of the last event; 0 when there is none. */
  lastSequence(): Promise<number>;
  /** Queued and written soon, off the answer's path; lost at most within the last second at a crash. Never throws. */
  logExposure(exposure: Exposure): void;
  /** The latest exposures, newest first. */
  readExposures(options: { userId?: string; limit: number }): Promise<Exposure[]>;
  counts(): Promise<StoreCounts>;
  /** Writes what is queued and closes; later calls are rejected with STORE_UNAVAILABLE. Closing twice does nothing more. */
  close(): Promise<void>;
}
