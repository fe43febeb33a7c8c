import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '../base/clock.ts';
import type { StoredEvent } from '../store/index.ts';
import type { HostedEngine } from './hosted-engine.ts';
import { openRivals, type Rivals } from './rivals.ts';

/** A thread with a model, as far as the place for it is concerned. */
function engineOf(version: string, told: string[]): HostedEngine {
  return {
    model: { version, name: 'ease' },
    facts: null as never,
    alive: true,
    waiting: 0,
    call: () => Promise.reject(new Error('not asked here')),
    takeStars: () => Promise.resolve(),
    addEvents: (events) => void told.push(`${version} learns ${events.map(({ eventId }) => eventId).join()}`),
    close: () => Promise.resolve(void told.push(`${version} ends`)),
  };
}

const event = (eventId: string): StoredEvent => ({
  sequence: 1,
  eventId,
  userId: '1',
  itemId: '1',
  kind: 'like',
  value: null,
  timeMs: 0,
  receivedMs: 0,
});

let rivals: Rivals | undefined;
afterEach(() => rivals?.close());

function place(): { rivals: Rivals; told: string[]; pass: (ms: number) => void } {
  const told: string[] = [];
  let nowMs = 0;
  const clock: Clock = { nowMs: () => nowMs };
  rivals = openRivals({
    load: async (version) => {
      told.push(`${version} loads`);
      if (version === 'broken') throw new Error('broken');
      await Promise.resolve();
      return engineOf(version, told);
    },
    clock,
  });
  return { rivals, told, pass: (ms) => void (nowMs += ms) };
}
const name = async (engine: HostedEngine): Promise<string> => Promise.resolve(engine.model.version);

describe('openRivals', () => {
  it('loads a version once for all who ask', async () => {
    const { rivals, told } = place();
    expect(await Promise.all([rivals.ask('a', name), rivals.ask('a', name)])).toEqual(['a', 'a']);
    expect(told).toEqual(['a loads']);
  });

  it('lets another one in only when the first has not been asked for a while', async () => {
    const { rivals, told, pass } = place();
    await rivals.ask('a', name);
    await expect(rivals.ask('b', name)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS', details: { version: 'a' } });
    pass(10_000);
    expect(await rivals.ask('b', name)).toBe('b');
    expect(told).toEqual(['a loads', 'b loads', 'a ends']);
  });

  it('does not end one that is being asked', async () => {
    const { rivals, told, pass } = place();
    const answer = Promise.withResolvers<string>();
    const asked = rivals.ask('a', async () => answer.promise);
    await Promise.resolve();
    pass(60_000);
    await expect(rivals.ask('b', name)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    answer.resolve('done');
    expect(await asked).toBe('done');
    expect(told).toEqual(['a loads']);
  });

  it('tells it the feedback that came while it was being loaded, and what comes later', async () => {
    const { rivals, told } = place();
    const asked = rivals.ask('a', name);
    rivals.addEvents([event('early')]);
    await asked;
    rivals.addEvents([event('late')]);
    expect(told).toEqual(['a loads', 'a learns early', 'a learns late']);
  });

  it('gives the place back when a version cannot be loaded', async () => {
    const { rivals } = place();
    await expect(rivals.ask('broken', name)).rejects.toThrow('broken');
    expect(await rivals.ask('a', name)).toBe('a');
  });
});
