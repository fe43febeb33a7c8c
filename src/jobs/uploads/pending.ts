import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import { confined, syncFolder, writeDurably } from '../../base/durable-file.ts';
import { ButacaError } from '../../base/errors.ts';
import { makeUploadId, pendingFolder } from './table-list.ts';

const metaSchema = z.object({ name: z.string(), bytes: z.number(), createdMs: z.number() });

/** A table that is being sent, or waits for somebody to say what to do with it. */
export interface PendingUpload {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** Bytes that are on the disk. */
  readonly received: number;
  readonly createdMs: number;
}

const DAY_MS = 86_400_000;
const KEPT_DAYS = 7;
const MOST = 50;
/** An import writes about as much again, and a snapshot beside it. */
const ROOM = 3;

const folderOf = (home: string, id: string): string => confined(pendingFolder(home), id);
const metaPath = (home: string, id: string): string => join(folderOf(home, id), 'upload.json');

/** Where the bytes of a pending upload are. */
export const pendingPath = (home: string, { id, name }: Pick<PendingUpload, 'id' | 'name'>): string =>
  confined(folderOf(home, id), 'table', name);

/** A file name that cannot leave its folder, hide, or mean anything to a shell; the ending stays, for it says what the file is. */
export function tameName(name: string): string {
  const last = name.split(/[/\\]/).at(-1)!;
  const tame = last
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}._ ()-]/gu, '_')
    .replace(/^[.\s]+/, '')
    .slice(-120)
    .trim();
  return tame === '' ? 'table.csv' : tame;
}

/** Reads one; UNKNOWN_UPLOAD when there is none of that id. */
export function readPending(home: string, id: string): PendingUpload {
  try {
    const meta = metaSchema.parse(JSON.parse(readFileSync(metaPath(home, id), 'utf8')));
    const size = statSync(pendingPath(home, { id, name: meta.name }), { throwIfNoEntry: false })?.size ?? 0;
    return { id, ...meta, received: size };
  } catch (error) {
    throw new ButacaError('UNKNOWN_UPLOAD', `unknown upload: ${id}; see /v1/uploads.`, {
      details: { id },
      cause: error,
    });
  }
}

/** All of them, the newest first; what cannot be read is left out. */
export function listPending(home: string): PendingUpload[] {
  const folder = pendingFolder(home);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((id) => {
      try {
        return [readPending(home, id)];
      } catch {
        return [];
      }
    })
    .sort((a, b) => b.createdMs - a.createdMs || (a.id < b.id ? -1 : 1));
}

export const removePending = (home: string, id: string): void =>
  rmSync(folderOf(home, id), { recursive: true, force: true });

const tooLarge = (bytes: number, limit: string): ButacaError =>
  new ButacaError(
    'UPLOAD_TOO_LARGE',
    `too large: ${bytes} bytes; expected at most ${limit}. Put the file into the source folder, or compress it with gzip.`,
    { details: { bytes } },
  );

/**
 * Begins an upload and returns it. Uploads that nobody touched for a week are removed. UPLOAD_TOO_LARGE beyond `limitBytes` or what the
 * disk has room for, UPLOAD_CONFLICT when too many wait.
 */
export function beginPending(
  home: string,
  { name, bytes, limitBytes }: { name: string; bytes: number; limitBytes: number },
  clock: Clock,
): PendingUpload {
  const nowMs = clock.nowMs();
  for (const old of listPending(home)) if (nowMs - old.createdMs > KEPT_DAYS * DAY_MS) removePending(home, old.id);
  if (bytes > limitBytes) throw tooLarge(bytes, `${limitBytes} (uploads.megabytes)`);
  const { bavail, bsize } = statfsSync(home);
  const room = Math.floor((bavail * bsize) / ROOM);
  if (bytes > room) throw tooLarge(bytes, `${room}, for the disk is almost full`);
  if (listPending(home).length >= MOST) {
    throw new ButacaError('UPLOAD_CONFLICT', `too many uploads: ${MOST} are waiting. Take them in or throw them away.`);
  }
  const id = makeUploadId();
  const meta = { name: tameName(name), bytes, createdMs: nowMs };
  mkdirSync(join(folderOf(home, id), 'table'), { recursive: true });
  writeDurably(metaPath(home, id), `${JSON.stringify(meta)}\n`);
  syncFolder(pendingFolder(home));
  return { id, ...meta, received: 0 };
}

/** Puts a part at the end; it is on the disk when this returns. UPLOAD_CONFLICT when it does not begin where the last one ended. */
export function appendPending(home: string, id: string, offset: number, part: Uint8Array): PendingUpload {
  const upload = readPending(home, id);
  if (offset !== upload.received) {
    throw new ButacaError(
      'UPLOAD_CONFLICT',
      `wrong offset: ${offset}; expected ${upload.received}. Go on from there.`,
      {
        details: { received: upload.received },
      },
    );
  }
  if (offset + part.length > upload.bytes) {
    throw new ButacaError(
      'UPLOAD_CONFLICT',
      `too many bytes: ${offset + part.length}; expected ${upload.bytes} in all.`,
      {
        details: { received: upload.received },
      },
    );
  }
  const handle = openSync(pendingPath(home, upload), 'a', 0o640);
  try {
    for (let at = 0; at < part.length; ) at += writeSync(handle, part, at, part.length - at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return { ...upload, received: offset + part.length };
}
