import { type Command, Option } from 'commander';
import type { StarsAnswer, TrainAnswer } from '../../jobs/index.ts';
import { gather, readSettings, wholeNumber } from '../arguments.ts';
import { runJobs } from '../run-jobs.ts';
import { printResult, secondsSince, type Session, sessionConfig, tell } from '../session.ts';
import { describeCommand } from './describe.ts';
import { minutesReader, trainAuto } from './tune.ts';

interface TrainOptions {
  readonly seed?: number;
  readonly set?: readonly string[];
  readonly snapshot?: string;
  readonly figures: boolean;
  readonly auto?: boolean;
  readonly minutes?: number;
}

/** The models that score nothing and serve at once: their names are written here so that the command starts without reading the models. */
const NEIGHBOURS = 'neighbours';
const STARS = 'stars';

const toldAs = (model: string): 'found' | 'learnt' | 'done' =>
  model === NEIGHBOURS ? 'found' : model === STARS ? 'learnt' : 'done';

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
    .addOption(new Option('--auto', words.tune.auto.auto).conflicts('set'))
    .addOption(new Option('--minutes <number>', words.tune.auto.minutes).argParser(minutesReader(session)))
    .action(
      async (named: string | undefined, { seed, set, snapshot, figures, auto = false, minutes }: TrainOptions) => {
        if (auto) {
          await trainAuto(session, { model: named, minutes, seed, snapshot });
          return;
        }
        const config = sessionConfig(session);
        const { chosenModel, givenSettings } = await import('../../jobs/index.ts');
        const model = named ?? chosenModel(config);
        const startedMs = session.clock.nowMs();
        const asked = {
          config: givenSettings(config, model, readSettings('--set', set, words)),
          ...(snapshot === undefined ? {} : { snapshotId: snapshot }),
        };
        const reason = 'asked for on the command line';
        const seeded = { ...asked, seed: seed ?? config.training.seed };
        const { precision } = config.verdicts;
        const answer: TrainAnswer & Partial<StarsAnswer> = await runJobs(session, config, async (jobs) => {
          if (model === NEIGHBOURS) return jobs.runNeighbours({ ...asked, reason });
          if (model === STARS) return jobs.runStars({ ...seeded, precision, reason });
          return jobs.runTrain({ ...seeded, model, measure: figures });
        });
        const seconds = secondsSince(session, startedMs);
        const { id } = answer.version;
        printResult(session, answer, words.train[toldAs(model)](id, seconds));
        if (typeof answer.refused === 'string') tell(session, words.start.refused(id, answer.refused));
      },
    );
  describeCommand(command, words.train, words);
}
