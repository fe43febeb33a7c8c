import { totalmem } from 'node:os';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { ButacaError } from '../../base/errors.ts';
import { nearestName } from '../../base/nearest.ts';
import type { BenchmarkOptions, BenchmarkReport } from '../../evaluation/index.ts';
import type { RecordedBenchmark } from '../../jobs/index.ts';
import { splitList, wholeNumber } from '../arguments.ts';
import { ensureBuild } from '../build.ts';
import { exportBenchmarks, runBenchmark } from '../run-benchmark.ts';
import { printResult, secondsSince, type Session, sessionConfig, tell } from '../session.ts';
import { formatBenchmark } from './benchmark-table.ts';
import { describeCommand } from './describe.ts';

type Run = (options: BenchmarkOptions) => Promise<BenchmarkReport>;

interface CommonOptions {
  readonly models?: string;
  readonly trials: number;
  readonly seed?: number;
}

interface Protocol<Own> {
  readonly name: string;
  readonly alias?: string;
  readonly described: { readonly description: string; readonly examples: readonly string[] };
  readonly options: readonly Option[];
  /** What to run with the command's own options, checked before anything is read. */
  readonly prepare: (own: Own) => Run;
}

/** Seeds of `top-n` when one is not asked for: the first and the four after it. */
const SEEDS = 5;
/** Room of the kernels' memory for a dense matrix. */
const DENSE_LIMIT = 7e9;
const MOST_SEED = 2 ** 32 - 1;
/** How users are held out in the papers: ratings from 4 on, users with 5 titles, and the seed of their code. */
const PAPERS = { minRating: 4, minTitles: 5, seed: 98765 };

const file = (flag: string, text: string): Option => new Option(`--${flag} <file>`, text).makeOptionMandatory();

/** Adds `fixed-split`, `leave-one-out`, `top-n` and `strong-generalisation` to `butaca benchmark`. */
export function addProtocols(group: Command, session: Session): void {
  const words = session.words.benchmark.protocols;
  addProtocol<{ train: string; test: string }>(group, session, {
    name: 'fixed-split',
    described: words.fixedSplit,
    options: [file('train', words.train), file('test', words.test)],
    prepare: (own) => async (options) => {
      const { PROTOCOLS, readFixedSplit, runBenchmark } = await import('../../evaluation/index.ts');
      const split = readFixedSplit(resolve(own.train), resolve(own.test));
      return runBenchmark(PROTOCOLS['fixed-split'], [split], split, options);
    },
  });
  addProtocol<{ train: string; test: string; negatives: string; order: 'auto' | 'latest' | 'any' }>(group, session, {
    name: 'leave-one-out',
    described: words.leaveOneOut,
    options: [
      file('train', words.train),
      file('test', words.test),
      file('negatives', words.negatives),
      new Option('--order <order>', words.order).choices(['auto', 'latest', 'any']).default('auto'),
    ],
    prepare: (own) => async (options) => {
      const { PROTOCOLS, readLeaveOneOut, runBenchmark } = await import('../../evaluation/index.ts');
      const paths = [own.train, own.test, own.negatives].map((path) => resolve(path));
      const split = readLeaveOneOut(paths[0], paths[1], paths[2], own.order);
      const protocol = { ...PROTOCOLS['leave-one-out'], ...(split.latest ? {} : { validation: 'any' as const }) };
      return runBenchmark(protocol, [split], split, options);
    },
  });
  addProtocol<{ data: string; titles?: string; users?: string }>(group, session, {
    name: 'top-n',
    described: words.topN,
    options: [
      file('data', words.data),
      new Option('--titles <file>', words.titles),
      new Option('--users <file>', words.users),
    ],
    prepare: (own) => async (options) => {
      const { PROTOCOLS, readRatingsFile, runBenchmark, splitPerUser } = await import('../../evaluation/index.ts');
      const [titles, users] = [own.titles, own.users].map((path) => (path === undefined ? undefined : resolve(path)));
      const ratings = readRatingsFile(resolve(own.data), { titles, users });
      const splits = Array.from({ length: SEEDS }, (_, at) => splitPerUser(ratings, options.seed + at));
      const split = { seed: options.seed, seeds: SEEDS };
      return runBenchmark(PROTOCOLS['top-n'], splits, { ...ratings, split }, options);
    },
  });
  addStrongGeneralisation(group, session);
}

interface StrongOptions {
  readonly file?: string;
  readonly folder?: string;
  readonly minRating: number;
  readonly minTitles: number;
  readonly heldOut?: number;
  readonly splitSeed: number;
}

function readStars(text: string): number {
  const value = Number(text);
  if (!/^-?\d*\.?\d+$/.test(text)) throw new InvalidArgumentError('0, 3.5, 4 …');
  return value;
}

function addStrongGeneralisation(group: Command, session: Session): void {
  const words = session.words.benchmark.protocols;
  addProtocol<StrongOptions>(group, session, {
    name: 'strong-generalisation',
    alias: 'strong-generalization',
    described: words.strong,
    options: [
      new Option('--file <file>', words.file),
      new Option('--folder <folder>', words.folder),
      new Option('--min-rating <number>', words.minRating).argParser(readStars).default(PAPERS.minRating),
      new Option('--min-titles <number>', words.minTitles).argParser(wholeNumber(1, 1000)).default(PAPERS.minTitles),
      new Option('--held-out <number>', words.heldOut).argParser(wholeNumber(1, 1e9)),
      new Option('--split-seed <number>', words.splitSeed).argParser(wholeNumber(0, MOST_SEED)).default(PAPERS.seed),
    ],
    prepare({ file: path, folder, minRating, minTitles, heldOut, splitSeed }) {
      if ((path === undefined) === (folder === undefined)) throw new ButacaError('INVALID_PARAMETER', words.oneOf);
      return async (options) => {
        const { holdOutUsers, PROTOCOLS, readHeldOutUsers, runBenchmark } = await import('../../evaluation/index.ts');
        const cut = { minStars: minRating, minTitles, heldOut: heldOut ?? null, seed: splitSeed };
        const split =
          path === undefined ? await readHeldOutUsers(resolve(folder!)) : await holdOutUsers(resolve(path), cut);
        return runBenchmark(PROTOCOLS['strong-generalisation'], [split], split, options);
      };
    },
  });
}

function addProtocol<Own>(
  group: Command,
  session: Session,
  { name, alias, described, options: own, prepare }: Protocol<Own>,
): void {
  const { words } = session;
  const { models, trials, seed, kept } = words.benchmark.protocols;
  const command = group.command(name);
  if (alias !== undefined) command.alias(alias);
  for (const option of own) command.addOption(option);
  command
    .addOption(new Option('--model, --models <names>', models))
    .addOption(new Option('--trials <number>', trials).argParser(wholeNumber(1, 1000)).default(12))
    .addOption(new Option('--seed <number>', seed).argParser(wholeNumber(0, 2 ** 32 - 16)))
    .action(async (options: CommonOptions & Own) => {
      const startedMs = session.clock.nowMs();
      const run = prepare(options);
      const { report, runs } = await measure(session, options, run);
      printResult(session, { ...report, runs }, await formatBenchmark(report, session));
      if (runs.length > 0) tell(session, kept(runs.join(', ')));
      tell(session, words.benchmark.done(secondsSince(session, startedMs)));
    });
  describeCommand(command, described, words);
}

/** Runs a protocol; each model is recorded as a run of the workspace. */
async function measure(
  session: Session,
  { models, trials, seed }: CommonOptions,
  run: Run,
): Promise<{ report: BenchmarkReport; runs: string[] }> {
  const config = sessionConfig(session);
  await ensureBuild();
  const { benchmarkEntrants } = await import('../../evaluation/index.ts');
  const { recordBenchmark } = await import('../../jobs/index.ts');
  const known = Object.keys(benchmarkEntrants);
  const names = models === undefined ? known : splitList(models);
  for (const name of names) if (!known.includes(name)) throw unknownModel(name, known, session);
  return exportBenchmarks(session, config, async () => {
    let recorded: RecordedBenchmark | null = null;
    try {
      const report = await runBenchmark(session, config, async (tools) =>
        run({
          ...tools,
          trials,
          models: names,
          clock: session.clock,
          seed: seed ?? config.training.seed,
          memoryLimit: Math.min(DENSE_LIMIT, totalmem() / 2),
          peakMemory: () => process.resourceUsage().maxRSS * 1024,
          record: (asked) => (recorded = recordBenchmark(config.workspace.home, session.clock, asked)),
        }),
      );
      return { report, runs: recordedIds(recorded) };
    } catch (error) {
      (recorded as RecordedBenchmark | null)?.fail(error);
      throw error;
    }
  });
}

const recordedIds = (recorded: RecordedBenchmark | null): string[] => recorded?.runs.map(({ id }) => id) ?? [];

function unknownModel(name: string, known: readonly string[], { words }: Session): ButacaError {
  const text = words.benchmark.protocols.unknown(name, known.join(', '), nearestName(name, known));
  return new ButacaError('INVALID_PARAMETER', text, { details: { parameter: 'models', value: name } });
}
