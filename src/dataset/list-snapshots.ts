import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isButacaError } from '../base/errors.ts';
import type { SnapshotManifest } from './contract.ts';
import { readManifest } from './open-snapshot.ts';

/** A snapshot as it lies in the workspace. */
export interface StoredSnapshot {
  readonly manifest: SnapshotManifest;
  /** When it was put in its place. */
  readonly writtenMs: number;
  /** All of its files on the disk. */
  readonly bytes: number;
}

const ID = /^[0-9a-f]{16}$/;

/** The snapshots of a workspace, the latest written first; damaged ones are left out. */
export function listSnapshots(home: string): StoredSnapshot[] {
  const folder = join(home, 'snapshots');
  let ids: string[];
  try {
    ids = readdirSync(folder).filter((name) => ID.test(name));
  } catch {
    return [];
  }
  const found = ids.flatMap((id): StoredSnapshot[] => {
    try {
      const manifest = readManifest(home, id);
      const place = join(folder, id);
      const bytes = readdirSync(place).reduce((sum, name) => sum + statSync(join(place, name)).size, 0);
      return [{ manifest, writtenMs: statSync(join(place, 'manifest.json')).mtimeMs, bytes }];
    } catch (error) {
      // Removed meanwhile, or not whole: nobody can open it.
      if (isButacaError(error) || (error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  });
  return found.sort((a, b) => b.writtenMs - a.writtenMs || (a.manifest.id < b.manifest.id ? -1 : 1));
}
