import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { writeDurably } from '../base/durable-file.ts';
import { ButacaError } from '../base/errors.ts';
import type { Progress } from '../base/progress.ts';
import { lockWorkspace } from '../base/workspace-lock.ts';
import {
  FEEDBACK_SOURCE,
  type Mapping,
  REASONS,
  recogniseSources,
  Rejections,
  type SourcePaths,
  StagedTable,
  type StoredEventLike,
} from '../sources/index.ts';
import { buildReport, FEEDBACK_NAME } from './build-report.ts';
import { buildCatalogues, readMainTitles } from './build-catalogues.ts';
import { type BuiltTitle, buildTitles, linkOf } from './build-titles.ts';
import { linkCatalogues } from './catalogues/links.ts';
import type { Title } from './contract.ts';
import { type Database, openDatabase } from './database.ts';
import { type FilmDetails, readFilmDetails } from './film-details.ts';
import type { ImportReport } from './import-report.ts';
import { type MendingFile, type MendingLanguage, writeMendingTables } from './mending-table.ts';
import { FILES } from './open-snapshot.ts';
import { walkRejections } from './read-rejected-rows.ts';
import { readInteractions } from './read-interactions.ts';
import { type RawRead, readSources } from './read-sources.ts';
import { addRejections } from './rejected-rows.ts';
import { countCatalogues } from './report-catalogues.ts';
import { addWholeRows } from './whole-rows.ts';
import { openTableWriter, type TableWriter } from './write-tables.ts';
import { draftMarts, draftManifest, isIntact, makeLatest, publishSnapshot } from './write-snapshot.ts';

export interface ImportOptions extends SourcePaths {
  /** The workspace. */
  readonly home: string;
  readonly clock: Clock;
  readonly progress: Progress;
  /** All feedback events of the store from the first on: they become interactions of the snapshot. Defaults to none. */
  readonly feedback?: Iterable<StoredEventLike> | AsyncIterable<StoredEventLike>;
  /** Only say what would happen: nothing is written to the workspace. Defaults to false. */
  readonly dryRun?: boolean;
  /** Leaves the last snapshot in force; `makeLatest` puts the new one in its place. Defaults to false. */
  readonly hold?: boolean;
  /** Which column holds which field where names do not tell (see Mapping). */
  readonly mapping?: Mapping;
  /** A folder for the rows that are set aside, one table to be mended for each file. Defaults to none. */
  readonly mending?: { readonly folder: string; readonly language: MendingLanguage };
  /** Threads to work with; changes nothing in the result. Defaults to 2. */
  readonly threads?: number;
  /** Memory for the database in megabytes, 96 or more, beyond which it works on the disk. Defaults to 1024, or 40 % of what there is. */
  readonly memoryMb?: number;
}

export interface ImportResult {
  /** Null for a dry run. */
  readonly snapshotId: string | null;
  readonly report: ImportReport;
  /** The tables to be mended that were written. */
  readonly mending: readonly MendingFile[];
}

/**
 * Imports source files into a new snapshot and makes it the latest, unless it is to be held. The same contents give the same id, whatever the files are
 * called and whether they are gzipped. Fails as a whole or succeeds as a whole: the last snapshot stays in force until the new one
 * is durable. Throws MISSING_FILE, UNSUPPORTED_SOURCE, UNSUPPORTED_FILE, MISSING_COLUMN, EMPTY_SOURCE or WORKSPACE_BUSY.
 */
export async function importSources(options: ImportOptions): Promise<ImportResult> {
  const { home, dryRun = false } = options;
  const recognised = recogniseSources(options, options.mapping);
  const lock = dryRun ? null : lockWorkspace(home, 'import');
  let scratch: string | null = null;
  try {
    if (dryRun) scratch = mkdtempSync(join(tmpdir(), 'butaca-import-'));
    else {
      const staging = join(home, 'staging');
      mkdirSync(staging, { recursive: true });
      // The lock is ours, so whatever an import has left here is of one that was killed.
      for (const name of readdirSync(staging)) {
        if (name.startsWith('import-')) rmSync(join(staging, name), { recursive: true, force: true });
      }
      scratch = mkdtempSync(join(staging, 'import-'));
    }
    return await runImport(options, recognised, scratch);
  } finally {
    if (scratch !== null) rmSync(scratch, { recursive: true, force: true });
    lock?.release();
  }
}

async function runImport(
  options: ImportOptions,
  recognised: ReturnType<typeof recogniseSources>,
  scratch: string,
): Promise<ImportResult> {
  const { home, clock, progress, dryRun = false } = options;
  const startedMs = clock.nowMs();
  const timingsMs: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    progress.stage(name);
    const from = performance.now();
    const result = await work();
    timingsMs[name] = Math.round(performance.now() - from);
    progress.update(1);
    return result;
  };
  const draft = join(scratch, 'draft');
  mkdirSync(draft);
  const rejections = new Rejections(join(draft, FILES.rejected));
  // Loaded while the files are read; a failure is told when it is waited for.
  const opening = openDatabase(join(scratch, 'overflow'), options);
  opening.catch(() => {});
  let tables: TableWriter | null = null;
  try {
    const raw = await timed('read', async () => readSources(options, recognised, scratch, rejections));
    const staged = await opening;
    const catalogues = await timed('catalogues', async () => buildCatalogues(staged, raw, rejections));
    if (!dryRun) tables = await openTableWriter(staged, draft);
    if (catalogues.films !== null) tables?.write('tables-films');
    if (catalogues.aggregator !== null) tables?.write('tables-aggregator');
    const { built, enriched } = await timed('titles', async () => {
      const titles = await readMainTitles(staged, recognised.main, raw, catalogues, rejections);
      const wanted = titles.flatMap((title) => linkOf(title, raw.links).tmdbId ?? []);
      const details = catalogues.hasFilmTables
        ? await readFilmDetails(staged, wanted, join(scratch, 'wanted-films.csv'))
        : new Map<string, FilmDetails>();
      const userTags = await foldTags(staged, raw.tagsPath, raw.idLinks);
      const result = buildTitles(titles, raw.links, details, userTags);
      writeFileSync(join(scratch, 'titles.jsonl'), result.built.map((title) => `${JSON.stringify(title)}\n`).join(''));
      return result;
    });
    const core = await timed('core', async () => {
      await staged.setVariable('titles_path', join(scratch, 'titles.jsonl'));
      await staged.setVariable('interactions_path', raw.interactions.path);
      await staged.setVariable('interactions_parallel', !raw.interactions.hasLineEnds);
      await staged.setVariable('id_links_path', writeIdLinks(scratch, raw.idLinks));
      await staged.setVariable('ids_are_linked', raw.idLinks !== null);
      await staged.setVariable('feedback_source', FEEDBACK_SOURCE);
      await staged.setVariable('now_seconds', startedMs / 1000);
      await staged.runFile('stage');
      await checkStaged(staged, built.length, raw.interactions.rows);
      await staged.runFile('items');
      await staged.runFile('interactions');
      await addRejections(staged, raw.read, FEEDBACK_NAME, rejections);
      const order: string[] = [];
      await staged.chunks('SELECT id FROM core_item ORDER BY num', ([ids], rows) => {
        for (let i = 0; i < rows; i++) order.push(ids[i] as string);
      });
      return { order, ...(await readInteractions(staged, order.length)) };
    });
    tables?.write('tables');
    // The database works beside this thread.
    await timed('rows', async () => addWholeRows(raw.read, rejections));
    const mending = await mendTables(options, raw, rejections, join(draft, FILES.rejected));
    const byId = new Map(built.map((title) => [title.id, title]));
    const titles = core.order.map((id) => titleOf(byId.get(id)!));
    const { userIds, interactions } = core;
    const marts = { titles, userIds, interactions, films: catalogues.films, aggregator: catalogues.aggregator };
    const { linked, files } = await timed('links', async () => {
      const linking = linkCatalogues(staged, titles.length, catalogues, {
        itemsAreAggregator: recognised.main === 'aggregator',
      });
      linking.catch(() => {});
      // The database works beside this thread.
      const drafted = draftMarts(draft, marts);
      return { linked: await linking, files: drafted };
    });
    if (catalogues.films !== null) tables?.write('tables-links');
    const manifest = await timed('write', async () =>
      draftManifest(draft, files, {
        ...marts,
        main: recognised.main,
        links: linked?.links ?? null,
        feedbackSequence: raw.feedback.sequence,
        sources: raw.read.map(({ file, read }) => ({
          name: basename(file.name),
          bytes: read.bytes,
          sha256: read.sha256,
          role: file.role,
        })),
        tables: (await tables?.finish()) ?? [],
      }),
    );
    const snapshotId = dryRun ? null : manifest.id;
    const unchanged = await isIntact(home, manifest.id);
    const report = await buildReport(staged, {
      dryRun,
      unchanged,
      endedMs: clock.nowMs(),
      ignored: recognised.ignored,
      raw,
      built,
      enriched,
      links: linked?.report ?? null,
      catalogues: countCatalogues(recognised.main, catalogues),
      manifest,
      rejections,
      startedMs,
      timingsMs,
      snapshotId,
    });
    if (!dryRun) {
      progress.stage('publish');
      writeDurably(join(draft, FILES.report), `${JSON.stringify(report, null, 2)}\n`);
      publishSnapshot(home, draft, manifest, unchanged);
      if (options.hold !== true) makeLatest(home, manifest.id);
      progress.update(1);
    }
    return { snapshotId, report, mending };
  } finally {
    rejections.close();
    await tables?.close();
    await opening.then(
      (database) => database.close(),
      () => {},
    );
  }
}

/** Writes the tables to be mended, if they are wished for, of the files that have rows set aside. */
async function mendTables(
  { mending }: ImportOptions,
  raw: RawRead,
  rejections: Rejections,
  path: string,
): Promise<MendingFile[]> {
  if (mending === undefined) return [];
  const faulty = new Set(
    rejections.list().flatMap(({ file, reason }) => (REASONS[reason].effect === 'set-aside' ? [file] : [])),
  );
  const files = raw.read.map(({ file }) => file).filter(({ name }) => faulty.has(name));
  return writeMendingTables(mending.folder, files, (file) => walkRejections(path, { file }), mending.language);
}

const titleOf = (title: BuiltTitle): Omit<Title, 'num'> => ({
  id: title.id,
  name: title.name,
  year: title.year,
  genres: title.genres,
  tags: title.tags,
  synopsis: title.synopsis,
  cast: title.actors,
  directors: title.directors,
  ...(title.imdb_id !== null && { imdbId: title.imdb_id }),
  ...(title.tmdb_id !== null && { tmdbId: title.tmdb_id }),
});

/** What went into the database must be what the reader wrote, or nothing of the import can be trusted. */
async function checkStaged(database: Database, titles: number, interactions: number): Promise<void> {
  const [found] = await database.rows<{ titles: number; interactions: number }>(
    'SELECT (SELECT count(*) FROM staging_title) AS titles, (SELECT count(*) FROM staging_interaction) AS interactions',
  );
  if (found.titles !== titles || found.interactions !== interactions) {
    throw new ButacaError(
      'INTERNAL',
      `invalid staging: ${found.titles} titles and ${found.interactions} interactions; expected ${titles} and ${interactions}.`,
    );
  }
}

function writeIdLinks(scratch: string, idLinks: RawRead['idLinks']): string {
  const path = join(scratch, 'id-links.csv');
  const table = new StagedTable(path);
  for (const [id, { tmdbId }] of idLinks ?? []) table.text(id).text(tmdbId, true);
  table.close();
  return path;
}

/** Tags that users gave, by title id. */
async function foldTags(
  database: Database,
  path: string | null,
  idLinks: RawRead['idLinks'],
): Promise<Map<string, readonly string[]>> {
  if (path === null) return new Map();
  await database.setVariable('tags_path', path);
  await database.runFile('tags');
  const rows = await database.rows<{ item_id: string; tags: string }>(
    'SELECT item_id, to_json(tags)::VARCHAR AS tags FROM core_tag',
  );
  const titleId = (id: string): string => (idLinks === null ? id : (idLinks.get(id)?.tmdbId ?? ''));
  return new Map(rows.map(({ item_id, tags }) => [titleId(item_id), JSON.parse(tags) as string[]]));
}
