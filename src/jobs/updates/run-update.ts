import type { Config } from '../../base/config.ts';
import type { Clock } from '../../base/clock.ts';
import { isButacaError } from '../../base/errors.ts';
import { latestSnapshotId, makeLatest, pruneSnapshots, type SnapshotDifferences } from '../../dataset/index.ts';
import {
  beginUpdate,
  openRegistry,
  type Registry,
  type Update,
  type UpdateReason,
  writeUpdate,
} from '../../registry/index.ts';
import type { ImportAnswer, Jobs } from '../contract.ts';
import { promoteVersion, refreshStars, trainVersion } from '../refresh-models.ts';
import { filmsComeFirst, neighboursAreStale } from '../run-neighbours.ts';
import { readImportedFolder, writeImportedFolder } from '../source-files.ts';
import type { Source } from '../uploads/table-list.ts';

export interface UpdateRequest {
  readonly reason: UpdateReason;
  /** What to read, as it was looked at. */
  readonly source: Source;
  /** Goes on although much would be lost. Defaults to false. */
  readonly acceptLoss?: boolean;
  /** Whether what serves is damaged: it is replaced without being compared with. Defaults to false. */
  readonly replace?: boolean;
}

export interface UpdateTools {
  readonly clock: Clock;
  readonly jobs: Jobs;
}

/** What would be lost beyond the limit, in words; null when nothing is. */
export function describeLoss({ titles, interactions }: SnapshotDifferences, limit: number): string | null {
  const losses = [
    { what: 'titles', ...titles },
    { what: 'interactions', ...interactions },
  ].filter(({ before, gone }) => before > 0 && gone / before > limit);
  if (losses.length === 0) return null;
  const told = losses.map(({ what, gone, before }) => `${gone} of ${before} ${what}`).join(' and ');
  return `too much would be lost: ${told}; expected at most ${Math.round(limit * 100)} % gone. If the tables are right, run "butaca update --accept-loss".`;
}

const rowsOf = ({ report: { files } }: ImportAnswer): Update['rows'] => ({
  read: files.reduce((sum, { rows }) => sum + rows.read, 0),
  setAside: files.reduce((sum, { rows }) => sum + rows.setAside, 0),
});

/** Removes old snapshots and versions, except those that serve, that roll back needs, or that a kept version was trained on. */
function prune({ workspace: { home }, updates: { keep } }: Config, registry: Registry): void {
  registry.pruneVersions({ keep });
  const needed = new Set(registry.listVersions().map(({ snapshotId }) => snapshotId));
  try {
    pruneSnapshots(home, { keep, needed });
  } catch (error) {
    // An import by hand goes on; the next update removes what is too old.
    if (!isButacaError(error, 'WORKSPACE_BUSY')) throw error;
  }
}

/**
 * Reads the tables into a new snapshot, tells what is different, trains and measures the configured model on it, and only then puts
 * snapshot and model in force; then finds the neighbours of changed films (before it trains, where no model serves yet and the films
 * are the catalogue), learns stars from the ratings and removes what is too old. Nothing is in force before everything up to it has succeeded: after an error, which is recorded and thrown, the last snapshot and model go on. An update that
 * would lose too much is recorded as held and changes nothing. To be called while holding the lock of preparations.
 */
export async function runUpdate(config: Config, request: UpdateRequest, { clock, jobs }: UpdateTools): Promise<Update> {
  const { home } = config.workspace;
  const { source, reason, acceptLoss = false, replace = false } = request;
  const registry = openRegistry({ home, clock });
  const { folder, fingerprint } = source;
  let update = beginUpdate(home, clock, { reason, folder, fingerprint });
  const note = (facts: Partial<Update>): void => {
    update = { ...update, ...facts };
  };
  const end = (facts: Partial<Update>): Update => {
    note({ ...facts, endedMs: clock.nowMs() });
    return writeUpdate(home, update);
  };
  try {
    const before = replace ? null : latestSnapshotId(home);
    const imported = await jobs.runImport({
      paths: source.paths,
      added: source.added,
      dryRun: false,
      mapping: source.mapping,
      feedback: true,
      hold: before !== null,
    });
    const snapshotId = imported.snapshotId!;
    note({ snapshotId, rows: rowsOf(imported) });
    const differences = before === null ? null : (await jobs.runCompare({ before, after: snapshotId })).differences;
    note({ differences });
    // Tables of another folder take the place of those before (a client's own that of the sample): nothing is lost.
    const isSameFolder = (readImportedFolder(home)?.folder ?? folder) === folder;
    const loss =
      acceptLoss || differences === null || !isSameFolder ? null : describeLoss(differences, config.updates.lossLimit);
    if (loss !== null) return end({ status: 'held', problem: { code: 'TOO_MUCH_LOST', message: loss } });

    const why = {
      start: 'new tables at start',
      watch: 'new tables',
      schedule: 'scheduled',
      'by hand': 'update by hand',
      upload: 'table uploaded',
    };
    const champion = registry.champion();
    const findNeighbours = async (): Promise<void> => {
      const neighbours = config.models['neighbours'] ?? {};
      if (!neighboursAreStale({ home, registry }, snapshotId, neighbours)) return;
      await jobs.runNeighbours({ snapshotId, config: neighbours, reason: why[reason] });
    };
    if (champion === null && filmsComeFirst(home, snapshotId)) await findNeighbours();
    const isNew = champion === null || champion.snapshotId !== snapshotId || replace;
    const version = isNew ? await trainVersion(config, registry, snapshotId, jobs) : champion;
    makeLatest(home, snapshotId);
    const refused = isNew ? promoteVersion(registry, version, why[reason], replace ? null : champion) : null;
    note({ versionId: isNew ? version.id : null, refused });
    writeImportedFolder(home, { folder, fingerprint, snapshotId });
    // After the promotion, for what serves by now serves without them.
    await findNeighbours();
    await refreshStars(config, registry, { snapshotId, reason: why[reason] }, jobs);
    prune(config, registry);
    return end({ status: 'done' });
  } catch (error) {
    const { code, message } = isButacaError(error)
      ? error
      : { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
    end({ status: 'failed', problem: { code, message } });
    throw error;
  }
}
