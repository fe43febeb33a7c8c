import { basename, dirname } from 'node:path';
import { ButacaError, isButacaError } from '../base/errors.ts';
import { bindColumns, classify, classifyHeaderless, missingColumn } from './classify.ts';
import { type ColumnMap, type Field, normaliseColumn } from './columns.ts';
import { type FileHead, readHead } from './csv/open-bytes.ts';
import { type Dialect, sniffDialect } from './csv/sniff.ts';
import { type GivenFile, listGiven, type SourcePaths } from './list-files.ts';
import { type FileHint, hintFor, type Mapping, readMapping } from './mapping.ts';
import { type Platform, platformOfFile } from './aggregator/platforms.ts';
import type { SourceRole } from './roles.ts';

/** A recognised file: where it is, what it is taken for and how it is read. */
export interface SourceFile {
  readonly path: string;
  /** Path within the imported folder, with `/`. */
  readonly name: string;
  /** The folder in which it stands, seen from the imported one; `.` for itself. */
  readonly folder: string;
  readonly role: SourceRole;
  readonly head: FileHead;
  readonly dialect: Dialect;
  /** Column names as written; for files that have no header, the names that their format gives them. */
  readonly header: readonly string[];
  readonly hasHeader: boolean;
  readonly columns: ColumnMap;
  /** Whose catalogue it is, for role `streaming-titles`. */
  readonly platform?: Platform;
  /** Whether it goes with the main catalogue wherever it stands. */
  readonly added?: true;
}

/** A file that is not imported, and why. */
export interface IgnoredFile {
  readonly name: string;
  readonly why: 'empty' | 'unrecognised' | 'missing-column' | 'other-catalogue' | 'unknown-platform' | 'not-text';
  /** Its columns as written, where it has any; at most 20. */
  readonly columns: readonly string[];
}

/** What the snapshot's titles come from: a platform's table of titles, the films tables, or the catalogues of the aggregator. */
export type MainCatalogue = 'titles' | 'films' | 'aggregator';

export interface Recognised {
  readonly main: MainCatalogue;
  readonly files: readonly SourceFile[];
  readonly ignored: readonly IgnoredFile[];
}

const TEXT_NAME = /\.(csv|tsv|psv|txt|dat|data|item)(\.gz)?$/i;
const CSV_NAME = /\.(csv|tsv)(\.gz)?$/i;

/** A table that would be taken if a column were not missing. */
interface NearMiss {
  readonly name: string;
  readonly role: SourceRole;
  readonly columns: readonly string[];
  readonly error: ButacaError;
}

interface Sorted {
  taken: SourceFile[];
  /** Catalogues in the form of the aggregator's, of a platform that it does not know. */
  strangers: SourceFile[];
  ignored: IgnoredFile[];
  nearMisses: NearMiss[];
}

function readFileHead({ path, name, named }: GivenFile): FileHead | null {
  try {
    return readHead(path);
  } catch (error) {
    if (isButacaError(error, 'UNSUPPORTED_FILE') && !named && !CSV_NAME.test(name)) return null;
    if (isButacaError(error)) throw error;
    throw new ButacaError(
      'MISSING_FILE',
      `unreadable file: ${name}; expected a file that may be read. Check its rights.`,
      {
        details: { file: name },
        cause: error,
      },
    );
  }
}

/** Puts a file where it belongs: taken, ignored, or nearly taken. */
function sortFile(given: GivenFile, hints: readonly FileHint[], sorted: Sorted): void {
  const { path, name, folder } = given;
  const added = given.added ? { added: true as const } : {};
  const ignore = (why: IgnoredFile['why'], columns: readonly string[] = []): void => {
    sorted.ignored.push({ name, why, columns: columns.slice(0, 20) });
  };
  const head = readFileHead(given);
  if (head === null) return ignore('not-text');
  if (head.bytes.length === 0) return ignore('empty');
  const sniffed = sniffDialect(head.bytes, head.whole);
  const first = sniffed?.rows[0];
  if (sniffed === null || first === undefined) {
    const line = Buffer.from(head.bytes.subarray(0, 200)).toString('utf8').split(/\r?\n/)[0] ?? '';
    const { role } = hintFor(hints, name, [line]);
    if (role !== undefined) missingColumn(name, role, [line]);
    return line.trim() === '' ? ignore('empty') : ignore('unrecognised', [line]);
  }
  const known = classifyHeaderless(name, first);
  if (known !== null) {
    const { role, header } = known;
    const dialect = { ...sniffed.dialect, quotes: false, backslashEscapes: false };
    const columns = bindColumns(name, role, header, {});
    sorted.taken.push({ path, name, folder, role, head, dialect, header, hasHeader: false, columns, ...added });
    return;
  }
  const hint = hintFor(hints, name, first);
  const told = hint.role ?? classify(first, name, hint);
  if (told === null) return ignore('unrecognised', first);
  try {
    const bound = bindColumns(name, told, first, hint);
    const areAggregators = told === 'interactions' && hint.role === undefined && namePlatforms(sniffed.rows, bound);
    const role = areAggregators ? 'streaming-ratings' : told;
    const columns = areAggregators ? bindColumns(name, role, first, hint) : bound;
    const platform = hint.platform ?? platformOfFile(name) ?? platformOfFile(basename(dirname(path)));
    const isStranger = role === 'streaming-titles' && platform === null;
    (isStranger ? sorted.strangers : sorted.taken).push({
      path,
      name,
      folder,
      role,
      head,
      dialect: sniffed.dialect,
      header: first,
      hasHeader: true,
      columns,
      ...(role === 'streaming-titles' && platform !== null && { platform }),
      ...added,
    });
  } catch (error) {
    // A file that was asked for by its name or role must be usable; one that lies about need not be.
    if (!isButacaError(error, 'MISSING_COLUMN') || given.named || hint.role !== undefined) throw error;
    sorted.nearMisses.push({ name, role: told, columns: first, error });
  }
}

const AGGREGATOR_ID = /^\s*[a-z]s\d+\s*$/i;

/** Whether all rows that were looked at name their titles as the aggregator does (`as123`). */
function namePlatforms(rows: readonly (readonly string[])[], { itemId }: ColumnMap): boolean {
  const ids = rows.slice(1).map((row) => row[itemId!] ?? '');
  return ids.length > 0 && ids.every((id) => AGGREGATOR_ID.test(id));
}

/**
 * Says what each file of a folder (or of a list) is, and which catalogue the snapshot's titles come from: a platform's titles where
 * there are any (from one folder only, the uppermost one that has any), else the films tables, else the catalogues of the
 * aggregator. Interactions and tags are taken from the main catalogue's folder, and where it has none, those that no other
 * catalogue has beside it; links, the films tables and the aggregator's from anywhere. Throws MISSING_FILE, UNSUPPORTED_FILE,
 * MISSING_COLUMN, EMPTY_SOURCE or UNSUPPORTED_SOURCE when there is no catalogue.
 */
export function recogniseSources(from: SourcePaths, mapping: Mapping = {}): Recognised {
  const hints = readMapping(mapping);
  const sorted: Sorted = { taken: [], strangers: [], ignored: [], nearMisses: [] };
  const given = listGiven(from);
  for (const file of given) if (file.named || TEXT_NAME.test(file.name)) sortFile(file, hints, sorted);
  refuseUnused(hints, sorted.taken);
  const taken = settleStrangers(sorted, settleRatings(sorted.taken));
  const chosen = chooseMain(taken);
  if (chosen === null) {
    return refuseSources(
      { ...sorted, taken },
      given.map(({ name }) => name),
    );
  }
  const { main, home } = chosen;
  for (const [position, file] of taken.entries()) if (file.added) taken[position] = { ...file, folder: home };
  const ignored = [...sorted.ignored];
  const files: SourceFile[] = [];
  const isOwn = chooseInteractions(taken, home);
  for (const file of taken) {
    if (isOwn(file)) files.push(file);
    else ignored.push({ name: file.name, why: 'other-catalogue', columns: file.header.slice(0, 20) });
  }
  // Without any interactions, a table that lacks a column for it is the likelier wish than none.
  const wished = sorted.nearMisses.find(({ role }) => role === 'interactions');
  if (wished !== undefined && !files.some(({ role }) => role === 'interactions')) throw wished.error;
  for (const { name, columns } of sorted.nearMisses) {
    ignored.push({ name, why: 'missing-column', columns: columns.slice(0, 20) });
  }
  // A table in the catalogue's own folder speaks before the same table elsewhere.
  const rank = (file: SourceFile): number => (file.folder === home ? 0 : 1);
  files.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
  return { main, files, ignored: ignored.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

function refuseUnused(hints: readonly FileHint[], taken: readonly SourceFile[]): void {
  for (const hint of hints) {
    for (const [field, column] of Object.entries(hint.columns ?? {})) {
      const used = taken.some((file) => {
        const position = file.columns[field as Field];
        return position !== undefined && normaliseColumn(file.header[position]) === normaliseColumn(column);
      });
      if (!used) {
        throw new ButacaError(
          'MISSING_COLUMN',
          `missing column: ${column}; named for ${field}, but no table that can use it has such a column. Correct the name.`,
          { details: { field, column } },
        );
      }
    }
  }
}

/** Ratings that name titles as the aggregator does belong to it only where it has titles. */
function settleRatings(taken: readonly SourceFile[]): SourceFile[] {
  const hasTitles = taken.some(({ role }) => role === 'streaming-titles');
  return taken.map((file) =>
    file.role === 'streaming-ratings' && file.columns.userId !== undefined && !hasTitles
      ? { ...file, role: 'interactions' }
      : file,
  );
}

/** The catalogue of an unknown platform is a platform's table of titles where it stands alone, and is left out beside others. */
function settleStrangers({ strangers, ignored }: Sorted, taken: SourceFile[]): SourceFile[] {
  const [first] = strangers;
  if (strangers.length === 1 && chooseMain(taken) === null) return [...taken, { ...first, role: 'titles' }];
  for (const { name, header } of strangers) {
    ignored.push({ name, why: 'unknown-platform', columns: header.slice(0, 20) });
  }
  return taken;
}

const depth = (folder: string): number => (folder === '.' ? 0 : folder.split('/').length);

const MAIN_ROLES: readonly (readonly [MainCatalogue, SourceRole])[] = [
  ['titles', 'titles'],
  ['films', 'tmdb-movies'],
  ['aggregator', 'streaming-titles'],
];

/** The main catalogue, and the uppermost folder that has it; that of added files only where no other has any. */
function chooseMain(taken: readonly SourceFile[]): { main: MainCatalogue; home: string } | null {
  for (const [main, wanted] of MAIN_ROLES) {
    const having = taken.filter(({ role }) => role === wanted);
    const own = having.filter(({ added }) => added !== true);
    const folders = (own.length > 0 ? own : having).map(({ folder }) => folder);
    folders.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : a > b ? 1 : 0));
    if (folders.length > 0) return { main, home: folders[0] };
  }
  return null;
}

const CATALOGUES: readonly SourceRole[] = ['titles', 'tmdb-movies', 'streaming-titles'];
const PLACED: readonly SourceRole[] = ['titles', 'interactions', 'tags'];

/** Says of each file whether it goes with the catalogue in the folder `home`. */
function chooseInteractions(taken: readonly SourceFile[], home: string): (file: SourceFile) => boolean {
  const catalogues = new Set(taken.filter(({ role }) => CATALOGUES.includes(role)).map(({ folder }) => folder));
  const hasOwn = taken.some(({ role, folder }) => role === 'interactions' && folder === home);
  return ({ role, folder }) => {
    if (!PLACED.includes(role) || folder === home) return true;
    return role !== 'titles' && !hasOwn && !catalogues.has(folder);
  };
}

function refuseSources({ taken, ignored, nearMisses }: Sorted, names: readonly string[]): never {
  const wished = nearMisses.find(({ role }) => role === 'titles') ?? nearMisses[0];
  if (wished !== undefined) throw wished.error;
  const empty = ignored.filter((file) => file.why === 'empty').map((file) => file.name);
  if (empty.length > 0 && taken.every((file) => file.role === 'interactions')) {
    throw new ButacaError(
      'EMPTY_SOURCE',
      `empty source: ${empty.join(', ')} has nothing in it; expected a table of titles with a header line.`,
      { details: { files: empty } },
    );
  }
  const details = { files: names.slice(0, 100) };
  const seen = [
    ...taken.map((file) => `${file.name} (${file.role})`),
    ...ignored.map((file) => `${file.name} (${file.why}; columns ${file.columns.slice(0, 8).join(', ') || 'none'})`),
  ];
  const others = names.filter((name) => !TEXT_NAME.test(name)).slice(0, 5);
  throw new ButacaError(
    'UNSUPPORTED_SOURCE',
    `unsupported source: no table of titles among ${seen.slice(0, 10).join('; ') || `${names.length} files (${others.join(', ')})`}; expected a CSV with a title id and a title name. Rename the columns (movieId, title, …) or say in the import settings what they are.`,
    { details },
  );
}
