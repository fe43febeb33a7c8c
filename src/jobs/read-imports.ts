import { ButacaError } from '../base/errors.ts';
import { type ImportReport, latestSnapshotId, listSnapshots, readImportReport } from '../dataset/index.ts';
import { listUpdates, type Registry, type Run, type Update } from '../registry/index.ts';

/** One reading of tables: recorded as a run, or known by the snapshot alone that it left. */
export interface ImportRecord {
  /** The run's id; the snapshot's where no run is kept. */
  readonly id: string;
  readonly status: Run['status'];
  readonly startedMs: number;
  readonly endedMs: number | null;
  /** Null when none came about. */
  readonly snapshotId: string | null;
  /** Whether the snapshot can be opened still. */
  readonly isKept: boolean;
  readonly rows: { readonly read: number; readonly taken: number; readonly setAside: number } | null;
  readonly problem: { readonly code: string; readonly message: string } | null;
  /** The update that it was a part of. */
  readonly update: Pick<Update, 'id' | 'reason' | 'status'> | null;
}

/** Reports whose sums are remembered: a few numbers each. */
const MOST_SUMS = 1_000;

/** The imports of a workspace. */
export interface Imports {
  /** The newest first. */
  list(n: number): ImportRecord[];
  /** By its id, the id of a snapshot, or the `latest` that left one; UNKNOWN_RUN when there is none. */
  read(id: string): ImportRecord;
  /** What it told of its files; null where that is not kept. */
  report(record: ImportRecord): ImportReport | null;
}

/** Reads the imports of a workspace from its runs, updates and snapshots. */
export function openImports(home: string, registry: Registry): Imports {
  const sums = new Map<string, ImportRecord['rows']>();
  const sumOf = (snapshotId: string): ImportRecord['rows'] => {
    const known = sums.get(snapshotId);
    if (known !== undefined) return known;
    const report = readImportReport(home, snapshotId);
    const rows =
      report?.files.reduce(
        (sum, file) => ({
          read: sum.read + file.rows.read,
          taken: sum.taken + file.rows.taken,
          setAside: sum.setAside + file.rows.setAside,
        }),
        { read: 0, taken: 0, setAside: 0 },
      ) ?? null;
    if (sums.size >= MOST_SUMS) sums.clear();
    sums.set(snapshotId, rows);
    return rows;
  };

  const all = (): ImportRecord[] => {
    const snapshots = new Map(listSnapshots(home).map((stored) => [stored.manifest.id, stored]));
    const updates = listUpdates(home);
    const updateOf = (run: Run): ImportRecord['update'] => {
      const update = updates.find(
        ({ startedMs, endedMs }) => startedMs <= run.startedMs && (endedMs === null || run.startedMs <= endedMs),
      );
      return update === undefined ? null : { id: update.id, reason: update.reason, status: update.status };
    };
    const runs = registry.listRuns({ kind: 'import' }).map((run): ImportRecord => {
      const isKept = run.snapshotId !== null && snapshots.has(run.snapshotId);
      return {
        id: run.id,
        status: run.status,
        startedMs: run.startedMs,
        endedMs: run.endedMs,
        snapshotId: run.snapshotId,
        isKept,
        rows: isKept ? sumOf(run.snapshotId) : null,
        problem: run.error ?? null,
        update: updateOf(run),
      };
    });
    const told = new Set(runs.map(({ snapshotId }) => snapshotId));
    const untold = [...snapshots.values()]
      .filter(({ manifest }) => !told.has(manifest.id))
      .map(({ manifest: { id }, writtenMs }): ImportRecord => {
        const report = readImportReport(home, id);
        return {
          id,
          status: 'done',
          startedMs: report?.startedMs ?? writtenMs,
          endedMs: report?.endedMs ?? writtenMs,
          snapshotId: id,
          isKept: true,
          rows: sumOf(id),
          problem: null,
          update: null,
        };
      });
    return [...runs, ...untold].sort((a, b) => b.startedMs - a.startedMs || (a.id < b.id ? 1 : -1));
  };

  return {
    list: (n) => all().slice(0, n),
    read(id) {
      const wanted = id === 'latest' ? latestSnapshotId(home) : id;
      const records = all();
      const found =
        records.find((record) => record.id === wanted) ??
        records.find(({ snapshotId, isKept }) => isKept && snapshotId === wanted);
      if (found !== undefined) return found;
      throw new ButacaError('UNKNOWN_RUN', `unknown import: ${id.slice(0, 80)}; expected one of /v1/imports.`, {
        details: { id: id.slice(0, 80) },
      });
    },
    report: ({ snapshotId, isKept }) => (isKept ? readImportReport(home, snapshotId!) : null),
  };
}
