import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Exploration, EXPLORATION_FORMAT } from '../analysis/index.ts';
import { confined } from '../base/durable-file.ts';
import { ButacaError } from '../base/errors.ts';
import { latestSnapshotId } from '../dataset/index.ts';
import type { Jobs } from './contract.ts';

/** What was found in the latest snapshot. */
export interface Explorations {
  /**
   * The exploration of the latest snapshot: kept in memory, else read from the workspace, else made by a job while the question
   * waits (one job, however many ask). Rejects with MISSING_SNAPSHOT before anything is imported.
   */
  current(): Promise<Exploration>;
}

/** Where the exploration of a snapshot is kept. */
export const explorationPath = (home: string, snapshotId: string): string =>
  confined(join(home, 'reports'), `exploration-${snapshotId}.json`);

/** The kept exploration of a snapshot; null where there is none, or none of this format. */
export function readExploration(home: string, snapshotId: string): Exploration | null {
  try {
    const kept = JSON.parse(readFileSync(explorationPath(home, snapshotId), 'utf8')) as Partial<Exploration>;
    return kept.format === EXPLORATION_FORMAT && kept.snapshotId === snapshotId ? (kept as Exploration) : null;
  } catch {
    // Absent or half written by another program: made again.
    return null;
  }
}

/** The explorations of a workspace; `jobs` makes those that are not there yet. */
export function openExplorations({ home, jobs }: { home: string; jobs: Pick<Jobs, 'runExplore'> }): Explorations {
  let kept: { readonly id: string; readonly exploration: Promise<Exploration> } | null = null;
  const make = async (id: string): Promise<Exploration> => {
    const present = readExploration(home, id);
    if (present !== null) return present;
    await jobs.runExplore({ snapshotId: id });
    const made = readExploration(home, id);
    if (made === null) throw new ButacaError('INTERNAL', `missing exploration of ${id}: the job left none.`);
    return made;
  };
  return {
    async current() {
      const id = latestSnapshotId(home);
      if (id === null) {
        throw new ButacaError(
          'MISSING_SNAPSHOT',
          `missing snapshot: nothing has been imported into ${home} yet. Run "butaca import <folder>".`,
        );
      }
      if (kept?.id !== id) kept = { id, exploration: make(id) };
      const { exploration } = kept;
      try {
        return await exploration;
      } catch (error) {
        // The next question tries again.
        if (kept?.exploration === exploration) kept = null;
        throw error;
      }
    },
  };
}
