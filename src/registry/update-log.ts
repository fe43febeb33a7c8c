import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, stampOf } from '../base/clock.ts';
import { confined, writeDurably } from '../base/durable-file.ts';
import { ButacaError } from '../base/errors.ts';
import { canonicalJson, sha256 } from '../base/hash.ts';
import type { Update } from './update-contract.ts';

const ID = /^\d{8}T(?:\d{6}|\d{9})Z-update-[0-9a-f]{6}$/;
/** Older ones are removed. */
const KEPT = 1_000;

const folderOf = (home: string): string => join(home, 'updates');

const idsIn = (home: string): string[] => {
  let names: string[];
  try {
    names = readdirSync(folderOf(home));
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .filter((id) => ID.test(id))
    .sort()
    .reverse();
};

function read(home: string, id: string): Update | null {
  try {
    return JSON.parse(readFileSync(confined(folderOf(home), `${id}.json`), 'utf8')) as Update;
  } catch {
    return null;
  }
}

/** The updates of a workspace, newest first; unreadable ones are left out. `limit` defaults to all. */
export function listUpdates(home: string, limit = Number.POSITIVE_INFINITY): Update[] {
  const found: Update[] = [];
  for (const id of idsIn(home)) {
    if (found.length >= limit) break;
    const update = read(home, id);
    if (update !== null) found.push(update);
  }
  return found;
}

/** One update by its id, or the `latest`; UNKNOWN_RUN when there is none. */
export function readUpdate(home: string, id: string): Update {
  const update = id === 'latest' ? (listUpdates(home, 1)[0] ?? null) : ID.test(id) ? read(home, id) : null;
  if (update === null) {
    throw new ButacaError('UNKNOWN_RUN', `unknown update: ${id.slice(0, 80)}; expected one of /v1/updates.`, {
      details: { id: id.slice(0, 80) },
    });
  }
  return update;
}

/** Writes an update as a whole, durably. */
export function writeUpdate(home: string, update: Update): Update {
  writeDurably(join(folderOf(home), `${update.id}.json`), `${JSON.stringify(update, null, 2)}\n`);
  return update;
}

/** Notes that an update has begun; one that an earlier, killed process left running is noted as failed. */
export function beginUpdate(
  home: string,
  clock: Clock,
  facts: Pick<Update, 'reason' | 'folder' | 'fingerprint'>,
): Update {
  mkdirSync(folderOf(home), { recursive: true });
  const ids = idsIn(home);
  for (const id of ids.slice(KEPT - 1)) rmSync(join(folderOf(home), `${id}.json`), { force: true });
  for (const left of listUpdates(home, 5)) {
    if (left.status !== 'running') continue;
    const problem = { code: 'INTERRUPTED', message: 'the process ended before the update did; it is made again.' };
    writeUpdate(home, { ...left, status: 'failed', endedMs: clock.nowMs(), problem });
  }
  const startedMs = clock.nowMs();
  return writeUpdate(home, {
    ...facts,
    id: `${stampOf(startedMs)}-update-${sha256(canonicalJson({ ...facts, startedMs })).slice(0, 6)}`,
    status: 'running',
    startedMs,
    endedMs: null,
    snapshotId: null,
    differences: null,
    rows: null,
    versionId: null,
    refused: null,
    problem: null,
  });
}
