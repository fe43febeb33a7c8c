import { RecordScanner } from './scan-records.ts';

/** How a file's text is cut into records and fields. */
export interface Dialect {
  /** The character between fields; `::` is told as such and read as one byte 0x1f. */
  readonly delimiter: ',' | ';' | '\t' | '|' | '::';
  readonly quotes: boolean;
  readonly backslashEscapes: boolean;
  /** The first line is `sep=;`, by which Excel tells the delimiter: not a row. */
  readonly separatorLine: boolean;
}

const CANDIDATES = [',', ';', '\t', '|'] as const;
const SAMPLE_RECORDS = 200;
const SNIFFED_BYTES = 64 * 1024;

/** The byte that stands between fields when a dialect's text is scanned. */
export const delimiterByte = (dialect: Dialect): number =>
  dialect.delimiter === '::' ? 0x1f : dialect.delimiter.charCodeAt(0);

/** Returns the first records of the head as lists of texts; the last one is left out when the head is cut off. */
export function readSample(head: Uint8Array, dialect: Dialect, whole: boolean, limit = SAMPLE_RECORDS): string[][] {
  const rows: string[][] = [];
  const scanner = new RecordScanner({
    delimiter: delimiterByte(dialect),
    quotes: dialect.quotes,
    backslashEscapes: dialect.backslashEscapes,
    onRecord(record) {
      if (dialect.separatorLine && record.line === 1) return;
      if (rows.length < limit) rows.push(Array.from({ length: record.count }, (_, i) => record.text(i)));
    },
    onFault() {},
  });
  scanner.push(dialect.delimiter === '::' ? joinDoubleColons(head) : head);
  if (whole) scanner.finish();
  return rows;
}

/**
 * Finds the delimiter by which the head falls into records of one and the same length; the header decides between equals. Returns
 * null when the text has one column only.
 */
export function sniffDialect(bytes: Uint8Array, isWhole: boolean): { dialect: Dialect; rows: string[][] } | null {
  const whole = isWhole && bytes.length <= SNIFFED_BYTES;
  const head = bytes.subarray(0, SNIFFED_BYTES);
  const text = Buffer.from(head).toString('latin1');
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  if (/^\d+::.*::/.test(firstLine)) {
    const dialect: Dialect = { delimiter: '::', quotes: false, backslashEscapes: false, separatorLine: false };
    return { dialect, rows: readSample(head, dialect, whole) };
  }
  const backslashEscapes = /[^\\]\\"[^,;\t|\r\n]/.test(text) && !/[^,;\t|\r\n]""[^,;\t|\r\n]/.test(text);
  let best: { dialect: Dialect; rows: string[][]; score: number } | null = null;
  const told = /^sep=([,;\t|])$/i.exec(firstLine)?.[1];
  for (const delimiter of told === undefined ? CANDIDATES : CANDIDATES.filter((each) => each === told)) {
    const dialect: Dialect = { delimiter, quotes: true, backslashEscapes, separatorLine: told !== undefined };
    const rows = readSample(head, dialect, whole);
    const width = rows[0]?.length ?? 0;
    if (width < 2) continue;
    const equal = rows.filter((row) => row.length === width || (row.length === width + 1 && row[width] === '')).length;
    const score = equal / rows.length + width / 1000;
    if (best === null || score > best.score) best = { dialect, rows, score };
  }
  return best;
}

/** Returns the bytes with every `::` replaced by 0x1f; `carry` holds a colon that ended the chunk before. */
export function joinDoubleColons(chunk: Uint8Array, carry: { colon: boolean } = { colon: false }): Uint8Array {
  const out = new Uint8Array(chunk.length + 1);
  let length = 0;
  let at = 0;
  if (carry.colon) {
    if (chunk[0] === 58) {
      out[length++] = 0x1f;
      at = 1;
    } else out[length++] = 58;
    carry.colon = false;
  }
  for (; at < chunk.length; at++) {
    const byte = chunk[at];
    if (byte !== 58) out[length++] = byte;
    else if (at + 1 === chunk.length) carry.colon = true;
    else if (chunk[at + 1] === 58) {
      out[length++] = 0x1f;
      at++;
    } else out[length++] = 58;
  }
  return out.subarray(0, length);
}
