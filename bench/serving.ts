/** How many personalised lists with reasons a second, and how fast one is: real histories of the sample, over HTTP. */
import { Agent, get } from 'node:http';
import autocannon from 'autocannon';
import type { Figure, Result } from './harness.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const SECONDS = 10;
const WARM_UP_SECONDS = 3;
const LISTED = 10;
const WARM_UP_TURNS = 500;
const ALONE_TURNS = 2_000;
const KNOWN = 'known users';
const AGAIN = 'known users again';
/** Longer than all loads, so that what is measured as kept is kept. */
const CACHE_SECONDS = '3600';

interface Load {
  readonly name: string;
  readonly connections: number;
  readonly paths: readonly string[];
}

interface Slate {
  readonly recommendations: readonly { readonly reason: string; readonly because: readonly unknown[] }[];
}

/** Asks every path once: what is timed later must be whole lists, every title with its reason. */
async function check(url: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const answer = await fetch(url + path);
    const { recommendations } = (await answer.json()) as Slate;
    const whole = recommendations.length === LISTED && recommendations.every(({ reason }) => reason.length > 0);
    if (!answer.ok || !whole) throw new Error(`${path} answers ${answer.status} with ${recommendations.length} titles`);
  }
}

async function measureLoad(server: ServerProcess, { name, connections, paths }: Load): Promise<Figure[]> {
  const requests = paths.map((path) => ({ path }));
  await autocannon({ url: server.url, connections, duration: WARM_UP_SECONDS, requests });
  const before = await server.metric('process_cpu_seconds_total');
  const outcome = await autocannon({ url: server.url, connections, duration: SECONDS, requests });
  const processor = (await server.metric('process_cpu_seconds_total')) - before;
  const { requests: rate, latency, errors, non2xx } = outcome;
  if (errors + non2xx > 0) throw new Error(`${name}: ${errors} errors, ${non2xx} refusals`);
  const goal = (text: string): { goal?: string } => (name === KNOWN ? { goal: text } : {});
  return [
    { name: `${name}, ${connections} connections`, value: rate.average, unit: 'lists/s', ...goal('≥ 3000') },
    { name: `${name}, p50`, value: latency.p50, unit: 'ms' },
    { name: `${name}, p99`, value: latency.p99, unit: 'ms', ...goal('< 20') },
    { name: `${name}, processor time a list`, value: (1e3 * processor) / rate.total, unit: 'ms' },
  ];
}

const ask = (url: string, agent: Agent): Promise<void> =>
  new Promise((resolve, reject) => {
    get(url, { agent }, (answer) => {
      answer.resume();
      answer.on('end', resolve);
    }).on('error', reject);
  });

/** One question after another on one connection. */
async function measureAlone(server: ServerProcess, paths: readonly string[]): Promise<Figure[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (let turn = -WARM_UP_TURNS; turn < ALONE_TURNS; turn++) {
    const path = paths[(turn + WARM_UP_TURNS) % paths.length];
    const start = performance.now();
    await ask(server.url + path, agent);
    if (turn >= 0) times.push(performance.now() - start);
  }
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(share * (times.length - 1))];
  return [
    { name: 'one at a time, p50', value: at(0.5), unit: 'ms', goal: '< 2' },
    { name: 'one at a time, p99', value: at(0.99), unit: 'ms' },
  ];
}

/** The paths of the lists of all known users. */
async function knownPaths(server: ServerProcess): Promise<string[]> {
  const { users } = (await (await fetch(`${server.url}/v1/users?n=100`)).json()) as { users: { id: string }[] };
  const ids: string[] = users.map(({ id }) => id);
  for (let beginning = 1; beginning <= 9; beginning++) {
    const more = await fetch(`${server.url}/v1/users?n=100&search=${beginning}`);
    for (const { id } of ((await more.json()) as { users: { id: string }[] }).users)
      if (!ids.includes(id)) ids.push(id);
  }
  return ids.map((id) => `/get_user_recommendation/?userId=${encodeURIComponent(id)}&n=${LISTED}`);
}

/** The same lists from a server that gives a list again to the very same question. */
async function measureKept(): Promise<Figure[]> {
  const server = await startServer({ BUTACA_CACHE_SECONDS: CACHE_SECONDS });
  try {
    const known = await knownPaths(server);
    await check(server.url, known);
    return await measureLoad(server, { name: AGAIN, connections: 32, paths: known });
  } finally {
    await server.stop();
  }
}

/** Loads are taken one after the other from this process; the server runs in its own. */
export async function run(): Promise<Result> {
  const server = await startServer({ BUTACA_CACHE_SECONDS: '0' });
  const figures: Figure[] = [];
  let users = 0;
  try {
    const known = await knownPaths(server);
    users = known.length;
    const strangers = [
      '/get_new_user_recommendation/',
      '/get_new_user_recommendation/?liked=Toy%20Story|Heat',
      '/get_new_user_recommendation/?text=una%20comedia%20rom%C3%A1ntica%20en%20Par%C3%ADs',
      '/get_new_user_recommendation/?genres=Comedy&year_from=1990&liked=1',
    ];
    await check(server.url, [...known, ...strangers]);
    figures.push(...(await measureLoad(server, { name: KNOWN, connections: 32, paths: known })));
    figures.push(...(await measureAlone(server, known)));
    figures.push(...(await measureLoad(server, { name: 'strangers with wishes', connections: 32, paths: strangers })));
    figures.push({
      name: 'resident memory after the load',
      value: await server.residentMb(),
      unit: 'MB',
      goal: '< 500',
    });
  } finally {
    await server.stop();
  }
  figures.push(...(await measureKept()));
  return {
    question: 'serving',
    measurements: [],
    figures,
    notes: [
      `${users} users of the sample in turn, n = ${LISTED}; the load comes from the same machine. Every list is made anew (server.cacheSeconds = 0), except for “${AGAIN}”: there each was made a moment ago.`,
    ],
  };
}
