import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const python = `${here}.venv/bin/python`;

/** The other side: answers one request at a time. */
export interface Peer {
  ask<T>(request: Readonly<Record<string, unknown>>): Promise<T>;
  close(): void;
}

/** Makes the virtual environment of requirements.txt if it is not there or of other requirements; returns why it could not, or null. */
export function installPeers(): string | null {
  const wanted = `${here}requirements.txt`;
  const installed = `${here}.venv/requirements.txt`;
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(wanted, 'utf8')) return null;
  try {
    execFileSync('python3', ['-m', 'venv', `${here}.venv`], { stdio: 'pipe' });
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '-r', wanted], { stdio: 'pipe' });
    copyFileSync(wanted, installed);
    return null;
  } catch (error) {
    rmSync(`${here}.venv`, { recursive: true, force: true });
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return `Python's numpy, scipy, implicit and Surprise could not be installed: ${reason}`;
  }
}

/** Starts a script of this folder, peer.py by default. A request that it fails on rejects with what it wrote. */
export function startPeer(script = 'peer.py'): Peer {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(python, [here + script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask<T>(request: Readonly<Record<string, unknown>>): Promise<T> {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`the peer ended at ${JSON.stringify(request)}`);
      return JSON.parse(value) as T;
    },
    close: () => child.stdin.end(),
  };
}
