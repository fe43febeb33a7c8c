import { ButacaError } from '../base/errors.ts';
import { EVENT_KINDS, type EventKind, type FeedbackEvent } from './contract.ts';

/** The longest id that is stored, in UTF-16 units. */
const ID_LIMIT = 512;

const KINDS: ReadonlySet<string> = new Set(EVENT_KINDS);
const RANGES: Readonly<Partial<Record<EventKind, readonly [number, number]>>> = { rating: [0.5, 5], watched: [0, 1] };

const isId = (value: unknown): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= ID_LIMIT && value.isWellFormed();

const shown = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 80);

function refuse(position: number, field: string, value: unknown, expected: string): never {
  throw new ButacaError(
    'INVALID_BODY',
    `invalid ${field} of event ${position}: ${shown(value)}; expected ${expected}`,
    {
      details: { position, field },
    },
  );
}

/** Checks that the event can be stored as it stands; throws INVALID_BODY naming its position and field otherwise. */
export function checkEvent(event: FeedbackEvent, position: number): void {
  if (!isId(event.eventId)) refuse(position, 'eventId', event.eventId, `a text of 1 to ${ID_LIMIT} characters`);
  if (!isId(event.userId)) refuse(position, 'userId', event.userId, `a text of 1 to ${ID_LIMIT} characters`);
  if (!isId(event.itemId)) refuse(position, 'itemId', event.itemId, `a text of 1 to ${ID_LIMIT} characters`);
  if (!KINDS.has(event.kind)) refuse(position, 'kind', event.kind, `one of ${EVENT_KINDS.join(', ')}`);
  const range = RANGES[event.kind];
  if (range === undefined) {
    if (event.value !== null) refuse(position, 'value', event.value, `null for kind ${event.kind}`);
  } else if (typeof event.value !== 'number' || !(event.value >= range[0] && event.value <= range[1])) {
    refuse(position, 'value', event.value, `a number from ${range[0]} to ${range[1]} for kind ${event.kind}`);
  }
  if (!Number.isSafeInteger(event.timeMs)) refuse(position, 'timeMs', event.timeMs, 'whole milliseconds since 1970');
}
