import { closeSync, openSync, writeSync } from 'node:fs';
import type { RecordView } from './csv/record-view.ts';

const COMMA = 44;
const LF = 10;
const CR = 13;
const QUOTE = 34;
/** Space, and the control characters below it. */
const BLANK = 32;
const BUFFER = 1 << 20;

/** The text without spaces and control characters around it, as `StagedTable` writes fields: ids must agree to the byte. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= BLANK) start++;
  while (start < end && text.charCodeAt(end - 1) <= BLANK) end--;
  return text.slice(start, end);
}

/**
 * Writes rows of bytes as RFC 4180 text in UTF-8: the form in which tables wait for the database. No object per row.
 */
export class StagedTable {
  readonly #handle: number;
  #buffer = Buffer.allocUnsafe(BUFFER);
  #length = 0;
  rows = 0;
  /** Whether a field has a line end in it: then the table cannot be cut at line ends to be read by several threads. */
  hasLineEnds = false;

  constructor(path: string) {
    this.#handle = openSync(path, 'w', 0o640);
  }

  /** Writes a whole number ≥ 0, and a comma after it. */
  number(value: number): this {
    this.#reserve(24);
    this.#length += this.#buffer.write(String(value), this.#length, 'latin1');
    this.#buffer[this.#length++] = COMMA;
    return this;
  }

  /** Writes a field of a record without blanks around it, quoted where it must be; an absent one (undefined) is empty. */
  field(row: RecordView, position: number | undefined, last = false): this {
    if (position !== undefined && position < row.count) {
      const { bytes } = row;
      let start = row.starts[position];
      let end = row.ends[position];
      while (start < end && bytes[start] <= BLANK) start++;
      while (start < end && bytes[end - 1] <= BLANK) end--;
      this.#reserve(2 * (end - start) + 3);
      let special = false;
      for (let i = start; i < end; i++) {
        const byte = bytes[i];
        if (byte === QUOTE || byte === COMMA) special = true;
        else if (byte === LF || byte === CR) {
          special = true;
          this.hasLineEnds = true;
        }
      }
      const out = this.#buffer;
      let at = this.#length;
      if (special) out[at++] = QUOTE;
      for (let i = start; i < end; i++) {
        const byte = bytes[i];
        if (byte === QUOTE) out[at++] = QUOTE;
        out[at++] = byte;
      }
      if (special) out[at++] = QUOTE;
      this.#length = at;
    } else this.#reserve(1);
    this.#buffer[this.#length++] = last ? LF : COMMA;
    if (last) this.rows++;
    return this;
  }

  /** Writes a field of text. */
  text(value: string, last = false): this {
    this.#reserve(3 * value.length + 3);
    if (/[\r\n]/.test(value)) this.hasLineEnds = true;
    const quoted = /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
    this.#reserve(3 * quoted.length + 1);
    this.#length += this.#buffer.write(quoted, this.#length, 'utf8');
    this.#buffer[this.#length++] = last ? LF : COMMA;
    if (last) this.rows++;
    return this;
  }

  close(): void {
    this.#flush();
    closeSync(this.#handle);
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    this.#flush();
    if (bytes > this.#buffer.length) this.#buffer = Buffer.allocUnsafe(bytes);
  }

  #flush(): void {
    for (let at = 0; at < this.#length; ) at += writeSync(this.#handle, this.#buffer, at, this.#length - at);
    this.#length = 0;
  }
}
