import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** A folder beside this file, with requirements.txt and scripts. */
export type PeerName = 'implicit' | 'surprise' | 'lenskit';

/** The oldest Python that a peer's pinned release runs on. */
const PYTHON: Readonly<Record<PeerName, readonly [number, number, number]>> = {
  implicit: [3, 9, 0],
  surprise: [3, 9, 0],
  lenskit: [3, 12, 5],
};

/** The other side: answers one request at a time. */
export interface Peer {
  /** Sends `{ ask, … }` and returns the answer; rejects when the process has ended. */
  ask<T>(request: Readonly<Record<string, unknown>>): Promise<T>;
  close(): void;
}

/** Names of Python programs: those on the path, then those of pyenv. */
function listPythons(): string[] {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  const installed = existsSync(versions) ? readdirSync(versions).sort().reverse() : [];
  return ['python3', 'python3.13', 'python3.12', ...installed.map((name) => join(versions, name, 'bin/python3'))];
}

/** The first Python that is not older than asked; null when there is none. */
function findPython([major, minor, patch]: readonly [number, number, number]): string | null {
  const test = `import sys; sys.exit(0 if sys.version_info[:3] >= (${major}, ${minor}, ${patch}) else 1)`;
  const runs = (program: string): boolean => {
    try {
      execFileSync(program, ['-c', test], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };
  return listPythons().find(runs) ?? null;
}

/**
 * Makes a peer's virtual environment by its requirements.txt if it is not there or of other requirements; returns why it could
 * not, or null. LensKit brings PyTorch: some minutes and 6 GB.
 */
export function installPeer(name: PeerName): string | null {
  const environment = join(here, name, '.venv');
  const wanted = join(here, name, 'requirements.txt');
  const installed = join(environment, 'requirements.txt');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(wanted, 'utf8')) return null;
  const python = findPython(PYTHON[name]);
  if (python === null) return `no Python of ${PYTHON[name].join('.')} or newer was found`;
  try {
    execFileSync(python, ['-m', 'venv', '--clear', environment], { stdio: 'pipe' });
    execFileSync(join(environment, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '-r', wanted], { stdio: 'pipe' });
    copyFileSync(wanted, installed);
    return null;
  } catch (error) {
    rmSync(environment, { recursive: true, force: true });
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return `${name} could not be installed: ${reason}`;
  }
}

/** Starts a script of a peer's folder in its environment, models.py by default. */
export function startPeer(name: PeerName, script = 'models.py'): Peer {
  const python = join(here, name, '.venv/bin/python');
  return talkTo(spawn(python, [join(here, name, script)], { stdio: ['pipe', 'pipe', 'inherit'] }), name);
}

/** Starts our side in a process of its own, which answers the same requests. */
export function startOwn(): Peer {
  return talkTo(spawn(process.execPath, [join(here, 'own.ts')], { stdio: ['pipe', 'pipe', 'inherit'] }), 'butaca');
}

function talkTo(child: ChildProcessByStdio<Writable, Readable, null>, name: string): Peer {
  // A process that ended is told by its missing answer.
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask<T>(request: Readonly<Record<string, unknown>>): Promise<T> {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`${name} ended at ${JSON.stringify(request)}`);
      return JSON.parse(value) as T;
    },
    close: () => child.stdin.end(),
  };
}
