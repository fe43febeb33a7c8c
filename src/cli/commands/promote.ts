import { type Command, Option } from 'commander';
import { printResult, type Session, sessionConfig } from '../session.ts';
import { describeCommand } from './describe.ts';

/** Adds `butaca promote`. */
export function addPromote(program: Command, session: Session): void {
  const { words, clock } = session;
  const command = program
    .command('promote')
    .argument('<version>', words.promote.version)
    .addOption(new Option('--reason <text>', words.promote.reason).default(''))
    .addOption(new Option('--force', words.promote.force))
    .action(async (versionId: string, { reason, force = false }: { reason: string; force?: boolean }) => {
      const { home } = sessionConfig(session).workspace;
      const { runPromote } = await import('../../jobs/index.ts');
      const move = runPromote({ versionId, reason, force }, { home, clock });
      printResult(session, move, words.promote.done(move.versionId, move.previousId));
    });
  describeCommand(command, words.promote, words);
}

/** Adds `butaca rollback`. */
export function addRollback(program: Command, session: Session): void {
  const { words, clock } = session;
  const command = program
    .command('rollback')
    .addOption(new Option('--reason <text>', words.rollback.reason).default(''))
    .addOption(new Option('--films', words.rollback.films))
    .addOption(new Option('--stars', words.rollback.stars).conflicts('films'))
    .action(async ({ reason, films = false, stars = false }: { reason: string; films?: boolean; stars?: boolean }) => {
      const { home } = sessionConfig(session).workspace;
      const { runRollBack } = await import('../../jobs/index.ts');
      const move = runRollBack({ reason, alias: films ? 'films' : stars ? 'stars' : 'champion' }, { home, clock });
      printResult(session, move, words.rollback.done(move.versionId));
    });
  describeCommand(command, words.rollback, words);
}
