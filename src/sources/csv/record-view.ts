/** What the reader of delimited text tells, and how it is told what to do. */

/** One record; the reader uses the same object again for the next one, so take what you keep. */
export interface RecordView {
  /** Line of the file on which the record starts, from 1. */
  readonly line: number;
  /** How many fields there are. */
  readonly count: number;
  /** UTF-8 bytes of all fields, unquoted; field i stands at starts[i]…ends[i]. */
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The field as text; empty for a field that is not there. */
  text(field: number): string;
}

export type ScanFault = 'LINE_TOO_LONG' | 'UNCLOSED_QUOTE' | 'NUL_BYTE' | 'WRONG_FIELD_COUNT';

export interface ScanOptions {
  /** One byte: `,`, `;`, tab, `|` or 0x1f. */
  readonly delimiter: number;
  /** Whether `"` quotes fields; defaults to true. */
  readonly quotes?: boolean;
  /** Whether `\"` inside a quoted field stands for a quote; defaults to false. */
  readonly backslashEscapes?: boolean;
  /** How many fields a record must have; one more, if empty, is forgiven. Unchecked when absent. */
  readonly fields?: number;
  /** Longest record in bytes, set aside beyond; defaults to 1 MiB. */
  readonly recordLimit?: number;
  /** Number of the first line; defaults to 1. */
  readonly firstLine?: number;
  onRecord(record: RecordView): void;
  /** A line that cannot be used; `sample` is its beginning, `found` how many fields it had, `cells` gives what was read of them. */
  onFault(fault: ScanFault, line: number, sample: string, found: number, cells: () => string[]): void;
}

export interface ScanCounts {
  records: number;
  /** Records with bytes beyond ASCII that were valid UTF-8. */
  utf8: number;
  /** Records that were not valid UTF-8 and were read as windows-1252. */
  windows1252: number;
}
