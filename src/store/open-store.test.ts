import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixedClock } from '../base/clock.ts';
import type { FeedbackEvent, FeedbackStore } from './contract.ts';
import { openStore, type StoreOptions, storePath } from './open-store.ts';

const NOW = Date.UTC(2026, 10, 20);
let home: string;
let stores: FeedbackStore[];

const open = async (options: Partial<StoreOptions> = {}): Promise<FeedbackStore> => {
  const store = await openStore({ home, clock: fixedClock(NOW), ...options });
  stores.push(store);
  return store;
};
const event = (eventId: string, change: Partial<FeedbackEvent> = {}): FeedbackEvent => ({
  eventId,
  userId: 'u1',
  itemId: 'm1',
  kind: 'view',
  value: null,
  timeMs: NOW - 1_000,
  ...change,
});
const coded = (code: string) => expect.objectContaining({ code });

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'butaca-store-'));
  stores = [];
});
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  rmSync(home, { recursive: true, force: true });
});

describe('events', () => {
  it('come back after the store was closed and opened again', async () => {
    const first = await open();
    const events = [event('a', { kind: 'rating', value: 4.5 }), event('b', { kind: 'watched', value: 0.25 })];
    expect(await first.append(events)).toEqual([
      { eventId: 'a', outcome: 'stored', sequence: 1 },
      { eventId: 'b', outcome: 'stored', sequence: 2 },
    ]);
    await first.close();
    const second = await open();
    expect(await second.readEvents(0, 10)).toEqual([
      { ...events[0], sequence: 1, receivedMs: NOW },
      { ...events[1], sequence: 2, receivedMs: NOW },
    ]);
    expect(await second.lastSequence()).toBe(2);
  });

  it('are stored once by id, and the first one stays', async () => {
    const store = await open();
    const results = await store.append([event('a'), event('a', { itemId: 'm2' }), event('b')]);
    expect(results).toEqual([
      { eventId: 'a', outcome: 'stored', sequence: 1 },
      { eventId: 'a', outcome: 'duplicate', sequence: 1 },
      { eventId: 'b', outcome: 'stored', sequence: 2 },
    ]);
    expect(await store.append([event('b', { userId: 'u9' })])).toEqual([
      { eventId: 'b', outcome: 'duplicate', sequence: 2 },
    ]);
    expect((await store.readEvents(0, 10)).map(({ itemId, userId }) => [itemId, userId])).toEqual([
      ['m1', 'u1'],
      ['m1', 'u1'],
    ]);
  });

  it('are read in pages in the order of their sequence', async () => {
    const store = await open();
    await store.append(Array.from({ length: 25 }, (_, i) => event(`e${i}`)));
    const seen: string[] = [];
    for (let after = 0; ; ) {
      const page = await store.readEvents(after, 10);
      if (page.length === 0) break;
      seen.push(...page.map(({ eventId }) => eventId));
      after = page.at(-1)?.sequence ?? 0;
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => `e${i}`));
  });

  it('of a user come back oldest first, the latest ones when there are more than the limit', async () => {
    const store = await open();
    await store.append([event('a'), event('b', { userId: 'u2' }), event('c'), event('d')]);
    const ids = async (userId: string, limit?: number) =>
      (await store.eventsOfUser(userId, limit === undefined ? {} : { limit })).map(({ eventId }) => eventId);
    expect(await ids('u1')).toEqual(['a', 'c', 'd']);
    expect(await ids('u1', 2)).toEqual(['c', 'd']);
    expect(await ids('nobody')).toEqual([]);
  });

  it('keep any text that is whole, quotes, newlines, zero bytes and emoji among it', async () => {
    const store = await open();
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }), {
      minLength: 1,
      maxLength: 20,
    });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(ids, async (texts) => {
        const prefix = `${round++}:`;
        const after = await store.lastSequence();
        const events = texts.map((text) => event(prefix + text, { userId: text, itemId: text }));
        await store.append(events);
        const found = await store.readEvents(after, 100);
        expect(found.map(({ eventId, userId, itemId }) => [eventId, userId, itemId])).toEqual(
          texts.map((text) => [prefix + text, text, text]),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('are refused as a whole call when one of them is not of the right form', async () => {
    const store = await open();
    const faults: [field: string, change: object][] = [
      ['eventId', { eventId: '' }],
      ['itemId', { itemId: 'x'.repeat(513) }],
      ['userId', { userId: '\uD83C' }],
      ['kind', { kind: 'share' }],
      ['value', { kind: 'rating', value: null }],
      ['value', { kind: 'rating', value: 5.5 }],
      ['value', { kind: 'watched', value: Number.NaN }],
      ['value', { kind: 'like', value: 1 }],
      ['timeMs', { timeMs: 1.5 }],
      ['timeMs', { timeMs: Number.POSITIVE_INFINITY }],
    ];
    for (const [number, [field, change]] of faults.entries()) {
      const [refused, kept] = await Promise.allSettled([
        store.append([event(`a${number}`), event(`b${number}`, change)]),
        store.append([event(`c${number}`)]),
      ]);
      expect(refused).toMatchObject({
        status: 'rejected',
        reason: { code: 'INVALID_BODY', details: { position: 1, field } },
      });
      expect(kept.status).toBe('fulfilled');
    }
    const stored = (await store.readEvents(0, 100)).map(({ eventId }) => eventId);
    expect(stored).toEqual(faults.map((_, number) => `c${number}`));
  });

  it('may be none', async () => {
    expect(await (await open()).append([])).toEqual([]);
  });

  it('are each stored once and in the order of the calls, whatever calls overlap', async () => {
    const calls = fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 6 }), { maxLength: 12 });
    const store = await open();
    let round = 0;
    await fc.assert(
      fc.asyncProperty(calls, async (batches) => {
        const prefix = `${round++}:`;
        const before = await store.lastSequence();
        const results = await Promise.all(
          batches.map((batch) => store.append(batch.map((number) => event(`${prefix}${number}`)))),
        );
        const flat = batches.flat();
        const distinct = [...new Set(flat)];
        const found = await store.readEvents(before, 1_000);
        expect(found.map(({ eventId }) => eventId)).toEqual(distinct.map((number) => `${prefix}${number}`));
        const seen = new Set<number>();
        results.flat().forEach((result, position) => {
          const number = flat[position] ?? -1;
          expect(result).toEqual({
            eventId: `${prefix}${number}`,
            outcome: seen.has(number) ? 'duplicate' : 'stored',
            sequence: before + 1 + distinct.indexOf(number),
          });
          seen.add(number);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('asked for with a senseless limit are refused', async () => {
    const store = await open();
    for (const limit of [0, -1, 1.5, Number.NaN, 10_001]) {
      await expect(store.readEvents(0, limit)).rejects.toThrowError(coded('INVALID_PARAMETER'));
    }
  });
});

describe('several stores on one workspace', () => {
  it('see what the others wrote, each event once', async () => {
    const [one, two] = await Promise.all([open(), open()]);
    const batch = Array.from({ length: 50 }, (_, i) => event(`e${i}`));
    const results = await Promise.all([one.append(batch), two.append(batch)]);
    expect(results.flat().filter(({ outcome }) => outcome === 'stored')).toHaveLength(50);
    expect(await one.readEvents(0, 100)).toEqual(await two.readEvents(0, 100));
    expect(await one.lastSequence()).toBe(50);
  });

  it('refuse with STORE_UNAVAILABLE when another keeps the database locked, and store nothing', async () => {
    const store = await open({ busyTimeoutMs: 50 });
    const other = new DatabaseSync(storePath(home));
    other.exec('BEGIN IMMEDIATE');
    await expect(store.append([event('a')])).rejects.toThrowError(coded('STORE_UNAVAILABLE'));
    other.exec('ROLLBACK');
    other.close();
    expect(await store.readEvents(0, 10)).toEqual([]);
    expect(await store.append([event('a')])).toEqual([{ eventId: 'a', outcome: 'stored', sequence: 1 }]);
  });
});

describe('a database file that is removed or replaced under an open store', () => {
  it.each([
    ['removed', () => rmSync(storePath(home))],
    ['replaced', () => writeFileSync(`${storePath(home)}.new`, '')],
  ])('is noticed when %s, and nothing is acknowledged any more', async (what, change) => {
    const store = await open();
    await store.append([event('a')]);
    change();
    if (what === 'replaced') renameSync(`${storePath(home)}.new`, storePath(home));
    await expect(store.append([event('b')])).rejects.toThrowError(coded('STORE_UNAVAILABLE'));
  });
});

describe('exposures', () => {
  const exposure = (slateId: string, change: object = {}) => ({
    slateId,
    userId: 'u1',
    itemIds: ['m1', 'm"2'],
    versionId: 'v1',
    timeMs: NOW,
    context: 'test',
    ...change,
  });

  it('come back newest first, of one user or of all', async () => {
    const store = await open();
    store.logExposure(exposure('s1'));
    store.logExposure(exposure('s2', { userId: null }));
    store.logExposure(exposure('s3'));
    expect(await store.readExposures({ limit: 2 })).toEqual([exposure('s3'), exposure('s2', { userId: null })]);
    expect((await store.readExposures({ userId: 'u1', limit: 9 })).map(({ slateId }) => slateId)).toEqual(['s3', 's1']);
  });

  it('that wait are written when the store is closed', async () => {
    const store = await open();
    store.logExposure(exposure('s1'));
    await store.close();
    store.logExposure(exposure('too late'));
    expect((await (await open()).readExposures({ limit: 9 })).map(({ slateId }) => slateId)).toEqual(['s1']);
  });

  it('beyond the retention are removed, oldest first', async () => {
    const store = await open({ exposureRetention: { rows: 3, days: 30 } });
    const old = NOW - 31 * 86_400_000;
    for (const [slateId, timeMs] of [
      ['old', old],
      ['a', NOW],
      ['b', NOW],
      ['c', NOW],
      ['d', NOW],
    ] as const) {
      store.logExposure(exposure(slateId, { timeMs }));
      await store.readExposures({ limit: 1 });
    }
    expect((await store.readExposures({ limit: 9 })).map(({ slateId }) => slateId)).toEqual(['d', 'c', 'b']);
    expect(await store.counts()).toMatchObject({ exposures: 3, droppedExposures: 0 });
  });
});

describe('a store that is closed', () => {
  it('refuses to append and read, and closes again without harm', async () => {
    const store = await open();
    await store.close();
    await store.close();
    await expect(store.append([event('a')])).rejects.toThrowError(coded('STORE_UNAVAILABLE'));
    await expect(store.lastSequence()).rejects.toThrowError(coded('STORE_UNAVAILABLE'));
  });

  it('has written what was appended before the close', async () => {
    const store = await open();
    const appended = store.append([event('a')]);
    const closed = store.close();
    expect(await appended).toMatchObject([{ outcome: 'stored' }]);
    await closed;
    expect(await (await open()).lastSequence()).toBe(1);
  });
});

describe('opening', () => {
  it('refuses a damaged file and leaves its bytes as they are', async () => {
    const garbage = Buffer.from('this is no database at all, '.repeat(400));
    writeFileSync(storePath(home), garbage);
    await expect(open()).rejects.toThrowError(coded('CORRUPT_STORE'));
    expect(readFileSync(storePath(home)).equals(garbage)).toBe(true);
  });

  it('refuses a database with a damaged page', async () => {
    const store = await open();
    await store.append(Array.from({ length: 500 }, (_, i) => event(`e${i}`)));
    await store.close();
    const bytes = readFileSync(storePath(home));
    bytes.fill(0xa5, 4096 * 3, 4096 * 4);
    writeFileSync(storePath(home), bytes);
    await expect(open()).rejects.toThrowError(coded('CORRUPT_STORE'));
    expect(readFileSync(storePath(home)).equals(bytes)).toBe(true);
  });

  it('refuses a database of a newer version and leaves it as it is', async () => {
    await (await open()).close();
    const database = new DatabaseSync(storePath(home));
    database.exec('PRAGMA user_version = 99');
    database.close();
    await expect(open()).rejects.toThrowError(coded('UNSUPPORTED_STORE'));
  });

  it('refuses the database of another program', async () => {
    const database = new DatabaseSync(storePath(home));
    database.exec('CREATE TABLE theirs (x)');
    database.close();
    await expect(open()).rejects.toThrowError(coded('UNSUPPORTED_STORE'));
    const again = new DatabaseSync(storePath(home));
    expect(again.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'theirs' }]);
    again.close();
  });

  it('refuses a workspace that cannot be made', async () => {
    writeFileSync(join(home, 'file'), '');
    await expect(openStore({ home: join(home, 'file', 'sub'), clock: fixedClock(NOW) })).rejects.toThrowError(
      coded('STORE_UNAVAILABLE'),
    );
  });
});
