import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeTinyTables } from '../fixtures/tiny-tables.ts';
import { butaca, startButaca } from './butaca.ts';

let scratch: string;
let tables: string;
let environment: Record<string, string>;
const running = new Set<ChildProcess>();

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'butaca-start-'));
  tables = join(scratch, 'tables');
  writeTinyTables(tables);
  environment = {
    BUTACA_HOME: join(scratch, 'home'),
    BUTACA_SOURCES: tables,
    BUTACA_MODEL: 'ease',
    BUTACA_THREADS: '1',
    BUTACA_LOG: 'error',
    PORT: '0',
  };
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  // A child's own children end when they notice that their parent has gone.
  await sleep(50);
  rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Exit code and signal. */
  readonly ended: Promise<readonly [number | null, NodeJS.Signals | null]>;
}

function start(command: 'start' | 'serve', variables: Record<string, string> = {}, args: string[] = []): Started {
  const child = startButaca([command, ...args], { ...environment, ...variables });
  running.add(child);
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve) => {
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve([code, signal]);
    });
  });
  return { child, output: () => text, ended };
}

/** The address that the server says to open, once it is ready. */
async function addressOf({ output, child }: Started): Promise<string> {
  for (;;) {
    const address = /Open +(http:\S+)/.exec(output())?.[1];
    if (address !== undefined) return address;
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended before it was ready: ${output()}`);
    await sleep(20);
  }
}

describe('butaca start', () => {
  it('prepares, serves, says what to open, and ends with 0 on SIGTERM; the second start prepares nothing', async () => {
    const first = start('start');
    const address = await addressOf(first);
    const answer = await fetch(`${address}/get_user_recommendation/?userId=u2&n=3`);
    expect(answer.status).toBe(200);
    expect(first.output()).toMatch(
      /First start[\s\S]*A list for a known user +http:\/\/localhost:\d+\/get_user_recommendation/,
    );
    first.child.kill('SIGTERM');
    expect(await first.ended).toEqual([0, null]);

    const second = start('start');
    expect((await fetch(`${await addressOf(second)}/health/ready`)).status).toBe(200);
    expect(second.output()).not.toContain('First start');
    second.child.kill('SIGINT');
    expect(await second.ended).toEqual([0, null]);
  });

  it('makes a new model when the one in force was damaged on the disk', async () => {
    const first = start('start');
    await addressOf(first);
    first.child.kill('SIGTERM');
    await first.ended;
    const models = join(environment['BUTACA_HOME'], 'models');
    for (const name of readdirSync(models)) truncateSync(join(models, name, 'model.safetensors'), 100);
    const second = start('start');
    const address = await addressOf(second);
    expect((await fetch(`${address}/get_user_recommendation/?userId=u2&n=3`)).status).toBe(200);
    expect(second.output()).toContain('The model in force cannot be loaded');
  });

  it('says in one sentence that the port is taken, before any work', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => {
      holder.listen(0, 'localhost', resolve);
    });
    const { port } = holder.address() as AddressInfo;
    try {
      const { code, stderr } = await butaca(['start'], { ...environment, PORT: String(port) });
      expect(code).toBe(2);
      expect(stderr).toMatch(new RegExp(`^✗ port in use: ${port} on localhost; expected a free one`));
      expect(readdirSync(environment['BUTACA_HOME'])).not.toContain('snapshots');
    } finally {
      holder.close();
    }
  });

  it('refuses tables that cannot be read, with exit code 3, instead of serving something else', async () => {
    rmSync(join(tables, 'movies.csv'));
    const { code, stderr } = await butaca(['start'], environment);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^✗ /m);
  });

  it('comes up whenever it was killed before', async () => {
    // From the import over the training to the promotion; a fresh workspace is ready after about two seconds.
    for (const afterMs of [300, 600, 900, 1_300, 1_800]) {
      const { child, ended } = start('start');
      await sleep(afterMs);
      child.kill('SIGKILL');
      await ended;
    }
    const last = start('start');
    const address = await addressOf(last);
    expect((await fetch(`${address}/get_user_recommendation/?userId=u2&n=3`)).status).toBe(200);
    last.child.kill('SIGTERM');
    expect(await last.ended).toEqual([0, null]);
    const runs = readdirSync(join(environment['BUTACA_HOME'], 'runs')).filter((name) => name.endsWith('.json'));
    const statuses = runs.map(
      (name) =>
        (JSON.parse(readFileSync(join(environment['BUTACA_HOME'], 'runs', name), 'utf8')) as { status: string }).status,
    );
    expect(statuses).not.toContain('running');
    expect(statuses).toContain('done');
  }, 60_000);
});

describe('butaca serve', () => {
  it('says its address as JSON with --json', async () => {
    const server = start('serve', {}, ['--json']);
    while (!server.output().includes('}\n')) await sleep(20);
    expect(JSON.parse(server.output())).toEqual({
      url: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      ready: false,
      problem: null,
    });
  });

  it('takes over a model that another process promotes, without a restart', async () => {
    const { BUTACA_SOURCES: _, ...bare } = environment;
    const server = start('serve');
    const address = await addressOf(server);
    expect((await fetch(`${address}/health/ready`)).status).toBe(503);
    expect(server.output()).toContain('no model serves yet');
    for (const args of [
      ['import', tables],
      ['train', 'ease'],
      ['promote', 'latest'],
    ]) {
      expect(await butaca(args, bare)).toMatchObject({ code: 0 });
    }
    let status = 0;
    for (let turn = 0; turn < 200 && status !== 200; turn++) {
      ({ status } = await fetch(`${address}/health/ready`));
      await sleep(50);
    }
    expect(status).toBe(200);
  });
});

interface StoredRun {
  readonly model: string | null;
  readonly status: string;
  readonly error?: { readonly message: string };
}

/** The trainings of stars that the workspace records, in the order of their names. */
function starsRuns(): StoredRun[] {
  const folder = join(environment['BUTACA_HOME'], 'runs');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return names
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as StoredRun)
    .filter(({ model }) => model === 'stars');
}

describe('a stop while stars are learnt', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s ends the learning in order and the program with 0, and the next start learns them',
    async (signal) => {
      // More than the thousand ratings that stars need, and minutes of sweeps.
      writeTinyTables(tables, { users: 120 });
      const settings = join(scratch, 'long.toml');
      writeFileSync(settings, '[models.stars]\nsweeps = 10000\nfactors = 60\n');
      const first = start('start', { BUTACA_CONFIG: settings });
      // Lists are served by then: before it, who stops the start stops all of it.
      const isLearning = (): boolean => starsRuns().some(({ status }) => status === 'running');
      while (!isLearning() || !/http:\S+/.test(first.output())) {
        if (first.child.exitCode !== null) throw new Error(`ended before it learnt: ${first.output()}`);
        await sleep(20);
      }
      first.child.kill(signal);
      expect(await first.ended).toEqual([0, null]);
      // Cut off by force the run would still say that it goes on.
      expect(starsRuns()).toMatchObject([{ status: 'failed', error: { message: 'stopped' } }]);
      expect(readdirSync(join(environment['BUTACA_HOME'], 'models'))).toHaveLength(1);

      writeFileSync(settings, '[models.stars]\nsweeps = 40\nburnIn = 20\nfactors = 2\n');
      const second = start('start', { BUTACA_CONFIG: settings });
      const address = await addressOf(second);
      expect(
        starsRuns()
          .map(({ status }) => status)
          .sort(),
      ).toEqual(['done', 'failed']);
      expect((await fetch(`${address}/get_recommendation?userId=u2&movieId=4`)).status).toBe(200);
      second.child.kill('SIGTERM');
      expect(await second.ended).toEqual([0, null]);
    },
    60_000,
  );
});

describe('Ctrl-C', () => {
  it('ends a running job with 130 and leaves the workspace fit for the next', async () => {
    const { child, ended, output } = start('start');
    // It listens for signals before it says a word.
    while (output() === '') await sleep(5);
    child.kill('SIGINT');
    const [code] = await ended;
    // Ready before the signal came: then it was a server that was stopped.
    expect(code === 130 || (code === 0 && output().includes('Butaca is ready'))).toBe(true);
    expect((await butaca(['import', tables], environment)).code).toBe(0);
  });
});
