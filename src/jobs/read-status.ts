import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { packageVersion } from '../base/package-version.ts';
import { latestSnapshotId, readManifest, type SnapshotManifest } from '../dataset/index.ts';
import { neighbours } from '../models/index.ts';
import { type ModelVersion, listUpdates, openRegistry, type Run, type Update } from '../registry/index.ts';
import { openStore } from '../store/index.ts';
import { neighboursAreStale } from './run-neighbours.ts';

/** What a workspace holds and what serves. */
export interface Status {
  readonly home: string;
  /** Version of the program. */
  readonly program: string;
  readonly snapshot: Pick<SnapshotManifest, 'id' | 'counts' | 'sources'> | null;
  readonly champion: ModelVersion | null;
  /** Trained versions that can serve; versions of film neighbours are not among them. */
  readonly versions: number;
  /** Feedback events in the store. */
  readonly events: number;
  readonly lastRun: Run | null;
  readonly lastUpdate: Update | null;
  /** The command to use next; null when nothing is missing. */
  readonly next: string | null;
}

/** `isStale`: whether the snapshot's films have no neighbours yet. */
function nextCommand(
  snapshotId: string | null,
  versions: number,
  champion: ModelVersion | null,
  isStale: boolean,
): string | null {
  if (snapshotId === null) return 'butaca import <folder>';
  if (versions === 0) return 'butaca train';
  if (champion === null) return 'butaca promote latest';
  if (champion.snapshotId !== snapshotId) return 'butaca train';
  return isStale ? 'butaca train neighbours' : null;
}

async function countEvents(home: string, clock: Clock): Promise<number> {
  if (!existsSync(join(home, 'butaca.sqlite'))) return 0;
  const store = await openStore({ home, clock });
  try {
    return (await store.counts()).events;
  } finally {
    await store.close();
  }
}

/** What the workspace holds, what serves and what to do next. An absent workspace is an empty one, and is not made. */
export async function readStatus({ home, clock }: { home: string; clock: Clock }): Promise<Status> {
  const program = packageVersion();
  const nothing = { snapshot: null, champion: null, versions: 0, events: 0, lastRun: null, lastUpdate: null };
  if (!existsSync(home)) return { home, program, ...nothing, next: nextCommand(null, 0, null, false) };
  const registry = openRegistry({ home, clock });
  const snapshotId = latestSnapshotId(home);
  const manifest = snapshotId === null ? null : readManifest(home, snapshotId);
  const champion = registry.champion();
  const versions = registry.listVersions().filter(({ model }) => model !== neighbours.name).length;
  const isStale = snapshotId !== null && neighboursAreStale({ home, registry }, snapshotId);
  return {
    home,
    program,
    snapshot: manifest === null ? null : { id: manifest.id, counts: manifest.counts, sources: manifest.sources },
    champion,
    versions,
    events: await countEvents(home, clock),
    lastRun: registry.listRuns({ limit: 1 })[0] ?? null,
    lastUpdate: listUpdates(home, 1)[0] ?? null,
    next: nextCommand(snapshotId, versions, champion, isStale),
  };
}
