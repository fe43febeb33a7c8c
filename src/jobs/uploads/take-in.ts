import { createHash } from 'node:crypto';
import { createReadStream, linkSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../../base/clock.ts';
import type { Config } from '../../base/config.ts';
import { syncFolder } from '../../base/durable-file.ts';
import { ButacaError } from '../../base/errors.ts';
import type { Update } from '../../registry/index.ts';
import type { ImportReport } from '../../dataset/index.ts';
import type { Jobs } from '../contract.ts';
import { holdPreparation } from '../hold-preparation.ts';
import { sampleFolder } from '../sample-folder.ts';
import { runUpdate } from '../updates/run-update.ts';
import { baseFolder } from '../updates/watch-sources.ts';
import { pendingPath, type PendingUpload, removePending } from './pending.ts';
import {
  composeSource,
  readTables,
  settleTables,
  type Source,
  type TableList,
  tablePath,
  tablesFolder,
  tryTables,
  type UploadedTable,
} from './table-list.ts';

/** What a person says of tables that were uploaded. */
export interface UploadPlan {
  readonly tables: readonly PlannedTable[];
  readonly mode?: 'add' | 'replace' | undefined;
  readonly acceptLoss?: boolean | undefined;
}

export interface PlannedTable {
  readonly upload: PendingUpload;
  /** What a person says that it is; null: what it is taken for. */
  readonly role: string | null;
  /** What it is taken for by its columns. */
  readonly takenFor: string | null;
  /** Field → column. */
  readonly columns: Readonly<Record<string, string>>;
}

interface Tools {
  readonly clock: Clock;
  readonly jobs: Jobs;
}

/** The tables as they would be with the planned ones; one of the same name makes room. */
function withTables(config: Config, { tables: planned, mode }: UploadPlan, added: readonly UploadedTable[]): TableList {
  const before = readTables(config.workspace.home);
  const base = baseFolder(config);
  const standing = before.tables.length === 0 ? null : before.replaces;
  const hasTitles = planned.some(({ role, takenFor }) => (role ?? takenFor) === 'titles');
  // Nobody wants their titles beside those of the sample.
  const isReplaced = mode === undefined ? base === sampleFolder && hasTitles : mode === 'replace';
  const replaces = isReplaced && base !== tablesFolder(config.workspace.home) ? base : standing;
  const names = new Set(added.map(({ name }) => name));
  return { replaces, tables: [...before.tables.filter(({ name }) => !names.has(name)), ...added] };
}

const asTable = ({ upload, role, columns }: PlannedTable, addedMs: number, sha256: string): UploadedTable => {
  const { id, name, bytes } = upload;
  return { id, name, bytes, sha256, addedMs, role, columns: { ...columns } };
};

const nothingToRead = (): ButacaError =>
  new ButacaError('MISSING_FILE', 'nothing to read: without this table there is none. Upload another first.');

/** What would be read, with the pending bytes in the place of those that are not taken in yet. */
function sourceWith(config: Config, plan: UploadPlan, list: TableList): Source {
  const { home } = config.workspace;
  const source = composeSource(home, baseFolder(config), list);
  if (source === null) throw nothingToRead();
  const pending = new Map(plan.tables.map(({ upload }) => [tablePath(home, upload), pendingPath(home, upload)]));
  const swap = (path: string): string => pending.get(path) ?? path;
  return { ...source, paths: source.paths.map(swap), added: source.added.map(swap) };
}

/** What an import with these tables would come to; nothing is written. */
export async function tryUploads(config: Config, plan: UploadPlan, { jobs, clock }: Tools): Promise<ImportReport> {
  const nowMs = clock.nowMs();
  const list = withTables(
    config,
    plan,
    plan.tables.map((table) => asTable(table, nowMs, '')),
  );
  const { paths, added, mapping } = sourceWith(config, plan, list);
  const { report } = await jobs.runImport({ paths, added, mapping, dryRun: true, feedback: false });
  return report;
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Runs an update with other tables than those in force; whatever happens, tables and what serves agree afterwards. */
async function updateWith(
  config: Config,
  list: TableList,
  acceptLoss: boolean,
  { clock, jobs }: Tools,
): Promise<{ update: Update; stays: boolean }> {
  const { home } = config.workspace;
  const base = baseFolder(config);
  const source = composeSource(home, base, list);
  if (source === null) throw nothingToRead();
  tryTables(home, list);
  try {
    const update = await runUpdate(config, { reason: 'upload', source, acceptLoss }, { clock, jobs });
    return { update, stays: settleTables(home, base) };
  } catch (error) {
    settleTables(home, base);
    throw error;
  }
}

/** Puts the bytes where updates read them; the upload keeps its own until all has gone well. */
function placeTable(home: string, table: UploadedTable): void {
  const path = tablePath(home, table);
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  linkSync(pendingPath(home, table), path);
  syncFolder(dirname(path));
}

/**
 * Takes tables in: they are read with the others in an update (import, training, measuring, in force at the end), and at every update
 * from then on. After an error, a held update or a kill, tables and what serves are as before and the uploads still wait. WORKSPACE_BUSY
 * while another process prepares the workspace.
 */
export async function takeUploadsIn(config: Config, plan: UploadPlan, tools: Tools): Promise<Update> {
  const { home } = config.workspace;
  const tables: UploadedTable[] = [];
  for (const planned of plan.tables) {
    tables.push(asTable(planned, tools.clock.nowMs(), await hashFile(pendingPath(home, planned.upload))));
  }
  return holdPreparation(home, async () => {
    settleTables(home, baseFolder(config));
    for (const table of tables) placeTable(home, table);
    syncFolder(tablesFolder(home));
    const list = withTables(config, plan, tables);
    const { update, stays } = await updateWith(config, list, plan.acceptLoss ?? false, tools);
    if (stays) for (const { id } of tables) removePending(home, id);
    return update;
  });
}

/** Takes an uploaded table out again, by an update without it. As `takeUploadIn`: whole or not at all. */
export async function takeTableOut(config: Config, id: string, acceptLoss: boolean, tools: Tools): Promise<Update> {
  const { home } = config.workspace;
  return holdPreparation(home, async () => {
    settleTables(home, baseFolder(config));
    const { tables, replaces } = readTables(home);
    const left = tables.filter((table) => table.id !== id);
    if (left.length === tables.length)
      throw new ButacaError('UNKNOWN_UPLOAD', `unknown table: ${id}; see /v1/uploads.`);
    return (await updateWith(config, { replaces, tables: left }, acceptLoss, tools)).update;
  });
}
