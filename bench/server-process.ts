import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A real server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** A value of /metrics by its name, summed over its labels. */
  metric(name: string): Promise<number>;
  /** Resident memory in megabytes, as the server's own /metrics tells it. */
  residentMb(): Promise<number>;
  /** Sends SIGTERM and waits for the end; throws when the server does not end with 0. */
  stop(): Promise<void>;
}

const READY_MS = 300_000;

/**
 * Runs `butaca start` in an empty workspace (sample imported, model trained and promoted) or, when BENCH_HOME names a workspace, in
 * that one, and resolves when it is ready. `variables` go over the environment.
 */
export async function startServer(variables: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const kept = process.env['BENCH_HOME'];
  const home = kept ?? mkdtempSync(join(tmpdir(), 'butaca-bench-'));
  const program = fileURLToPath(new URL('../bin/butaca.js', import.meta.url));
  const child = spawn(process.execPath, [program, 'start', '--host', '127.0.0.1', '--port', '0'], {
    env: { ...process.env, BUTACA_HOME: home, BUTACA_LOG: 'error', ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  const url = await new Promise<string>((resolve, reject) => {
    let told = '';
    child.stdout.on('data', (part: Buffer) => {
      told += part.toString();
      const found = /http:\/\/[^\s/]+:\d+/.exec(told)?.[0];
      if (found !== undefined) resolve(found.replace('localhost', '127.0.0.1'));
    });
    void ended.then((code) => reject(new Error(`the server ended with ${code} before it was ready`)));
  });
  for (const end = Date.now() + READY_MS; Date.now() < end; ) {
    const answer = await fetch(`${url}/health/ready`);
    await answer.arrayBuffer();
    if (answer.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`${url}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  };
  return {
    url,
    metric,
    residentMb: async () => (await metric('process_resident_memory_bytes')) / 1e6,
    async stop() {
      child.kill('SIGTERM');
      const code = await ended;
      if (kept === undefined) rmSync(home, { recursive: true, force: true });
      if (code !== 0) throw new Error(`the server ended with ${code}`);
    },
  };
}
