import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exploreSnapshot, renderReport } from '../analysis/index.ts';
import { writeDurably } from '../base/durable-file.ts';
import { openCatalogues, openSnapshot, readImportReport } from '../dataset/index.ts';
import type { ExploreAnswer, ExploreRequest, JobTools } from './contract.ts';
import { explorationPagePath, explorationPath } from './explorations.ts';

const DAY_MS = 86_400_000;
const KEPT = /^exploration-([0-9a-f]{16})\./;

/** Removes what was found in snapshots that are gone. */
function forgetLost(home: string): void {
  const reports = join(home, 'reports');
  for (const name of readdirSync(reports)) {
    const id = KEPT.exec(name)?.[1];
    if (id !== undefined && !existsSync(join(home, 'snapshots', id))) rmSync(join(reports, name), { force: true });
  }
}

/**
 * Explores a snapshot (the latest by default) and keeps what was found in `reports/`, as data and as pages, in the place of an earlier exploration of the
 * same snapshot. No run of the registry: it is made of the snapshot alone, and made again when the file is gone. Throws as
 * `openSnapshot`.
 */
export async function runExplore({ snapshotId }: ExploreRequest, tools: JobTools): Promise<ExploreAnswer> {
  const { home, clock, progress } = tools;
  progress.stage('explore');
  const snapshot = await openSnapshot(home, snapshotId);
  const catalogues = await openCatalogues(home, snapshot.id);
  const exploration = exploreSnapshot(snapshot, catalogues, {
    today: Math.floor(clock.nowMs() / DAY_MS),
    report: readImportReport(home, snapshot.id),
  });
  for (const language of ['es', 'en'] as const) {
    writeDurably(explorationPagePath(home, snapshot.id, language), renderReport(exploration, language));
  }
  // Last: where it stands, the pages do too.
  const file = explorationPath(home, snapshot.id);
  writeDurably(file, `${JSON.stringify(exploration)}\n`);
  forgetLost(home);
  return { snapshotId: snapshot.id, file };
}
