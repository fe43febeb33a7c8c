import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../base/durable-file.ts';
import { ButacaError } from '../base/errors.ts';
import { canonicalJson, sha256 } from '../base/hash.ts';

/** A folder of tables as it was when it was last imported at a start. */
const recordSchema = z.object({ folder: z.string(), fingerprint: z.string(), snapshotId: z.string() });
export type ImportedFolder = z.output<typeof recordSchema>;

const recordPath = (home: string): string => join(home, 'imported-folder.json');

/**
 * A text that changes when a file under the folder is added, removed or written (names, sizes, times; no file is read), or null for
 * a folder without files. Hidden files do not count. MISSING_FILE when the folder cannot be read.
 */
export function folderFingerprint(folder: string): string | null {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    throw new ButacaError('MISSING_FILE', `missing folder: ${folder}; expected a readable folder with tables.`, {
      cause: error,
    });
  }
  const files = names
    .filter((name) => !name.split(/[/\\]/).some((part) => part.startsWith('.')))
    .sort()
    .map((name) => ({ name, stat: statSync(join(folder, name), { throwIfNoEntry: false }) }))
    .filter(({ stat }) => stat?.isFile() === true)
    .map(({ name, stat }) => [name, stat!.size, stat!.mtimeMs]);
  return files.length === 0 ? null : sha256(canonicalJson(files));
}

/** What was imported at an earlier start; null when nothing was, or the note is not readable. */
export function readImportedFolder(home: string): ImportedFolder | null {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(recordPath(home), 'utf8')));
  } catch {
    return null;
  }
}

/** Notes what was imported, so that the next start need not read it again. */
export function writeImportedFolder(home: string, record: ImportedFolder): void {
  writeDurably(recordPath(home), `${JSON.stringify(record, null, 2)}\n`);
}
