import type { Clock } from '../../base/clock.ts';
import type { Config } from '../../base/config.ts';
import { ButacaError, isButacaError } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { latestSnapshotId } from '../../dataset/index.ts';
import { listUpdates, type Update } from '../../registry/index.ts';
import type { Jobs } from '../contract.ts';
import { holdPreparation } from '../hold-preparation.ts';
import { sampleFolder } from '../sample-folder.ts';
import { folderFingerprint, readImportedFolder } from '../source-files.ts';
import { composeSource, readTables, settleTables, type Source } from '../uploads/table-list.ts';
import { runUpdate, type UpdateRequest } from './run-update.ts';

/** Runs an update while holding the lock of preparations; WORKSPACE_BUSY when another process has it. */
export async function updateWorkspace(
  config: Config,
  request: UpdateRequest,
  tools: { readonly clock: Clock; readonly jobs: Jobs },
): Promise<Update> {
  const { home } = config.workspace;
  return holdPreparation(home, async () => {
    settleTables(home, baseFolder(config));
    return runUpdate(config, request, tools);
  });
}

/** Whether a folder can be read and holds files. */
function holdsFiles(folder: string): boolean {
  try {
    return folderFingerprint(folder) !== null;
  } catch {
    return false;
  }
}

/** The folder whose tables stand beside the uploaded ones: the configured one when it holds any, else the one imported last, else the sample. */
export const baseFolder = ({ workspace: { home }, sources }: Config): string =>
  sources.folder !== '' && holdsFiles(sources.folder)
    ? sources.folder
    : (readImportedFolder(home)?.folder ?? sampleFolder);

/**
 * What updates read: the folder with the tables that were uploaded. MISSING_FILE when the configured folder is empty and nothing was
 * uploaded.
 */
export function updateSource(config: Config): Source {
  const { home } = config.workspace;
  const isConfigured = config.sources.folder !== '' && readTables(home).tables.length === 0;
  const folder = isConfigured ? config.sources.folder : baseFolder(config);
  const source = composeSource(home, folder);
  if (source === null) {
    throw new ButacaError('MISSING_FILE', `empty folder: ${folder}; expected a folder with tables.`);
  }
  return source;
}

/** Milliseconds of the last moment up to `nowMs` at which one of the times of day ("03:30, 15:00", local) came; null without any. */
export function lastTimeOfDay(times: string, nowMs: number): number | null {
  const moments = [...times.matchAll(/(\d\d):(\d\d)/g)].flatMap(([, hours, minutes]) =>
    [0, -1].map((days) => {
      const moment = new Date(nowMs);
      moment.setDate(moment.getDate() + days);
      moment.setHours(Number(hours), Number(minutes), 0, 0);
      return moment.getTime();
    }),
  );
  const past = moments.filter((moment) => moment <= nowMs);
  return past.length === 0 ? null : Math.max(...past);
}

/** What a failed look says again must be tried at once: nobody's tables were at fault. */
const PASSING = new Set(['INTERRUPTED', 'WORKSPACE_BUSY']);

/** Whether these very files were tried and found wanting; they are read again when they change, or by hand. */
function wasRefused(home: string, { folder, fingerprint }: UpdateRequest['source']): boolean {
  const tried = listUpdates(home, 50).find((update) => update.folder === folder && update.fingerprint === fingerprint);
  if (tried === undefined || tried.status === 'done') return false;
  return !PASSING.has(tried.problem?.code ?? 'INTERRUPTED');
}

export interface SourceWatch {
  /** Looks once, as the timer does; resolves when the update that came of it has ended, with null when there was none. */
  look(): Promise<Update | null>;
  /** Looks no more; resolves when a running update has ended. */
  close(): Promise<void>;
}

/**
 * Keeps a workspace up to date: looks at the folder of tables every `updates.everySeconds` and makes an update when its files have
 * changed and then stood still between two looks (half a copied file is not read); and at the times of day of `updates.at`, with what
 * viewers did since, even when no file changed. A failed update is told in the log and in its record, and everything stays as it was.
 */
export function watchSources(
  config: Config,
  { clock, jobs, log, timer = true }: { clock: Clock; jobs: Jobs; log: Log; timer?: boolean },
): SourceWatch {
  const { home } = config.workspace;
  const { watch, everySeconds, at } = config.updates;
  let seen: string | null = null;
  let scheduledMs = lastTimeOfDay(at, clock.nowMs()) ?? 0;
  let closed = false;
  let looking: Promise<Update | null> = Promise.resolve(null);
  let problem = '';

  /** What is due, or null. */
  const due = (): UpdateRequest | null => {
    const moment = lastTimeOfDay(at, clock.nowMs());
    if (moment !== null && moment > scheduledMs) {
      const source = updateSource(config);
      scheduledMs = moment;
      return { reason: 'schedule', source };
    }
    if (!watch || config.sources.folder === '' || latestSnapshotId(home) === null) return null;
    const source = composeSource(home, config.sources.folder);
    const settled = source?.fingerprint === seen;
    seen = source?.fingerprint ?? null;
    if (source === null || !settled) return null;
    const read = readImportedFolder(home);
    if (read?.folder === source.folder && read.fingerprint === source.fingerprint) return null;
    return wasRefused(home, source) ? null : { reason: 'watch', source };
  };

  const lookOnce = async (): Promise<Update | null> => {
    try {
      const request = due();
      problem = '';
      if (request === null) return null;
      log.info({ folder: request.source.folder, reason: request.reason }, 'update begins');
      const update = await updateWorkspace(config, request, { clock, jobs });
      const { id, status, snapshotId, versionId, refused, differences } = update;
      const told = { update: id, snapshotId, versionId, refused };
      if (status === 'held') log.warn({ ...told, problem: update.problem }, 'update held back');
      else if (differences?.same === true) log.info(told, 'update: nothing is different');
      else log.info({ ...told, titles: differences?.titles.after }, 'update done');
      return update;
    } catch (error) {
      if (closed) return null;
      const message = isButacaError(error) ? error.message : String(error);
      // A folder that cannot be read is told once, not at every look.
      if (message !== problem) log.error({ err: error }, 'update failed; everything stays as it was');
      problem = message;
      return null;
    }
  };

  const look = async (): Promise<Update | null> => {
    looking = looking.then(async () => (closed ? null : lookOnce()));
    return looking;
  };
  let waiting: NodeJS.Timeout | null = null;
  const wait = (): void => {
    waiting = setTimeout(() => {
      void look().finally(() => {
        if (!closed) wait();
      });
    }, everySeconds * 1000).unref();
  };
  if (timer) wait();
  return {
    look,
    async close() {
      closed = true;
      if (waiting !== null) clearTimeout(waiting);
      await looking;
    },
  };
}
