import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tryFileLock, withFileLock } from './file-lock.ts';

let folder: string;
const running = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-lock-'));
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  rmSync(folder, { recursive: true, force: true });
});

/** A process that takes the lock, forgets the answer, collects its garbage and says whether it has the lock. */
async function startHolder(path: string): Promise<ChildProcess> {
  const module = JSON.stringify(new URL('./file-lock.ts', import.meta.url).href);
  const program = `
    const { tryFileLock } = await import(${module});
    const had = tryFileLock(${JSON.stringify(path)}) !== null;
    for (let round = 0; round < 5; round++) { await new Promise((go) => setTimeout(go, 1)); gc(); }
    console.log(had);
    setInterval(() => undefined, 1000);
  `;
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(String(said).trim()).toBe('true');
  return child;
}

it('is had by one holder at a time, in one process too', () => {
  const path = join(folder, 'a.lock');
  const first = tryFileLock(path);
  expect(first).not.toBeNull();
  expect(tryFileLock(path)).toBeNull();
  expect(() => withFileLock(path, () => 1, 20)).toThrowError(expect.objectContaining({ code: 'WORKSPACE_BUSY' }));
  first?.release();
  first?.release();
  expect(withFileLock(path, () => 2)).toBe(2);
});

it('is free again after an error in the work', () => {
  const path = join(folder, 'a.lock');
  expect(() =>
    withFileLock(path, () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  const lock = tryFileLock(path);
  expect(lock).not.toBeNull();
  lock?.release();
});

it('leaves no file but the lock itself', () => {
  const path = join(folder, 'sub', 'a.lock');
  const lock = tryFileLock(path);
  expect(readdirSync(join(folder, 'sub'))).toEqual(['a.lock']);
  lock?.release();
  expect(readdirSync(join(folder, 'sub'))).toEqual(['a.lock']);
});

it('is held until it is let go, though nothing refers to it any more, and ends with its process however that ends', async () => {
  const path = join(folder, 'a.lock');
  const child = await startHolder(path);
  expect(tryFileLock(path)).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lock = tryFileLock(path);
  expect(lock).not.toBeNull();
  lock?.release();
});
