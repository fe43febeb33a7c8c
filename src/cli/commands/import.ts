import { type Command, Option } from 'commander';
import { gather, readPairs } from '../arguments.ts';
import { runJobs } from '../run-jobs.ts';
import { printResult, secondsSince, type Session, sessionConfig, tell } from '../session.ts';
import { describeCommand } from './describe.ts';

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly mapping?: readonly string[];
  readonly feedback: boolean;
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
    .action(async (paths: string[], { dryRun = false, mapping, feedback }: ImportOptions) => {
      const config = sessionConfig(session);
      const startedMs = session.clock.nowMs();
      const answer = await runJobs(session, config, async (jobs) =>
        jobs.runImport({
          paths,
          dryRun,
          mapping: readPairs('--mapping', mapping, words),
          feedback: feedback && !dryRun,
        }),
      );
      const { formatImportReport } = await import('../../dataset/index.ts');
      printResult(session, answer, formatImportReport(answer.report, session.language));
      tell(
        session,
        answer.snapshotId === null
          ? words.import.dry
          : words.import.done(answer.snapshotId, secondsSince(session, startedMs)),
      );
    });
  describeCommand(command, words.import, words);
}
