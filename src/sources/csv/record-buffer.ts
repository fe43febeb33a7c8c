import { isUtf8 } from 'node:buffer';
import type { RecordView } from './record-view.ts';

const MAX_FIELDS = 4096;
const SAMPLE_BYTES = 320;

const windows1252 = new TextDecoder('windows-1252');

/** The bytes and bounds of the record that is being read; it grows to the longest record and is used again. */
export class RecordBuffer implements RecordView {
  line: number;
  count = 0;
  bytes: Buffer;
  starts = new Int32Array(64);
  ends = new Int32Array(64);

  constructor(line: number, bytes: number) {
    this.line = line;
    this.bytes = Buffer.alloc(bytes);
  }

  text(field: number): string {
    if (field < 0 || field >= this.count || field >= MAX_FIELDS) return '';
    const start = this.starts[field];
    const end = this.ends[field];
    return start === end ? '' : this.bytes.toString('utf8', start, end);
  }

  protected grow(): Buffer {
    const larger = Buffer.alloc(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
    return larger;
  }

  /** Counts a field; the bounds of the first 4,096 are kept. */
  protected addField(start: number, end: number): void {
    if (this.count === this.starts.length && this.count < MAX_FIELDS) {
      const starts = new Int32Array(this.count * 2);
      const ends = new Int32Array(this.count * 2);
      starts.set(this.starts);
      ends.set(this.ends);
      this.starts = starts;
      this.ends = ends;
    }
    if (this.count < this.starts.length) {
      this.starts[this.count] = start;
      this.ends[this.count] = end;
    }
    this.count++;
  }

  /** The beginning of what has been read of the record, at most `length` bytes of it, with the delimiter between the fields. */
  protected sample(length: number, delimiter: number): string {
    const shown = Math.min(length, SAMPLE_BYTES);
    const parts: string[] = [];
    let from = 0;
    for (let i = 0; i < this.count && from < shown; i++) {
      const end = Math.min(shown, this.ends[i] ?? shown);
      parts.push(this.bytes.toString('utf8', from, end));
      from = end;
    }
    if (from < shown) parts.push(this.bytes.toString('utf8', from, shown));
    return parts.join(String.fromCharCode(delimiter)).replace(/\r?\n$/, '');
  }

  /** What has been read of the record, cut into fields; of `length` bytes in all. */
  protected cells(length: number): string[] {
    const isText = isUtf8(this.bytes.subarray(0, length));
    const read = (from: number, to: number): string =>
      isText ? this.bytes.toString('utf8', from, to) : windows1252.decode(this.bytes.subarray(from, to));
    const cells: string[] = [];
    let from = 0;
    for (let i = 0; i < Math.min(this.count, this.starts.length) && from <= length; i++) {
      const end = Math.min(length, this.ends[i]);
      cells.push(read(from, end));
      from = end;
    }
    if (from < length) cells.push(read(from, length).replace(/\r?\n$/, ''));
    return cells;
  }

  /** Makes the record UTF-8 when it is not, reading it as windows-1252; says whether it had to. */
  protected settleEncoding(length: number): boolean {
    if (isUtf8(this.bytes.subarray(0, length))) return false;
    const parts: Buffer[] = [];
    let end = 0;
    for (let i = 0; i < Math.min(this.count, this.starts.length); i++) {
      const part = Buffer.from(windows1252.decode(this.bytes.subarray(this.starts[i], this.ends[i])));
      this.starts[i] = end;
      end += part.length;
      this.ends[i] = end;
      parts.push(part);
    }
    while (this.bytes.length < end) this.grow();
    this.bytes.set(Buffer.concat(parts));
    return true;
  }
}
