/**
 * A byte-level reader of delimited text: one pass, bounded memory, no object per row. Broken quoting, overlong lines and NUL bytes
 * cost the line they stand in and no more.
 */
import { RecordBuffer } from './record-buffer.ts';
import type { ScanCounts, ScanFault, ScanOptions } from './record-view.ts';

const LF = 10;
const CR = 13;
const QUOTE = 34;
const BACKSLASH = 92;
/** Beyond this and as much as has been read, nothing is read twice because of unclosed quotes: keeps hostile files linear. */
const REWIND_BUDGET = 4 * 1024 * 1024;

const PLAIN = 0;
const SEPARATOR = 1;
const QUOTING = 2;
const END = 3;
const RETURN = 4;
const HIGH = 5;
const NUL = 6;
const ESCAPE = 7;

export class RecordScanner extends RecordBuffer {
  readonly counts: ScanCounts = { records: 0, utf8: 0, windows1252: 0 };

  readonly #options: ScanOptions;
  readonly #limit: number;
  readonly #classes = new Uint8Array(256);
  #length = 0;
  #fieldStart = 0;
  #inQuotes = false;
  /** The field was opened by a quote (so its end was a closing quote). */
  #quoted = false;
  /** The last byte was a quote inside a quoted field: an escape or the end, the next byte tells. */
  #afterQuote = false;
  #afterBackslash = false;
  /** Text followed a closing quote: harmless within a line, a sign of a lost quote over several. */
  #stray = false;
  #afterReturn = false;
  #skipping = false;
  #high = false;
  #nul = false;
  #currentLine: number;
  /** Raw bytes after the record's first line, kept while a quoted field goes over line ends. */
  #tail: Uint8Array | null = null;
  #tailLength = 0;
  /** Bytes to be scanned again before the scan goes on. */
  #replay: Uint8Array | null = null;
  #rewound = 0;
  #read = 0;
  #firstLineEnd = 0;

  constructor(options: ScanOptions) {
    const limit = options.recordLimit ?? 1024 * 1024;
    super(options.firstLine ?? 1, Math.min(limit, 64 * 1024));
    this.#options = options;
    this.#limit = limit;
    this.#currentLine = this.line;
    const classes = this.#classes;
    classes.fill(HIGH, 128);
    classes[0] = NUL;
    classes[LF] = END;
    classes[CR] = RETURN;
    if (options.quotes !== false) classes[QUOTE] = QUOTING;
    if (options.backslashEscapes === true) classes[BACKSLASH] = ESCAPE;
    classes[options.delimiter] = SEPARATOR;
  }

  /** Reads on; records and faults are told while it runs. The chunk is not kept. */
  push(chunk: Uint8Array): void {
    this.#read += chunk.length;
    this.#run(chunk);
  }

  /** Reads what is left when the file has ended without a line end. */
  finish(): void {
    while (this.#inQuotes && !this.#afterQuote && !this.#skipping) {
      const tail = this.#fail('UNCLOSED_QUOTE');
      if (tail !== null) this.#run(tail);
    }
    if (this.#skipping) this.#endSkip();
    else if (this.#length > 0 || this.count > 0 || this.#quoted) this.#endRecord();
  }

  #run(first: Uint8Array): void {
    const pending: Uint8Array[] = [first];
    for (let chunk = pending.pop(); chunk !== undefined; chunk = pending.pop()) {
      const stop = this.#scan(chunk);
      if (stop < chunk.length) pending.push(chunk.subarray(stop));
      if (this.#replay !== null) {
        pending.push(this.#replay);
        this.#replay = null;
      }
    }
  }

  /** Scans until the chunk ends or the scan must go back; returns the position from which to go on. */
  #scan(chunk: Uint8Array): number {
    const classes = this.#classes;
    const limit = this.#limit;
    const size = chunk.length;
    let at = 0;
    while (at < size) {
      if (this.#skipping) {
        const end = chunk.indexOf(LF, at);
        if (end < 0) return size;
        at = end + 1;
        this.#endSkip();
        continue;
      }
      const byte = chunk[at];
      if (this.#afterReturn) {
        this.#afterReturn = false;
        if (byte === LF) {
          at++;
          continue;
        }
      }
      if (this.#inQuotes) {
        if (this.#afterQuote) {
          this.#afterQuote = false;
          if (byte === QUOTE) {
            this.#put(QUOTE);
            this.#keep(chunk, at, at + 1);
            at++;
          } else {
            this.#inQuotes = false;
            const kind = classes[byte];
            if (kind !== SEPARATOR && kind !== END && kind !== RETURN) this.#stray = true;
          }
          continue;
        }
        if (this.#afterBackslash) {
          this.#afterBackslash = false;
          if (byte !== QUOTE && byte !== BACKSLASH) this.#put(BACKSLASH);
          this.#put(byte);
          this.#keep(chunk, at, at + 1);
          at++;
          continue;
        }
        const from = at;
        let length = this.#length;
        let bytes = this.bytes;
        while (at < size) {
          const inner = chunk[at];
          const kind = classes[inner];
          if (kind === QUOTING || kind === END || kind === ESCAPE || length >= limit) break;
          if (kind === HIGH) this.#high = true;
          else if (kind === NUL) this.#nul = true;
          if (length === bytes.length) bytes = this.grow();
          bytes[length++] = inner;
          at++;
        }
        this.#length = length;
        this.#keep(chunk, from, at);
        if (at === size) break;
        if (length >= limit) {
          const tail = this.#fail(this.#tail === null ? 'LINE_TOO_LONG' : 'UNCLOSED_QUOTE');
          if (tail !== null) {
            this.#replay = tail;
            return at;
          }
          continue;
        }
        const kind = classes[chunk[at]];
        if (kind === END) {
          this.#put(LF);
          this.#currentLine++;
          if (this.#tail === null) {
            this.#tail = new Uint8Array(4096);
            this.#tailLength = 0;
            this.#firstLineEnd = this.#length;
          } else this.#keep(chunk, at, at + 1);
        } else {
          this.#keep(chunk, at, at + 1);
          if (kind === ESCAPE) this.#afterBackslash = true;
          else this.#afterQuote = true;
        }
        at++;
        continue;
      }
      // Outside quotes: the hot loop over plain bytes.
      const from = at;
      let length = this.#length;
      let bytes = this.bytes;
      let kind = PLAIN;
      let high = this.#high;
      while (at < size) {
        const inner = chunk[at];
        kind = classes[inner]!;
        if (kind !== PLAIN) {
          if (kind !== HIGH) break;
          high = true;
        }
        if (length >= limit) break;
        if (length === bytes.length) {
          this.#length = length;
          bytes = this.grow();
        }
        bytes[length++] = inner;
        at++;
      }
      this.#length = length;
      this.#high = high;
      if (this.#tail !== null) this.#keep(chunk, from, at);
      if (at === size) break;
      if (length >= limit) {
        const tail = this.#fail('LINE_TOO_LONG');
        if (tail !== null) {
          this.#replay = tail;
          return at;
        }
        continue;
      }
      switch (kind) {
        case SEPARATOR:
          this.#endField();
          this.#keep(chunk, at, at + 1);
          break;
        case QUOTING:
          this.#keep(chunk, at, at + 1);
          if (this.#length === this.#fieldStart && !this.#quoted) {
            this.#inQuotes = true;
            this.#quoted = true;
          } else this.#put(QUOTE);
          break;
        case NUL:
          this.#nul = true;
          this.#put(0);
          this.#keep(chunk, at, at + 1);
          break;
        case ESCAPE:
          this.#put(BACKSLASH);
          this.#keep(chunk, at, at + 1);
          break;
        default: {
          this.#keep(chunk, at, at + 1);
          this.#afterReturn = kind === RETURN;
          at++;
          const tail = this.#endRecord();
          if (tail !== null) {
            this.#replay = tail;
            return at;
          }
          continue;
        }
      }
      at++;
    }
    return at;
  }

  #put(byte: number): void {
    if (this.#length === this.bytes.length) this.grow();
    this.bytes[this.#length++] = byte;
  }

  #keep(chunk: Uint8Array, from: number, to: number): void {
    if (this.#tail === null || from === to) return;
    const needed = this.#tailLength + to - from;
    if (needed > this.#tail.length) {
      const larger = new Uint8Array(Math.max(needed, this.#tail.length * 2));
      larger.set(this.#tail.subarray(0, this.#tailLength));
      this.#tail = larger;
    }
    this.#tail.set(chunk.subarray(from, to), this.#tailLength);
    this.#tailLength = needed;
  }

  #endField(): void {
    this.addField(this.#fieldStart, this.#length);
    this.#fieldStart = this.#length;
    this.#quoted = false;
    this.#inQuotes = false;
    this.#afterQuote = false;
  }

  /** Ends the record; returns bytes to be read again when it was broken over several lines. */
  #endRecord(): Uint8Array | null {
    this.#currentLine++;
    const blank = this.count === 0 && this.#length === 0 && !this.#quoted;
    if (blank) {
      this.#reset();
      return null;
    }
    this.#endField();
    const expected = this.#options.fields;
    if (this.#stray && this.#mayRewind()) return this.#rewind();
    if (this.#nul) {
      this.#tellFault('NUL_BYTE', this.#length);
    } else if (
      expected !== undefined &&
      this.count !== expected &&
      !(this.count === expected + 1 && this.starts[expected] === this.ends[expected])
    ) {
      if (this.#mayRewind()) return this.#rewind();
      this.#tellFault('WRONG_FIELD_COUNT', this.#length);
    } else {
      if (this.#high) this.counts[this.settleEncoding(this.#length) ? 'windows1252' : 'utf8']++;
      this.counts.records++;
      this.#options.onRecord(this);
    }
    this.#reset();
    return null;
  }

  #fail(fault: ScanFault): Uint8Array | null {
    if (this.#mayRewind()) return this.#rewind();
    this.#tellFault(fault, this.#length);
    this.#reset();
    this.#skipping = true;
    return null;
  }

  #mayRewind(): boolean {
    return this.#tail !== null && this.#rewound + this.#tailLength <= REWIND_BUDGET + this.#read;
  }

  /** Gives up the record's first line only and returns the lines after it. */
  #rewind(): Uint8Array {
    const tail = this.#tail!.subarray(0, this.#tailLength);
    this.#rewound += tail.length;
    this.#tellFault('UNCLOSED_QUOTE', this.#firstLineEnd);
    this.#currentLine = this.line + 1;
    this.#afterReturn = false;
    this.#reset();
    return tail;
  }

  #tellFault(fault: ScanFault, length: number): void {
    const sample = this.sample(length, this.#options.delimiter);
    this.#options.onFault(fault, this.line, sample, this.count, () => this.cells(length));
  }

  #endSkip(): void {
    this.#skipping = false;
    this.#currentLine++;
    this.#reset();
  }

  #reset(): void {
    this.count = 0;
    this.#length = 0;
    this.#fieldStart = 0;
    this.#inQuotes = false;
    this.#quoted = false;
    this.#afterQuote = false;
    this.#afterBackslash = false;
    this.#stray = false;
    this.#high = false;
    this.#nul = false;
    this.#tail = null;
    this.#tailLength = 0;
    this.line = this.#currentLine;
  }
}
