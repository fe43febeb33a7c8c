import { statfsSync } from 'node:fs';
import type { Clock } from '../base/clock.ts';
import { readImportReport } from '../dataset/index.ts';
import { models } from '../models/index.ts';
import {
  listUpdates,
  type Measured,
  type ModelVersion,
  type Registry,
  type Run,
  type Update,
} from '../registry/index.ts';
import type { Recommender } from '../serving/index.ts';
import { BASELINE, SERVING_GATE } from './figures.ts';
import { sampleFolder } from './sample-folder.ts';
import { readImportedFolder } from './source-files.ts';

const DAY_MS = 86_400_000;
const OLD_DATA_DAYS = 30;
/** Rows set aside below this part are told, but are no warning. */
const SMALL_LOSS = 0.001;
/** New events that are worth a training: at least so many, and this part of what was learnt. */
const NEW_EVENTS = { least: 500, part: 0.02 };
const FULL_DISK = { freeBytes: 2e9, freePart: 0.05 };

export type AttentionCode =
  | 'NO_MODEL'
  | 'PREPARING'
  | 'MODEL_NOT_LOADED'
  | 'UPDATE_FAILED'
  | 'UPDATE_HELD'
  | 'ROWS_SET_ASIDE'
  | 'MODEL_REFUSED'
  | 'MODEL_NOT_MEASURED'
  | 'MODEL_BELOW_POPULARITY'
  | 'FEEDBACK_NOT_LEARNT'
  | 'DATA_OLD'
  | 'DISK_ALMOST_FULL'
  | 'SAMPLE_DATA';

/** Something that a person should look at. */
export interface Attention {
  readonly code: AttentionCode;
  readonly severity: 'bad' | 'warn' | 'info';
  readonly count: number | null;
  readonly of: number | null;
  readonly detail: string | null;
  /** The screen of the dashboard where something can be done about it. */
  readonly path: string;
}

export interface LastTraining {
  readonly run: Run;
  readonly version: ModelVersion | null;
  readonly figure: Measured | null;
  readonly baseline: number | null;
  readonly previous: { readonly version: string; readonly value: number } | null;
  readonly outcome: 'serves' | 'refused' | 'replaced' | 'failed' | 'waits';
  readonly verdict: 'first' | 'better' | 'same' | 'worse' | 'unknown';
}

/** How a workspace and its server stand, for people. */
export interface Overview {
  readonly nowMs: number;
  readonly state: 'ready' | 'preparing' | 'not-ready';
  readonly sinceMs: number | null;
  readonly isSample: boolean;
  readonly period: { readonly firstMs: number; readonly lastMs: number } | null;
  readonly lastImport: {
    readonly atMs: number;
    readonly snapshotId: string;
    readonly rows: { readonly read: number; readonly setAside: number } | null;
  } | null;
  readonly lastTraining: LastTraining | null;
  readonly attention: readonly Attention[];
}

export interface OverviewSources {
  readonly home: string;
  readonly clock: Clock;
  readonly registry: Registry;
  readonly recommender: Pick<Recommender, 'readiness' | 'snapshot'>;
  /** Events newer than the serving snapshot. */
  readonly newEvents: number;
}

/** The metric by which trainings are told apart: that of the gate. */
export const OVERVIEW_METRIC = SERVING_GATE.metric;

const attention = (
  code: AttentionCode,
  severity: Attention['severity'],
  path: string,
  { count = null, of = null, detail = null }: Partial<Pick<Attention, 'count' | 'of' | 'detail'>> = {},
): Attention => ({ code, severity, count, of, detail, path });

/** Whether the figure is told apart from a value by its interval. */
function compare({ value, low = value, high = value }: Measured, other: number): 'better' | 'same' | 'worse' {
  if (low > other) return 'better';
  return high < other ? 'worse' : 'same';
}

function readLastTraining(registry: Registry, updates: readonly Update[]): LastTraining | null {
  const scored = registry
    .findRuns({ kind: 'train', limit: 20 })
    .runs.find(({ model }) => model !== null && Object.hasOwn(models, model));
  if (scored === undefined) return null;
  const versions = registry.listVersions();
  const version = versions.find(({ runId }) => runId === scored.id) ?? null;
  const moves = registry.moves().filter(({ alias }) => alias === 'champion');
  const last = moves.at(-1);
  const move = moves.findLast(({ versionId }) => versionId === version?.id);
  const before = move === undefined ? last?.versionId : move.previousId;
  const rival = versions.find(({ id }) => id === before && id !== version?.id);
  const figure = version?.metrics[SERVING_GATE.metric] ?? null;
  const measured = rival?.metrics[SERVING_GATE.metric];
  const isComparable = measured !== undefined && rival?.snapshotId === version?.snapshotId;
  const outcome = (): LastTraining['outcome'] => {
    if (scored.status === 'failed') return 'failed';
    if (scored.status === 'running' || version === null) return 'waits';
    if (last?.versionId === version.id) return 'serves';
    if (move !== undefined) return 'replaced';
    return updates.some(({ versionId, refused }) => versionId === version.id && refused !== null) ? 'refused' : 'waits';
  };
  const verdict = (): LastTraining['verdict'] => {
    if (rival === undefined) return move?.previousId === null ? 'first' : 'unknown';
    return figure === null || !isComparable ? 'unknown' : compare(figure, measured.value);
  };
  return {
    run: scored,
    version,
    figure,
    baseline: version?.metrics[SERVING_GATE.baseline]?.value ?? null,
    previous: isComparable ? { version: rival!.id, value: measured.value } : null,
    outcome: outcome(),
    verdict: verdict(),
  };
}

const seconds = (time: number | null): number | null => (time === null ? null : time * 1000);

function diskIsAlmostFull(home: string): Attention | null {
  try {
    const { bavail, blocks, bsize } = statfsSync(home);
    const free = bavail * bsize;
    if (free > FULL_DISK.freeBytes && bavail / blocks > FULL_DISK.freePart) return null;
    return attention('DISK_ALMOST_FULL', 'warn', '/data', { count: free, of: blocks * bsize });
  } catch {
    return null;
  }
}

/** Everything that a person who runs the product wants to know first, and what needs them, the worst first. */
export function readOverview({ home, clock, registry, recommender, newEvents }: OverviewSources): Overview {
  const nowMs = clock.nowMs();
  const { ready, problem, snapshot: servingId } = recommender.readiness();
  const updates = listUpdates(home, 20);
  const lastTraining = readLastTraining(registry, updates);
  const isWorking = updates[0]?.status === 'running' || registry.findRuns({ status: 'running', limit: 1 }).total > 0;
  const state = ready ? 'ready' : isWorking ? 'preparing' : 'not-ready';
  const champion = registry.champion();
  const move = registry.moves().findLast(({ alias }) => alias === 'champion');
  const imported = registry.findRuns({ kind: 'import', status: 'done', limit: 1 }).runs[0];
  const snapshotId = servingId ?? imported?.snapshotId ?? null;
  const report = snapshotId === null ? null : readImportReport(home, snapshotId);
  const rows =
    report === null
      ? null
      : {
          read: report.files.reduce((sum, { rows: { read } }) => sum + read, 0),
          setAside: report.files.reduce((sum, { rows: { setAside } }) => sum + setAside, 0),
        };
  const isSample = readImportedFolder(home)?.folder === sampleFolder;
  const firstMs = seconds(report?.totals.firstTime ?? null);
  const lastMs = seconds(report?.totals.lastTime ?? null);

  const found: (Attention | null)[] = [];
  if (!ready) {
    found.push(
      isWorking
        ? attention('PREPARING', 'info', '/data')
        : attention('NO_MODEL', 'bad', '/data', { detail: problem?.message ?? null }),
    );
  } else if (problem !== null) {
    found.push(attention('MODEL_NOT_LOADED', 'bad', '/experiments', { detail: problem.message }));
  }
  const [update] = updates;
  if (update?.status === 'failed') {
    found.push(attention('UPDATE_FAILED', 'bad', '/data', { detail: update.problem?.message ?? null }));
  } else if (update?.status === 'held') {
    found.push(attention('UPDATE_HELD', 'bad', '/data', { detail: update.problem?.message ?? null }));
  }
  if (lastTraining?.outcome === 'refused') {
    const why = updates.find(({ versionId }) => versionId === lastTraining.version?.id)?.refused ?? null;
    found.push(attention('MODEL_REFUSED', 'warn', '/experiments', { detail: why }));
  }
  const served = champion?.metrics[SERVING_GATE.metric];
  if (ready && served === undefined) found.push(attention('MODEL_NOT_MEASURED', 'warn', '/experiments'));
  const popularity = champion?.metrics[SERVING_GATE.baseline]?.value;
  if (served !== undefined && popularity !== undefined && champion?.model !== BASELINE && served.value < popularity) {
    found.push(attention('MODEL_BELOW_POPULARITY', 'bad', '/experiments'));
  }
  found.push(diskIsAlmostFull(home));
  if (rows !== null && rows.setAside > 0) {
    const severity = rows.setAside < SMALL_LOSS * rows.read ? 'info' : 'warn';
    found.push(attention('ROWS_SET_ASIDE', severity, '/data', { count: rows.setAside, of: rows.read }));
  }
  const learnt = recommender.snapshot()?.counts.interactions ?? 0;
  if (newEvents >= Math.max(NEW_EVENTS.least, NEW_EVENTS.part * learnt)) {
    found.push(attention('FEEDBACK_NOT_LEARNT', 'warn', '/data', { count: newEvents, of: learnt }));
  }
  const days = imported?.endedMs == null ? 0 : Math.floor((nowMs - imported.endedMs) / DAY_MS);
  if (isSample) found.push(attention('SAMPLE_DATA', 'info', '/data'));
  else if (days >= OLD_DATA_DAYS) found.push(attention('DATA_OLD', 'warn', '/data', { count: days }));

  const order = { bad: 0, warn: 1, info: 2 };
  return {
    nowMs,
    state,
    sinceMs: ready ? (move?.atMs ?? null) : null,
    isSample,
    period: firstMs === null || lastMs === null ? null : { firstMs, lastMs },
    lastImport:
      imported?.endedMs == null || imported.snapshotId === null
        ? null
        : { atMs: imported.endedMs, snapshotId: imported.snapshotId, rows },
    lastTraining,
    attention: found
      .filter((item) => item !== null)
      .sort((first, second) => order[first.severity] - order[second.severity]),
  };
}
