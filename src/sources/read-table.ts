import { readBytes } from './csv/open-bytes.ts';
import type { RecordView } from './csv/record-view.ts';
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
  let first = file.hasHeader;
  let broken = 0;
  let separators = 0;
  const { separatorLine } = file.dialect;
  const scanner = new RecordScanner({
    delimiter: delimiterByte(file.dialect),
    quotes: file.dialect.quotes,
    backslashEscapes: file.dialect.backslashEscapes,
    fields: file.header.length,
    onRecord(record) {
      if (separatorLine && record.line === 1) separators++;
      else if (first) first = false;
      else onRow(record);
    },
    onFault(reason, line, sample, found) {
      if (separatorLine && line === 1) return;
      broken++;
      const value = reason === 'WRONG_FIELD_COUNT' ? `${found}/${file.header.length}: ${sample}` : sample;
      rejections.add({ file: file.name, line, field: '', value, reason });
    },
  });
  const carry = { colon: false };
  const push = (chunk: Uint8Array): void => {
    scanner.push(file.dialect.delimiter === '::' ? joinDoubleColons(chunk, carry) : chunk);
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
