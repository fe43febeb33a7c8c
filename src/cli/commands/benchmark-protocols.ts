import { totalmem } from 'node:os';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { ButacaError } from '../../base/errors.ts';
import { nearestName } from '../../base/nearest.ts';
import type { BenchmarkOptions, BenchmarkReport } from '../../evaluation/index.ts';
import { splitList, wholeNumber } from '../arguments.ts';
import { ensureBuild } from '../build.ts';
import { runBenchmark } from '../run-benchmark.ts';
import { printResult, secondsSince, type Session, sessionConfig, tell } from '../session.ts';
import { formatTable } from '../table.ts';
import { describeCommand } from './describe.ts';

type Run = (options: BenchmarkOptions) => Promise<BenchmarkReport>;

interface ProtocolOptions {
  readonly models?: string;
  readonly trials: number;
  readonly seed?: number;
}

/** Seeds of `top-n` when one is not asked for: the first and the four after it. */
const SEEDS = 5;
/** Room of the kernels' memory for a dense matrix. */
const DENSE_LIMIT = 7e9;

const file = (flag: string, text: string): Option => new Option(`--${flag} <file>`, text).makeOptionMandatory();

/** Adds `fixed-split`, `leave-one-out` and `top-n` to `butaca benchmark`. */
export function addProtocols(group: Command, session: Session): void {
  const words = session.words.benchmark.protocols;
  addProtocol(
    group,
    session,
    'fixed-split',
    words.fixedSplit,
    [file('train', words.train), file('test', words.test)],
    (files) => async (options) => {
      const { PROTOCOLS, readFixedSplit, runBenchmark } = await import('../../evaluation/index.ts');
      const split = readFixedSplit(files.train, files.test);
      return runBenchmark(PROTOCOLS['fixed-split'], [split], split, options);
    },
  );
  addProtocol(
    group,
    session,
    'leave-one-out',
    words.leaveOneOut,
    [file('train', words.train), file('test', words.test), file('negatives', words.negatives)],
    (files) => async (options) => {
      const { PROTOCOLS, readLeaveOneOut, runBenchmark } = await import('../../evaluation/index.ts');
      const split = readLeaveOneOut(files.train, files.test, files.negatives);
      return runBenchmark(PROTOCOLS['leave-one-out'], [split], split, options);
    },
  );
  addProtocol(group, session, 'top-n', words.topN, [file('data', words.data)], (files) => async (options) => {
    const { PROTOCOLS, readRatingsFile, runBenchmark, splitPerUser } = await import('../../evaluation/index.ts');
    const ratings = readRatingsFile(files.data);
    const splits = Array.from({ length: SEEDS }, (_, at) => splitPerUser(ratings, options.seed + at));
    return runBenchmark(PROTOCOLS['top-n'], splits, ratings, options);
  });
}

function addProtocol(
  group: Command,
  session: Session,
  name: string,
  described: { readonly description: string; readonly examples: readonly string[] },
  files: readonly Option[],
  prepare: (files: Readonly<Record<string, string>>) => Run,
): void {
  const { words } = session;
  const { models, trials, seed } = words.benchmark.protocols;
  const command = group.command(name);
  for (const option of files) command.addOption(option);
  command
    .addOption(new Option('--models <names>', models))
    .addOption(new Option('--trials <number>', trials).argParser(wholeNumber(1, 1000)).default(12))
    .addOption(new Option('--seed <number>', seed).argParser(wholeNumber(0, 2 ** 32 - 16)))
    .action(async (options: ProtocolOptions & Record<string, string>) => {
      const startedMs = session.clock.nowMs();
      const paths = files.map((option) => [option.attributeName(), resolve(options[option.attributeName()])]);
      const run = prepare(Object.fromEntries(paths) as Record<string, string>);
      const report = await measure(session, options, run);
      printResult(session, report, formatReport(report, session));
      tell(session, words.benchmark.done(secondsSince(session, startedMs)));
    });
  describeCommand(command, described, words);
}

async function measure(
  session: Session,
  { models, trials, seed }: ProtocolOptions,
  run: Run,
): Promise<BenchmarkReport> {
  const config = sessionConfig(session);
  await ensureBuild();
  const { benchmarkEntrants } = await import('../../evaluation/index.ts');
  const known = Object.keys(benchmarkEntrants);
  const names = models === undefined ? known : splitList(models);
  for (const name of names) if (!known.includes(name)) throw unknownModel(name, known, session);
  return runBenchmark(session, config, async (tools) =>
    run({
      ...tools,
      trials,
      models: names,
      clock: session.clock,
      seed: seed ?? config.training.seed,
      memoryLimit: Math.min(DENSE_LIMIT, totalmem() / 2),
      peakMemory: () => process.resourceUsage().maxRSS * 1024,
    }),
  );
}

function unknownModel(name: string, known: readonly string[], { words }: Session): ButacaError {
  const text = words.benchmark.protocols.unknown(name, known.join(', '), nearestName(name, known));
  return new ButacaError('INVALID_PARAMETER', text, { details: { parameter: 'models', value: name } });
}

const number = (value: number): string => value.toFixed(4);
const interval = ({ low, high }: { low: number; high: number }): string => `${number(low)} … ${number(high)}`;
const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);

/** A line for each model, then the settings found, what was left out, and the facts of the files. */
function formatReport(report: BenchmarkReport, { words }: Session): string {
  const { columns, settings, leftOut, facts } = words.benchmark.protocols;
  const metrics = Object.keys(report.rows[0]?.metrics ?? {});
  const headings = [columns.model, ...metrics.flatMap((metric) => [metric, columns.interval])];
  headings.push(columns.gain, columns.coverage, columns.novelty, columns.popular, columns.seconds, columns.memory);
  const rows = report.rows.map((row) => [
    row.name,
    ...metrics.flatMap((metric) => [number(row.metrics[metric].value), interval(row.metrics[metric])]),
    row.gain === null ? '' : `${number(row.gain.value)} (${interval(row.gain)})`,
    number(row.coverage),
    row.novelty.toFixed(2),
    number(row.popularShare),
    (row.seconds.tuning + row.seconds.training + row.seconds.scoring).toFixed(1),
    (row.peakMemoryBytes / 1e6).toFixed(0),
  ]);
  const tuned = report.rows.flatMap(({ name, tuned: found }) =>
    found
      .filter((one) => one.trials > 1)
      .map((one) => {
        const text = Object.entries(one.settings).map(([key, value]) => `${key} ${value}`);
        return settings(name, text.join(', '), number(one.value), one.trials);
      }),
  );
  const absent = report.leftOut.map(({ name, bytes, limit }) => leftOut(name, gigabytes(bytes), gigabytes(limit)));
  const counts = facts(report.counts, report.sha256.slice(0, 16), report.seed);
  return [formatTable(headings, rows), '', ...tuned, ...absent, counts].join('\n');
}
