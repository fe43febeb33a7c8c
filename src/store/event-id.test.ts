import { expect, it } from 'vitest';
import { newEventId } from './event-id.ts';

it('makes UUIDs of version 7 that carry their time', () => {
  const id = newEventId(Date.UTC(2022, 1, 22, 19, 22, 22));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  // The example of RFC 9562, appendix A.6: 0x017F22E279B0.
  expect(id.slice(0, 13)).toBe('017f22e2-79b0');
});

it('sorts by time and never gives one id twice', () => {
  const ids = Array.from({ length: 10_000 }, (_, i) => newEventId(1_700_000_000_000 + i));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(Array.from({ length: 10_000 }, () => newEventId(5))).size).toBe(10_000);
});
