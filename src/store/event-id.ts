import { randomUUID } from 'node:crypto';

/**
 * Returns a new event id of that time (a UUID of version 7): ids made one after another lie side by side in the index, so that
 * many are written with few pages. Random ids cost ten times as many bytes on the disk (docs/decisions/0004).
 * Source: RFC 9562, section 5.7
 */
export function newEventId(timeMs: number): string {
  const time = Math.max(0, Math.trunc(timeMs)).toString(16).padStart(12, '0').slice(-12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
