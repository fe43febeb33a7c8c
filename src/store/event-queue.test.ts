import { expect, it } from 'vitest';
import type { FeedbackEvent } from './contract.ts';
import { createEventQueue } from './event-queue.ts';
import { EVENT_FIELDS, type Value } from './messages.ts';

const event = (eventId: string): FeedbackEvent => ({
  eventId,
  userId: 'u',
  itemId: 'm',
  kind: 'view',
  value: null,
  timeMs: 1,
});

/** A log that commits when told to. */
function slowLog() {
  const commits: { ids: Value[]; done: () => void; fail: (error: Error) => void }[] = [];
  let last = 0;
  const commit = (rows: readonly Value[]): Promise<Float64Array> =>
    new Promise((resolve, reject) => {
      const ids = rows.filter((_, at) => at % EVENT_FIELDS === 0);
      commits.push({ ids, done: () => resolve(Float64Array.from(ids, () => ++last)), fail: reject });
    });
  const started = async (count: number): Promise<void> => {
    while (commits.length < count) await new Promise((resolve) => setImmediate(resolve));
  };
  return { commits, commit, started };
}

it('puts everything that comes during a commit into the next one', async () => {
  const { commits, commit, started } = slowLog();
  const queue = createEventQueue(commit, () => 0);
  const first = [queue.append([event('a')]), queue.append([event('b')])];
  await started(1);
  const second = [queue.append([event('c'), event('d')]), queue.append([event('e')])];
  expect(queue.waiting).toBe(5);
  commits[0]?.done();
  await Promise.all(first);
  await started(2);
  commits[1]?.done();
  expect((await Promise.all(second)).flat().map(({ sequence }) => sequence)).toEqual([3, 4, 5]);
  expect(commits.map(({ ids }) => ids)).toEqual([
    ['a', 'b'],
    ['c', 'd', 'e'],
  ]);
  expect(queue.waiting).toBe(0);
});

it('acknowledges nothing before its commit is done', async () => {
  const { commits, commit, started } = slowLog();
  const queue = createEventQueue(commit, () => 0);
  let acknowledged = false;
  const appended = queue.append([event('a')]).finally(() => {
    acknowledged = true;
  });
  await started(1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(acknowledged).toBe(false);
  commits[0]?.done();
  await appended;
});

it('rejects every call of a group that failed and none of the next', async () => {
  const { commits, commit, started } = slowLog();
  const queue = createEventQueue(commit, () => 0);
  const failed = [queue.append([event('a')]), queue.append([event('b')])].map((call) => call.catch(String));
  await started(1);
  const kept = queue.append([event('c')]);
  commits[0]?.fail(new Error('disk full'));
  expect(await Promise.all(failed)).toEqual(['Error: disk full', 'Error: disk full']);
  await started(2);
  commits[1]?.done();
  expect(await kept).toHaveLength(1);
  expect(queue.waiting).toBe(0);
});

it('keeps a call whole and a group small', async () => {
  const { commits, commit, started } = slowLog();
  const queue = createEventQueue(commit, () => 0);
  const many = (name: string, count: number) => Array.from({ length: count }, (_, i) => event(`${name}${i}`));
  const calls = [queue.append(many('a', 700)), queue.append(many('b', 301)), queue.append(many('c', 3_000))];
  for (let i = 0; i < 3; i++) {
    await started(i + 1);
    commits[i]?.done();
  }
  await Promise.all(calls);
  expect(commits.map(({ ids }) => ids.length)).toEqual([700, 301, 3_000]);
});

it('refuses new events when too many wait, instead of filling the memory', async () => {
  const { commits, commit, started } = slowLog();
  const queue = createEventQueue(commit, () => 0);
  const batch = Array.from({ length: 50_000 }, (_, i) => event(`e${i}`));
  const calls = [queue.append(batch), queue.append(batch)];
  await expect(queue.append([event('z')])).rejects.toThrowError(expect.objectContaining({ code: 'STORE_UNAVAILABLE' }));
  for (let i = 0; i < 2; i++) {
    await started(i + 1);
    commits[i]?.done();
  }
  await Promise.all(calls);
});
