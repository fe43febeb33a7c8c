import { isButacaError } from '../base/errors.ts';
import { readManifest } from '../dataset/index.ts';
import type { Alias, AliasMove, ModelVersion, Registry, Run } from '../registry/index.ts';

const MOST_MEASURED = 12;

/** Where a run comes from and what became of it: sources → snapshot → run → versions → what serves. */
export interface Lineage {
  readonly run: Run;
  /** Null where the run used none; `sources` is empty where the snapshot is gone. */
  readonly snapshot: {
    readonly id: string;
    readonly counts: { readonly users: number; readonly items: number; readonly interactions: number } | null;
    readonly sources: readonly {
      readonly name: string;
      readonly role: string;
      readonly bytes: number;
      readonly sha256: string;
    }[];
    /** The import that made it, where its record is kept. */
    readonly importRun: string | null;
  } | null;
  /** What the run made. */
  readonly versions: readonly (Pick<ModelVersion, 'id' | 'model' | 'createdMs'> & {
    readonly bytes: number;
    /** Aliases that name it now. */
    readonly aliases: readonly Alias[];
    /** Every time an alias came to it or left it. */
    readonly moves: readonly AliasMove[];
  })[];
  /** Other runs on the same snapshot that measured a model, newest first, at most 12. */
  readonly measured: readonly Run[];
}

function describeSnapshot(home: string, id: string, importRun: string | null): NonNullable<Lineage['snapshot']> {
  try {
    const { counts, sources } = readManifest(home, id);
    return {
      id,
      counts: { users: counts.users, items: counts.items, interactions: counts.interactions },
      sources: sources.map(({ name, role, bytes, sha256 }) => ({ name, role, bytes, sha256 })),
      importRun,
    };
  } catch (error) {
    if (isButacaError(error)) return { id, counts: null, sources: [], importRun };
    throw error;
  }
}

/** The lineage of a run, by its id or `latest`. UNKNOWN_RUN when there is none. */
export function readLineage(registry: Registry, home: string, runId: string): Lineage {
  const run = registry.readRun(runId);
  const { snapshotId } = run;
  const onSnapshot =
    snapshotId === null
      ? []
      : registry.findRuns({ snapshotId, sort: { by: 'started', descending: true }, limit: 200 }).runs;
  const imported = onSnapshot.find(({ kind, status }) => kind === 'import' && status === 'done');
  const moves = registry.moves();
  const inForce: Readonly<Record<Alias, string | undefined>> = {
    champion: registry.champion()?.id,
    challenger: registry.challenger()?.id,
    films: registry.filmNeighbours()?.id,
    stars: registry.stars()?.id,
  };
  return {
    run,
    snapshot: snapshotId === null ? null : describeSnapshot(home, snapshotId, imported?.id ?? null),
    versions: registry
      .listVersions()
      .filter((version) => version.runId === run.id)
      .map(({ id, model, createdMs, file }) => ({
        id,
        model,
        createdMs,
        bytes: file.bytes,
        aliases: (Object.keys(inForce) as Alias[]).filter((alias) => inForce[alias] === id),
        moves: moves.filter(({ versionId, previousId }) => versionId === id || previousId === id),
      })),
    measured: onSnapshot
      .filter((one) => one.id !== run.id && one.kind !== 'import' && Object.keys(one.metrics).length > 0)
      .slice(0, MOST_MEASURED),
  };
}
