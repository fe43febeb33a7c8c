import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tryFileLock, withFileLock } from './file-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

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
  expect(tryFileLock(path)).not.toBeNull();
});

it('leaves no file but the lock itself', () => {
  const path = join(folder, 'sub', 'a.lock');
  const lock = tryFileLock(path);
  expect(readdirSync(join(folder, 'sub'))).toEqual(['a.lock']);
  lock?.release();
  expect(readdirSync(join(folder, 'sub'))).toEqual(['a.lock']);
});

it('ends with the process that holds it, however that ends', async () => {
  const path = join(folder, 'a.lock');
  const module = JSON.stringify(new URL('./file-lock.ts', import.meta.url).href);
  const program = `
    const { tryFileLock } = await import(${module});
    globalThis.held = tryFileLock(${JSON.stringify(path)});
    console.log(globalThis.held !== null);
    setInterval(() => undefined, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(String(said).trim()).toBe('true');
  expect(tryFileLock(path)).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(tryFileLock(path)).not.toBeNull();
});
