import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { confined } from '../base/durable-file.ts';
import { ButacaError } from '../base/errors.ts';
import { canonicalJson, sha256 } from '../base/hash.ts';
import { decodeTensors, type TensorData, type TensorFile } from '../base/tensors.ts';
import type { Interactions, Snapshot, SnapshotManifest, Title } from './contract.ts';
import { createVocabulary } from './vocabulary.ts';

/** Names of a snapshot's files, one place for writer and reader. */
export const FILES = {
  manifest: 'manifest.json',
  report: 'import-report.json',
  rejected: 'rejected.jsonl',
  titles: 'titles.json',
  users: 'users.json',
  interactions: 'interactions.safetensors',
  films: 'films.safetensors',
  aggregator: 'aggregator.safetensors',
  links: 'links.safetensors',
} as const;

/** Of a file up to this size the hash is checked on every opening (about 50 ms); beyond, its size only unless asked. */
const HASH_ALWAYS_BYTES = 64 * 1024 * 1024;
const ID = /^[0-9a-f]{16}$/;

/** The name of a snapshot's contents: what its files hash to, and how far the feedback inside goes. */
export const contentHashOf = (files: SnapshotManifest['files'], feedbackSequence: number): string =>
  sha256(canonicalJson({ format: 1, files, feedbackSequence }));

/** CORRUPT_SNAPSHOT: which snapshot, and what is wrong with it. */
export const corrupt = (id: string, what: string, cause?: unknown): ButacaError =>
  new ButacaError(
    'CORRUPT_SNAPSHOT',
    `invalid snapshot: ${id}: ${what}. Import the source files again.`,
    cause === undefined ? { details: { id } } : { details: { id }, cause },
  );

/** The id of the snapshot in force, or null when none has been imported. Throws CORRUPT_SNAPSHOT when the pointer is unreadable. */
export function latestSnapshotId(home: string): string | null {
  const path = join(home, 'snapshots', 'latest.json');
  if (!existsSync(path)) return null;
  let id: unknown;
  try {
    id = (JSON.parse(readFileSync(path, 'utf8')) as { id?: unknown }).id;
  } catch (error) {
    throw corrupt('latest.json', 'it is not JSON', error);
  }
  if (typeof id !== 'string' || !ID.test(id)) throw corrupt('latest.json', 'it names no snapshot');
  return id;
}

/** Reads the manifest of a snapshot (the latest by default) without its data. Throws as `openSnapshot`. */
export function readManifest(home: string, id?: string): SnapshotManifest {
  const wanted = id ?? latestSnapshotId(home);
  if (wanted === null) {
    throw new ButacaError(
      'MISSING_SNAPSHOT',
      `missing snapshot: nothing has been imported into ${home} yet. Run "butaca import <folder>".`,
    );
  }
  const path = confined(join(home, 'snapshots'), wanted, FILES.manifest);
  if (!ID.test(wanted) || !existsSync(path)) {
    throw new ButacaError('UNKNOWN_SNAPSHOT', `unknown snapshot: ${wanted}; not in ${join(home, 'snapshots')}.`, {
      details: { id: wanted },
    });
  }
  let manifest: SnapshotManifest;
  try {
    manifest = JSON.parse(readFileSync(path, 'utf8')) as SnapshotManifest;
  } catch (error) {
    throw corrupt(wanted, 'its manifest is not JSON', error);
  }
  if (manifest.format !== 1) {
    throw corrupt(wanted, `it has format ${String(manifest.format)}, this version reads format 1`);
  }
  if (manifest.id !== wanted || contentHashOf(manifest.files, manifest.feedbackSequence) !== manifest.contentHash) {
    throw corrupt(wanted, 'its manifest does not belong to it');
  }
  return manifest;
}

/** Returns a function that reads one of the snapshot's files, checked against the manifest; it throws CORRUPT_SNAPSHOT. */
export function openFiles(
  home: string,
  manifest: SnapshotManifest,
  options: { verify?: boolean } = {},
): (name: string) => Buffer {
  const folder = join(home, 'snapshots', manifest.id);
  return (name) => {
    const expected = manifest.files[name];
    const path = join(folder, name);
    if (expected === undefined || !existsSync(path)) throw corrupt(manifest.id, `${name} is missing`);
    const size = statSync(path).size;
    if (size !== expected.bytes) throw corrupt(manifest.id, `${name} has ${size} bytes, expected ${expected.bytes}`);
    const bytes = readFileSync(path);
    const hashed = options.verify === true || size <= HASH_ALWAYS_BYTES;
    if (hashed && sha256(bytes) !== expected.sha256) throw corrupt(manifest.id, `${name} has changed since the import`);
    return bytes;
  };
}

/**
 * Opens a snapshot (the latest by default) in place, without a database. Sizes are always checked, hashes too for files up to
 * 64 MiB or with `verify`. Throws MISSING_SNAPSHOT, UNKNOWN_SNAPSHOT or CORRUPT_SNAPSHOT.
 */
export async function openSnapshot(home: string, id?: string, options: { verify?: boolean } = {}): Promise<Snapshot> {
  const manifest = readManifest(home, id);
  const read = openFiles(home, manifest, options);
  const parse = (name: string): unknown => {
    const bytes = read(name);
    try {
      return JSON.parse(bytes.toString('utf8'));
    } catch (error) {
      throw corrupt(manifest.id, `${name} is not JSON`, error);
    }
  };
  const titles = (parse(FILES.titles) as Omit<Title, 'num'>[]).map((title, num): Title => ({ num, ...title }));
  const userIds = parse(FILES.users) as string[];
  const interactions = readInteractions(manifest, read(FILES.interactions));
  if (titles.length !== interactions.items || userIds.length !== interactions.users) {
    throw corrupt(manifest.id, 'its tables do not have the same users and titles');
  }
  const itemIds = titles.map((title) => title.id);
  return {
    id: manifest.id,
    manifest,
    users: createVocabulary(userIds, manifest.usersChecksum),
    items: createVocabulary(itemIds, manifest.itemsChecksum),
    titles,
    interactions,
  };
}

function readInteractions(manifest: SnapshotManifest, bytes: Buffer): Interactions {
  let file: TensorFile;
  try {
    file = decodeTensors(bytes, FILES.interactions);
  } catch (error) {
    throw corrupt(manifest.id, (error as Error).message, error);
  }
  const tensor = <T extends TensorData>(name: string, type: new (length: number) => T, length: number): T => {
    const data = file.tensors.get(name)?.data;
    if (!(data instanceof type) || data.length !== length)
      throw corrupt(manifest.id, `${name} is not as its manifest says`);
    return data;
  };
  const { users, items, interactions: count } = manifest.counts;
  return {
    users,
    items,
    indptr: tensor('indptr', Int32Array, users + 1),
    indices: tensor('indices', Int32Array, count),
    ratings: tensor('ratings', Float32Array, count),
    fractions: tensor('fractions', Float32Array, count),
    times: tensor('times', Float64Array, count),
  };
}
