import { type Command, Option } from 'commander';
import { formatCsv } from '../../base/format-csv.ts';
import type { Run } from '../../registry/index.ts';
import { wholeNumber } from '../arguments.ts';
import { printResult, type Session, sessionConfig } from '../session.ts';
import { formatFacts, formatTable } from '../table.ts';
import { describeCommand } from './describe.ts';
import { formatFigures, formatTime } from './figures.ts';

const lasted = ({ startedMs, endedMs }: Run): string =>
  endedMs === null ? '' : ((endedMs - startedMs) / 1000).toFixed(1);

/** One run per row, every fact in a column of its own; the log of experiments as a spreadsheet. */
function runsToCsv(runs: readonly Run[]): string {
  const metrics = [...new Set(runs.flatMap((run) => Object.keys(run.metrics)))].sort();
  const headings = ['id', 'kind', 'status', 'started', 'seconds', 'model', 'snapshot', 'seed', 'code', 'configuration'];
  const rows = runs.map((run) => [
    run.id,
    run.kind,
    run.status,
    new Date(run.startedMs).toISOString(),
    lasted(run),
    run.model ?? '',
    run.snapshotId ?? '',
    String(run.seed),
    run.codeVersion,
    JSON.stringify(run.config),
    ...metrics.map((name) => String(run.metrics[name]?.value ?? '')),
  ]);
  return formatCsv([...headings, ...metrics], rows);
}

function formatRun(run: Run, session: Session): string {
  const { columns, states } = session.words;
  return formatFacts([
    [columns.id, run.id],
    [columns.kind, run.kind],
    [columns.status, states[run.status]],
    [columns.started, formatTime(run.startedMs)],
    [columns.seconds, lasted(run)],
    [columns.model, run.model ?? '–'],
    [columns.snapshot, run.snapshotId ?? '–'],
    ['seed', String(run.seed)],
    ['code', run.codeVersion],
    ['config', JSON.stringify(run.config)],
    ['timings', JSON.stringify(run.timingsMs)],
    ...Object.entries(run.metrics).map(([name, { value, low, high }]): [string, string] => [
      name,
      low === undefined || high === undefined ? String(value) : `${value} [${low}, ${high}]`,
    ]),
    ...run.reports.map((report): [string, string] => ['report', report]),
    ...(run.notes === '' ? [] : [['notes', run.notes] as [string, string]]),
    ...(run.error === undefined ? [] : [['error', `${run.error.code}: ${run.error.message}`] as [string, string]]),
  ]);
}

/** Adds `butaca runs`. */
export function addRuns(program: Command, session: Session): void {
  const { words } = session;
  const { columns, states } = words;
  const command = program
    .command('runs')
    .argument('[run]', words.runs.run)
    .addOption(new Option('-n <number>', words.runs.n).argParser(wholeNumber(1, 100_000)).default(20))
    .addOption(new Option('--csv', words.runs.csv))
    .action(async (runId: string | undefined, { n, csv = false }: { n: number; csv?: boolean }) => {
      const { openRegistry } = await import('../../registry/index.ts');
      const registry = openRegistry({ home: sessionConfig(session).workspace.home, clock: session.clock });
      if (runId !== undefined) {
        const run = registry.readRun(runId);
        printResult(session, run, formatRun(run, session));
        return;
      }
      const runs = registry.listRuns({ limit: n });
      const rows = runs.map((run) => [
        run.id,
        run.kind,
        states[run.status],
        run.model ?? '',
        formatTime(run.startedMs),
        lasted(run),
        formatFigures(run.metrics),
      ]);
      const headings = [
        columns.id,
        columns.kind,
        columns.status,
        columns.model,
        columns.started,
        columns.seconds,
        columns.figures,
      ];
      printResult(session, runs, csv ? runsToCsv(runs) : formatTable(headings, rows));
    });
  describeCommand(command, words.runs, words);
}
