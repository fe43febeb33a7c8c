import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AnalysisLanguage, type Exploration, EXPLORATION_FORMAT } from '../analysis/index.ts';
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
  /** The same as a page for people, in that language first; as the job drew it. Rejects as `current`. */
  report(language: AnalysisLanguage): Promise<Buffer>;
}

const reportsOf = (home: string): string => join(home, 'reports');

/** Where the exploration of a snapshot is kept. */
export const explorationPath = (home: string, snapshotId: string): string =>
  confined(reportsOf(home), `exploration-${snapshotId}.json`);

/** Where the page of an exploration is kept. */
export const explorationPagePath = (home: string, snapshotId: string, language: AnalysisLanguage): string =>
  confined(reportsOf(home), `exploration-${snapshotId}.${language}.html`);

/** The kept exploration of a snapshot; null where there is none, or none of this format. */
export function readExploration(home: string, snapshotId: string): Exploration | null {
  try {
    const kept = JSON.parse(readFileSync(explorationPath(home, snapshotId), 'utf8')) as Partial<Exploration>;
    return kept.format === EXPLORATION_FORMAT && kept.snapshotId === snapshotId ? (kept as Exploration) : null;
  } catch {
    // Absent or damaged: made again.
    return null;
  }
}

const leftNone = (id: string): ButacaError =>
  new ButacaError('INTERNAL', `missing exploration of ${id}: the job left none.`);

/** The explorations of a workspace; `jobs` makes those that are not there yet. */
export function openExplorations({ home, jobs }: { home: string; jobs: Pick<Jobs, 'runExplore'> }): Explorations {
  let kept: { readonly id: string; readonly exploration: Promise<Exploration> } | null = null;
  const make = async (id: string): Promise<Exploration> => {
    await jobs.runExplore({ snapshotId: id });
    const made = readExploration(home, id);
    if (made === null) throw leftNone(id);
    return made;
  };
  const keep = async (id: string, exploration: Promise<Exploration>): Promise<Exploration> => {
    kept = { id, exploration };
    try {
      return await exploration;
    } catch (error) {
      // The next question tries again.
      if (kept?.exploration === exploration) kept = null;
      throw error;
    }
  };
  const current = async (): Promise<Exploration> => {
    const id = latestSnapshotId(home);
    if (id === null) {
      throw new ButacaError(
        'MISSING_SNAPSHOT',
        `missing snapshot: nothing has been imported into ${home} yet. Run "butaca import <folder>".`,
      );
    }
    if (kept?.id === id) return kept.exploration;
    const present = readExploration(home, id);
    return keep(id, present === null ? make(id) : Promise.resolve(present));
  };
  return {
    current,
    async report(language) {
      const { snapshotId } = await current();
      const path = explorationPagePath(home, snapshotId, language);
      try {
        return await readFile(path);
      } catch {
        await keep(snapshotId, make(snapshotId));
        return readFile(path);
      }
    },
  };
}
