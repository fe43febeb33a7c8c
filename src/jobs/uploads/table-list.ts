import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { confined, writeDurably } from '../../base/durable-file.ts';
import { canonicalJson, sha256 } from '../../base/hash.ts';
import type { Mapping } from '../../dataset/index.ts';
import { sampleFolder } from '../sample-folder.ts';
import { folderFingerprint, readImportedFolder } from '../source-files.ts';

const tableSchema = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  addedMs: z.number(),
  role: z.string().nullable(),
  columns: z.record(z.string(), z.string()),
});
const stateSchema = z.object({ replaces: z.string().nullable(), tables: z.array(tableSchema) });
const listSchema = stateSchema.extend({ trying: stateSchema.nullable() });

/** A table that was uploaded and is read at every update. `role` and `columns` (field → column) are what a person said of it. */
export type UploadedTable = Readonly<z.output<typeof tableSchema>>;

/** The uploaded tables; `replaces` names the folder in whose place they stand (null: they stand beside whatever is read). */
export interface TableList {
  readonly replaces: string | null;
  readonly tables: readonly UploadedTable[];
}

const uploadsOf = (home: string): string => join(home, 'uploads');
const listPath = (home: string): string => join(uploadsOf(home), 'tables.json');

/** The folder of the uploaded tables; the name under which updates read them where they stand alone. */
export const tablesFolder = (home: string): string => join(uploadsOf(home), 'tables');

/** Where the bytes of an uploaded table are. */
export const tablePath = (home: string, { id, name }: Pick<UploadedTable, 'id' | 'name'>): string =>
  confined(tablesFolder(home), id, basename(name));

/** Where what is not taken in yet is kept. */
export const pendingFolder = (home: string): string => join(uploadsOf(home), 'pending');

/** An id for an upload: nobody can guess it, and it is a name for a folder. */
export const makeUploadId = (): string => `u-${randomBytes(8).toString('hex')}`;

function readList(home: string): z.output<typeof listSchema> {
  try {
    return listSchema.parse(JSON.parse(readFileSync(listPath(home), 'utf8')));
  } catch {
    return { replaces: null, tables: [], trying: null };
  }
}

const writeList = (home: string, list: z.input<typeof listSchema>): void =>
  writeDurably(listPath(home), `${JSON.stringify(list, null, 2)}\n`);

/** The tables in force: while others are being tried, those before them. */
export function readTables(home: string): TableList {
  const { trying, replaces, tables } = readList(home);
  return trying ?? { replaces, tables };
}

/** What an update reads. */
export interface Source {
  /** The name under which it is remembered: a folder. */
  readonly folder: string;
  /** Changes when anything of it changes. */
  readonly fingerprint: string;
  /** Folders and files to read; `added` go with the main catalogue wherever they stand. */
  readonly paths: readonly string[];
  readonly added: readonly string[];
  readonly mapping: Mapping;
}

const mappingOf = (tables: readonly UploadedTable[]): Mapping =>
  Object.fromEntries(
    tables.flatMap(({ name, role, columns }) => [
      ...(role === null ? [] : [[`${name}:role`, role]]),
      ...Object.entries(columns).map(([field, column]) => [`${name}:${field}`, column]),
    ]),
  );

/**
 * What there is to read: the tables of `base` with those uploaded, or the uploaded ones alone where they stand in its place. Null when
 * the folder holds nothing. MISSING_FILE when it cannot be read.
 */
export function composeSource(home: string, base: string, list: TableList = readTables(home)): Source | null {
  const { tables, replaces } = list;
  const own = tablesFolder(home);
  // Without uploaded tables their place is what stood there before them.
  const folder = base === own && tables.length === 0 ? (replaces ?? sampleFolder) : base;
  const facts = tables.map(({ id, name, sha256: hash, role, columns }) => ({ id, name, hash, role, columns }));
  const files = tables.map((table) => tablePath(home, table));
  const mapping = mappingOf(tables);
  if (tables.length > 0 && (folder === own || folder === replaces)) {
    return { folder: own, fingerprint: sha256(canonicalJson(facts)), paths: files, added: [], mapping };
  }
  const fingerprint = folderFingerprint(folder);
  if (fingerprint === null) return null;
  if (tables.length === 0) return { folder, fingerprint, paths: [folder], added: [], mapping };
  return { folder, fingerprint: sha256(canonicalJson([fingerprint, facts])), paths: [folder], added: files, mapping };
}

/** Notes that these tables are being tried in the place of those in force. */
export function tryTables(home: string, list: TableList): void {
  const { replaces, tables } = readTables(home);
  writeList(home, {
    replaces: list.replaces,
    tables: [...list.tables],
    trying: { replaces, tables: [...tables] },
  });
}

/**
 * Ends a try, also one that was cut off: the tables that were tried stay when what is in force was made of them, else those before come
 * back. Returns whether they stayed. To be called while holding the lock of preparations.
 */
export function settleTables(home: string, base: string): boolean {
  const { trying, replaces, tables } = readList(home);
  if (trying === null) return true;
  const tried = { replaces, tables };
  const imported = readImportedFolder(home);
  const source = composeSource(home, base, tried);
  const stays = source !== null && imported?.folder === source.folder && imported.fingerprint === source.fingerprint;
  const [kept, dropped] = stays ? [tried, trying] : [trying, tried];
  writeList(home, { ...kept, trying: null });
  const ids = new Set(kept.tables.map(({ id }) => id));
  for (const { id } of dropped.tables) {
    if (!ids.has(id)) rmSync(confined(tablesFolder(home), id), { recursive: true, force: true });
  }
  return stays;
}
