import type { ChildProcess } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  scratch = mkdtempSync(join(tmpdir(), 'butaca-update-'));
  tables = join(scratch, 'tables');
  writeTinyTables(tables);
  const settings = join(scratch, 'butaca.toml');
  writeFileSync(settings, '[updates]\neverySeconds = 1\n[training]\nmodel = "ease"\n[compute]\nthreads = 1\n');
  environment = { BUTACA_HOME: join(scratch, 'home'), BUTACA_SOURCES: tables, BUTACA_CONFIG: settings, PORT: '0' };
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  await sleep(50);
  rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

interface ToldUpdate {
  readonly status: string;
  readonly reason: string;
  readonly problem: { readonly code: string } | null;
  readonly differences: { readonly titles: { readonly added: number } } | null;
}

/** Starts the product and resolves with its address once it is ready. */
async function start(): Promise<string> {
  const child = startButaca(['start'], environment);
  running.add(child);
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  for (;;) {
    const address = /Open +(http:\S+)/.exec(text)?.[1];
    if (address !== undefined) return address;
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended before it was ready: ${text}`);
    await sleep(20);
  }
}

/** The newest update once it has ended and is not the one before. */
async function nextUpdate(address: string, known: number): Promise<ToldUpdate> {
  for (;;) {
    const answer = await fetch(`${address}/v1/updates`);
    const { updates } = (await answer.json()) as { updates: ToldUpdate[] };
    if (updates.length > known && updates[0].status !== 'running') return updates[0];
    await sleep(100);
  }
}

describe('a running server', () => {
  it('takes changed tables by itself, keeps answering, and leaves everything as it was when they are bad', async () => {
    const address = await start();
    let failures = 0;
    const asking = new AbortController();
    const asker = (async () => {
      while (!asking.signal.aborted) {
        const answer = await fetch(`${address}/get_user_recommendation/?userId=u2&n=3`);
        await answer.json();
        if (answer.status !== 200) failures++;
        await sleep(5);
      }
    })();

    appendFileSync(join(tables, 'movies.csv'), '9001,A New One (2026),Drama,,\n');
    expect(await nextUpdate(address, 1)).toMatchObject({
      reason: 'watch',
      status: 'done',
      differences: { titles: { added: 1 } },
    });
    // The new catalogue serves once the model has been taken over.
    for (;;) {
      const found = (await (await fetch(`${address}/v1/titles?search=A+New+One`)).json()) as { total: number };
      if (found.total === 1) break;
      await sleep(50);
    }

    writeFileSync(join(tables, 'movies.csv'), 'neither,of,these\n1,2,3\n');
    expect(await nextUpdate(address, 2)).toMatchObject({ status: 'failed', problem: { code: 'UNSUPPORTED_SOURCE' } });
    asking.abort();
    await asker;
    expect(failures).toBe(0);
    const metrics = await (await fetch(`${address}/metrics`)).text();
    expect(metrics).toMatch(/^butaca_last_update_ok 0$/m);

    const status = await butaca(['status'], environment);
    expect(status.stdout).toContain('failed');
    expect(status.stdout).toContain('no table of titles');
    const list = await butaca(['update', '--list', '--json'], environment);
    expect((JSON.parse(list.stdout) as ToldUpdate[]).map(({ status: state }) => state)).toEqual([
      'failed',
      'done',
      'done',
    ]);
    const unknown = await fetch(`${address}/v1/updates/20200101T000000Z-update-000000`);
    expect(unknown.status).toBe(404);
  }, 120_000);
});

describe('butaca update', () => {
  it('renews by hand, tells what is different in the language asked for, and exits with 4 when it is held back', async () => {
    expect((await butaca(['update'], environment)).code).toBe(0);
    appendFileSync(join(tables, 'movies.csv'), '9001,A New One (2026),Drama,,\n');
    const second = await butaca(['update', '--lang', 'es'], environment);
    expect(second.stdout).toMatch(/Títulos +1 nuevos, 0 cambiados, 0 desaparecidos/);
    const same = await butaca(['update'], environment);
    expect(same.stderr).toContain('Nothing is different');
    writeFileSync(join(tables, 'movies.csv'), 'movieId,title,genres,tags,synopsis\n1,Only This (2001),Drama,,\n');
    const held = await butaca(['update'], environment);
    expect(held.code).toBe(4);
    expect(held.stderr).toContain('TOO_MUCH_LOST');
    expect((await butaca(['update', '--accept-loss'], environment)).code).toBe(0);
  }, 120_000);

  it('that is killed at any moment leaves what served before, or the new, and the next one makes it whole', async () => {
    expect((await butaca(['update'], environment)).code).toBe(0);
    for (const [round, killMs] of [250, 600, 950, 1300, 1800].entries()) {
      appendFileSync(join(tables, 'movies.csv'), `${9100 + round},Part ${round} (2026),Drama,,\n`);
      const child = startButaca(['update'], environment);
      running.add(child);
      const ended = new Promise((resolve) => child.on('exit', resolve));
      await Promise.race([sleep(killMs), ended]);
      child.kill('SIGKILL');
      await ended;
      const answer = await butaca(['recommend', 'u2', '-n', '3', '--json'], environment);
      expect(answer.code, answer.stderr).toBe(0);
    }
    // A job of a killed update ends when it notices that its parent has gone.
    let last = await butaca(['update', '--json'], environment);
    for (let tries = 0; last.code === 4 && tries < 50; tries++) {
      await sleep(100);
      last = await butaca(['update', '--json'], environment);
    }
    expect(last.code, last.stderr).toBe(0);
    const { status, refused } = JSON.parse(last.stdout) as { status: string; refused: string | null };
    expect({ status, refused }).toEqual({ status: 'done', refused: null });
    const { champion, snapshot } = JSON.parse((await butaca(['status', '--json'], environment)).stdout) as {
      champion: { snapshotId: string };
      snapshot: { id: string; counts: { items: number } };
    };
    expect(champion.snapshotId).toBe(snapshot.id);
    expect(snapshot.counts.items).toBe(24 + 5);
    const list = await butaca(['update', '--list', '--json'], environment);
    expect((JSON.parse(list.stdout) as ToldUpdate[]).every(({ status: state }) => state !== 'running')).toBe(true);
  }, 120_000);
});
