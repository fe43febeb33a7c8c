import { readBytes, readChunks } from './csv/open-bytes.ts';
import type { RecordView, ScanOptions } from './csv/record-view.ts';
import { RecordScanner } from './csv/scan-records.ts';
import { delimiterByte, joinDoubleColons } from './csv/sniff.ts';
import type { SourceFile } from './recognise.ts';
import type { Rejections } from './rejections.ts';

/** What reading one file came to. */
export interface TableRead {
  /** Bytes and SHA-256 of the file as given. */
  readonly bytes: number;
  readonly sha256: string;
  /** Data rows, the broken ones among them. */
  readonly rows: number;
  /** Rows that could not be cut into fields. */
  readonly broken: number;
  /** `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, or `utf-8 + windows-1252` when a file mixes them. */
  readonly encoding: string;
}

interface TableScan {
  readonly onSeparator?: () => void;
  readonly onRow: (row: RecordView) => void;
  readonly onFault: ScanOptions['onFault'];
}

/** The scanner of a recognised file, which tells its data rows and leaves out what stands before them. */
function scanTable(
  file: SourceFile,
  { onSeparator, onRow, onFault }: TableScan,
): { readonly scanner: RecordScanner; readonly push: (chunk: Uint8Array) => void } {
  const { separatorLine, delimiter } = file.dialect;
  let first = file.hasHeader;
  const scanner = new RecordScanner({
    delimiter: delimiterByte(file.dialect),
    quotes: file.dialect.quotes,
    backslashEscapes: file.dialect.backslashEscapes,
    fields: file.header.length,
    onRecord(record) {
      if (separatorLine && record.line === 1) onSeparator?.();
      else if (first) first = false;
      else onRow(record);
    },
    onFault(fault, line, sample, found, cells) {
      if (!separatorLine || line !== 1) onFault(fault, line, sample, found, cells);
    },
  });
  const carry = { colon: false };
  return {
    scanner,
    push: (chunk) => scanner.push(delimiter === '::' ? joinDoubleColons(chunk, carry) : chunk),
  };
}

/**
 * Reads the rows of a recognised file that begin on the given lines (ascending), broken ones too, as cells; `onRow` returns false when
 * it has enough. Ends at the last of the lines, so that what stands behind it costs nothing.
 */
export async function readRows(
  file: SourceFile,
  lines: ArrayLike<number>,
  onRow: (line: number, cells: readonly string[]) => boolean,
): Promise<void> {
  let next = 0;
  const isWanted = (line: number): boolean => {
    while (next < lines.length && lines[next] < line) next++;
    return next < lines.length && lines[next] === line;
  };
  const tell = (line: number, cells: readonly string[]): void => {
    next = onRow(line, cells) ? next + 1 : lines.length;
  };
  const { scanner, push } = scanTable(file, {
    onRow(row) {
      if (!isWanted(row.line)) return;
      const cells: string[] = [];
      for (let i = 0; i < row.count; i++) cells.push(row.text(i));
      tell(row.line, cells);
    },
    onFault(_fault, line, _sample, _found, cells) {
      if (isWanted(line)) tell(line, cells());
    },
  });
  for await (const chunk of readChunks(file.path, file.head)) {
    push(chunk);
    if (next === lines.length) return;
  }
  scanner.finish();
}

/**
 * Reads a recognised file to its end, calling `onRow` for each well-formed data row (the view is reused: take what you keep).
 * Rows that are not well formed are added to the rejections. Memory stays bounded whatever the file holds.
 */
export async function readTable(
  file: SourceFile,
  rejections: Rejections,
  onRow: (row: RecordView) => void,
  onBytes: (bytes: number) => void = () => {},
): Promise<TableRead> {
  let broken = 0;
  let separators = 0;
  const { scanner, push: scan } = scanTable(file, {
    onSeparator: () => separators++,
    onRow,
    onFault(reason, line, sample, found) {
      broken++;
      const value = reason === 'WRONG_FIELD_COUNT' ? `${found}/${file.header.length}: ${sample}` : sample;
      rejections.add({ file: file.name, line, field: '', value, reason });
    },
  });
  const push = (chunk: Uint8Array): void => {
    scan(chunk);
    onBytes(chunk.length);
  };
  const { bytes, sha256 } = await readBytes(file.path, file.head, push);
  scanner.finish();
  const { records, utf8, windows1252 } = scanner.counts;
  const encoding =
    file.head.encoding !== 'utf-8'
      ? file.head.encoding
      : windows1252 === 0
        ? 'utf-8'
        : utf8 > windows1252 * 0.02
          ? 'utf-8 + windows-1252'
          : 'windows-1252';
  return { bytes, sha256, rows: records - separators - (file.hasHeader ? 1 : 0) + broken, broken, encoding };
}

/** The file's own name of a column. */
export const columnName = (file: SourceFile, position: number | undefined): string =>
  position === undefined ? '' : (file.header[position]?.trim() ?? '');
