import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, stampOf } from '../base/clock.ts';
import { syncFolder, writeDurably } from '../base/durable-file.ts';
import { ButacaError, isButacaError } from '../base/errors.ts';
import { tryFileLock } from '../base/file-lock.ts';
import { sha256 } from '../base/hash.ts';
import type { ModelVersion, Registry } from './contract.ts';
import { versionSchema } from './schemas.ts';
import { namesIn, type Places, pathOf, readJson, toText, unknownId, withRegistryLock } from './workspace.ts';

const FILE = 'model.safetensors';
/** Folders under `models/` that are not versions: being written, or being removed. */
const DRAFT = '.draft-';
const REMOVED = '.removed-';

export interface VersionShelf
  extends Pick<Registry, 'registerVersion' | 'listVersions' | 'readVersion' | 'artifactPath'> {
  /** Removes a version; the caller holds the registry's lock. */
  remove(versionId: string): void;
  /** Whether the version is there and its bytes are right. */
  isWhole(versionId: string): boolean;
  /** Removes what a killed process left half written; the caller holds the registry's lock. */
  clean(): void;
}

/** SHA-256 and length of a file, read in pieces. */
function hashFile(path: string): { bytes: number; sha256: string } {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(1 << 20);
  const handle = openSync(path, 'r');
  try {
    let bytes = 0;
    for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece)) {
      hash.update(piece.subarray(0, read));
      bytes += read;
    }
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    closeSync(handle);
  }
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The workspace's model versions: a folder each, which appears by one rename and never changes. */
export function openVersions(places: Places, clock: Clock): VersionShelf {
  const known = new Map<string, ModelVersion>();
  const verified = new Set<string>();
  const folderOf = (id: string): string => pathOf(places.models, id, '', 'UNKNOWN_VERSION');

  function read(id: string): ModelVersion {
    const folder = folderOf(id);
    // Versions do not change, but they may be removed.
    if (!existsSync(folder)) {
      known.delete(id);
      verified.delete(id);
      throw unknownId('UNKNOWN_VERSION', id);
    }
    const cached = known.get(id);
    if (cached !== undefined) return cached;
    const manifest = readJson(join(folder, 'manifest.json'), versionSchema);
    if (manifest === null || manifest.id !== id || manifest.file.name !== FILE) {
      throw new ButacaError(
        'CORRUPT_REGISTRY',
        `damaged version: ${folder}; expected its own manifest.json. Restore it from a backup or train again.`,
      );
    }
    const { format: _, ...version } = manifest;
    known.set(id, version);
    return version;
  }

  function artifactPath(id: string): string {
    const version = read(id);
    const path = join(folderOf(id), version.file.name);
    if (verified.has(id)) return path;
    const found = existsSync(path) ? hashFile(path) : { bytes: 0, sha256: 'no file' };
    if (found.bytes !== version.file.bytes || found.sha256 !== version.file.sha256) {
      throw new ButacaError(
        'CORRUPT_ARTIFACT',
        `damaged artifact: ${path} has ${found.bytes} bytes with hash ${found.sha256}; expected ${version.file.bytes} with ${version.file.sha256}. Restore it from a backup, roll back, or train again.`,
        { details: { versionId: id } },
      );
    }
    verified.add(id);
    return path;
  }

  /** A new draft folder, held by a lock that ends with this process. */
  function makeDraft(): { folder: string; end: () => void } {
    return withRegistryLock(places, () => {
      for (let attempt = 0; ; attempt++) {
        const folder = join(places.models, `${DRAFT}${process.pid}-${attempt}`);
        if (existsSync(folder)) continue;
        const lock = tryFileLock(`${folder}.lock`);
        if (lock === null) continue;
        mkdirSync(folder);
        const end = (): void => {
          rmSync(folder, { recursive: true, force: true });
          lock.release();
          rmSync(`${folder}.lock`, { force: true });
        };
        return { folder, end };
      }
    });
  }

  /** Writes the manifest, then makes the draft visible under a free id. */
  function publish(draft: string, facts: Parameters<Registry['registerVersion']>[0], file: ModelVersion['file']) {
    return withRegistryLock(places, () => {
      const createdMs = clock.nowMs();
      const stamp = stampOf(createdMs).slice(0, 15).replace('T', '-');
      for (let attempt = 0; ; attempt++) {
        const mark = attempt === 0 ? file.sha256 : sha256(`${file.sha256} ${attempt}`);
        const version: ModelVersion = { ...facts, id: `${stamp}-${facts.model}-${mark.slice(0, 6)}`, createdMs, file };
        const folder = folderOf(version.id);
        if (existsSync(folder)) continue;
        writeDurably(join(draft, 'manifest.json'), toText({ format: 1, ...version }));
        renameSync(draft, folder);
        syncFolder(places.models);
        known.set(version.id, version);
        verified.add(version.id);
        return version;
      }
    });
  }

  return {
    async registerVersion(facts, write) {
      pathOf(places.models, `0-${facts.model}`, '', 'UNKNOWN_MODEL');
      const draft = makeDraft();
      try {
        const path = join(draft.folder, FILE);
        await write(path);
        if (!existsSync(path) || statSync(path).size === 0) {
          throw new ButacaError('CORRUPT_ARTIFACT', `missing artifact: ${FILE}; expected the trainer to write it`);
        }
        syncFile(path);
        return publish(draft.folder, facts, { name: FILE, ...hashFile(path) });
      } finally {
        draft.end();
      }
    },
    listVersions() {
      return (
        namesIn(places.models)
          .reverse()
          .filter((name) => !name.startsWith('.'))
          .flatMap((name) => {
            try {
              return [read(name)];
            } catch (error) {
              if (isButacaError(error)) return [];
              throw error;
            }
          })
          // The ids of one second stand in the order of their hashes, not of their time.
          .sort((one, other) => other.createdMs - one.createdMs)
      );
    },
    readVersion: read,
    artifactPath,
    remove(id) {
      const away = join(places.models, `${REMOVED}${id}`);
      renameSync(folderOf(id), away);
      syncFolder(places.models);
      rmSync(away, { recursive: true, force: true });
    },
    isWhole(id) {
      try {
        artifactPath(id);
        return true;
      } catch (error) {
        if (isButacaError(error)) return false;
        throw error;
      }
    },
    clean() {
      for (const name of namesIn(places.models)) {
        const path = join(places.models, name);
        if (name.startsWith(REMOVED)) rmSync(path, { recursive: true, force: true });
        if (!name.startsWith(DRAFT)) continue;
        const folder = name.endsWith('.lock') ? path.slice(0, -'.lock'.length) : path;
        const lock = tryFileLock(`${folder}.lock`);
        if (lock === null) continue;
        rmSync(folder, { recursive: true, force: true });
        lock.release();
        rmSync(`${folder}.lock`, { force: true });
      }
    },
  };
}
