import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { ButacaError } from '../../base/errors.ts';
import { nearestName } from '../../base/nearest.ts';
import type { RatingsReport } from '../../evaluation/index.ts';
import { splitList, wholeNumber } from '../arguments.ts';
import { ensureBuild } from '../build.ts';
import { exportBenchmarks, runBenchmark } from '../run-benchmark.ts';
import { printResult, secondsSince, type Session, sessionConfig, tell } from '../session.ts';
import { formatTable } from '../table.ts';
import { addProtocols } from './benchmark-protocols.ts';
import { describeCommand } from './describe.ts';

interface RatingsOptions {
  readonly folds: string;
  readonly predictors?: string;
  readonly seed?: number;
}

/** Adds `butaca benchmark`: published protocols on files given to it. */
export function addBenchmark(program: Command, session: Session): void {
  const { words } = session;
  const group = program.command('benchmark');
  describeCommand(group, words.benchmark, words);
  addRatings(group, session);
  addProtocols(group, session);
  for (const command of group.commands) {
    command.helpOption('-h, --help', words.options.help);
    command.exitOverride();
  }
}

/** Adds `butaca benchmark ratings`. */
function addRatings(group: Command, session: Session): void {
  const { words } = session;
  const command = group
    .command('ratings')
    .addOption(new Option('--folds <folder>', words.benchmark.ratings.folds).makeOptionMandatory())
    .addOption(new Option('--predictors <names>', words.benchmark.ratings.predictors))
    .addOption(new Option('--seed <number>', words.benchmark.ratings.seed).argParser(wholeNumber(0, 2 ** 32 - 1)))
    .action(async (options: RatingsOptions) => {
      const startedMs = session.clock.nowMs();
      const { report, runs } = await measureRatings(session, options);
      printResult(session, { ...report, runs }, formatRatings(report, session));
      tell(session, words.benchmark.protocols.kept(runs.join(', ')));
      tell(session, words.benchmark.done(secondsSince(session, startedMs)));
    });
  describeCommand(command, words.benchmark.ratings, words);
}

/** Measures the predictors; each is recorded as a run of the workspace. */
async function measureRatings(
  session: Session,
  { folds, predictors, seed: given }: RatingsOptions,
): Promise<{ report: RatingsReport; runs: string[] }> {
  const config = sessionConfig(session);
  await ensureBuild();
  const { evaluateRatings, ratingPredictors, readRatingFolds } = await import('../../evaluation/index.ts');
  const { recordBenchmark } = await import('../../jobs/index.ts');
  const known = Object.keys(ratingPredictors);
  const names = predictors === undefined ? known : splitList(predictors);
  for (const name of names) if (!known.includes(name)) throw unknownPredictor(name, known, session);
  const data = readRatingFolds(resolve(folds));
  const seed = given ?? config.training.seed;
  const asked = { protocol: 'ratings', sha256: data.sha256, split: {}, trials: 0, seed };
  const { home } = config.workspace;
  return exportBenchmarks(session, config, async () => {
    const record = recordBenchmark(home, session.clock, asked);
    try {
      for (const name of names) record.begin(name);
      const report = await runBenchmark(session, config, async (tools) =>
        evaluateRatings(data, { ...tools, predictors: names, seed, keep: (kept) => record.finishStars(kept) }),
      );
      return { report, runs: record.runs.map(({ id }) => id) };
    } catch (error) {
      record.fail(error);
      throw error;
    }
  });
}

function unknownPredictor(name: string, known: readonly string[], { words }: Session): ButacaError {
  const text = words.benchmark.ratings.unknown(name, known.join(', '), nearestName(name, known));
  return new ButacaError('INVALID_PARAMETER', text, { details: { parameter: 'predictors', value: name } });
}

const number = (value: number): string => value.toFixed(4);
const interval = ({ low, high }: { low: number; high: number }): string => `${number(low)} … ${number(high)}`;

/** The reliability curve as `said→happened` in percent. */
const formatCurve = (bins: readonly { readonly said: number; readonly happened: number }[]): string =>
  bins.map(({ said, happened }) => `${Math.round(said * 100)}→${Math.round(happened * 100)}`).join(' ');

/** A line for each predictor: mean of the folds with its interval, then every fold. */
function formatRatings(report: RatingsReport, { words }: Session): string {
  const folds = report.predictors[0]?.folds.map(({ name }) => name) ?? [];
  const rows = report.predictors.map(({ name, rmse, mae, folds: errors }) => [
    name,
    number(rmse.value),
    interval(rmse),
    number(mae.value),
    interval(mae),
    ...errors.map((fold) => number(fold.rmse)),
  ]);
  const { predictor, interval: heading } = words.benchmark.ratings.columns;
  const headings = [predictor, 'RMSE', heading, 'MAE', heading, ...folds.map((name) => `RMSE ${name}`)];
  const { counts, sideData, sha256, seed } = report;
  const facts = words.benchmark.ratings.facts(counts, sideData, sha256.slice(0, 16), seed);
  const liked = report.predictors.flatMap(({ name, liked: told }) =>
    told === undefined
      ? []
      : [words.benchmark.ratings.liked(name, number(told.brier), number(told.ece), formatCurve(told.bins))],
  );
  return [formatTable(headings, rows), '', ...liked, facts].join('\n');
}
