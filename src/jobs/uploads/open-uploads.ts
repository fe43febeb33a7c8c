import type { Clock } from '../../base/clock.ts';
import type { Config } from '../../base/config.ts';
import { ButacaError, isButacaError } from '../../base/errors.ts';
import type { Progress } from '../../base/progress.ts';
import { type ImportReport, latestSnapshotId, readManifest } from '../../dataset/index.ts';
import type { Update } from '../../registry/index.ts';
import { inspectTable, type TableInspection } from '../../sources/index.ts';
import type { Jobs } from '../contract.ts';
import { sampleFolder } from '../sample-folder.ts';
import { baseFolder } from '../updates/watch-sources.ts';
import {
  appendPending,
  beginPending,
  listPending,
  pendingPath,
  type PendingUpload,
  readPending,
  removePending,
} from './pending.ts';
import { readTables, tablesFolder, type UploadedTable } from './table-list.ts';
import { takeTableOut, takeUploadsIn, tryUploads, type UploadPlan } from './take-in.ts';

export interface Trouble {
  readonly code: string;
  readonly message: string;
}

/** An upload with what it looks like, once it is whole. */
export interface SeenUpload extends PendingUpload {
  readonly inspection: TableInspection | null;
  /** Why it cannot be read as a table. */
  readonly problem: Trouble | null;
}

export interface UploadTask {
  readonly kind: 'dry-run' | 'import' | 'removal';
  readonly tables: readonly string[];
  readonly state: 'running' | 'done' | 'failed' | 'held';
  readonly startedMs: number;
  readonly endedMs: number | null;
  readonly stage: string | null;
  readonly fraction: number | null;
  readonly detail: string | null;
  readonly problem: Trouble | null;
  readonly update: Update | null;
  /** Of a dry run, with the names of the uploaded files in it and what is in force now. */
  readonly report: ImportReport | null;
  readonly names: readonly string[];
  readonly before: { readonly items: number; readonly users: number; readonly interactions: number } | null;
}

/** What is asked for tables that wait, by their ids. */
export interface UploadRequest {
  readonly tables: readonly {
    readonly id: string;
    readonly role?: string | undefined;
    readonly columns?: Readonly<Record<string, string>> | undefined;
  }[];
  readonly mode?: 'add' | 'replace' | undefined;
  readonly acceptLoss?: boolean | undefined;
}

export interface UploadList {
  readonly uploads: readonly SeenUpload[];
  readonly tables: readonly UploadedTable[];
  readonly task: UploadTask | null;
  readonly base: { readonly folder: string | null; readonly isSample: boolean };
  readonly limitBytes: number;
}

/** Tables that are sent to a running server: kept, looked at, tried, taken in. Everything but the tasks is on the disk. */
export interface Uploads {
  list(): UploadList;
  /** UPLOAD_TOO_LARGE beyond the limit or the room on the disk. */
  begin(file: { readonly name: string; readonly bytes: number }): SeenUpload;
  /** The part is on the disk when this returns; UPLOAD_CONFLICT when it does not follow. */
  append(id: string, offset: number, part: Uint8Array): SeenUpload;
  /** UNKNOWN_UPLOAD when there is none. */
  read(id: string): SeenUpload;
  /** Throws a waiting upload away, or begins an update without the taken table of that id and returns the task. */
  remove(id: string): UploadTask | null;
  /** Begins a dry run; UPLOAD_CONFLICT while another task runs or while bytes are missing. */
  tryOut(request: UploadRequest): UploadTask;
  /** Begins an import. */
  takeIn(request: UploadRequest): UploadTask;
  /** Ends what runs. */
  close(): Promise<void>;
}

export interface UploadTools {
  readonly clock: Clock;
  /** Jobs that tell that progress, and end with that signal. */
  readonly makeJobs: (progress: Progress, signal: AbortSignal) => Jobs;
}

const MEGABYTE = 1_000_000;

const troubleOf = (error: unknown): Trouble =>
  isButacaError(error)
    ? { code: error.code, message: error.message }
    : { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };

const conflict = (message: string): ButacaError => new ButacaError('UPLOAD_CONFLICT', message);

const ended = (update: Update): Partial<UploadTask> => ({
  update,
  problem: update.problem,
  state: update.status === 'held' ? 'held' : 'done',
});

/** The uploads of a workspace. */
export function openUploads(config: Config, { clock, makeJobs }: UploadTools): Uploads {
  const { home } = config.workspace;
  const limitBytes = config.uploads.megabytes * MEGABYTE;
  const looks = new Map<string, Pick<SeenUpload, 'inspection' | 'problem'>>();
  const closing = new AbortController();
  let task: UploadTask | null = null;
  let working: Promise<void> = Promise.resolve();

  const look = (upload: PendingUpload): SeenUpload => {
    if (upload.received < upload.bytes) return { ...upload, inspection: null, problem: null };
    let seen = looks.get(upload.id);
    if (seen === undefined) {
      try {
        seen = { inspection: inspectTable(pendingPath(home, upload), upload.name), problem: null };
      } catch (error) {
        seen = { inspection: null, problem: troubleOf(error) };
      }
      looks.set(upload.id, seen);
    }
    return { ...upload, ...seen };
  };

  const planOf = ({ tables, mode, acceptLoss }: UploadRequest): UploadPlan => ({
    mode,
    acceptLoss,
    tables: tables.map(({ id, role, columns }) => {
      const upload = look(readPending(home, id));
      if (upload.received < upload.bytes) {
        throw conflict(`missing bytes: ${upload.received} of ${upload.bytes} of ${upload.name}. Send the rest first.`);
      }
      if (upload.problem !== null) throw conflict(upload.problem.message);
      const { inspection } = upload;
      return { upload, role: role ?? null, takenFor: inspection?.role ?? null, columns: columns ?? {} };
    }),
  });

  /** Begins work beside the answer; its progress is in the task. */
  const start = (
    kind: UploadTask['kind'],
    tables: readonly string[],
    names: readonly string[],
    work: (tools: { clock: Clock; jobs: Jobs }) => Promise<Partial<UploadTask>>,
  ): UploadTask => {
    if (task?.state === 'running')
      throw conflict(
        `already working: ${task.kind} since ${new Date(task.startedMs).toISOString()}. Wait for it to end.`,
      );
    const latest = latestSnapshotId(home);
    let mine: UploadTask = {
      kind,
      tables,
      names,
      state: 'running',
      startedMs: clock.nowMs(),
      endedMs: null,
      stage: null,
      fraction: null,
      detail: null,
      problem: null,
      update: null,
      report: null,
      before: latest === null ? null : readManifest(home, latest).counts,
    };
    const note = (facts: Partial<UploadTask>): void => {
      mine = { ...mine, ...facts };
      task = mine;
    };
    note({});
    const progress: Progress = {
      stage: (stage) => note({ stage, fraction: 0, detail: null }),
      update: (fraction, detail) => note({ fraction: Math.min(1, Math.max(0, fraction)), detail: detail ?? null }),
    };
    const jobs = makeJobs(progress, closing.signal);
    working = work({ clock, jobs }).then(
      (facts) => note({ state: 'done', ...facts, endedMs: clock.nowMs(), fraction: 1 }),
      (error: unknown) => note({ state: 'failed', problem: troubleOf(error), endedMs: clock.nowMs() }),
    );
    return mine;
  };

  return {
    list() {
      const base = baseFolder(config);
      const { tables, replaces } = readTables(home);
      const standsAlone = tables.length > 0 && (base === tablesFolder(home) || base === replaces);
      return {
        uploads: listPending(home).map(look),
        tables,
        task,
        base: { folder: standsAlone ? null : base, isSample: !standsAlone && base === sampleFolder },
        limitBytes,
      };
    },
    begin: ({ name, bytes }) => look(beginPending(home, { name, bytes, limitBytes }, clock)),
    append: (id, offset, part) => look(appendPending(home, id, offset, part)),
    read: (id) => look(readPending(home, id)),
    remove(id) {
      if (task?.state === 'running' && task.tables.includes(id))
        throw conflict(`in use: ${id}. Wait for the task to end.`);
      const taken = readTables(home).tables.find((table) => table.id === id);
      if (taken !== undefined) {
        return start('removal', [id], [], async (tools) => ended(await takeTableOut(config, id, true, tools)));
      }
      readPending(home, id);
      removePending(home, id);
      looks.delete(id);
      return null;
    },
    tryOut(request) {
      const plan = planOf(request);
      return start(
        'dry-run',
        plan.tables.map(({ upload }) => upload.id),
        plan.tables.map(({ upload }) => upload.name),
        async (tools) => ({ report: await tryUploads(config, plan, tools) }),
      );
    },
    takeIn(request) {
      const plan = planOf(request);
      return start(
        'import',
        plan.tables.map(({ upload }) => upload.id),
        plan.tables.map(({ upload }) => upload.name),
        async (tools) => ended(await takeUploadsIn(config, plan, tools)),
      );
    },
    async close() {
      closing.abort(new Error('stopped'));
      await working;
    },
  };
}
