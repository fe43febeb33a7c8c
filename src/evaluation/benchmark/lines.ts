import type { Hash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ButacaError, type ErrorCode } from '../../base/errors.ts';

/** A line that is not blank. */
export interface Line {
  /** Name of its file. */
  readonly file: string;
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** Yields the lines of a text file, plain or gzip, that are not blank; its bytes go into the hash. Throws MISSING_FILE, or UNSUPPORTED_FILE for damaged gzip. */
export function* readLines(path: string, hash: Hash): Generator<Line> {
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new ButacaError(
      'MISSING_FILE',
      `missing file: ${path}; expected a text file, plain or gzip. Check the path.`,
    );
  }
  const file = basename(path);
  let bytes: Buffer = readFileSync(path);
  hash.update(`${bytes.length}\0`).update(bytes);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(bytes);
    } catch (cause) {
      throw new ButacaError('UNSUPPORTED_FILE', `damaged gzip file: ${path}; expected a whole one. Fetch it again.`, {
        cause,
      });
    }
  }
  let number = 0;
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found;
    const text = bytes.toString('utf8', start, end).trim();
    number++;
    if (text !== '') yield { file, number, text };
    start = end + 1;
  }
}

/** The error of a line: what was found in it, what was expected; UNSUPPORTED_FILE unless another code is given. */
export function lineError(
  { file, number, text }: Line,
  found: string,
  expected: string,
  code: ErrorCode = 'UNSUPPORTED_FILE',
): ButacaError {
  return new ButacaError(code, `${found}: line ${number} of ${file}, ${text.slice(0, 60)}; expected ${expected}.`, {
    details: { file, line: number },
  });
}
