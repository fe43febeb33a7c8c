/**
 * The product as a person starts it: `npm start` on an empty workspace and a free port, questions to every door, a stop, a second
 * start on what is there. Prints one line a check and writes the counts to the file given as argument.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askServer, type Check, formatChecks } from './ask-server.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const FIRST_START_MS = 180_000;
const STOP_MS = 20_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

const sleep = async (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Waits until the server is ready; false when its process ended or the time is over. */
async function waitUntilReady(url: string, child: ChildProcess): Promise<boolean> {
  const endMs = Date.now() + FIRST_START_MS;
  while (Date.now() < endMs && child.exitCode === null && child.signalCode === null) {
    const ready = await fetch(`${url}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return true;
    await sleep(100);
  }
  return false;
}

interface Started {
  readonly child: ChildProcess;
  /** Everything it wrote so far. */
  readonly output: () => string;
}

/** Starts as a person does. The process leads a group of its own, so that Ctrl-C can be sent as a terminal does. */
function start(home: string, port: number): Started {
  const child = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C', BUTACA_HOME: home, PORT: String(port), BUTACA_LOG: 'warn' },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      process.stdout.write(chunk);
    });
  }
  return { child, output: () => text };
}

/** Sends Ctrl-C to the whole group and waits for the end of all that write to its output; says how it ended. */
async function stop({ child, output }: Started): Promise<Omit<Check, 'name'>> {
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
  });
  const signalGroup = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-child.pid!, signal);
    } catch {
      // The whole group has ended already.
    }
  };
  signalGroup('SIGINT');
  const killer = setTimeout(() => signalGroup('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(killer);
  // npm itself may end by the signal; the product tells its own end.
  const passed = output().includes('Stopped.') && (child.exitCode === 0 || child.signalCode === 'SIGINT');
  return { passed, detail: passed ? 'everything finished' : `exit code ${child.exitCode}, signal ${child.signalCode}` };
}

async function runSmoke(): Promise<Check[]> {
  const home = mkdtempSync(join(tmpdir(), 'butaca-smoke-'));
  const checks: Check[] = [];
  try {
    for (const name of ['first start on an empty workspace', 'second start on the same workspace']) {
      const port = await freePort();
      const url = `http://localhost:${port}`;
      const startedMs = Date.now();
      const started = start(home, port);
      const ready = await waitUntilReady(url, started.child);
      checks.push({ name, passed: ready, detail: `${((Date.now() - startedMs) / 1000).toFixed(1)} s` });
      if (ready) checks.push(...(await askServer(url)));
      checks.push({ name: 'ends in order on Ctrl-C', ...(await stop(started)) });
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return checks;
}

const checks = await runSmoke();
process.stdout.write(`\n${formatChecks(checks)}\n`);
const failed = checks.filter(({ passed }) => !passed).length;
const counts = process.argv[2];
if (counts !== undefined) writeFileSync(counts, JSON.stringify({ passed: checks.length - failed, failed }));
process.exitCode = failed === 0 ? 0 : 1;
