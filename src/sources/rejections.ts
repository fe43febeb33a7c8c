import { closeSync, createReadStream, openSync, renameSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ReasonCode } from './reasons.ts';

/** One row of a source that was set aside, or taken with a change. */
export interface Rejection {
  /** File name without its folder. */
  readonly file: string;
  /** Line on which the row starts, from 1 (the header is line 1); for feedback, the event's sequence. */
  readonly line: number;
  /** The field it is about, by the file's own column name; empty when it is about the whole row. */
  readonly field: string;
  /** What stood there, at most 80 characters. */
  readonly value: string;
  readonly reason: ReasonCode;
  /** The whole row as it was read, cell by cell, where it is kept (see clipRow). */
  readonly row?: readonly string[];
  /** Whether something of the row had to be left out; such cells end in an ellipsis. */
  readonly isCut?: true;
}

/** A row as the report keeps it. */
export type KeptRow = Pick<Rejection, 'row' | 'isCut'>;

export interface RejectionCount {
  readonly file: string;
  readonly reason: ReasonCode;
  readonly count: number;
  /** The first ones, at most 100. */
  readonly samples: readonly Omit<Rejection, 'file' | 'reason'>[];
}

const SAMPLES = 100;
/** How many rows rejected.jsonl holds at most; the counts go on beyond. */
export const REJECTED_ROWS_LIMIT = 200_000;
const VALUE_LENGTH = 80;
/** Samples of a reason that keep their whole row. */
const ROWS_OF_SAMPLES = 10;
/** Longest cell and longest row that are kept, in characters. */
const CELL_LENGTH = 2_000;
const ROW_LENGTH = 8_000;

/** Shortens a value for the report: at most 80 characters, control characters shown as spaces. */
export function clip(value: string): string {
  const shown = value
    .slice(0, VALUE_LENGTH * 2)
    .replace(/\p{Cc}+/gu, ' ')
    .toWellFormed();
  const points = Array.from(shown);
  return points.length <= VALUE_LENGTH && value.length <= VALUE_LENGTH * 2
    ? shown
    : `${points.slice(0, VALUE_LENGTH - 1).join('')}…`;
}

const isPlain = (cell: string): boolean => cell.isWellFormed() && !cell.includes('\0');

/** A row to be kept: cells of at most 2,000 characters, 8,000 in all; where something was left out the cell ends in an ellipsis. */
export function clipRow(cells: readonly string[]): KeptRow & { readonly row: readonly string[] } {
  let length = 0;
  for (const cell of cells) length += cell.length;
  if (length <= CELL_LENGTH && cells.every(isPlain)) return { row: cells };
  const row: string[] = [];
  let room = ROW_LENGTH;
  let isCut = false;
  for (const cell of cells) {
    const most = Math.min(CELL_LENGTH, room);
    const fits = cell.length <= most;
    const shown = (fits ? cell : `${cell.slice(0, Math.max(0, most - 1))}…`).toWellFormed().replaceAll('\0', ' ');
    isCut ||= !fits;
    room -= Math.min(room, shown.length);
    row.push(shown);
    if (room === 0) break;
  }
  isCut ||= row.length < cells.length;
  return isCut ? { row, isCut } : { row };
}

/** Counts by file and reason, keeps the first of each, and writes all of them (up to a bound) to a file of JSON lines. */
export class Rejections {
  readonly #counts = new Map<string, { file: string; reason: ReasonCode; count: number; samples: Rejection[] }>();
  #handle: number | null;
  readonly #path: string | null;
  #buffer: string[] = [];
  #written = 0;
  /** Where each written row stands. */
  readonly #places: { readonly file: string; readonly line: number }[] = [];

  constructor(path: string | null) {
    this.#path = path;
    this.#handle = path === null ? null : openSync(path, 'w', 0o640);
  }

  /** How many more rows the file takes. */
  get room(): number {
    return REJECTED_ROWS_LIMIT - this.#written;
  }

  /** How many counted rows the file does not hold. */
  get beyond(): number {
    let counted = 0;
    for (const { count } of this.#counts.values()) counted += count;
    return counted - this.#written;
  }

  add(rejection: Rejection): void {
    this.addCount(rejection.file, rejection.reason, 1);
    this.addSample(rejection);
  }

  /** Counts rows whose samples are added apart (or not at all). */
  addCount(file: string, reason: ReasonCode, count: number): void {
    const entry = this.#entry(file, reason);
    entry.count += count;
  }

  addSample(rejection: Rejection): void {
    const clipped = { ...rejection, value: clip(rejection.value) };
    const entry = this.#entry(rejection.file, rejection.reason);
    if (entry.samples.length < SAMPLES) entry.samples.push(clipped);
    if (this.#handle === null || this.room <= 0) return;
    this.#written++;
    this.#places.push({ file: rejection.file, line: rejection.line });
    this.#buffer.push(`${JSON.stringify(clipped)}\n`);
    if (this.#buffer.length >= 1000) this.#flush();
  }

  /** Counts and samples by file, then reason, in order of name. */
  list(): RejectionCount[] {
    return [...this.#counts.values()]
      .filter((entry) => entry.count > 0)
      .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.reason < b.reason ? -1 : 1))
      .map(({ file, reason, count, samples }) => ({
        file,
        reason,
        count,
        samples: samples.map(({ file: _file, reason: _reason, ...sample }) => sample),
      }));
  }

  close(): void {
    if (this.#handle === null) return;
    this.#flush();
    closeSync(this.#handle);
    this.#handle = null;
  }

  /** The lines of each file that were written, ascending, each once. */
  lines(): Map<string, Float64Array> {
    const lines = new Map<string, number[]>();
    for (const { file, line } of this.#places) {
      const known = lines.get(file);
      if (known === undefined) lines.set(file, [line]);
      else known.push(line);
    }
    return new Map(
      Array.from(lines, ([file, all]) => {
        const sorted = Float64Array.from(all).sort();
        return [file, sorted.filter((line, i) => line !== sorted[i - 1])];
      }),
    );
  }

  /** Closes the file and writes it again with the whole rows that `rowOf` knows (a KeptRow as JSON); the first samples of each reason get theirs too. */
  async complete(rowOf: (file: string, line: number) => string | undefined): Promise<void> {
    this.close();
    for (const { samples } of this.#counts.values()) {
      for (let i = 0; i < Math.min(ROWS_OF_SAMPLES, samples.length); i++) {
        const kept = rowOf(samples[i].file, samples[i].line);
        if (kept !== undefined) samples[i] = { ...samples[i], ...(JSON.parse(kept) as KeptRow) };
      }
    }
    if (this.#path === null || this.#written === 0) return;
    const draft = `${this.#path}.draft`;
    this.#handle = openSync(draft, 'w', 0o640);
    let at = 0;
    for await (const written of createInterface({ input: createReadStream(this.#path) })) {
      const { file, line } = this.#places[at++];
      const kept = rowOf(file, line);
      // An object without its last brace, and the members of the other behind it.
      const text = kept === undefined ? written : `${written.slice(0, -1)},${kept.slice(1)}`;
      this.#buffer.push(`${text}\n`);
      if (this.#buffer.length >= 1000) this.#flush();
    }
    this.close();
    renameSync(draft, this.#path);
  }

  #entry(file: string, reason: ReasonCode): { count: number; samples: Rejection[] } {
    const key = `${file}\u0000${reason}`;
    let entry = this.#counts.get(key);
    if (entry === undefined) {
      entry = { file, reason, count: 0, samples: [] };
      this.#counts.set(key, entry);
    }
    return entry;
  }

  #flush(): void {
    if (this.#buffer.length === 0 || this.#handle === null) return;
    const bytes = Buffer.from(this.#buffer.join(''));
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#handle, bytes, at);
    this.#buffer = [];
  }
}
