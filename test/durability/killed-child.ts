import { spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ChildEnd {
  /** What it had written to its standard output, whole lines only: an unfinished last line was not said. */
  readonly lines: string[];
  readonly signal: NodeJS.Signals | null;
}

/**
 * Starts a script of this folder in a process of its own and resolves when it has ended. With `killAfterMs`, it is ended with
 * SIGKILL so long after its first output (`from` 'first line') or after its start; with `killWhen`, when that has resolved. `shell`
 * is run by the shell before it.
 */
export async function runChild(
  script: string,
  args: readonly string[],
  options: { killAfterMs?: number; from?: 'first line' | 'start'; killWhen?: Promise<unknown>; shell?: string } = {},
): Promise<ChildEnd> {
  const { killAfterMs, from = 'first line', killWhen, shell } = options;
  const folder = mkdtempSync(join(tmpdir(), 'butaca-child-'));
  const path = join(folder, 'output');
  // A file takes every line at once; a full pipe would not.
  const output = openSync(path, 'w');
  const command = [process.execPath, fileURLToPath(new URL(script, import.meta.url)), ...args];
  const [program = '', ...rest] = shell === undefined ? command : ['sh', '-c', `${shell}; exec "$@"`, 'sh', ...command];
  const child = spawn(program, rest, { stdio: ['ignore', output, 'inherit'] });
  const end = new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (_code, signal) => resolve(signal));
  });
  try {
    if (killAfterMs !== undefined) {
      const waits = (): boolean => child.exitCode === null && fstatSync(output).size === 0;
      if (from === 'first line') while (waits()) await pause(2);
      await Promise.race([pause(killAfterMs), end]);
      child.kill('SIGKILL');
    }
    if (killWhen !== undefined) {
      await Promise.race([killWhen.catch(() => undefined), end]);
      child.kill('SIGKILL');
    }
    const signal = await end;
    return { lines: readFileSync(path, 'utf8').split('\n').slice(0, -1), signal };
  } finally {
    closeSync(output);
    rmSync(folder, { recursive: true, force: true });
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
