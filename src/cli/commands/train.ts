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

/** The model that scores nothing and serves at once: its name is written here so that the command starts without reading the models. */
const NEIGHBOURS = 'neighbours';

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
      const asked = {
        config: { ...config.models[model], ...readSettings('--set', set, words) },
        ...(snapshot === undefined ? {} : { snapshotId: snapshot }),
      };
      const serves = model === NEIGHBOURS;
      const answer = await runJobs(session, config, async (jobs) =>
        serves
          ? jobs.runNeighbours({ ...asked, reason: 'asked for on the command line' })
          : jobs.runTrain({ ...asked, model, seed: seed ?? config.training.seed, measure: figures }),
      );
      const seconds = secondsSince(session, startedMs);
      const { id } = answer.version;
      printResult(session, answer, serves ? words.train.found(id, seconds) : words.train.done(id, seconds));
    });
  describeCommand(command, words.train, words);
}
