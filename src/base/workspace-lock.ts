import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ButacaError } from './errors.ts';
import { type FileLock, tryFileLock } from './file-lock.ts';

interface Holder {
  pid: number;
  purpose: string;
}

/**
 * Takes the lock under which snapshots of a workspace are written, or throws WORKSPACE_BUSY saying who holds it. It ends with its
 * process however that ends.
 */
export function lockWorkspace(home: string, purpose: string): FileLock {
  mkdirSync(home, { recursive: true });
  // Beside the lock, not in it: opening a locked file by other means would end the lock of this process.
  const holderPath = join(home, 'workspace.holder.json');
  const lock = tryFileLock(join(home, 'workspace.lock'));
  if (lock !== null) {
    writeFileSync(holderPath, JSON.stringify({ pid: process.pid, purpose } satisfies Holder));
    return lock;
  }
  const holder = readHolder(holderPath);
  const who = holder === null ? '' : ` (${holder.purpose}, process ${holder.pid})`;
  throw new ButacaError(
    'WORKSPACE_BUSY',
    `busy workspace: another process${who} is writing to ${home}; expected one writer at a time. Wait until it has finished.`,
    { details: { ...holder } },
  );
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}
