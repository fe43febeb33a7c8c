import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { createGunzip, constants, gunzipSync } from 'node:zlib';
import { ButacaError } from '../../base/errors.ts';

const CHUNK = 1 << 20;
const HEAD = 256 * 1024;

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export interface FileHead {
  readonly gzip: boolean;
  readonly encoding: TextEncoding;
  /** The first part of the file as UTF-8 text bytes, without a byte order mark. */
  readonly bytes: Uint8Array;
  /** Whether the head is the whole file. */
  readonly whole: boolean;
  /** Bytes of the file as given. */
  readonly size: number;
}

const MAGIC: readonly (readonly [string, string])[] = [
  ['504b0304', 'a ZIP archive (or an Excel workbook)'],
  ['504b0506', 'an empty ZIP archive'],
  ['50415231', 'a Parquet file'],
  ['89504e47', 'a PNG picture'],
  ['ffd8ff', 'a JPEG picture'],
  ['25504446', 'a PDF document'],
  ['d0cf11e0', 'an old Excel workbook'],
  ['53514c69746520666f726d6174', 'an SQLite database'],
  ['28b52ffd', 'a Zstandard archive'],
  ['425a68', 'a bzip2 archive'],
  ['377abcaf', 'a 7-Zip archive'],
  ['52617221', 'a RAR archive'],
  ['7f454c46', 'a program'],
];

function refuse(name: string, what: string): never {
  throw new ButacaError(
    'UNSUPPORTED_FILE',
    `unsupported file: ${name} looks like ${what}; expected text with delimiters (CSV), plain or gzipped. Export it as CSV and import again.`,
    { details: { file: name, found: what } },
  );
}

/** The encoding that a byte order mark or the pattern of zero bytes tells; throws UNSUPPORTED_FILE for binary data. */
function detectEncoding(bytes: Uint8Array, name: string): { encoding: TextEncoding; mark: number } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', mark: 2 };
  const hex = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  for (const [magic, what] of MAGIC) if (hex.startsWith(magic)) refuse(name, what);
  let zeroEven = 0;
  let zeroOdd = 0;
  let control = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === 0) {
      if (i % 2 === 0) zeroEven++;
      else zeroOdd++;
    } else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 0x1f) control++;
  }
  const half = bytes.length / 2;
  if (zeroOdd > half * 0.7 && zeroEven < half * 0.05) return { encoding: 'utf-16le', mark: 0 };
  if (zeroEven > half * 0.7 && zeroOdd < half * 0.05) return { encoding: 'utf-16be', mark: 0 };
  if (zeroEven + zeroOdd + control > Math.max(8, bytes.length * 0.01)) refuse(name, 'binary data');
  return { encoding: 'utf-8', mark: 0 };
}

/** Reads enough of a file to recognise it: at most 256 KiB, unzipped and decoded. Throws UNSUPPORTED_FILE for binary data. */
export function readHead(path: string): FileHead {
  const name = basename(path);
  const size = statSync(path).size;
  const raw = Buffer.alloc(Math.min(size, HEAD));
  const handle = openSync(path, 'r');
  try {
    let at = 0;
    for (let got = 1; got > 0 && at < raw.length; at += got) got = readSync(handle, raw, at, raw.length - at, at);
  } finally {
    closeSync(handle);
  }
  const gzip = raw[0] === 0x1f && raw[1] === 0x8b;
  let bytes: Buffer = raw;
  let whole = size <= HEAD;
  if (gzip) {
    try {
      const text = gunzipSync(raw, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * HEAD });
      whole = whole && text.length <= HEAD;
      bytes = text.subarray(0, HEAD);
    } catch {
      refuse(name, 'a damaged gzip archive');
    }
  }
  const { encoding, mark } = detectEncoding(bytes, name);
  const body = bytes.subarray(mark);
  if (encoding === 'utf-8') return { gzip, encoding, bytes: body, whole, size };
  const even = body.subarray(0, body.length - (body.length % 2));
  return { gzip, encoding, bytes: Buffer.from(new TextDecoder(encoding).decode(even)), whole, size };
}

export interface ReadBytes {
  /** SHA-256 of the file as given. */
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Streams the whole file as UTF-8 text bytes (unzipped, byte order mark dropped, UTF-16 decoded) to `onChunk`, hashing the bytes as
 * given on the way. Memory stays at a few megabytes. A damaged archive throws UNSUPPORTED_FILE.
 */
export async function readBytes(
  path: string,
  head: FileHead,
  onChunk: (chunk: Uint8Array) => void,
): Promise<ReadBytes> {
  const hash = createHash('sha256');
  let bytes = 0;
  const onRaw = (chunk: Buffer): void => {
    hash.update(chunk);
    bytes += chunk.length;
  };
  for await (const chunk of readChunks(path, head, onRaw)) onChunk(chunk);
  return { sha256: hash.digest('hex'), bytes };
}

/** The file as UTF-8 text bytes, a part at a time, as readBytes tells them; who has enough leaves the loop. `onRaw` hears the bytes as given. */
export async function* readChunks(
  path: string,
  head: FileHead,
  onRaw?: (chunk: Buffer) => void,
): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: CHUNK });
  if (onRaw !== undefined) file.on('data', (chunk) => onRaw(chunk as Buffer));
  const stream = head.gzip ? file.pipe(createGunzip({ chunkSize: CHUNK })) : file;
  if (head.gzip) file.on('error', (error) => (stream as ReturnType<typeof createGunzip>).destroy(error));
  const decoder = head.encoding === 'utf-8' ? null : new TextDecoder(head.encoding);
  let first = true;
  try {
    for await (const chunk of stream) {
      let data: Uint8Array = chunk as Buffer;
      if (decoder !== null) data = Buffer.from(decoder.decode(data, { stream: true }));
      else if (first && data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf) data = data.subarray(3);
      first = false;
      yield data;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_') === true) {
      throw new ButacaError(
        'UNSUPPORTED_FILE',
        `unsupported file: ${basename(path)} is a damaged gzip archive; expected a whole one. Make it again and import again.`,
        { details: { file: basename(path) }, cause: error },
      );
    }
    throw error;
  } finally {
    file.destroy();
  }
}
