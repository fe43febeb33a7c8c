import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, stampOf } from '../base/clock.ts';
import { confined, writeDurably } from '../base/durable-file.ts';
import { ButacaError, isButacaError } from '../base/errors.ts';
import { type FileLock, tryFileLock } from '../base/file-lock.ts';
import { canonicalJson, sha256 } from '../base/hash.ts';
import type { Registry, Run, RunOutcome, RunQuery } from './contract.ts';
import { noteReplaced, openRunIndex } from './run-index.ts';
import { runSchema } from './schemas.ts';
import { namesIn, type Places, pathOf, readJson, toText, unknownId, withRegistryLock } from './workspace.ts';

type RunBook = Pick<
  Registry,
  | 'startRun'
  | 'finishRun'
  | 'failRun'
  | 'listRuns'
  | 'findRuns'
  | 'readRun'
  | 'annotateRun'
  | 'writeReport'
  | 'reportPath'
>;

const REPORT_NAME = /^[0-9A-Za-z][0-9A-Za-z_.-]{0,199}$/;

const describeError = (error: unknown): NonNullable<Run['error']> =>
  isButacaError(error)
    ? { code: error.code, message: error.message }
    : { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };

/** The workspace's runs: one file each, and while one runs a lock beside it that ends with the process. */
export function openRuns(places: Places, clock: Clock): { runs: RunBook; settleInterrupted: () => void } {
  /** Locks of the runs started here. */
  const own = new Map<string, FileLock>();
  const fileOf = (id: string): string => pathOf(places.runs, id, '.json', 'UNKNOWN_RUN');
  const lockOf = (id: string): string => join(places.runs, `${id}.lock`);
  const save = (run: Run): Run => {
    const known = existsSync(fileOf(run.id));
    writeDurably(fileOf(run.id), toText(run));
    if (known) noteReplaced(places.runs, run.id);
    return run;
  };

  function removeLock(id: string, lock: FileLock): void {
    lock.release();
    rmSync(lockOf(id), { force: true });
  }

  /** A running run whose process is gone is recorded as failed; the caller holds the registry's lock. */
  function settle(id: string): void {
    const lock = own.has(id) ? null : tryFileLock(lockOf(id));
    if (lock === null) return;
    try {
      const run = readJson(fileOf(id), runSchema);
      if (run?.status === 'running') {
        const message = 'the process ended before the run did; what it had made so far is not used';
        save({ ...run, status: 'failed', endedMs: clock.nowMs(), error: { code: 'INTERRUPTED', message } });
      }
    } catch (error) {
      if (!isButacaError(error, 'CORRUPT_REGISTRY')) throw error;
    } finally {
      removeLock(id, lock);
    }
  }

  function read(id: string): Run | null {
    let run: Run | null = readJson(fileOf(id), runSchema);
    if (run?.status === 'running' && !own.has(id)) {
      try {
        withRegistryLock(places, () => settle(id), 0);
        run = readJson(fileOf(id), runSchema);
      } catch {
        // A workspace that is busy or cannot be written to shows the run as it was left.
      }
    }
    return run;
  }

  function end(id: string, change: Partial<Run>, outcome: RunOutcome): Run {
    const lock = own.get(id);
    if (lock === undefined) {
      throw new ButacaError('UNKNOWN_RUN', `unknown run: ${id}; expected one that was started here and is running`);
    }
    return withRegistryLock(places, () => {
      const run = readJson(fileOf(id), runSchema);
      if (run === null) throw unknownId('UNKNOWN_RUN', id);
      // What people noted meanwhile stays.
      const notes = [run.notes, outcome.notes ?? ''].filter((text) => text !== '').join('\n');
      const result = save({ ...run, ...outcome, notes, endedMs: clock.nowMs(), ...change });
      own.delete(id);
      removeLock(id, lock);
      return result;
    });
  }

  function readOrNull(id: string): Run | null {
    try {
      return read(id);
    } catch (error) {
      if (isButacaError(error)) return null;
      throw error;
    }
  }

  const index = openRunIndex(places.runIndex, places.runs, (id) => {
    try {
      return readJson(fileOf(id), runSchema);
    } catch (error) {
      if (isButacaError(error)) return null;
      throw error;
    }
  });

  function find(query: RunQuery = {}): { runs: Run[]; total: number } {
    const found = index.find(query);
    // Runs whose process is gone are recorded as failed, and then found as such.
    const gone = found.running.filter((id) => !own.has(id) && readOrNull(id)?.status !== 'running');
    const { runs: chosen, total } = gone.length === 0 ? found : index.find(query);
    return { runs: chosen, total };
  }

  function pathOfReport(report: string): string {
    if (!REPORT_NAME.test(report)) {
      throw new ButacaError('UNSAFE_PATH', `invalid report name: ${report}; expected letters, digits and . _ -`);
    }
    return confined(places.reports, report);
  }

  const runs: RunBook = {
    startRun(start) {
      const startedMs = clock.nowMs();
      return withRegistryLock(places, () => {
        for (let attempt = 0; ; attempt++) {
          const mark = sha256(canonicalJson([start, startedMs, attempt])).slice(0, 6);
          const id = `${stampOf(startedMs)}-${start.kind}-${mark}`;
          if (existsSync(fileOf(id)) || existsSync(lockOf(id))) continue;
          const lock = tryFileLock(lockOf(id));
          if (lock === null) continue;
          const run: Run = {
            id,
            kind: start.kind,
            status: 'running',
            startedMs,
            endedMs: null,
            snapshotId: start.snapshotId ?? null,
            model: start.model ?? null,
            config: start.config ?? {},
            seed: start.seed,
            codeVersion: start.codeVersion,
            timingsMs: {},
            metrics: {},
            notes: start.notes ?? '',
            tags: [],
            reports: [],
          };
          try {
            save(run);
          } catch (error) {
            removeLock(id, lock);
            throw error;
          }
          own.set(id, lock);
          return run;
        }
      });
    },
    finishRun: (id, outcome = {}) => end(id, { status: 'done' }, outcome),
    failRun: (id, error, outcome = {}) => end(id, { status: 'failed', error: describeError(error) }, outcome),
    listRuns: (query) => find(query).runs,
    findRuns: find,
    readRun(id) {
      const run = id === 'latest' ? (find({ limit: 1 }).runs[0] ?? null) : read(id);
      if (run === null) throw unknownId('UNKNOWN_RUN', id);
      return run;
    },
    annotateRun(id, { notes, tags }) {
      const known = runs.readRun(id);
      return withRegistryLock(places, () => {
        const run = readJson(fileOf(known.id), runSchema) ?? known;
        return save({
          ...run,
          ...(notes === undefined ? {} : { notes }),
          ...(tags === undefined ? {} : { tags: [...new Set(tags)].sort() }),
        });
      });
    },
    writeReport(runId, name, content) {
      fileOf(runId);
      const report = `${runId}-${name}`;
      withRegistryLock(places, () => writeDurably(pathOfReport(report), content));
      return report;
    },
    reportPath: pathOfReport,
  };

  return {
    runs,
    settleInterrupted() {
      for (const name of namesIn(places.runs)) {
        if (name.endsWith('.lock')) settle(name.slice(0, -'.lock'.length));
      }
    },
  };
}
