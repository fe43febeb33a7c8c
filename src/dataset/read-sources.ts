import { join } from 'node:path';
import { ButacaError } from '../base/errors.ts';
import type { Progress } from '../base/progress.ts';
import {
  type DetailsById,
  KnownTitles,
  type Link,
  readCredits,
  readKeywords,
  readLinks,
  readOverviews,
  readTitles,
  type Rejections,
  type SourceFile,
  type SourceTitle,
  StagedTable,
  stageEvents,
  stageInteractions,
  stageTags,
  type StoredEventLike,
  type TableRead,
} from '../sources/index.ts';
import { linkOf } from './build-titles.ts';

/** A file with the number that stands for it in the staged tables. */
export interface ReadFile {
  readonly file: SourceFile;
  readonly number: number;
  readonly read: TableRead;
}

/** What the files hold: titles in memory, the long tables staged on the disk. */
export interface RawRead {
  readonly titles: readonly SourceTitle[];
  readonly links: ReadonlyMap<string, Link>;
  /** How interactions and tags name the titles, where they do not use the titles' own ids. */
  readonly idLinks: ReadonlyMap<string, Link> | null;
  readonly details: DetailsById;
  readonly interactions: { readonly path: string; readonly rows: number; readonly hasLineEnds: boolean };
  readonly tagsPath: string | null;
  readonly read: readonly ReadFile[];
  readonly feedback: { readonly events: number; readonly sequence: number };
}

export interface ReadOptions {
  readonly progress: Progress;
  readonly feedback?: Iterable<StoredEventLike> | AsyncIterable<StoredEventLike>;
}

/** Reads every file once, in the order in which they need one another: titles, links, films, interactions, feedback, tags. Throws EMPTY_SOURCE when no title is usable. */
export async function readSources(
  options: ReadOptions,
  files: readonly SourceFile[],
  scratch: string,
  rejections: Rejections,
): Promise<RawRead> {
  const total = files.reduce((sum, file) => sum + file.head.size * (file.head.gzip ? 4 : 1), 0);
  let done = 0;
  const onBytes = (file: SourceFile) => (bytes: number) => {
    done += bytes;
    options.progress.update(Math.min(0.99, done / Math.max(1, total)), file.name);
  };
  const read: ReadFile[] = [];
  const each = async (role: SourceFile['role'], work: (file: SourceFile, number: number) => Promise<TableRead>) => {
    for (const [number, file] of files.entries()) {
      if (file.role === role) read.push({ file, number, read: await work(file, number) });
    }
  };
  const titles: SourceTitle[] = [];
  const known = new KnownTitles();
  await each('titles', async (file) => {
    const result = await readTitles(file, known, rejections, onBytes(file));
    for (const title of result.titles) titles.push(title);
    return result.read;
  });
  if (titles.length === 0) {
    const names = files.filter((file) => file.role === 'titles').map((file) => file.name);
    throw new ButacaError(
      'EMPTY_SOURCE',
      `empty source: ${names.join(', ')} has no usable title; expected at least one row with an id and a name.`,
      { details: { files: names, reasons: rejections.list() } },
    );
  }
  const links = new Map<string, Link>();
  await each('links', (file) => readLinks(file, links, rejections, onBytes(file)));
  // A films table as the catalogue has TMDB ids; interactions and tags beside it speak of the links' ids.
  const idsAreTmdb = files.some(({ role, columns }) => role === 'titles' && columns.tmdbId === columns.itemId);
  const idLinks = idsAreTmdb && links.size > 0 ? new Map(links) : null;
  if (idsAreTmdb) links.clear();
  const details: DetailsById = new Map();
  for (const title of titles) {
    const { tmdbId } = linkOf(title, links);
    if (tmdbId !== null) details.set(tmdbId, {});
  }
  await each('tmdb-movies', (file) => readOverviews(file, details, rejections, onBytes(file)));
  await each('tmdb-credits', (file) => readCredits(file, details, rejections, onBytes(file)));
  await each('tmdb-keywords', (file) => readKeywords(file, details, rejections, onBytes(file)));
  const interactionsPath = join(scratch, 'interactions.csv');
  const table = new StagedTable(interactionsPath);
  const tagsPath = join(scratch, 'tags.csv');
  const tags = new StagedTable(tagsPath);
  let feedback = { rows: 0, lastSequence: 0 };
  try {
    await each('interactions', (file, n) => stageInteractions(file, n, table, rejections, onBytes(file)));
    feedback = await stageEvents(options.feedback ?? [], table);
    await each('tags', (file, n) => stageTags(file, n, tags, rejections, onBytes(file)));
  } finally {
    table.close();
    tags.close();
  }
  return {
    titles,
    links,
    idLinks,
    details,
    interactions: { path: interactionsPath, rows: table.rows, hasLineEnds: table.hasLineEnds },
    tagsPath: tags.rows > 0 ? tagsPath : null,
    read,
    feedback: { events: feedback.rows, sequence: feedback.lastSequence },
  };
}
