import { formatCsv } from '../base/format-csv.ts';
import type { Run } from './contract.ts';

const HEADINGS = [
  'id',
  'kind',
  'status',
  'started',
  'seconds',
  'model',
  'snapshot',
  'seed',
  'code',
  'configuration',
  'timings',
  'tags',
  'notes',
  'reports',
  'error',
];

const written = (value: number | undefined): string => (value === undefined ? '' : String(value));

/**
 * The runs as CSV, one a row: every fact in a column of its own (times UTC, configuration and timings in milliseconds as JSON, lists
 * with blanks between), then each metric of any of them, with its interval as `<metric> low` and `<metric> high` where one was measured.
 */
export function runsToCsv(runs: readonly Run[]): string {
  const bounded = new Map<string, boolean>();
  for (const run of runs) {
    for (const [name, { low }] of Object.entries(run.metrics)) {
      bounded.set(name, bounded.get(name) === true || low !== undefined);
    }
  }
  const metrics = [...bounded].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = runs.map((run) => [
    run.id,
    run.kind,
    run.status,
    new Date(run.startedMs).toISOString(),
    run.endedMs === null ? '' : ((run.endedMs - run.startedMs) / 1000).toFixed(1),
    run.model ?? '',
    run.snapshotId ?? '',
    String(run.seed),
    run.codeVersion,
    JSON.stringify(run.config),
    JSON.stringify(run.timingsMs),
    run.tags.join(' '),
    run.notes,
    run.reports.join(' '),
    run.error === undefined ? '' : `${run.error.code}: ${run.error.message}`,
    ...metrics.flatMap(([name, hasBounds]) => {
      const measured = run.metrics[name];
      const value = written(measured?.value);
      return hasBounds ? [value, written(measured?.low), written(measured?.high)] : [value];
    }),
  ]);
  const names = metrics.flatMap(([name, hasBounds]) => (hasBounds ? [name, `${name} low`, `${name} high`] : [name]));
  return formatCsv([...HEADINGS, ...names], rows);
}
