import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lockWorkspace } from '../base/workspace-lock.ts';
import { FILES, latestSnapshotId } from './open-snapshot.ts';

const REMOVED = '.removed-';

/**
 * Removes the snapshots beyond the newest `keep` (1 or more), never the latest nor one of `needed`; returns their ids. WORKSPACE_BUSY
 * while an import writes.
 */
export function pruneSnapshots(
  home: string,
  { keep, needed }: { keep: number; needed: ReadonlySet<string> },
): string[] {
  const folder = join(home, 'snapshots');
  if (!existsSync(folder)) return [];
  const lock = lockWorkspace(home, 'prune');
  try {
    const latest = latestSnapshotId(home);
    const writtenMs = (id: string): number =>
      statSync(join(folder, id, FILES.manifest), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const removed = readdirSync(folder)
      .filter((name) => /^[0-9a-f]{16}$/.test(name))
      .map((id) => ({ id, ms: writtenMs(id) }))
      .sort((one, other) => other.ms - one.ms || (one.id < other.id ? -1 : 1))
      .slice(keep)
      .map(({ id }) => id)
      .filter((id) => id !== latest && !needed.has(id));
    // Out of sight as a whole first: a kill leaves no half of a snapshot under its name.
    for (const id of removed) renameSync(join(folder, id), join(folder, `${REMOVED}${id}`));
    for (const name of readdirSync(folder)) {
      if (name.startsWith(REMOVED)) rmSync(join(folder, name), { recursive: true, force: true });
    }
    return removed;
  } finally {
    lock.release();
  }
}
