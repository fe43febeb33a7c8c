/** Runs on a real MLflow server; MLFLOW_PROGRAM says where its command is (`pip install mlflow` in an environment of its own). */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTinyTables } from '../fixtures/tiny-tables.ts';
import { butaca } from '../cli/butaca.ts';

const program = process.env['MLFLOW_PROGRAM'] ?? '';
const reason = program === '' ? ' (skipped: MLFLOW_PROGRAM does not name the mlflow command)' : '';

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

interface Found {
  readonly info: { readonly run_name: string; readonly status: string };
  readonly data: {
    readonly metrics?: readonly { readonly key: string; readonly value: number }[];
    readonly params?: readonly { readonly key: string; readonly value: string }[];
    readonly tags: readonly { readonly key: string; readonly value: string }[];
  };
}

describe.skipIf(program === '')(`an MLflow server${reason}`, () => {
  let scratch: string;
  let address: string;
  let server: ChildProcess;
  let environment: Record<string, string>;

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'butaca-mlflow-'));
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    const store = ['--backend-store-uri', `sqlite:///${join(scratch, 'mlflow.db')}`];
    const options = ['--host', '127.0.0.1', '--port', String(port), '--workers', '1'];
    server = spawn(program, ['server', ...options, ...store], { cwd: scratch, detached: true, stdio: 'ignore' });
    for (let ready = false; !ready; ) {
      if (server.exitCode !== null) throw new Error('the MLflow server ended');
      await sleep(200);
      ready = await fetch(`${address}/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    }
    writeTinyTables(join(scratch, 'tables'));
    environment = { BUTACA_HOME: join(scratch, 'home'), BUTACA_MLFLOW_URL: address, BUTACA_THREADS: '1' };
  }, 120_000);
  afterAll(() => {
    if (server?.pid !== undefined) process.kill(-server.pid, 'SIGKILL');
    rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });

  const ask = async <Answer>(path: string, body?: object): Promise<Answer> => {
    const sent =
      body === undefined
        ? undefined
        : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await fetch(`${address}/api/2.0/mlflow/${path}`, sent);
    return (await answer.json()) as Answer;
  };
  const findRuns = async (): Promise<Found[]> => {
    const { experiment } = await ask<{ experiment: { experiment_id: string } }>(
      'experiments/get-by-name?experiment_name=butaca',
    );
    const found = await ask<{ runs: Found[] }>('runs/search', { experiment_ids: [experiment.experiment_id] });
    return found.runs;
  };

  it('has every run when it has ended, once, and its notes when it is exported again', async () => {
    expect((await butaca(['import', join(scratch, 'tables')], environment)).code).toBe(0);
    expect((await butaca(['train', 'ease'], environment)).code).toBe(0);
    const runs = await findRuns();
    expect(runs.map(({ data }) => data.params?.find(({ key }) => key === 'kind')?.value)).toEqual(['train', 'import']);
    expect(runs.map(({ info }) => info.status)).toEqual(['FINISHED', 'FINISHED']);
    const listed = await butaca(['runs', 'latest', '--json'], environment);
    const { id, metrics } = JSON.parse(listed.stdout) as { id: string; metrics: Record<string, { value: number }> };
    expect(runs[0].info.run_name).toBe(id);
    const told = Object.fromEntries((runs[0].data.metrics ?? []).map(({ key, value }) => [key, value]));
    for (const [name, { value }] of Object.entries(metrics)) {
      expect(told[name.replaceAll('@', '_').replaceAll(/[()]/g, '')], name).toBeCloseTo(value, 12);
    }

    await butaca(['runs', 'note', 'latest', 'años'], environment);
    const exported = await butaca(['runs', 'export'], environment);
    expect(exported.stdout).toContain(`Runs written to ${address}: 2`);
    const again = await findRuns();
    expect(again).toHaveLength(2);
    expect(again[0].data.tags).toContainEqual({ key: 'mlflow.note.content', value: 'años' });
  }, 120_000);
});
