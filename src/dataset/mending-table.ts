import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { formatCsv } from '../base/format-csv.ts';
import { ButacaError } from '../base/errors.ts';
import type { Rejection } from '../sources/index.ts';
import { describeReason } from './describe-reason.ts';

/** The first column of a table to be mended: no field is recognised by this name, so that the table can be imported as it is. */
const REASON_COLUMN = 'set_aside';
/** Rows written at a time. */
const ROWS = 500;
/** Files of one name that may stand side by side. */
const MOST_ALIKE = 1_000;

const WORDS = {
  es: { line: 'línea', cut: 'fila recortada: mírese el original' },
  en: { line: 'line', cut: 'row cut: see the original' },
} as const;

export type MendingLanguage = keyof typeof WORDS;

/** `folder/movies.csv.gz` → `movies-rejected.csv`: what a table to be mended is called; the platform of a file is still told by it. */
export const mendingName = (file: string): string =>
  `${basename(file).replace(/(\.[a-z0-9]+)?(\.gz)?(#\d+)?$/i, '')}-rejected.csv`;

const writeRows = (rows: readonly (readonly string[])[]): string =>
  `${rows.map((cells) => formatCsv(cells, [])).join('\n')}\n`;

/** The rows of one file that were set aside and are kept whole, each once, with why before its cells. */
async function* rowsToMend(rows: AsyncIterable<Rejection>, language: MendingLanguage): AsyncGenerator<string[]> {
  const words = WORDS[language];
  const told = new Set<number>();
  for await (const { line, field, reason, row, isCut } of rows) {
    const { effect, ...texts } = describeReason(reason);
    if (effect !== 'set-aside' || row === undefined || told.has(line)) continue;
    told.add(line);
    const parts = [`${words.line} ${line}`, field, `${texts[language]} (${reason})`, isCut === true ? words.cut : ''];
    yield [parts.filter((part) => part !== '').join(' · '), ...row];
  }
}

/**
 * The rows of one file that were set aside, as parts of a CSV with the file's own header and, before it, why each row was set aside:
 * mended, the table is imported beside the others. Rows that are not kept whole (see addWholeRows) are left out; a row of which only
 * parts are kept says so. The first part is the header alone.
 */
export async function* writeMendingTable(
  rows: AsyncIterable<Rejection>,
  header: readonly string[],
  language: MendingLanguage,
): AsyncGenerator<string> {
  yield writeRows([[REASON_COLUMN, ...header]]);
  let waiting: string[][] = [];
  for await (const cells of rowsToMend(rows, language)) {
    waiting.push(cells);
    if (waiting.length < ROWS) continue;
    yield writeRows(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield writeRows(waiting);
}

/** A table to be mended as it was written. */
export interface MendingFile {
  /** The file whose rows they are, as the report names it. */
  readonly file: string;
  readonly path: string;
}

/** Opens a file that is not there yet: what somebody has mended is never written over. */
function openNew(folder: string, name: string): { path: string; handle: number } {
  for (let n = 1; n <= MOST_ALIKE; n++) {
    const path = join(folder, n === 1 ? name : name.replace(/(-rejected)\.csv$/, `$1-${n}.csv`));
    try {
      return { path, handle: openSync(path, 'wx', 0o640) };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST') throw error;
    }
  }
  throw new ButacaError('INVALID_PARAMETER', `too many files: ${name} in ${folder}; remove those that were mended.`);
}

/** Writes one table to be mended for each file that has rows set aside, in a folder that is made where it is not there; see writeMendingTable. */
export async function writeMendingTables(
  folder: string,
  files: readonly { readonly name: string; readonly header: readonly string[] }[],
  rowsOf: (file: string) => AsyncIterable<Rejection>,
  language: MendingLanguage,
): Promise<MendingFile[]> {
  const written: MendingFile[] = [];
  for (const { name, header } of files) {
    let open: { path: string; handle: number } | null = null;
    let head = '';
    try {
      for await (const part of writeMendingTable(rowsOf(name), header, language)) {
        if (head === '') {
          head = part;
          continue;
        }
        if (open === null) {
          mkdirSync(folder, { recursive: true });
          open = openNew(folder, mendingName(name));
          writeSync(open.handle, head);
        }
        writeSync(open.handle, part);
      }
    } finally {
      if (open !== null) closeSync(open.handle);
    }
    if (open !== null) written.push({ file: name, path: open.path });
  }
  return written;
}
