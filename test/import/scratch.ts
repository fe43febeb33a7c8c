import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { fixedClock } from '../../src/base/clock.ts';
import { silent } from '../../src/base/progress.ts';
import {
  type ImportOptions,
  type ImportResult,
  importSources,
  openSnapshot,
  type Snapshot,
} from '../../src/dataset/index.ts';

/** 2026-01-02T00:00:00Z: the time of every import of these tests. */
export const NOW_MS = Date.UTC(2026, 0, 2);

export interface Scratch {
  /** A folder of source files and a workspace, new for each test. */
  readonly folder: string;
  readonly home: string;
  put(files: Readonly<Record<string, string | Uint8Array>>): void;
  import(options?: Partial<ImportOptions>): Promise<ImportResult>;
  open(id?: string): Promise<Snapshot>;
  /** One user's interactions: item id → rating, fraction and time. */
  history(snapshot: Snapshot, userId: string): Record<string, { rating: number; fraction: number; time: number }>;
}

/** Registers hooks that make and remove the folders. */
export function useScratch(): Scratch {
  let root = '';
  const scratch = {
    folder: '',
    home: '',
    put(files: Readonly<Record<string, string | Uint8Array>>) {
      for (const [name, content] of Object.entries(files)) {
        const path = join(scratch.folder, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, content);
      }
    },
    async import(options: Partial<ImportOptions> = {}) {
      const { folder, home } = scratch;
      return importSources({ folder, home, clock: fixedClock(NOW_MS), progress: silent, ...options });
    },
    open: async (id?: string) => openSnapshot(scratch.home, id),
    history(snapshot: Snapshot, userId: string) {
      const user = snapshot.users.num(userId);
      const { indptr, indices, ratings, fractions, times } = snapshot.interactions;
      const rows: Record<string, { rating: number; fraction: number; time: number }> = {};
      const end = user < 0 ? 0 : indptr[user + 1];
      for (let at = user < 0 ? 0 : indptr[user]; at < end; at++) {
        rows[snapshot.items.id(indices[at])!] = { rating: ratings[at], fraction: fractions[at], time: times[at] };
      }
      return rows;
    },
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'butaca-test-'));
    scratch.folder = join(root, 'given');
    scratch.home = join(root, 'var');
    mkdirSync(scratch.folder);
  });
  afterEach(() => {
    if (existsSync(root)) rmSync(root, { recursive: true, force: true });
  });
  return scratch;
}
