import { type Command, Option } from 'commander';
import { splitList, wholeNumber } from '../arguments.ts';
import { runJobs } from '../run-jobs.ts';
import { printResult, secondsSince, type Session, sessionConfig, tell } from '../session.ts';
import { describeCommand } from './describe.ts';

interface EvaluateOptions {
  readonly brief?: boolean;
  readonly models?: string;
  readonly seed?: number;
  readonly snapshot?: string;
}

/** Adds `butaca evaluate`. */
export function addEvaluate(program: Command, session: Session): void {
  const { words } = session;
  const command = program
    .command('evaluate')
    .addOption(new Option('--brief', words.evaluate.brief))
    .addOption(new Option('--models <names>', words.evaluate.models))
    .addOption(new Option('--seed <number>', words.evaluate.seed).argParser(wholeNumber(0, 2 ** 32 - 1)))
    .addOption(new Option('--snapshot <id>', words.evaluate.snapshot))
    .action(async ({ brief = false, models, seed, snapshot }: EvaluateOptions) => {
      const config = sessionConfig(session);
      const { allGivenSettings } = await import('../../jobs/index.ts');
      const startedMs = session.clock.nowMs();
      const answer = await runJobs(session, config, async (jobs) =>
        jobs.runEvaluate({
          brief,
          config: allGivenSettings(config),
          seed: seed ?? config.training.seed,
          ...(models === undefined ? {} : { models: splitList(models) }),
          ...(snapshot === undefined ? {} : { snapshotId: snapshot }),
        }),
      );
      printResult(session, { run: answer.run, files: answer.files }, answer.text[session.language]);
      tell(session, words.evaluate.done(answer.files[session.language], secondsSince(session, startedMs)));
    });
  describeCommand(command, words.evaluate, words);
}
