import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { packageVersion } from '../base/package-version.ts';
import { latestSnapshotId, readManifest, type SnapshotManifest } from '../dataset/index.ts';
import { type ModelVersion, listUpdates, openRegistry, type Run, type Update } from '../registry/index.ts';
import { openStore } from '../store/index.ts';
import { companions } from './parse-config.ts';
import { neighboursAreStale } from './run-neighbours.ts';
import { starsAreStale } from './run-stars.ts';

/** What a workspace holds and what serves. */
export interface Status {
  readonly home: string;
  /** Version of the program. */
  readonly program: string;
  readonly snapshot: Pick<SnapshotManifest, 'id' | 'counts' | 'sources'> | null;
  readonly champion: ModelVersion | null;
  /** Trained versions that can serve; versions of film neighbours and stars are not among them. */
  readonly versions: number;
  /** Feedback events in the store. */
  readonly events: number;
  readonly lastRun: Run | null;
  readonly lastUpdate: Update | null;
  /** The command to use next; null when nothing is missing. */
  readonly next: string | null;
}

/** `lacking`: what is still to be trained beside the model. */
function nextCommand(
  snapshotId: string | null,
  versions: number,
  champion: ModelVersion | null,
  lacking: string | null,
): string | null {
  if (snapshotId === null) return 'butaca import <folder>';
  if (versions === 0) return 'butaca train';
  if (champion === null) return 'butaca promote latest';
  if (champion.snapshotId !== snapshotId) return 'butaca train';
  return lacking === null ? null : `butaca train ${lacking}`;
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
  if (!existsSync(home)) return { home, program, ...nothing, next: nextCommand(null, 0, null, null) };
  const registry = openRegistry({ home, clock });
  const snapshotId = latestSnapshotId(home);
  const manifest = snapshotId === null ? null : readManifest(home, snapshotId);
  const champion = registry.champion();
  const versions = registry.listVersions().filter(({ model }) => companions.every(({ name }) => name !== model)).length;
  const lacking = (): string | null => {
    if (snapshotId === null) return null;
    if (neighboursAreStale({ home, registry }, snapshotId)) return 'neighbours';
    return starsAreStale({ home, registry }, snapshotId) ? 'stars' : null;
  };
  return {
    home,
    program,
    snapshot: manifest === null ? null : { id: manifest.id, counts: manifest.counts, sources: manifest.sources },
    champion,
    versions,
    events: await countEvents(home, clock),
    lastRun: registry.listRuns({ limit: 1 })[0] ?? null,
    lastUpdate: listUpdates(home, 1)[0] ?? null,
    next: nextCommand(snapshotId, versions, champion, lacking()),
  };
}
