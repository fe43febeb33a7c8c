import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { ButacaError } from './errors.ts';

/** Makes the folder's own entries durable (a rename is safe only when its folder is). */
export function syncFolder(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Replaces the file as a whole: readers see the old bytes or the new ones, after a kill or a power cut too. Durable on return.
 */
export function writeDurably(path: string, bytes: string | Uint8Array): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  const draft = `${path}.${process.pid}.draft`;
  try {
    const handle = openSync(draft, 'w', 0o640);
    try {
      const data = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
      for (let at = 0; at < data.length; ) at += writeSync(handle, data, at, data.length - at);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, path);
    syncFolder(folder);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Joins names to a folder and refuses a result outside of it (UNSAFE_PATH). */
export function confined(folder: string, ...names: string[]): string {
  const root = resolve(folder);
  const path = resolve(join(root, ...names));
  if (path !== root && !path.startsWith(root + sep)) {
    throw new ButacaError('UNSAFE_PATH', `invalid path: ${names.join('/')}; expected a name inside ${root}`);
  }
  return path;
}
