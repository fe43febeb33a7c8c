/** How many feedback events a second are acknowledged durably over HTTP, one by one and in batches. */
import autocannon from 'autocannon';
import type { Figure, Result } from './harness.ts';
import { startServer } from './server-process.ts';

const SECONDS = 10;
const WARM_UP_SECONDS = 3;
const USERS = 600;
const TITLES = 200;
const BATCH = 100;

const headers = { 'content-type': 'application/json' };

/** Bodies of single events in rotation; the server makes the ids up, so each one is stored. */
const singles = Array.from({ length: USERS }, (_, at) =>
  JSON.stringify({ userId: String((at * 7919) % USERS), titleId: String(((at * 104_729) % TITLES) + 1), kind: 'view' }),
);
const batches = Array.from({ length: 20 }, (_, at) => {
  const events = singles.slice(at * 20, at * 20 + BATCH).map((text) => JSON.parse(text) as unknown);
  return JSON.stringify({ events });
});

export async function run(): Promise<Result> {
  const server = await startServer();
  try {
    const figures: Figure[] = [];
    for (const { name, connections, bodies, each, goals } of [
      { name: 'single events', connections: 32, bodies: singles, each: 1, goals: true },
      { name: `batches of ${BATCH}`, connections: 8, bodies: batches, each: BATCH, goals: false },
    ]) {
      const requests = bodies.map((body) => ({ method: 'POST', path: '/v1/events', headers, body }));
      const load = { url: server.url, connections, requests };
      await autocannon({ ...load, duration: WARM_UP_SECONDS });
      const before = await server.metric('butaca_store_events');
      const processorBefore = await server.metric('process_cpu_seconds_total');
      const outcome = await autocannon({ ...load, duration: SECONDS });
      const processor = (await server.metric('process_cpu_seconds_total')) - processorBefore;
      const stored = (await server.metric('butaca_store_events')) - before;
      if (outcome.errors + outcome.non2xx > 0)
        throw new Error(`${name}: ${outcome.errors} errors, ${outcome.non2xx} refusals`);
      if (stored < outcome['2xx'] * each)
        throw new Error(`${name}: ${outcome['2xx'] * each} acknowledged, ${stored} stored`);
      figures.push(
        {
          name: `${name}, ${connections} connections`,
          value: (outcome['2xx'] * each) / outcome.duration,
          unit: 'events/s',
          ...(goals ? { goal: '≥ 10000' } : {}),
        },
        { name: `${name}, p50`, value: outcome.latency.p50, unit: 'ms' },
        { name: `${name}, processor time an event`, value: (1e3 * processor) / (outcome['2xx'] * each), unit: 'ms' },
        { name: `${name}, p99`, value: outcome.latency.p99, unit: 'ms', ...(goals ? { goal: '< 20' } : {}) },
      );
    }
    figures.push({ name: 'resident memory after the load', value: await server.residentMb(), unit: 'MB' });
    return {
      question: 'events',
      measurements: [],
      figures,
      notes: [
        'Acknowledged means committed with an fsync; every acknowledged event was found in the store afterwards.',
      ],
    };
  } finally {
    await server.stop();
  }
}
