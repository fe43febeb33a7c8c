import { describe, expect, it } from 'vitest';
import { smallSnapshot } from '../../test/fixtures/small-catalogue.ts';
import type { StoredEvent } from '../store/index.ts';
import { buildHistories } from './histories.ts';

let sequence = 0;
const event = (
  userId: string,
  itemId: string,
  kind: StoredEvent['kind'],
  value: number | null = null,
  seconds = 1000,
): StoredEvent => {
  sequence++;
  return { eventId: `e${sequence}`, userId, itemId, kind, value, timeMs: seconds * 1000, sequence, receivedMs: 0 };
};
const listOf = (histories: ReturnType<typeof buildHistories>, userId: string): [number, number][] => {
  const { items, weights } = histories.of(userId)!;
  return Array.from(items, (item, at) => [item, weights[at]]);
};

describe('buildHistories', () => {
  it('gives the history of the snapshot, oldest first, and null for a user who is nowhere', () => {
    const histories = buildHistories(smallSnapshot());
    expect(listOf(histories, 'u0')).toEqual([
      [0, 1],
      [1, 1],
      [5, 1],
    ]);
    expect(histories.of('nobody')).toBeNull();
    expect(histories.of('')).toBeNull();
  });

  it('appends what comes later and keeps the order of time', () => {
    const histories = buildHistories(smallSnapshot());
    histories.add(event('u0', 'i9', 'view', null, 250));
    histories.add(event('u0', 'i2', 'dislike', null, 2000));
    expect(listOf(histories, 'u0')).toEqual([
      [0, 1],
      [1, 1],
      [9, 1],
      [5, 1],
      [2, -1],
    ]);
  });

  it('tells what was said: stars, a like or dislike without stars, or nothing where a title was only watched', () => {
    const histories = buildHistories(smallSnapshot());
    histories.add(event('u0', 'i0', 'view', null, 2000));
    histories.add(event('u0', 'i1', 'rating', 2, 2000));
    histories.add(event('u0', 'i2', 'dislike', null, 2000));
    histories.add(event('u0', 'i3', 'watched', 0.9, 2000));
    const said = histories.saidBy('u0')!.map(({ item, stars }) => [item, stars] as const);
    // Item 5 is of the snapshot alone, and so are the stars of item 0, which was then watched again.
    expect(new Map(said)).toEqual(
      new Map<number, unknown>([
        [0, 5],
        [1, 2],
        [2, 'dislike'],
        [3, null],
        [5, 4.5],
      ]),
    );
    expect(histories.saidBy('u6')).toEqual([{ item: 11, stars: null }]);
    expect(histories.saidBy('nobody')).toBeNull();
    histories.add(event('guest', 'i4', 'like'));
    expect(histories.saidBy('guest')).toEqual([{ item: 4, stars: 'like' }]);
  });

  it('lets the later word about a title stand, but watching does not undo a rating', () => {
    const histories = buildHistories(smallSnapshot());
    histories.add(event('u6', 'i2', 'like', null, 2000));
    histories.add(event('u6', 'i2', 'watched', 0.05, 3000));
    expect(listOf(histories, 'u6')).toEqual([
      [11, 1],
      [2, 1],
    ]);
    histories.add(event('u6', 'i2', 'rating', 0.5, 4000));
    expect(listOf(histories, 'u6')).toEqual([
      [11, 1],
      [2, -1],
    ]);
    histories.add(event('u6', 'i2', 'like', null, 3500));
    expect(listOf(histories, 'u6')).toEqual([
      [11, 1],
      [2, -1],
    ]);
    // User 0 rated Toy Story 5 in the snapshot; leaving it early the second time says nothing against it.
    histories.add(event('u0', 'i0', 'watched', 0.02, 5000));
    expect(listOf(histories, 'u0')[0]).toEqual([0, 1]);
  });

  it('changes nothing when the same event comes twice', () => {
    const histories = buildHistories(smallSnapshot());
    const liked = event('u1', 'i9', 'rating', 3);
    histories.add(liked);
    const once = listOf(histories, 'u1');
    histories.add(liked);
    expect(listOf(histories, 'u1')).toEqual(once);
  });

  it('knows a new user from the first event on, even when its title is unknown', () => {
    const histories = buildHistories(smallSnapshot());
    expect(histories.users).toBe(7);
    expect(histories.add(event('new 🎬', 'no such title', 'view'))).toBe(false);
    expect(histories.of('new 🎬')?.items).toHaveLength(0);
    expect(histories.users).toBe(8);
    expect(histories.live('new 🎬')).toEqual({ titles: 0, unknownTitles: 1 });
    expect(histories.add(event('new 🎬', 'i0', 'like'))).toBe(true);
    expect(listOf(histories, 'new 🎬')).toEqual([[0, 1]]);
  });

  it('searches ids by their beginning, numbers in order of value', () => {
    const histories = buildHistories(smallSnapshot());
    for (const id of ['10', '9', 'u10']) histories.add(event(id, 'i0', 'view'));
    expect(histories.search('', 4)).toEqual({ ids: ['9', '10', 'u0', 'u1'], total: 10 });
    expect(histories.search('u1', 10)).toEqual({ ids: ['u1', 'u10'], total: 2 });
  });
});
