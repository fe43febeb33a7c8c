import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { SMALL_MODEL } from '../fixtures/small-server.ts';
import { smallWorkspace, type TestWorkspace } from '../fixtures/small-workspace.ts';

const program = fileURLToPath(new URL('../../bin/butaca.js', import.meta.url));
const running = new Set<ChildProcess>();
const workspaces = new Set<TestWorkspace>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  for (const workspace of workspaces) workspace.remove();
  running.clear();
  workspaces.clear();
});

interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
}

/** Runs `butaca serve` as people do, in a process of its own, and resolves when it is ready. */
async function serve(home: string): Promise<Served> {
  const child = spawn(process.execPath, [program, 'serve', '--host', '127.0.0.1', '--port', '0'], {
    env: { ...process.env, BUTACA_HOME: home, BUTACA_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let told = '';
    child.stdout.on('data', (part: Buffer) => {
      told += part.toString();
      const found = /http:\/\/[^\s/]+:\d+/.exec(told)?.[0];
      if (found !== undefined) resolve(found.replace('localhost', '127.0.0.1'));
    });
    child.on('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  return { url, child, ended };
}

async function prepared(): Promise<TestWorkspace> {
  const workspace = await smallWorkspace();
  workspaces.add(workspace);
  workspace.registry.promote(await workspace.train(...SMALL_MODEL), { reason: 'first' });
  return workspace;
}

/** Waits until something holds; the test's own time limit ends it otherwise. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(2);
}

const sendEvent = async (url: string, eventId: string): Promise<boolean> => {
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ eventId, userId: `user ${eventId.split(' ')[0]}`, titleId: '10', kind: 'view' }),
  });
  await answer.arrayBuffer();
  return answer.status === 200;
};

describe('a server killed in the midst of events', () => {
  it('has every acknowledged event after the restart, and its users are known', async () => {
    const { home } = await prepared();
    const acknowledged = new Set<string>();
    for (let round = 0; round < 3; round++) {
      const { url, child, ended } = await serve(home);
      const clients = Array.from({ length: 8 }, async (_, client) => {
        for (let turn = 0; ; turn++) {
          const eventId = `${round}-${client}-${turn}`;
          if (await sendEvent(url, eventId)) acknowledged.add(eventId);
        }
      });
      const before = acknowledged.size;
      await until(() => acknowledged.size >= before + 10 + 20 * round);
      child.kill('SIGKILL');
      await Promise.allSettled(clients);
      await ended;
    }
    expect(acknowledged.size).toBeGreaterThan(50);

    const { url, child, ended } = await serve(home);
    for (const eventId of acknowledged) {
      const answer = await fetch(`${url}/v1/users/${encodeURIComponent(`user ${eventId}`)}`);
      expect([answer.status, await answer.text()], eventId).toEqual([200, expect.any(String)]);
    }
    const [first] = acknowledged;
    const again = await fetch(`${url}/v1/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ eventId: first, userId: `user ${first}`, titleId: '10', kind: 'view' }),
    });
    expect(await again.json()).toMatchObject({ stored: 0, duplicates: 1 });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  }, 120_000);
});

describe('SIGTERM', () => {
  it('lets every request that was accepted end, and the process with 0', async () => {
    const { home } = await prepared();
    const { url, child, ended } = await serve(home);
    const statuses: number[] = [];
    let refused = 0;
    const clients = Array.from({ length: 8 }, async () => {
      for (;;) {
        try {
          const answer = await fetch(`${url}/get_user_recommendation/?userId=1`);
          await answer.json();
          statuses.push(answer.status);
        } catch (error) {
          // A connection that was never made is no request; one that broke after it was made would be.
          const { code } = (error as { cause?: { code?: string } }).cause ?? {};
          if (code !== 'ECONNREFUSED' && code !== 'UND_ERR_SOCKET' && code !== 'ECONNRESET') throw error;
          refused++;
          return;
        }
      }
    });
    await until(() => statuses.length > 8);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await Promise.all(clients);
    expect(refused).toBe(8);
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
  }, 60_000);

  it('ends a server that has no model and no events', async () => {
    const home = mkdtempSync(join(tmpdir(), 'butaca-test-'));
    try {
      const { url, child, ended } = await serve(home);
      expect((await fetch(`${url}/health/ready`)).status).toBe(503);
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  }, 60_000);
});
