import { join } from 'node:path';
import { ButacaError } from '../base/errors.ts';
import type { Progress } from '../base/progress.ts';
import {
  FilmTables,
  KnownTitles,
  type Link,
  readLinks,
  readTitles,
  type Recognised,
  type Rejections,
  type SourceFile,
  type SourceRole,
  type SourceTitle,
  stageCredits,
  StagedTable,
  stageEvents,
  stageFilms,
  stageInteractions,
  stageKeywords,
  stageMeanRatings,
  stageStreamingTitles,
  stageTags,
  type StoredEventLike,
  type TableRead,
} from '../sources/index.ts';
import type { StagedAggregator } from './catalogues/aggregator.ts';
import type { StagedFilms } from './catalogues/build-films.ts';

/** A file with the number that stands for it in the staged tables. */
export interface ReadFile {
  readonly file: SourceFile;
  readonly number: number;
  readonly read: TableRead;
}

/** What the files hold: a platform's titles in memory, the rest staged on the disk. */
export interface RawRead {
  /** Titles of the main catalogue where it is a table of titles; the others' come from the database. */
  readonly titles: readonly SourceTitle[];
  readonly links: ReadonlyMap<string, Link>;
  /** How interactions and tags name the titles, where they do not use the titles' own ids. */
  readonly idLinks: ReadonlyMap<string, Link> | null;
  readonly films: StagedFilms;
  /** The aggregator's tables; its `ratings` are the interactions where it is the main catalogue. */
  readonly aggregator: StagedAggregator;
  readonly interactions: StagedRows;
  readonly tagsPath: string | null;
  readonly read: readonly ReadFile[];
  readonly feedback: { readonly events: number; readonly sequence: number };
}

/** A staged table of interactions. */
export interface StagedRows {
  readonly path: string;
  readonly rows: number;
  readonly hasLineEnds: boolean;
}

export interface ReadOptions {
  readonly progress: Progress;
  readonly feedback?: Iterable<StoredEventLike> | AsyncIterable<StoredEventLike>;
}

/**
 * Reads every file once, in the order in which they need one another: titles, links, films, interactions, feedback, tags. Throws
 * EMPTY_SOURCE when the main catalogue is a table of titles and none of them is usable.
 */
export async function readSources(
  options: ReadOptions,
  { main, files }: Pick<Recognised, 'main' | 'files'>,
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
  const each = async (role: SourceRole, work: (file: SourceFile, number: number) => Promise<TableRead>) => {
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
  if (main === 'titles' && titles.length === 0) refuseEmpty(files, 'titles', rejections);
  const links = new Map<string, Link>();
  await each('links', (file) => readLinks(file, links, rejections, onBytes(file)));
  // Films have TMDB ids; interactions and tags beside them speak of the links' ids.
  const idsAreTmdb =
    main === 'films' || files.some(({ role, columns }) => role === 'titles' && columns.tmdbId === columns.itemId);
  const idLinks = idsAreTmdb && links.size > 0 ? new Map(links) : null;
  if (idsAreTmdb) links.clear();
  const stagedPath = (name: string): string => join(scratch, `${name}.csv`);
  const films = new FilmTables({
    films: stagedPath('films'),
    rows: stagedPath('film-rows'),
    names: stagedPath('film-names'),
  });
  const table = new StagedTable(stagedPath('interactions'));
  const tags = new StagedTable(stagedPath('tags'));
  const platforms = new StagedTable(stagedPath('aggregator-titles'));
  const means = new StagedTable(stagedPath('aggregator-means'));
  const otherRatings = main === 'aggregator' ? null : new StagedTable(stagedPath('aggregator-ratings'));
  const ratings = otherRatings ?? table;
  let feedback = { rows: 0, lastSequence: 0 };
  try {
    await each('tmdb-movies', (file, n) => stageFilms(file, n, films, rejections, onBytes(file)));
    await each('tmdb-credits', (file, n) => stageCredits(file, n, films, rejections, onBytes(file)));
    await each('tmdb-keywords', (file, n) => stageKeywords(file, n, films, rejections, onBytes(file)));
    await each('streaming-titles', (file, n) =>
      stageStreamingTitles(file, n, file.platform!, platforms, rejections, onBytes(file)),
    );
    await each('streaming-ratings', (file, n) =>
      file.columns.userId === undefined
        ? stageMeanRatings(file, n, means, rejections, onBytes(file))
        : stageInteractions(file, n, ratings, rejections, onBytes(file)),
    );
    await each('interactions', (file, n) => stageInteractions(file, n, table, rejections, onBytes(file)));
    feedback = await stageEvents(options.feedback ?? [], table);
    await each('tags', (file, n) => stageTags(file, n, tags, rejections, onBytes(file)));
  } finally {
    for (const staged of [films, table, tags, platforms, means, otherRatings]) staged?.close();
  }
  return {
    titles,
    links,
    idLinks,
    films: { paths: films.paths, namesHaveLineEnds: films.names.hasLineEnds },
    aggregator: {
      titlesPath: stagedPath('aggregator-titles'),
      meansPath: stagedPath('aggregator-means'),
      ratings: {
        path: stagedPath(otherRatings === null ? 'interactions' : 'aggregator-ratings'),
        hasLineEnds: ratings.hasLineEnds,
        areInteractions: otherRatings === null,
      },
    },
    interactions: { path: stagedPath('interactions'), rows: table.rows, hasLineEnds: table.hasLineEnds },
    tagsPath: tags.rows > 0 ? stagedPath('tags') : null,
    read,
    feedback: { events: feedback.rows, sequence: feedback.lastSequence },
  };
}

/** Throws EMPTY_SOURCE: the files of a role have nothing that can be used. */
export function refuseEmpty(files: readonly SourceFile[], role: SourceRole, rejections: Rejections): never {
  const names = files.filter((file) => file.role === role).map((file) => file.name);
  throw new ButacaError(
    'EMPTY_SOURCE',
    `empty source: ${names.join(', ')} has no usable title; expected at least one row with an id and a name.`,
    { details: { files: names, reasons: rejections.list() } },
  );
}
