import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder, writeDurably } from '../base/durable-file.ts';
import { encodeTensors } from '../base/tensors.ts';
import { encodeAggregator } from './catalogues/aggregator-file.ts';
import { type Catalogues, PLATFORMS } from './catalogues/contract.ts';
import { encodeFilms } from './catalogues/films-file.ts';
import { encodeLinks } from './catalogues/links-file.ts';
import type { MainCatalogue } from '../sources/index.ts';
import type { Interactions, SnapshotManifest, Title } from './contract.ts';
import { openCatalogues } from './open-catalogues.ts';
import { contentHashOf, FILES, openSnapshot, readManifest } from './open-snapshot.ts';
import { checksumIds } from './vocabulary.ts';

export interface SnapshotParts {
  readonly titles: readonly Omit<Title, 'num'>[];
  readonly userIds: readonly string[];
  readonly interactions: Interactions;
  readonly main: MainCatalogue;
  readonly catalogues: Catalogues;
  readonly sources: SnapshotManifest['sources'];
  readonly feedbackSequence: number;
}

const hashFile = (path: string): { bytes: number; sha256: string } => {
  const bytes = readFileSync(path);
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
};

/**
 * Writes the marts and the manifest into a draft folder and returns the manifest. Its other files (tables, report) may already be
 * there. Equal parts give equal bytes, and so the same id.
 */
export function draftSnapshot(draft: string, parts: SnapshotParts, tables: readonly string[]): SnapshotManifest {
  const { titles, userIds, interactions } = parts;
  const { users, items, indptr, indices, ratings, fractions, times } = interactions;
  const files: Record<string, { bytes: number; sha256: string }> = {};
  const put = (name: string, bytes: Buffer): void => {
    writeDurably(join(draft, name), bytes);
    files[name] = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  };
  put(FILES.titles, Buffer.from(`[${titles.map((title) => JSON.stringify(title)).join(',\n')}]\n`));
  put(FILES.users, Buffer.from(`${JSON.stringify(userIds)}\n`));
  put(
    FILES.interactions,
    encodeTensors(
      [
        ['indptr', { shape: [users + 1], data: indptr }],
        ['indices', { shape: [indices.length], data: indices }],
        ['ratings', { shape: [ratings.length], data: ratings }],
        ['fractions', { shape: [fractions.length], data: fractions }],
        ['times', { shape: [times.length], data: times }],
      ],
      { format: 'butaca-interactions-1' },
    ),
  );
  const { films, aggregator, links } = parts.catalogues;
  if (films !== null) put(FILES.films, encodeFilms(films));
  if (aggregator !== null) put(FILES.aggregator, encodeAggregator(aggregator));
  if (links !== null) put(FILES.links, encodeLinks(links));
  const contentHash = contentHashOf(files, parts.feedbackSequence);
  const manifest: SnapshotManifest = {
    format: 1,
    id: contentHash.slice(0, 16),
    contentHash,
    counts: { users, items, interactions: indices.length },
    main: parts.main,
    catalogues: countsOf(parts.catalogues),
    itemsChecksum: checksumIds(titles.map((title) => title.id)),
    usersChecksum: checksumIds(userIds),
    files,
    tables: Object.fromEntries(tables.map((name) => [name, hashFile(join(draft, name))])),
    sources: parts.sources,
    feedbackSequence: parts.feedbackSequence,
  };
  return manifest;
}

const linked = (rows: Int32Array): number => rows.reduce((sum, row) => sum + (row < 0 ? 0 : 1), 0);

/** What the catalogues hold, in numbers. */
function countsOf({ films, aggregator, links }: Catalogues): NonNullable<SnapshotManifest['catalogues']> {
  return {
    ...(films !== null && {
      films: {
        films: films.size,
        actors: films.cast.names.size,
        directors: films.directors.names.size,
        credits: films.cast.indices.length + films.directors.indices.length,
        linkedItems: linked(links!.filmOfItem),
      },
    }),
    ...(aggregator !== null && {
      aggregator: {
        titles: aggregator.size,
        byPlatform: Object.fromEntries(
          PLATFORMS.map((platform, place) => [
            platform,
            aggregator.platforms.reduce((sum, each) => sum + (each === place ? 1 : 0), 0),
          ]),
        ),
        linkedToFilms: linked(links!.filmOfAggregator),
      },
    }),
  };
}

/**
 * Puts a finished draft in its place, unless the same snapshot is there already (`isThere`, every byte of it): every file durable
 * first, then the folder by one rename, so that a kill at any moment leaves a whole snapshot or none. It is not yet the latest.
 */
export function publishSnapshot(home: string, draft: string, manifest: SnapshotManifest, isThere: boolean): void {
  const folder = join(home, 'snapshots');
  if (!isThere) {
    writeDurably(join(draft, FILES.manifest), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const name of readdirSync(draft)) syncFile(join(draft, name));
    syncFolder(draft);
    mkdirSync(folder, { recursive: true });
    const place = join(folder, manifest.id);
    // What stands in its place is damaged; it goes with the scratch folder.
    if (existsSync(place)) renameSync(place, `${draft}.damaged`);
    renameSync(draft, place);
    syncFolder(folder);
  }
}

/** Makes a snapshot of the workspace the latest, durably. Throws UNKNOWN_SNAPSHOT or CORRUPT_SNAPSHOT, and leaves the last one then. */
export function makeLatest(home: string, id: string): void {
  readManifest(home, id);
  writeDurably(join(home, 'snapshots', 'latest.json'), `${JSON.stringify({ id })}\n`);
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Whether a snapshot is there and as its manifest says, every byte of it. */
export async function isIntact(home: string, id: string): Promise<boolean> {
  try {
    await openSnapshot(home, id, { verify: true });
    await openCatalogues(home, id, { verify: true });
    return true;
  } catch {
    return false;
  }
}
