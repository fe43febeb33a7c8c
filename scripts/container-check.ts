/**
 * Tries an image as a client would: `node scripts/container-check.ts <engine> <image>`. Starts it with a volume and a read-only root
 * file system, asks it, restarts it, hands it tables, stops it; prints one line a check and the figures.
 */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ask, askServer, type Check, formatChecks } from './ask-server.ts';

const run = promisify(execFile);
const [engine = 'docker', image = 'butaca'] = process.argv.slice(2);
const READY_MS = 240_000;
/** Podman raises limits beyond its own where it is not allowed to, and fails; these are low enough everywhere. */
const ULIMITS = engine === 'podman' ? ['--ulimit', 'nofile=10000:10000', '--ulimit', 'nproc=10000:10000'] : [];
const USER = 1000;

const sleep = async (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

async function call(...args: string[]): Promise<string> {
  const { stdout } = await run(engine, args, { maxBuffer: 64 * 1024 * 1024 });
  return stdout.trim();
}

interface Container {
  readonly id: string;
  readonly url: string;
}

/** Starts the image as the documentation says, hardened as in compose.yaml. */
async function startContainer(volume: string, tables: string | null): Promise<Container> {
  const port = String(20_000 + Math.floor(Math.random() * 20_000));
  const id = await call(
    'run',
    '--detach',
    '--publish',
    `127.0.0.1:${port}:8080`,
    '--volume',
    `${volume}:/var/lib/butaca`,
    ...(tables === null ? [] : ['--volume', `${tables}:/data:ro`]),
    '--read-only',
    '--tmpfs',
    '/tmp',
    '--cap-drop',
    'ALL',
    '--security-opt',
    'no-new-privileges',
    ...ULIMITS,
    image,
  );
  return { id, url: `http://127.0.0.1:${port}` };
}

/** Seconds until the container is ready; null when it ended or the time was over. */
async function waitUntilReady({ id, url }: Container): Promise<number | null> {
  const startedMs = Date.now();
  while (Date.now() - startedMs < READY_MS) {
    const ready = await fetch(`${url}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return (Date.now() - startedMs) / 1000;
    if ((await call('inspect', '--format', '{{.State.Running}}', id)) !== 'true') return null;
    await sleep(200);
  }
  return null;
}

/** Stops with SIGTERM and removes; returns the exit code of the process. */
async function stopContainer({ id }: Container): Promise<number> {
  await call('stop', '--time', '30', id);
  const code = Number(await call('inspect', '--format', '{{.State.ExitCode}}', id));
  await call('rm', '--force', id);
  return code;
}

/** A client's tables: the sample's own, half of the interactions, as plain CSV. */
function writeTables(folder: string): void {
  const platform = new URL('../data/sample/platform/', import.meta.url);
  for (const name of readdirSync(platform)) {
    if (!/^(movies|interactions)\.csv(\.gz)?$/.test(name)) continue;
    const bytes = readFileSync(new URL(name, platform));
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    const kept = name.startsWith('interactions') ? text.slice(0, text.indexOf('\n', text.length / 2) + 1) : text;
    writeFileSync(join(folder, name.replace(/\.gz$/, '')), kept, { mode: 0o644 });
  }
  chmodSync(folder, 0o755);
}

async function tryImage(): Promise<Check[]> {
  const checks: Check[] = [];
  const add = (name: string, passed: boolean, detail: string): void => void checks.push({ name, passed, detail });
  const volume = `butaca-check-${randomUUID().slice(0, 8)}`;
  const tables = mkdtempSync(join(tmpdir(), 'butaca-tables-'));
  const running = new Map<string, Container>();
  const start = async (name: string, folder: string | null): Promise<Container> => {
    const container = await startContainer(volume, folder);
    running.set(container.id, container);
    const seconds = await waitUntilReady(container);
    if (seconds === null) process.stderr.write(`${await call('logs', container.id)}\n`);
    add(name, seconds !== null, seconds === null ? 'never ready' : `ready after ${seconds.toFixed(1)} s`);
    return container;
  };
  const stop = async (container: Container): Promise<void> => {
    const code = await stopContainer(container);
    running.delete(container.id);
    add('ends in order on SIGTERM', code === 0, `exit code ${code}`);
  };
  try {
    const bytes = Number(await call('image', 'inspect', '--format', '{{.Size}}', image));
    add('has a size', bytes > 0, `${Math.round(bytes / 1e6)} MB`);
    const first = await start('starts on an empty volume with the sample', null);
    checks.push(...(await askServer(first.url)));
    const uid = await call('exec', first.id, 'node', '-p', 'process.getuid()');
    add('does not run as root', Number(uid) === USER, `user ${uid}`);
    const health = await run(engine, ['exec', first.id, 'node', 'bin/healthcheck.js']).then(
      () => 0,
      (error: { code?: number }) => error.code ?? 1,
    );
    add('its health check agrees', health === 0, `exit code ${health}`);
    const memory = await call('exec', first.id, 'grep', 'VmRSS', '/proc/1/status');
    add('has a memory figure', memory !== '', memory.replace(/\s+/g, ' '));
    const before = (await ask(first.url, '/get_user_recommendation/?userId=1&n=10')).body['recommendations'];
    const guest = `guest-${randomUUID()}`;
    await ask(first.url, '/v1/events', { userId: guest, titleId: '1', kind: 'like' });
    await stop(first);

    const second = await start('starts again on the same volume', null);
    const after = (await ask(second.url, '/get_user_recommendation/?userId=1&n=10')).body['recommendations'];
    add('recommends the same after the restart', JSON.stringify(after) === JSON.stringify(before), 'known user');
    const { status } = await ask(second.url, `/get_user_recommendation/?userId=${guest}`);
    add('remembers an event from before the restart', status === 200, `status ${status}`);
    await stop(second);

    writeTables(tables);
    const third = await start('starts with tables in /data on the same volume', tables);
    const snapshotUrl = `${third.url}/v1/snapshot`;
    const endMs = Date.now() + READY_MS;
    let interactions = 0;
    // It serves the old model until the new one is trained.
    while (Date.now() < endMs) {
      const { body } = await ask(third.url, snapshotUrl);
      interactions = (body['counts'] as { interactions: number } | undefined)?.interactions ?? 0;
      if (interactions > 0 && interactions < 60_000) break;
      await sleep(500);
    }
    add('takes over the tables in /data', interactions > 0 && interactions < 60_000, `${interactions} interactions`);
    await stop(third);
  } catch (error) {
    add('runs to the end', false, String(error));
  } finally {
    for (const { id } of running.values()) await call('rm', '--force', id).catch(() => '');
    await call('volume', 'rm', '--force', volume).catch(() => '');
    rmSync(tables, { recursive: true, force: true });
  }
  return checks;
}

const checks = await tryImage();
const failed = checks.filter(({ passed }) => !passed).length;
process.stdout.write(`\n${formatChecks(checks)}\n\n${checks.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
