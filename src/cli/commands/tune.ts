import { type Command, InvalidArgumentError, Option } from 'commander';
import { ButacaError } from '../../base/errors.ts';
import { wholeNumber } from '../arguments.ts';
import { Interrupted } from '../report-error.ts';
import { runJobs } from '../run-jobs.ts';
import { printResult, secondsSince, type Session, sessionConfig, tell } from '../session.ts';
import { describeCommand } from './describe.ts';
import { formatStudy, formatTestFigures } from './format-study.ts';

interface TuneOptions {
  readonly minutes?: number;
  readonly trials?: number;
  readonly question?: 'existing' | 'new-user-3' | 'new-title';
  readonly seed?: number;
  readonly snapshot?: string;
  /** True: the latest. */
  readonly resume?: string | true;
  readonly use?: boolean;
  readonly forget?: boolean;
}

const MINUTES = 10;
/** Leaves time for training and measuring within five minutes on two cores. */
const AUTO_MINUTES = 4;
const QUESTIONS = ['existing', 'new-user-3', 'new-title'];

/** A reader of minutes, fractions allowed, for an option. */
export const minutesReader =
  ({ words }: Session) =>
  (text: string): number => {
    if (!/^\d*\.?\d+$/.test(text)) throw new InvalidArgumentError(words.tune.invalidMinutes);
    return Number(text);
  };

/** Runs work on a study; says how to go on with it when it is interrupted. */
async function orTellKept<Result>(session: Session, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Interrupted) tell(session, `\n${session.words.tune.kept}`);
    throw error;
  }
}

/** Adds `butaca tune`. */
export function addTune(program: Command, session: Session): void {
  const { words, clock } = session;
  const command = program
    .command('tune')
    .argument('[models...]', words.tune.models)
    .addOption(new Option('--minutes <number>', words.tune.minutes).argParser(minutesReader(session)))
    .addOption(new Option('--trials <number>', words.tune.trials).argParser(wholeNumber(1, 100_000)))
    .addOption(new Option('--question <name>', words.tune.question).choices(QUESTIONS))
    .addOption(new Option('--seed <number>', words.tune.seed).argParser(wholeNumber(0, 2 ** 32 - 1)))
    .addOption(new Option('--snapshot <id>', words.tune.snapshot))
    .addOption(new Option('--resume [study]', words.tune.resume))
    .addOption(new Option('--use', words.tune.use))
    .addOption(new Option('--forget', words.tune.forget))
    .action(async (models: readonly string[], options: TuneOptions) => {
      const { minutes, trials, question, seed, snapshot, resume, use = false, forget = false } = options;
      const config = sessionConfig(session);
      const { chosenModel, forgetTuned } = await import('../../jobs/index.ts');
      if (forget) {
        forgetTuned(config.workspace.home);
        printResult(session, { forgotten: true }, words.tune.forgotten);
        return;
      }
      const startedMs = clock.nowMs();
      const answer = await orTellKept(session, async () =>
        runJobs(session, config, async (jobs) =>
          jobs.runTune({
            config: config.models,
            seed: seed ?? config.training.seed,
            minutes: minutes ?? (trials === undefined ? MINUTES : null),
            trials: trials ?? null,
            incumbent: chosenModel(config),
            use,
            ...(models.length === 0 ? {} : { models }),
            ...(question === undefined ? {} : { question }),
            ...(snapshot === undefined ? {} : { snapshotId: snapshot }),
            ...(resume === undefined ? {} : { resume: resume === true ? 'latest' : resume }),
          }),
        ),
      );
      printResult(session, answer, formatStudy(answer, session, use));
      tell(session, words.tune.done(secondsSince(session, startedMs)));
    });
  describeCommand(command, words.tune, words);
}

export interface AutoOptions {
  /** All when undefined. */
  readonly model: string | undefined;
  readonly minutes: number | undefined;
  readonly seed: number | undefined;
  readonly snapshot: string | undefined;
}

/** `butaca train --auto`: tunes, trains the champion and lets it serve. GATE_CLOSED when it does not pass. */
export async function trainAuto(session: Session, { model, minutes, seed, snapshot }: AutoOptions): Promise<void> {
  const { words, clock } = session;
  const config = sessionConfig(session);
  const { chosenModel, trainAutomatically } = await import('../../jobs/index.ts');
  const startedMs = clock.nowMs();
  const answer = await orTellKept(session, async () =>
    runJobs(session, config, async (jobs) =>
      trainAutomatically(
        config,
        {
          seed: seed ?? config.training.seed,
          minutes: minutes ?? AUTO_MINUTES,
          trials: null,
          incumbent: model ?? chosenModel(config),
          ...(model === undefined ? {} : { models: [model] }),
          ...(snapshot === undefined ? {} : { snapshotId: snapshot }),
        },
        { clock, jobs },
      ),
    ),
  );
  const { tuned, version, trainSeconds, refused } = answer;
  const test = `${words.tune.auto.test(version.model)}${formatTestFigures(version.metrics)}`;
  printResult(session, answer, `${formatStudy(tuned, session, true)}\n\n${test}`);
  if (refused !== null) throw new ButacaError('GATE_CLOSED', words.start.refused(version.id, refused));
  tell(session, words.tune.auto.serves(version.id, trainSeconds.toFixed(1), secondsSince(session, startedMs)));
}
