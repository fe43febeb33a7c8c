import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { random } from '../../src/base/random.ts';
import { openStore, type StoredEvent } from '../../src/store/index.ts';
import { runChild } from './killed-child.ts';

const ROUNDS = 24;
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'butaca-events-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function readAll(): Promise<StoredEvent[]> {
  const store = await openStore({ home, clock: systemClock });
  const events: StoredEvent[] = [];
  for (let page = await store.readEvents(0, 10_000); page.length > 0; ) {
    events.push(...page);
    page = await store.readEvents(events.at(-1)?.sequence ?? 0, 10_000);
  }
  await store.close();
  return events;
}

/** Each acknowledged event is there, none twice, each as it was sent, and the numbers run on without a gap. */
function expectWhole(events: readonly StoredEvent[], acknowledged: readonly string[]): void {
  const stored = new Set(events.map(({ eventId }) => eventId));
  expect(stored.size).toBe(events.length);
  expect(acknowledged.filter((eventId) => !stored.has(eventId))).toEqual([]);
  expect(events.filter(({ eventId, userId }) => userId !== `u-${eventId}`)).toEqual([]);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, position) => position + 1));
}

it('are all there exactly once after the writing process was killed again and again', {
  timeout: 240_000,
}, async () => {
  const draw = random(20261120, 'events');
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const end = await runChild('append-forever.ts', [home, `r${round}`], { killAfterMs: draw.below(100) });
    expect(end.signal).toBe('SIGKILL');
    expect(end.lines.length).toBeGreaterThan(0);
    acknowledged.push(...end.lines);
    if (round % 8 === 7) expectWhole(await readAll(), acknowledged);
  }
  expectWhole(await readAll(), acknowledged);
});

it('survive a process that is killed while it makes or opens the database', { timeout: 120_000 }, async () => {
  const draw = random(20261120, 'opening');
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const end = await runChild('append-forever.ts', [home, `r${round}`], {
      killAfterMs: 60 + draw.below(200),
      from: 'start',
    });
    expect(end.signal).toBe('SIGKILL');
    acknowledged.push(...end.lines);
  }
  expectWhole(await readAll(), acknowledged);
});

it('of two processes that append at once, both killed, are all there exactly once', { timeout: 120_000 }, async () => {
  const draw = random(20261120, 'two');
  const acknowledged: string[] = [];
  for (let round = 0; round < 6; round++) {
    const ends = await Promise.all(
      ['a', 'b'].map((name) =>
        runChild('append-forever.ts', [home, `${name}${round}`], { killAfterMs: 50 + draw.below(100) }),
      ),
    );
    for (const { lines } of ends) acknowledged.push(...lines);
  }
  expect(acknowledged.some((eventId) => eventId.startsWith('a'))).toBe(true);
  expect(acknowledged.some((eventId) => eventId.startsWith('b'))).toBe(true);
  expectWhole(await readAll(), acknowledged);
});

it.runIf(process.platform !== 'win32')(
  'are refused with STORE_UNAVAILABLE when the disk takes no more, and what was acknowledged is all that is there',
  { timeout: 60_000 },
  async () => {
    // A file that may not grow past 1 MB (2,000 blocks of 512 bytes) is what a process sees of a full disk.
    const { lines } = await runChild('append-until-refused.ts', [home], { shell: 'ulimit -f 2000' });
    const acknowledged = lines.slice(0, -2);
    expect(lines.slice(-2)).toEqual(['refused STORE_UNAVAILABLE', `readable ${acknowledged.length}`]);
    expect(acknowledged.length).toBeGreaterThan(100);
    const events = await readAll();
    expect(events.map(({ eventId }) => eventId)).toEqual(acknowledged);
  },
);
