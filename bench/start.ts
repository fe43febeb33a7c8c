/** How long from the command to the first answer: on an empty workspace, and on one that is ready. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Figure, type Result, summarize } from './harness.ts';

const program = fileURLToPath(new URL('../bin/butaca.js', import.meta.url));
const RESTARTS = 7;
const HELPS = 9;
const LIMIT_MS = 300_000;

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly startedMs: number;
  /** Milliseconds from the start of the process to a list with ten titles. */
  readonly firstAnswerMs: number;
}

/** Starts the product, waits until it says that it is ready, and asks for a whole list for a known user. */
async function start(home: string, port: number): Promise<Started> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [program, 'start', '--host', '127.0.0.1', '--port', String(port)], {
    env: { ...process.env, BUTACA_HOME: home, BUTACA_LOG: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  while (performance.now() - startedMs < LIMIT_MS && child.exitCode === null) {
    const ready = await fetch(`${url}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) {
      const answer = await fetch(`${url}/get_user_recommendation/?userId=1`);
      const { recommendations } = (await answer.json()) as { recommendations: unknown[] };
      if (recommendations.length !== 10) throw new Error(`expected ten titles, found ${recommendations.length}`);
      return { child, url, startedMs, firstAnswerMs: performance.now() - startedMs };
    }
    await sleep(10);
  }
  child.kill('SIGKILL');
  throw new Error(`no answer within ${LIMIT_MS / 1000} s (exit code ${child.exitCode})`);
}

/** Milliseconds from the start of the process until an address answers: similar films and verdicts come after the lists. */
async function untilAnswered({ url, startedMs }: Started, path: string): Promise<number> {
  while (performance.now() - startedMs < LIMIT_MS) {
    const { status } = await fetch(`${url}${path}`);
    if (status === 200) return performance.now() - startedMs;
    await sleep(50);
  }
  throw new Error(`no answer at ${path} within ${LIMIT_MS / 1000} s`);
}

async function stop({ child }: Started): Promise<void> {
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => resolve(code));
  });
  child.kill('SIGTERM');
  const code = await ended;
  if (code !== 0) throw new Error(`the server ended with ${code}`);
}

/** Resident memory of a process in megabytes; null where the system does not tell. */
function residentMb({ child }: Started): number | null {
  const path = `/proc/${child.pid}/status`;
  if (!existsSync(path)) return null;
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(path, 'utf8'))?.[1]) / 1024;
}

async function timeHelp(): Promise<number> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [program, '--help'], { stdio: 'ignore' });
  await new Promise((resolve) => {
    child.on('exit', resolve);
  });
  return performance.now() - startedMs;
}

interface RunRecord {
  readonly kind: string;
  readonly timingsMs: Readonly<Record<string, number>>;
}

/** The stages of the first start, as its runs recorded them. */
async function readStages(home: string): Promise<Figure[]> {
  const { openRegistry } = await import('../src/registry/index.ts');
  const { systemClock } = await import('../src/base/clock.ts');
  const runs: RunRecord[] = openRegistry({ home, clock: systemClock }).listRuns();
  return runs.flatMap(({ kind, timingsMs }) =>
    Object.entries(timingsMs)
      .filter(([name]) => (name === 'total') === (kind === 'import'))
      .map(([name, value]) => ({ name: `${kind}: ${name}`, value: value / 1000, unit: 's' })),
  );
}

export async function run(): Promise<Result> {
  const home = mkdtempSync(join(tmpdir(), 'butaca-start-'));
  const port = 20_000 + (process.pid % 20_000);
  try {
    const first = await start(home, port);
    const similarMs = await untilAnswered(first, '/recomendacion/toy%20story');
    const verdictsMs = await untilAnswered(first, '/get_recommendation?userId=1&movieId=10');
    // The process still writes down that it has finished.
    await sleep(1_000);
    const memory = residentMb(first);
    await stop(first);
    const restarts: number[] = [];
    let restarted: number | null = null;
    for (let round = 0; round < RESTARTS; round++) {
      const again = await start(home, port);
      restarts.push(again.firstAnswerMs);
      restarted = residentMb(again);
      await stop(again);
    }
    const helps: number[] = [];
    for (let round = 0; round < HELPS; round++) helps.push(await timeHelp());
    const memories: Figure[] = [
      { name: 'resident memory after the first start', value: memory ?? Number.NaN, unit: 'MB', goal: '< 500' },
      { name: 'resident memory after a restart', value: restarted ?? Number.NaN, unit: 'MB', goal: '< 500' },
    ];
    return {
      question: 'start',
      measurements: [summarize('restart to the first answer', restarts), summarize('butaca --help', helps)],
      figures: [
        { name: 'fresh start to the first answer', value: first.firstAnswerMs / 1000, unit: 's', goal: '< 60' },
        { name: 'fresh start to similar films', value: similarMs / 1000, unit: 's' },
        { name: 'fresh start to verdicts', value: verdictsMs / 1000, unit: 's' },
        ...(await readStages(home)),
        ...memories.filter(({ value }) => !Number.isNaN(value)),
      ],
      notes: ['Empty workspace, sample, default configuration; answer: ten titles with reasons for user 1 over HTTP.'],
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
