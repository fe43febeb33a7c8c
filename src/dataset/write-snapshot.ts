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

/** What the marts of a snapshot are made of, but for the links. */
export interface MartParts {
  readonly titles: readonly Omit<Title, 'num'>[];
  readonly userIds: readonly string[];
  readonly interactions: Interactions;
  readonly films: Catalogues['films'];
  readonly aggregator: Catalogues['aggregator'];
}

/** What the manifest tells beside the marts. */
export interface SnapshotParts extends MartParts {
  readonly links: Catalogues['links'];
  readonly main: MainCatalogue;
  readonly sources: SnapshotManifest['sources'];
  readonly feedbackSequence: number;
  /** Names of the tables for analysis, which are in the folder. */
  readonly tables: readonly string[];
}

type Files = Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;

const hashFile = (path: string): { bytes: number; sha256: string } => {
  const bytes = readFileSync(path);
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
};

function putFile(draft: string, name: string, bytes: Buffer): Files {
  writeDurably(join(draft, name), bytes);
  return { [name]: { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') } };
}

/** Writes the marts, but for the links, into a draft folder. Equal parts give equal bytes. */
export function draftMarts(draft: string, { titles, userIds, interactions, films, aggregator }: MartParts): Files {
  const { users, indptr, indices, ratings, fractions, times } = interactions;
  const tensors = encodeTensors(
    [
      ['indptr', { shape: [users + 1], data: indptr }],
      ['indices', { shape: [indices.length], data: indices }],
      ['ratings', { shape: [ratings.length], data: ratings }],
      ['fractions', { shape: [fractions.length], data: fractions }],
      ['times', { shape: [times.length], data: times }],
    ],
    { format: 'butaca-interactions-1' },
  );
  const lines = titles.map((title) => JSON.stringify(title)).join(',\n');
  return {
    ...putFile(draft, FILES.titles, Buffer.from(`[${lines}]\n`)),
    ...putFile(draft, FILES.users, Buffer.from(`${JSON.stringify(userIds)}\n`)),
    ...putFile(draft, FILES.interactions, tensors),
    ...(films !== null && putFile(draft, FILES.films, encodeFilms(films))),
    ...(aggregator !== null && putFile(draft, FILES.aggregator, encodeAggregator(aggregator))),
  };
}

/** Writes the links beside the drafted marts and returns the manifest of all. Equal parts give the same id. */
export function draftManifest(draft: string, marts: Files, parts: SnapshotParts): SnapshotManifest {
  const { titles, userIds, interactions, links } = parts;
  const files: Files = { ...marts, ...(links !== null && putFile(draft, FILES.links, encodeLinks(links))) };
  const contentHash = contentHashOf(files, parts.feedbackSequence);
  return {
    format: 1,
    id: contentHash.slice(0, 16),
    contentHash,
    counts: { users: interactions.users, items: interactions.items, interactions: interactions.indices.length },
    ratings: interactions.ratings.reduce((sum, stars) => sum + (Number.isNaN(stars) ? 0 : 1), 0),
    main: parts.main,
    catalogues: countsOf(parts),
    itemsChecksum: checksumIds(titles.map((title) => title.id)),
    usersChecksum: checksumIds(userIds),
    files,
    tables: Object.fromEntries(parts.tables.map((name) => [name, hashFile(join(draft, name))])),
    sources: parts.sources,
    feedbackSequence: parts.feedbackSequence,
  };
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
