import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { gather, readPairs } from '../arguments.ts';
import { runJobs } from '../run-jobs.ts';
import { printResult, secondsSince, type Session, sessionConfig, tell } from '../session.ts';
import { describeCommand } from './describe.ts';

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly mapping?: readonly string[];
  readonly feedback: boolean;
  readonly rejected?: string;
}

/** Adds `butaca import`. */
export function addImport(program: Command, session: Session): void {
  const { words } = session;
  const command = program
    .command('import')
    .argument('<path...>', words.import.path)
    .addOption(new Option('--dry-run', words.import.dryRun))
    .addOption(new Option('--mapping <file:field=column>', words.import.mapping).argParser(gather))
    .addOption(new Option('--no-feedback', words.import.feedback))
    .addOption(new Option('--rejected <folder>', words.import.rejected))
    .action(async (paths: string[], { dryRun = false, mapping, feedback, rejected }: ImportOptions) => {
      const config = sessionConfig(session);
      const startedMs = session.clock.nowMs();
      const answer = await runJobs(session, config, async (jobs) =>
        jobs.runImport({
          paths,
          dryRun,
          mapping: readPairs('--mapping', mapping, words),
          feedback: feedback && !dryRun,
          ...(rejected === undefined ? {} : { mending: { folder: resolve(rejected), language: session.language } }),
        }),
      );
      const { formatImportReport } = await import('../../dataset/index.ts');
      printResult(session, answer, formatImportReport(answer.report, session.language));
      for (const { file, path } of answer.mending) tell(session, words.import.mending(file, path));
      if (rejected !== undefined && answer.mending.length === 0) tell(session, words.import.nothingToMend);
      tell(
        session,
        answer.snapshotId === null
          ? words.import.dry
          : words.import.done(answer.snapshotId, secondsSince(session, startedMs)),
      );
    });
  describeCommand(command, words.import, words);
}
