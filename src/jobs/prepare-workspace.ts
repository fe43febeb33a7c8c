import { existsSync } from 'node:fs';
import type { Clock } from '../base/clock.ts';
import type { Config } from '../base/config.ts';
import { ButacaError, isButacaError } from '../base/errors.ts';
import { latestSnapshotId } from '../dataset/index.ts';
import { openRegistry, type Registry } from '../registry/index.ts';
import type { Jobs } from './contract.ts';
import { holdPreparation } from './hold-preparation.ts';
import { needStars, promoteVersion, refreshStars, trainVersion, wantedConfig } from './refresh-models.ts';
import { filmsComeFirst, neighboursAreStale } from './run-neighbours.ts';
import { sampleFolder } from './sample-folder.ts';
import { readImportedFolder } from './source-files.ts';
import { runUpdate } from './updates/run-update.ts';
import { baseFolder } from './updates/watch-sources.ts';
import { composeSource, settleTables, type Source } from './uploads/table-list.ts';

/** `neighbours`: of the films, where the snapshot has a films catalogue; `stars`: where it has ratings. Both known only once it is imported. */
export type Need = 'import' | 'train' | 'promote' | 'neighbours' | 'stars';

interface Plan {
  /** What to import; null when the workspace has it already. */
  readonly source: Source | null;
  readonly needs: readonly Need[];
}

/** The client's folder with the uploaded tables when it holds anything and changed since it was read; the sample when there is nothing at all. */
function chooseSource({ workspace: { home }, sources }: Config): Plan['source'] {
  const latest = latestSnapshotId(home);
  const source = sources.folder === '' ? null : composeSource(home, sources.folder);
  if (source !== null) {
    const read = readImportedFolder(home);
    const same = latest !== null && read?.folder === source.folder && read.fingerprint === source.fingerprint;
    return same ? null : source;
  }
  return latest === null ? composeSource(home, sampleFolder) : null;
}

/** Why the version in force cannot be loaded: another format after an update, a damaged file. */
export interface Fault {
  readonly code: string;
  readonly message: string;
}

const SNAPSHOT_FAULTS = new Set(['CORRUPT_SNAPSHOT', 'UNKNOWN_SNAPSHOT', 'MISSING_SNAPSHOT']);

/** What a damaged snapshot was made of. Never the sample: it would take the place of a client's catalogue. */
function sourceAgain({ workspace: { home }, sources }: Config, fault: Fault): Plan['source'] {
  const folder = sources.folder === '' ? readImportedFolder(home)?.folder : sources.folder;
  const source = folder !== undefined && existsSync(folder) ? composeSource(home, folder) : null;
  if (source === null) {
    throw new ButacaError('CORRUPT_SNAPSHOT', `${fault.message} The folder it was made of is not known here.`);
  }
  return source;
}

/** What is still to be found and learnt beside the model; a snapshot that cannot be read needs other things first. */
function needCompanions(config: Config, registry: Registry, snapshotId: string | null): Need[] {
  if (snapshotId === null) return [];
  const { home } = config.workspace;
  try {
    const needs: Need[] = [];
    if (neighboursAreStale({ home, registry }, snapshotId, config.models['neighbours'] ?? {})) needs.push('neighbours');
    if (needStars(config, registry, snapshotId)) needs.push('stars');
    return needs;
  } catch (error) {
    if (isButacaError(error) && SNAPSHOT_FAULTS.has(error.code)) return [];
    throw error;
  }
}

function makePlan(config: Config, registry: Registry, fault: Fault | null): Plan {
  let source = chooseSource(config);
  // A wrong setting must be told before minutes of work, not after.
  wantedConfig(config);
  if (fault !== null && SNAPSHOT_FAULTS.has(fault.code)) source ??= sourceAgain(config, fault);
  if (source !== null) return { source, needs: ['import', 'train', 'promote'] };
  const needs: Need[] = registry.champion() === null || fault !== null ? ['train', 'promote'] : [];
  needs.push(...needCompanions(config, registry, latestSnapshotId(config.workspace.home)));
  return { source, needs };
}

/**
 * What a start has to do before the workspace can serve; nothing when it can already. `fault` says why the version in force cannot
 * be loaded, if it cannot: then there is a new one to be made. Quick: reads a few small files.
 */
export function workspaceNeeds(config: Config, clock: Clock, fault: Fault | null = null): readonly Need[] {
  return makePlan(config, openRegistry({ home: config.workspace.home, clock }), fault).needs;
}

/** What prepareWorkspace did. */
export interface Preparation {
  readonly snapshotId: string;
  readonly versionId: string;
  /** Why the new version does not serve although it was trained; null when it serves. */
  readonly refused: string | null;
}

/**
 * Brings a workspace to where it can serve: imports (the client's folder when it is new or changed, else the sample), trains,
 * measures, promotes, finds the neighbours of the films where there are any (first of all, where no model serves yet and the films are
 * the catalogue), and learns stars where there are ratings. With a `fault` of the version in force a new one is
 * made. Steps that an earlier, interrupted start completed are not repeated; null when there is nothing to do.
 * WORKSPACE_BUSY when another process is preparing it. A failure leaves what served before in service.
 */
export async function prepareWorkspace(
  config: Config,
  { clock, jobs, fault = null }: { clock: Clock; jobs: Jobs; fault?: Fault | null },
): Promise<Preparation | null> {
  const { home } = config.workspace;
  return holdPreparation(home, async () => {
    const registry = openRegistry({ home, clock });
    settleTables(home, baseFolder(config));
    const { source, needs } = makePlan(config, registry, fault);
    if (needs.length === 0) return null;
    if (source !== null) {
      const replace = fault !== null;
      const { snapshotId, problem, refused } = await runUpdate(
        config,
        { reason: 'start', source, replace },
        { clock, jobs },
      );
      if (problem !== null) throw new ButacaError('TOO_MUCH_LOST', problem.message);
      return { snapshotId: snapshotId!, versionId: registry.champion()!.id, refused };
    }
    const snapshotId = latestSnapshotId(home);
    if (snapshotId === null) throw new ButacaError('MISSING_SNAPSHOT', `missing snapshot: none in ${home}.`);
    let version = registry.champion();
    let refused: string | null = null;
    const findNeighbours = async (): Promise<void> => {
      if (!needCompanions(config, registry, snapshotId).includes('neighbours')) return;
      await jobs.runNeighbours({ snapshotId, config: config.models['neighbours'] ?? {}, reason: 'prepared at start' });
    };
    if (version === null && filmsComeFirst(home, snapshotId)) await findNeighbours();
    if (version === null || version.snapshotId !== snapshotId || fault !== null) {
      version = await trainVersion(config, registry, snapshotId, jobs);
      const why = fault === null ? 'prepared at start' : `the version before could not be loaded: ${fault.code}`;
      refused = promoteVersion(registry, version, why, fault === null ? registry.champion() : null);
    }
    // What serves by now serves without all that follows; a start that was cut off here goes on with it.
    await findNeighbours();
    await refreshStars(config, registry, { snapshotId, reason: 'prepared at start' }, jobs);
    return { snapshotId, versionId: version.id, refused };
  });
}
