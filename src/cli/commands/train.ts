import { type Command, Option } from 'commander';
import { gather, readSettings, wholeNumber } from '../arguments.ts';
import { runJobs } from '../run-jobs.ts';
import { printResult, secondsSince, type Session, sessionConfig } from '../session.ts';
import { describeCommand } from './describe.ts';

interface TrainOptions {
  readonly seed?: number;
  readonly set?: readonly string[];
  readonly snapshot?: string;
  readonly figures: boolean;
}

/** Adds `butaca train`. */
export function addTrain(program: Command, session: Session): void {
  const { words } = session;
  const command = program
    .command('train')
    .argument('[model]', words.train.model)
    .addOption(new Option('--seed <number>', words.train.seed).argParser(wholeNumber(0, 2 ** 32 - 1)))
    .addOption(new Option('--set <key=value>', words.train.set).argParser(gather))
    .addOption(new Option('--snapshot <id>', words.train.snapshot))
    .addOption(new Option('--no-figures', words.train.figures))
    .action(async (named: string | undefined, { seed, set, snapshot, figures }: TrainOptions) => {
      const config = sessionConfig(session);
      const model = named ?? config.training.model;
      const startedMs = session.clock.nowMs();
      const answer = await runJobs(session, config, async (jobs) =>
        jobs.runTrain({
          model,
          config: { ...config.models[model], ...readSettings('--set', set, words) },
          seed: seed ?? config.training.seed,
          measure: figures,
          ...(snapshot === undefined ? {} : { snapshotId: snapshot }),
        }),
      );
      printResult(session, answer, words.train.done(answer.version.id, secondsSince(session, startedMs)));
    });
  describeCommand(command, words.train, words);
}
