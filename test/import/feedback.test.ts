import { describe, expect, it } from 'vitest';
import type { StoredEventLike } from '../../src/dataset/index.ts';
import { preferenceWeight } from '../../src/models/index.ts';
import { NOW_MS, useScratch } from './scratch.ts';

const MOVIES = 'movieId,title\n1,A\n2,B\n3,C\n4,D\n5,E\n';
const RATINGS = 'userId,movieId,rating,timestamp\nu,1,2,1500000000\nu,2,3,1500000000\n';
const TIME_MS = Date.UTC(2025, 5, 1);

let sequence = 0;
const event = (
  userId: string,
  itemId: string,
  kind: StoredEventLike['kind'],
  value: number | null = null,
): StoredEventLike => ({
  sequence: ++sequence,
  userId,
  itemId,
  kind,
  value,
  timeMs: TIME_MS + sequence * 1000,
});

describe('stored feedback', () => {
  const scratch = useScratch();

  it('becomes part of the histories: the last fact of each kind stands', async () => {
    sequence = 0;
    scratch.put({ 'movies.csv': MOVIES, 'ratings.csv': RATINGS });
    const { report } = await scratch.import({
      feedback: [
        event('u', '1', 'rating', 4.5),
        event('u', '2', 'view'),
        event('u', '3', 'watched', 0.75),
        event('u', '4', 'like'),
        event('new "user" 😀', '5', 'dislike'),
        event('u', '99', 'like'),
      ],
    });
    const snapshot = await scratch.open();
    const history = scratch.history(snapshot, 'u');
    expect(history['1']).toMatchObject({ rating: 4.5, time: TIME_MS / 1000 + 1 });
    expect(history['2']).toMatchObject({ rating: 3, time: TIME_MS / 1000 + 2 });
    expect(history['3']).toMatchObject({ rating: Number.NaN, fraction: 0.75 });
    expect(history['4']).toMatchObject({ rating: 5 });
    expect(scratch.history(snapshot, 'new "user" 😀')['5']).toMatchObject({ rating: 0.5 });
    expect(snapshot.manifest.feedbackSequence).toBe(6);
    expect(report.feedback).toEqual({ events: 6, taken: 5, sequence: 6 });
    expect(report.reasons).toMatchObject([
      { file: 'feedback', reason: 'UNKNOWN_ITEM_ID', count: 1, samples: [{ line: 6, value: '99' }] },
    ]);
  });

  it('lets the last word stand, be it stars, a like or a dislike: a view or a watched part is none', async () => {
    sequence = 0;
    scratch.put({ 'movies.csv': MOVIES, 'ratings.csv': RATINGS });
    await scratch.import({
      feedback: [
        event('u', '1', 'like'),
        event('u', '2', 'dislike'),
        event('u', '3', 'like'),
        event('u', '3', 'dislike'),
        event('u', '3', 'view'),
        event('u', '4', 'dislike'),
        event('u', '4', 'rating', 4),
        event('u', '4', 'watched', 0.5),
      ],
    });
    const history = scratch.history(await scratch.open(), 'u');
    expect(Object.values(history).map(({ rating }) => rating)).toEqual([5, 0.5, 0.5, 4]);
    expect(history['4'].fraction).toBe(0.5);
  });

  it.each(['like', 'dislike'] as const)('weighs as much in a snapshot as it does live: a %s', async (kind) => {
    sequence = 0;
    scratch.put({ 'movies.csv': MOVIES });
    await scratch.import({ feedback: [event('u', '1', kind)] });
    const { rating, fraction } = scratch.history(await scratch.open(), 'u')['1'];
    expect(preferenceWeight({ rating, fraction })).toBe(preferenceWeight({ kind, rating: null, fraction: null }));
  });

  it('does not change what the numbers of a file mean', async () => {
    sequence = 0;
    const ten = Array.from({ length: 5 }, (_, i) => `u,${i + 1},${i + 6}\n`).join('');
    scratch.put({ 'movies.csv': MOVIES, 'ratings.csv': `userId,movieId,rating\n${ten}` });
    const stars = Array.from({ length: 200 }, (_, i) => event(`v${i}`, '1', 'rating', 0.5));
    await scratch.import({ feedback: stars });
    const snapshot = await scratch.open();
    expect(scratch.history(snapshot, 'u')['5'].rating).toBe(5);
    expect(scratch.history(snapshot, 'v7')['1'].rating).toBe(0.5);
  });

  it('may come page by page, and names the snapshot with how far it goes', async () => {
    sequence = 0;
    scratch.put({ 'movies.csv': MOVIES, 'ratings.csv': RATINGS });
    const plain = (await scratch.import()).snapshotId;
    async function* pages() {
      yield event('u', '77', 'view');
      await Promise.resolve();
      yield event('u', '78', 'view');
    }
    const { snapshotId } = await scratch.import({ feedback: pages() });
    expect(snapshotId).not.toBe(plain);
    expect((await scratch.open()).manifest.feedbackSequence).toBe(2);
    expect((await scratch.open()).manifest.counts.interactions).toBe(2);
  });

  it('in the future loses its time only', async () => {
    scratch.put({ 'movies.csv': MOVIES });
    await scratch.import({
      feedback: [{ sequence: 1, userId: 'u', itemId: '1', kind: 'view', value: null, timeMs: NOW_MS + 3 * 86_400_000 }],
    });
    expect(scratch.history(await scratch.open(), 'u')['1']).toEqual({
      rating: Number.NaN,
      fraction: Number.NaN,
      time: Number.NaN,
    });
  });
});
