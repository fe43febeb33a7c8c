import type { StagedTable } from '../staged-table.ts';

/** What a stored feedback event must tell to become an interaction; the store's events have this shape. */
export interface StoredEventLike {
  readonly sequence: number;
  readonly userId: string;
  readonly itemId: string;
  readonly kind: 'view' | 'rating' | 'like' | 'dislike' | 'watched';
  readonly value: number | null;
  readonly timeMs: number;
}

/** The number of feedback among the staged sources: after every file, so that of two facts of one time the feedback is the later. */
export const FEEDBACK_SOURCE = 999;

/** Stars that a like and a dislike stand for: the ones that weigh as much as they do (see models/preference.ts). */
const STARS = { like: 5, dislike: 0.5 } as const;

/**
 * Copies feedback events to the staged table of interactions (columns: source, line = sequence, user, item, rating, fraction, time
 * in milliseconds). Returns how many there were and the last sequence.
 */
export async function stageEvents(
  events: Iterable<StoredEventLike> | AsyncIterable<StoredEventLike>,
  table: StagedTable,
): Promise<{ rows: number; lastSequence: number }> {
  let rows = 0;
  let lastSequence = 0;
  for await (const { sequence, userId, itemId, kind, value, timeMs } of events) {
    const stars = kind === 'like' || kind === 'dislike' ? STARS[kind] : kind === 'rating' ? value : null;
    const fraction = kind === 'watched' ? value : null;
    table.number(FEEDBACK_SOURCE).number(sequence).text(userId).text(itemId);
    table
      .text(String(stars ?? ''))
      .text(String(fraction ?? ''))
      .text(String(timeMs), true);
    rows++;
    lastSequence = Math.max(lastSequence, sequence);
  }
  return { rows, lastSequence };
}
