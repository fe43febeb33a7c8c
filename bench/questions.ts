/** How fast the analysts' questions are answered at 50 a second on the full data, over HTTP, and what the catalogues cost in memory. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { random } from '../src/base/random.ts';
import { silent } from '../src/base/progress.ts';
import { listAt } from '../src/base/string-column.ts';
import { openCatalogues } from '../src/dataset/index.ts';
import { jobsInChildren } from '../src/jobs/index.ts';
import type { Figure, Result } from './harness.ts';

const SAMPLE = fileURLToPath(new URL('../data/sample', import.meta.url));
const FULL = process.env['BUTACA_DATA'] ?? fileURLToPath(new URL('../../shared/data', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../bin/butaca.js', import.meta.url));
const RATE = 50;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 10);
const WARM_UP_SECONDS = 2;
const SEED = 3;
const READY_MS = 60_000;

interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
}

/** Runs `butaca serve` on a workspace and resolves when it has answered `path` with `status`. */
async function serve(home: string, path: string, status: number): Promise<Served> {
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--host', '127.0.0.1', '--port', '0'], {
    env: { ...process.env, BUTACA_HOME: home, BUTACA_LOG: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => resolve(code));
  });
  const url = await new Promise<string>((resolve, reject) => {
    let told = '';
    child.stdout.on('data', (part: Buffer) => {
      told += part.toString();
      const port = /http:\/\/[^\s/]+:(\d+)/.exec(told)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
    void ended.then((code) => reject(new Error(`the server ended with ${code} before it listened`)));
  });
  for (const end = performance.now() + READY_MS; ; await sleep(50)) {
    const answer = await fetch(url + path);
    await answer.arrayBuffer();
    if (answer.status === status) return { url, child, ended };
    if (performance.now() > end) throw new Error(`${path} answers ${answer.status}, expected ${status}`);
  }
}

async function stop({ child, ended }: Served): Promise<void> {
  child.kill('SIGTERM');
  const code = await ended;
  if (code !== 0) throw new Error(`the server ended with ${code}`);
}

async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)`, 'm').exec(text)?.[1]);
}
const residentMb = async ({ url }: Served): Promise<number> =>
  (await metric(url, 'process_resident_memory_bytes')) / 1e6;

const ask = (url: string, agent: Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    get(url, { agent }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode!));
    }).on('error', reject);
  });

/**
 * Asks at a fixed rate, whether or not earlier answers have come, and returns milliseconds from the moment at which each question was
 * due to its whole answer, in ascending order.
 */
async function askAtRate(url: string, paths: readonly string[], seconds: number, status: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  const pending: Promise<void>[] = [];
  const timeQuestion = async (path: string, from: number): Promise<void> => {
    const found = await ask(url + path, agent);
    if (found !== status) throw new Error(`${path} answers ${found}, expected ${status}`);
    times.push(performance.now() - from);
  };
  const start = performance.now();
  for (let turn = 0; turn < RATE * seconds; turn++) {
    const due = start + (1000 * turn) / RATE;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    const path = paths[turn % paths.length];
    // A timer that fires late is this process's fault, not the server's.
    const from = Math.max(due, performance.now());
    pending.push(timeQuestion(path, from));
  }
  await Promise.all(pending);
  agent.destroy();
  return times.sort((a, b) => a - b);
}

const some = (make: () => string): string[] => Array.from({ length: 250 }, make);

/** Real names of the catalogue, drawn at random, as addresses. */
async function drawPaths(home: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const { films } = await openCatalogues(home);
  const draw = random(SEED, 'questions');
  const whole = (bound: number): number => draw.below(bound);
  const title = (): string => films!.titles.at(whole(films!.size));
  const person = (of: 'cast' | 'directors'): string => {
    for (;;) {
      const names = listAt(films![of], whole(films!.size));
      if (names.length > 0) return names[whole(names.length)];
    }
  };
  const slip = (name: string): string => {
    const at = 1 + whole(Math.max(1, name.length - 1));
    return `${name.slice(0, at)}qx${name.slice(at + 1)}`;
  };
  const part = encodeURIComponent;
  const platforms = ['amazon', 'disney', 'hulu', 'netflix'];
  const platform = (): string => platforms[whole(platforms.length)];
  const year = (): number => 1990 + whole(32);
  const months = ['enero', 'Febrero', 'MARZO', 'abril'];
  const days = ['lunes', 'Miércoles', 'SABADO', 'domingo'];
  return {
    cantidad_filmaciones_mes: months.map((month) => `/cantidad_filmaciones_mes/${month}`),
    cantidad_filmaciones_dia: days.map((day) => `/cantidad_filmaciones_dia/${part(day)}`),
    score_titulo: some(() => `/score_titulo?titulo=${part(title())}`),
    votos_titulo: some(() => `/votos_titulo?titulo=${part(title())}`),
    'get_actor by name': some(() => `/get_actor?nombre_actor=${part(person('cast'))}`),
    get_director: some(() => `/get_director?nombre_director=${part(person('directors'))}`),
    recomendacion: some(() => `/recomendacion?titulo=${part(title())}`),
    'recomendacion, with details and variety': some(
      () => `/recomendacion?titulo=${part(title())}&detalle=1&diversity=0.5`,
    ),
    get_max_duration: some(() => `/get_max_duration?platform=${platform()}&year=${year()}`),
    get_score_count: some(() => `/get_score_count?platform=${platform()}&scored=3.5&year=${year()}`),
    get_count_platform: platforms.map((name) => `/get_count_platform/${name}`),
    'get_actor by platform and year': some(() => `/get_actor?platform=${platform()}&year=${year()}`),
    'unknown title': some(() => `/score_titulo?titulo=${part(slip(title()))}qzqz`),
    'unknown actor': some(() => `/get_actor?nombre_actor=${part(slip(person('cast')))}qzqz`),
  };
}

export async function run(): Promise<Result> {
  if (!existsSync(join(FULL, 'tmdb')) || !existsSync(join(FULL, 'streaming'))) {
    return { question: 'questions', measurements: [], skipped: 'the full data is not there (BUTACA_DATA)' };
  }
  const scratch = mkdtempSync(join(tmpdir(), 'butaca-questions-'));
  const homes = { none: join(scratch, 'none'), sample: join(scratch, 'sample'), full: join(scratch, 'full') };
  const figures: Figure[] = [];
  try {
    mkdirSync(homes.none);
    for (const [home, root] of [
      [homes.sample, SAMPLE],
      [homes.full, FULL],
    ]) {
      const jobs = jobsInChildren({ home, threads: 2, progress: silent });
      const paths = [join(root, 'tmdb'), join(root, 'streaming')];
      await jobs.runImport({ paths, dryRun: false, mapping: {}, feedback: false });
      await jobs.runNeighbours({ config: {} });
    }
    const bare = await serve(homes.none, '/cantidad_filmaciones_mes/enero', 503);
    const without = await residentMb(bare);
    await stop(bare);
    const small = await serve(homes.sample, '/recomendacion/toy%20story', 200);
    const sample = await residentMb(small);
    await stop(small);

    const served = await serve(homes.full, '/recomendacion/toy%20story', 200);
    try {
      const full = await residentMb(served);
      const every = await drawPaths(homes.full);
      await askAtRate(
        served.url,
        Object.values(every)
          .flat()
          .filter((path) => !path.includes('qzqz')),
        WARM_UP_SECONDS,
        200,
      );
      for (const [name, paths] of Object.entries(every)) {
        const status = name.startsWith('unknown') ? 404 : 200;
        await askAtRate(served.url, paths, WARM_UP_SECONDS, status);
        const before = await metric(served.url, 'process_cpu_seconds_total');
        const times = await askAtRate(served.url, paths, SECONDS, status);
        const processor = (await metric(served.url, 'process_cpu_seconds_total')) - before;
        const at = (share: number): number => times[Math.floor(share * (times.length - 1))];
        figures.push(
          { name: `${name}, p50`, value: at(0.5), unit: 'ms' },
          { name: `${name}, p99`, value: at(0.99), unit: 'ms', goal: '< 10' },
          { name: `${name}, processor time a question`, value: (1000 * processor) / times.length, unit: 'ms' },
        );
      }
      const loaded = await residentMb(served);
      figures.push(
        { name: 'memory of the sample’s catalogues', value: sample - without, unit: 'MB', goal: '< 30' },
        { name: 'memory of the full catalogues', value: full - without, unit: 'MB', goal: '< 150' },
        { name: 'memory of the full catalogues after the load', value: loaded - without, unit: 'MB' },
      );
    } finally {
      await stop(served);
    }
    return {
      question: 'questions',
      measurements: [],
      figures,
      notes: [
        `${RATE} questions a second for ${SECONDS} s each, open loop, from this machine; names drawn at random from the catalogue (seed ${SEED}).`,
        'Memory: resident, above that of the same server with an empty workspace; no recommendation model is loaded.',
      ],
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
