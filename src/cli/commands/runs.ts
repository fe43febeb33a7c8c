import { type Command, Option } from 'commander';
import { ButacaError } from '../../base/errors.ts';
import type { Measured, Registry, Run, RunComparison, RunQuery } from '../../registry/index.ts';
import { gather, wholeNumber } from '../arguments.ts';
import { printResult, type Session, sessionConfig, tell } from '../session.ts';
import { formatFacts, formatTable } from '../table.ts';
import { describeCommand } from './describe.ts';
import { formatFigures, formatTime } from './figures.ts';

const KINDS = ['import', 'train', 'evaluate', 'benchmark', 'tune'];
const STATUSES = ['running', 'done', 'failed'];
const FILTERS = ['model', 'kind', 'status', 'snapshot', 'tag', 'since', 'before'];
const MOST_COMPARED = 10;

const lasted = ({ startedMs, endedMs }: Run): string =>
  endedMs === null ? '' : ((endedMs - startedMs) / 1000).toFixed(1);

async function openRuns(session: Session): Promise<Registry> {
  const { openRegistry } = await import('../../registry/index.ts');
  return openRegistry({ home: sessionConfig(session).workspace.home, clock: session.clock });
}

/** The query that `--filter` and `--sort` say; INVALID_PARAMETER for what cannot be read. */
async function readQuery(filters: readonly string[], sort: string | undefined, session: Session): Promise<RunQuery> {
  const { readMetricBound, readRunSort, readTime } = await import('../../registry/index.ts');
  let query: RunQuery = sort === undefined ? {} : { sort: readRunSort(sort) };
  for (const filter of filters) {
    const at = filter.indexOf('=');
    const [name, value] = [filter.slice(0, at).trim(), filter.slice(at + 1).trim()];
    const timeMs = readTime(value);
    const bound = FILTERS.includes(name) ? null : readMetricBound(filter);
    if (bound !== null) query = { ...query, bounds: [...(query.bounds ?? []), bound] };
    else if (name === 'model') query = { ...query, model: value };
    else if (name === 'snapshot') query = { ...query, snapshotId: value };
    else if (name === 'tag') query = { ...query, tags: [...(query.tags ?? []), value] };
    else if (name === 'kind' && KINDS.includes(value)) query = { ...query, kind: value as Run['kind'] };
    else if (name === 'status' && STATUSES.includes(value)) query = { ...query, status: value as Run['status'] };
    else if (name === 'since' && timeMs !== null) query = { ...query, sinceMs: timeMs };
    else if (name === 'before' && timeMs !== null) query = { ...query, beforeMs: timeMs };
    else {
      throw new ButacaError('INVALID_PARAMETER', session.words.errors.invalidFilter(filter, FILTERS.join(', ')));
    }
  }
  return query;
}

/** The figures that were asked for first, then the others. */
function orderedFigures({ metrics }: Run, { sort, bounds = [] }: RunQuery): Run['metrics'] {
  const asked = [...bounds.map(({ metric }) => metric), ...(sort === undefined ? [] : [sort.by])];
  const first = asked.filter((name) => Object.hasOwn(metrics, name)).map((name) => [name, metrics[name]]);
  return { ...Object.fromEntries(first), ...metrics };
}

const formatMeasured = (measured: Measured | null): string =>
  measured === null
    ? '–'
    : [
        measured.value.toFixed(4),
        ...(measured.low === undefined || measured.high === undefined
          ? []
          : [`[${measured.low.toFixed(4)}, ${measured.high.toFixed(4)}]`]),
      ].join(' ');

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
    ...(run.segments ?? []).map(({ question, segment, cases, model, metrics, baseline }): [string, string] => {
      const figures = Object.entries(metrics).map(([name, measured]) => {
        const beside = baseline?.[name] === undefined ? '' : ` (popularity ${baseline[name].value.toFixed(4)})`;
        return `${name} ${formatMeasured(measured)}${beside}`;
      });
      return [`${question}, ${segment}`, `${model}, n ${cases}: ${figures.join(', ')}`];
    }),
    ...run.reports.map((report): [string, string] => ['report', report]),
    ...(run.tags.length === 0 ? [] : [[columns.tags, run.tags.join(', ')] as [string, string]]),
    ...(run.notes === '' ? [] : [[columns.notes, run.notes] as [string, string]]),
    ...(run.error === undefined ? [] : [['error', `${run.error.code}: ${run.error.message}`] as [string, string]]),
  ]);
}

function formatComparison({ runs, parameters, metrics, sameData }: RunComparison, session: Session): string {
  const { columns, runs: words } = session.words;
  const { compare } = words;
  const names = runs.map((_, at) => String.fromCodePoint(65 + at));
  const parts = [formatFacts(runs.map((run, at) => [names[at], `${run.id}  ${run.model ?? ''}`.trimEnd()]))];
  if (!sameData) parts.push(compare.differentData);
  if (parameters.length > 0) {
    const rows = parameters.map(({ name, values }) => [
      name,
      ...values.map((value) => (value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value))),
    ]);
    parts.push(formatTable([compare.parameter, ...names], rows));
  }
  if (metrics.length > 0) {
    const others = names.slice(1);
    const rows = metrics.map(({ name, values, differences }) => [
      name,
      ...values.map(formatMeasured),
      ...differences
        .slice(1)
        .map((one) => (one === null ? '–' : `${formatMeasured(one)} ${compare.methods[one.method]}`)),
    ]);
    parts.push(formatTable([columns.figures, ...names, ...others.map((name) => `${name} − A`)], rows));
  }
  if (parameters.length + metrics.length === 0) parts.push(compare.nothing);
  return parts.join('\n\n');
}

/** Adds `butaca runs compare`, `note`, `tag` and `export`. */
function addRunParts(command: Command, session: Session): void {
  const { words } = session;
  const { compare, note, tag } = words.runs;
  const comparing = command
    .command('compare')
    .argument('<runs...>', compare.runs)
    .action(async (ids: readonly string[]) => {
      const { compareRuns, comparisonToCsv } = await import('../../registry/index.ts');
      if (ids.length < 2 || ids.length > MOST_COMPARED) {
        const text = words.errors.invalidNumber('runs', String(ids.length), `2…${MOST_COMPARED}`);
        throw new ButacaError('INVALID_PARAMETER', text);
      }
      const registry = await openRuns(session);
      const { pairedBy } = await import('../../jobs/index.ts');
      const asked = ids.map((id) => registry.readRun(id));
      const comparison = compareRuns(asked, pairedBy(registry));
      const { csv = false } = command.opts<{ csv?: boolean }>();
      printResult(session, comparison, csv ? comparisonToCsv(comparison) : formatComparison(comparison, session));
    });
  describeCommand(comparing, compare, words);
  const noting = command
    .command('note')
    .argument('<run>', words.runs.run)
    .argument('<text>', note.text)
    .action(async (id: string, text: string) => {
      const run = (await openRuns(session)).annotateRun(id, { notes: text });
      printResult(session, run, formatRun(run, session));
    });
  describeCommand(noting, note, words);
  const tagging = command
    .command('tag')
    .argument('<run>', words.runs.run)
    .argument('<tags...>', tag.tags)
    .addOption(new Option('--remove', tag.remove))
    .action(async (id: string, tags: readonly string[], { remove = false }: { remove?: boolean }) => {
      const registry = await openRuns(session);
      const known = registry.readRun(id);
      const changed = remove ? known.tags.filter((one) => !tags.includes(one)) : [...known.tags, ...tags];
      const run = registry.annotateRun(known.id, { tags: changed });
      printResult(session, run, formatRun(run, session));
    });
  describeCommand(tagging, tag, words);
  const exporting = command
    .command('export')
    .argument('[run]', words.runs.run)
    .addOption(new Option('--mlflow <address>', words.runs.export.mlflow))
    .action(async (id: string | undefined, { mlflow }: { mlflow?: string }) => {
      const target = sessionConfig(session, mlflow === undefined ? {} : { mlflow: { url: mlflow } }).mlflow;
      if (target.url === '') throw new ButacaError('INVALID_PARAMETER', words.runs.export.noAddress);
      const { openMlflow } = await import('../../jobs/index.ts');
      const registry = await openRuns(session);
      const runs = id === undefined ? registry.listRuns().reverse() : [registry.readRun(id)];
      const server = openMlflow(target);
      const written: { run: string; mlflow: string }[] = [];
      for (const run of runs) written.push({ run: run.id, mlflow: await server.exportRun(run) });
      printResult(session, written, words.runs.export.done(written.length, target.url, target.experiment));
    });
  describeCommand(exporting, words.runs.export, words);
}

interface RunsOptions {
  readonly n: number;
  readonly csv?: boolean;
  readonly filter?: readonly string[];
  readonly sort?: string;
}

/** Adds `butaca runs`. */
export function addRuns(program: Command, session: Session): void {
  const { words } = session;
  const { columns, states } = words;
  const command = program
    .command('runs')
    .helpCommand(false)
    .argument('[run]', words.runs.run)
    .addOption(new Option('-n <number>', words.runs.n).argParser(wholeNumber(1, 100_000)).default(20))
    .addOption(new Option('--filter <filter>', words.runs.filter).argParser(gather))
    .addOption(new Option('--sort <order>', words.runs.sort))
    .addOption(new Option('--csv', words.runs.csv))
    .action(async (runId: string | undefined, { n, csv = false, filter = [], sort }: RunsOptions) => {
      const { runsToCsv } = await import('../../registry/index.ts');
      const registry = await openRuns(session);
      if (runId !== undefined) {
        const run = registry.readRun(runId);
        printResult(session, run, csv ? runsToCsv([run]) : formatRun(run, session));
        return;
      }
      const query = await readQuery(filter, sort, session);
      const { runs, total } = registry.findRuns({ ...query, limit: n });
      const rows = runs.map((run) => [
        run.id,
        run.kind,
        states[run.status],
        run.model ?? '',
        formatTime(run.startedMs),
        lasted(run),
        run.tags.join(', '),
        formatFigures(orderedFigures(run, query)),
      ]);
      const headings = [
        columns.id,
        columns.kind,
        columns.status,
        columns.model,
        columns.started,
        columns.seconds,
        columns.tags,
        columns.figures,
      ];
      printResult(session, runs, csv ? runsToCsv(runs) : formatTable(headings, rows));
      if (runs.length < total) tell(session, words.runs.more(runs.length, total));
    });
  describeCommand(command, words.runs, words);
  addRunParts(command, session);
}
