import { join } from 'node:path';
import { ButacaError } from '../base/errors.ts';
import { tryFileLock } from '../base/file-lock.ts';

/** Runs work that prepares or renews a workspace, one process at a time; WORKSPACE_BUSY while another one does. */
export async function holdPreparation<Result>(home: string, work: () => Promise<Result>): Promise<Result> {
  const lock = tryFileLock(join(home, 'prepare.lock'));
  if (lock === null) {
    throw new ButacaError(
      'WORKSPACE_BUSY',
      `busy workspace: ${home}; another process is preparing it. Wait for it to end, or choose another folder.`,
    );
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}
