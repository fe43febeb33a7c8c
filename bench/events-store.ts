/** How many events a second does the store acknowledge durably, and how long does one wait? (Over HTTP: events.) */
import { randomUUID } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../src/base/clock.ts';
import { random } from '../src/base/random.ts';
import { type FeedbackEvent, type FeedbackStore, newEventId, openStore } from '../src/store/index.ts';
import { type Figure, type Measurement, type Result, summarize } from './harness.ts';

const SEED = 42;
const USERS = 6_000;
const ITEMS = 4_500;
const ROUNDS = 5;
/** Events in the log before the second measurement, so that its indexes are larger than the cache. */
const STORED_BEFORE = 300_000;

const draw = random(SEED, 'events');
const makeEvent = (makeId: () => string): FeedbackEvent => ({
  eventId: makeId(),
  userId: `u${draw.below(USERS)}`,
  itemId: `m${draw.below(ITEMS)}`,
  kind: 'watched',
  value: draw.next(),
  timeMs: Date.now(),
});

/** In order of time, as the store makes them, or random, as clients like to. */
const IDS = { ordered: () => newEventId(Date.now()), random: () => randomUUID() };

interface Load {
  readonly ids: keyof typeof IDS;
  readonly callers: number;
  readonly perCall: number;
  readonly events: number;
}

interface Round {
  readonly perSecond: number;
  /** Milliseconds from call to acknowledgement, of each call. */
  readonly waits: Float64Array;
}

/** Each caller appends, waits for the acknowledgement and appends again. */
async function appendRound(store: FeedbackStore, { ids, callers, perCall, events }: Load): Promise<Round> {
  const calls = Math.floor(events / perCall);
  const batches = Array.from({ length: calls }, () => Array.from({ length: perCall }, () => makeEvent(IDS[ids])));
  const waits = new Float64Array(calls);
  const before = await store.lastSequence();
  let next = 0;
  const call = async (): Promise<void> => {
    while (next < calls) {
      const at = next++;
      const start = performance.now();
      await store.append(batches[at]);
      waits[at] = performance.now() - start;
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: callers }, call));
  const seconds = (performance.now() - start) / 1_000;
  const stored = (await store.lastSequence()) - before;
  if (stored !== calls * perCall) throw new Error(`${stored} events were stored; expected ${calls * perCall}`);
  return { perSecond: stored / seconds, waits };
}

/** The p-th part of the sorted numbers. */
const quantile = (sorted: Float64Array, p: number): number => sorted[Math.floor(p * (sorted.length - 1))];

const middle = (values: readonly number[]): number => quantile(Float64Array.from(values).sort(), 0.5);

async function measureLoad(
  store: FeedbackStore,
  name: string,
  load: Load,
  goals?: { perSecond: string; p99: string },
): Promise<{ measurement: Measurement; figures: Figure[] }> {
  await appendRound(store, { ...load, events: Math.ceil(load.events / 4) });
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await appendRound(store, load));
  const sorted = rounds.map(({ waits }) => waits.toSorted());
  return {
    measurement: summarize(
      `wait for the acknowledgement, median: ${name}`,
      sorted.map((waits) => quantile(waits, 0.5)),
    ),
    figures: [
      {
        name: `acknowledged: ${name}`,
        value: middle(rounds.map(({ perSecond }) => perSecond)),
        unit: 'events/s',
        ...(goals && { goal: goals.perSecond }),
      },
      {
        name: `wait, p99: ${name}`,
        value: middle(sorted.map((waits) => quantile(waits, 0.99))),
        unit: 'ms',
        ...(goals && { goal: goals.p99 }),
      },
    ],
  };
}

/** What one sync of a written page costs here: near zero would mean that the disk does not really sync. */
function measureSync(folder: string): Measurement {
  const handle = openSync(join(folder, 'sync'), 'w');
  const page = Buffer.alloc(4_096, 1);
  const times: number[] = [];
  for (let round = 0; round < 200; round++) {
    writeSync(handle, page, 0, page.length, round * page.length);
    const start = performance.now();
    fdatasyncSync(handle);
    times.push(performance.now() - start);
  }
  closeSync(handle);
  return summarize('one sync of 4 kB by itself', times.slice(20));
}

export async function run(): Promise<Result> {
  const scratch = fileURLToPath(new URL('../var/', import.meta.url));
  mkdirSync(scratch, { recursive: true });
  // On the workspace's own disk: the system's folder for temporary files may be memory, which does not sync.
  const home = mkdtempSync(join(scratch, 'bench-events-'));
  const measurements: Measurement[] = [measureSync(home)];
  const figures: Figure[] = [];
  const store = await openStore({ home, clock: systemClock });
  const take = async (...parameters: Parameters<typeof measureLoad>): Promise<void> => {
    const { measurement, figures: measured } = await measureLoad(...parameters);
    measurements.push({ ...measurement, rounds: measurement.rounds.map((value) => Number(value.toPrecision(5))) });
    figures.push(...measured);
  };
  try {
    const goals = { perSecond: '≥ 10000', p99: '< 20' };
    await take(store, '1 caller', { ids: 'ordered', callers: 1, perCall: 1, events: 2_000 });
    await take(store, '64 callers', { ids: 'ordered', callers: 64, perCall: 1, events: 20_000 }, goals);
    await take(store, 'batches of 100, 8 callers', { ids: 'ordered', callers: 8, perCall: 100, events: 40_000 });
    const missing = STORED_BEFORE - (await store.lastSequence());
    if (missing > 0) await appendRound(store, { ids: 'random', callers: 4, perCall: 1_000, events: missing });
    const later = `64 callers, ${STORED_BEFORE} events before`;
    await take(store, later, { ids: 'ordered', callers: 64, perCall: 1, events: 20_000 }, goals);
    await take(store, `${later}, random ids`, { ids: 'random', callers: 64, perCall: 1, events: 20_000 }, goals);
  } finally {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  }
  return {
    question: 'events-store',
    measurements,
    figures,
    notes: [
      'node:sqlite, write-ahead log, synchronous = FULL, group commit; callers and store in one process, the database in its own thread.',
      `Single events unless told; ids in order of time, or random UUIDs (the hardest for the index); ${USERS} users, ${ITEMS} titles, seed ${SEED}. Figures are medians of ${ROUNDS} rounds; every event was counted in the database.`,
    ],
  };
}
