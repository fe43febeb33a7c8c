import type { Hash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ButacaError } from '../../base/errors.ts';
import { grown, type IdTable } from './id-table.ts';
import { lineError } from './lines.ts';

/** Users and items of the lines that were taken, in the order of the file. */
export interface Pairs {
  readonly users: Int32Array;
  readonly items: Int32Array;
  /** Lines that were left out because of too few stars. */
  readonly below: number;
}

const FORM = 'user item [rating [time]], apart by tab, comma, :: or blanks, with or without a line of headings';
const BLOCK = 1 << 20;
const [LINE_FEED, RETURN, TAB, BLANK, COMMA, COLON, QUOTE] = [10, 13, 9, 32, 44, 58, 34];
const HEADINGS = [/^(user|uid|member|session|customer)/i, /^(item|iid|sid|movie|film|title|track|song|product|show)/i];

/**
 * Reads lines of two to four columns, plain or gzip, block by block: nothing is held but the numbers of what is taken. A line with a
 * rating below `minStars` is left out; one without a rating is taken. The bytes go into the hash. Throws MISSING_FILE, and
 * UNSUPPORTED_FILE with the line for what is not of that form and for damaged gzip.
 */
export async function readPairs(
  path: string,
  {
    users,
    items,
    hash,
    minStars = Number.NEGATIVE_INFINITY,
  }: { readonly users: IdTable; readonly items: IdTable; readonly hash: Hash; readonly minStars?: number },
): Promise<Pairs> {
  const file = basename(path);
  let userNums: Int32Array = new Int32Array(BLOCK);
  let itemNums: Int32Array = new Int32Array(BLOCK);
  let [taken, below, number] = [0, 0, 0];
  const ends = new Int32Array(10);

  function takeLine(bytes: Uint8Array, start: number, end: number): void {
    number++;
    const fields = cutFields(bytes, start, end, ends);
    if (fields === 0) return;
    const stars = fields < 3 ? Number.NaN : numberIn(bytes, ends[4], ends[5]);
    const wrong = fields < 2 || fields > 4 || (fields > 2 && Number.isNaN(stars));
    if (wrong || (fields === 4 && Number.isNaN(numberIn(bytes, ends[6], ends[7])))) {
      const text = Buffer.from(bytes.subarray(start, end)).toString('utf8');
      if (number === 1 && (fields === 3 || fields === 4) && looksLikeWords(bytes, ends)) return;
      throw lineError({ file, number, text }, 'invalid rating', FORM);
    }
    if (number === 1 && fields === 2 && looksLikeHeadings(bytes, ends)) return;
    if (stars < minStars) {
      below++;
      return;
    }
    if (taken === userNums.length) [userNums, itemNums] = [grown(userNums, 2 * taken), grown(itemNums, 2 * taken)];
    userNums[taken] = users.take(bytes, ends[0], ends[1]);
    itemNums[taken++] = items.take(bytes, ends[2], ends[3]);
  }

  let rest: Buffer = Buffer.alloc(0);
  for await (const block of blocksOf(path, hash)) {
    const bytes = rest.length === 0 ? block : Buffer.concat([rest, block]);
    let start = 0;
    for (;;) {
      const end = bytes.indexOf(LINE_FEED, start);
      if (end < 0) break;
      takeLine(bytes, start, end);
      start = end + 1;
    }
    rest = Buffer.from(bytes.subarray(start));
  }
  if (rest.length > 0) takeLine(rest, 0, rest.length);
  return { users: userNums.slice(0, taken), items: itemNums.slice(0, taken), below };
}

/** The unpacked bytes of a file in blocks; its own bytes go into the hash after their number. */
async function* blocksOf(path: string, hash: Hash): AsyncGenerator<Buffer> {
  const facts = existsSync(path) ? statSync(path) : null;
  if (facts?.isFile() !== true) {
    throw new ButacaError(
      'MISSING_FILE',
      `missing file: ${path}; expected a text file, plain or gzip. Check the path.`,
    );
  }
  hash.update(`${facts.size}\0`);
  const packed = Readable.from(hashedBlocks(path, hash));
  if (!isPacked(path)) {
    yield* packed as AsyncIterable<Buffer>;
    return;
  }
  const unpacked = createGunzip({ chunkSize: BLOCK });
  // An error of either reaches the reader of the second.
  pipeline(packed, unpacked, () => undefined);
  try {
    yield* unpacked as AsyncIterable<Buffer>;
  } catch (cause) {
    throw new ButacaError('UNSUPPORTED_FILE', `damaged gzip file: ${path}; expected a whole one. Fetch it again.`, {
      cause,
    });
  }
}

async function* hashedBlocks(path: string, hash: Hash): AsyncGenerator<Buffer> {
  for await (const block of createReadStream(path, { highWaterMark: BLOCK }) as AsyncIterable<Buffer>) {
    hash.update(block);
    yield block;
  }
}

function isPacked(path: string): boolean {
  const descriptor = openSync(path, 'r');
  try {
    const head = Buffer.alloc(2);
    return readSync(descriptor, head, 0, 2, 0) === 2 && head[0] === 0x1f && head[1] === 0x8b;
  } finally {
    closeSync(descriptor);
  }
}

const isSeparator = (byte: number): boolean => byte === TAB || byte === BLANK || byte === COMMA || byte === RETURN;

/** Writes start and end of the first five fields, quotes around them left out; returns how many there are (5: more than four). */
function cutFields(bytes: Uint8Array, start: number, end: number, ends: Int32Array): number {
  let fields = 0;
  for (let at = start; at < end && fields < 5; ) {
    if (isSeparator(bytes[at]) || (bytes[at] === COLON && bytes[at + 1] === COLON && at + 1 < end)) {
      at += bytes[at] === COLON ? 2 : 1;
      continue;
    }
    let [from, to] = [at, at];
    while (to < end && !isSeparator(bytes[to]) && !(bytes[to] === COLON && bytes[to + 1] === COLON)) to++;
    at = to;
    if (to - from > 2 && bytes[from] === QUOTE && bytes[to - 1] === QUOTE) [from, to] = [from + 1, to - 1];
    ends[2 * fields] = from;
    ends[2 * fields++ + 1] = to;
  }
  return fields;
}

const wordAt = (bytes: Uint8Array, ends: Int32Array, field: number): string =>
  Buffer.from(bytes.subarray(ends[2 * field], ends[2 * field + 1])).toString('utf8');

const looksLikeWords = (bytes: Uint8Array, ends: Int32Array): boolean =>
  [0, 1, 2].every((field) => /^\p{L}/u.test(wordAt(bytes, ends, field)));

const looksLikeHeadings = (bytes: Uint8Array, ends: Int32Array): boolean =>
  HEADINGS.every((heading, field) => heading.test(wordAt(bytes, ends, field)));

/** The finite number that the bytes say; NaN where they say none. */
function numberIn(bytes: Uint8Array, start: number, end: number): number {
  let [value, scale, digits] = [0, 0, 0];
  for (let at = start; at < end; at++) {
    const digit = bytes[at] - 48;
    if (digit >= 0 && digit <= 9 && digits < 15) {
      value = 10 * value + digit;
      digits++;
      if (scale > 0) scale *= 10;
    } else if (bytes[at] === 46 && scale === 0) scale = 1;
    else {
      const other = Number(Buffer.from(bytes.subarray(start, end)).toString('latin1'));
      return Number.isFinite(other) ? other : Number.NaN;
    }
  }
  return digits === 0 ? Number.NaN : scale > 1 ? value / scale : value;
}
