import { closeSync, openSync, writeSync } from 'node:fs';
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
}

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

/** Counts by file and reason, keeps the first of each, and writes all of them (up to a bound) to a file of JSON lines. */
export class Rejections {
  readonly #counts = new Map<string, { file: string; reason: ReasonCode; count: number; samples: Rejection[] }>();
  #handle: number | null;
  #buffer: string[] = [];
  #written = 0;

  constructor(path: string | null) {
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
        samples: samples.map(({ line, field, value }) => ({ line, field, value })),
      }));
  }

  close(): void {
    if (this.#handle === null) return;
    this.#flush();
    closeSync(this.#handle);
    this.#handle = null;
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
