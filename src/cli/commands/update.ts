import { type Command, Option } from 'commander';
import { ButacaError } from '../../base/errors.ts';
import type { Update } from '../../registry/index.ts';
import { runJobs } from '../run-jobs.ts';
import { printResult, secondsSince, type Session, sessionConfig, tell } from '../session.ts';
import { formatFacts, formatTable } from '../table.ts';
import { describeCommand } from './describe.ts';
import { formatTime } from './figures.ts';

interface UpdateOptions {
  readonly acceptLoss?: boolean;
  readonly list?: boolean;
}

const LISTED = 20;

/** What an update found different, as lines for people. */
export function formatUpdate({ rows, differences }: Update, { words, language }: Session): string {
  const { names, differences: told, rows: toldRows } = words.update;
  const count = new Intl.NumberFormat(language);
  const lines: [string, string][] = [];
  if (rows !== null) lines.push([names.rows, toldRows(count.format(rows.read), count.format(rows.setAside))]);
  if (differences !== null && !differences.same) {
    for (const name of ['titles', 'films', 'aggregator', 'users', 'interactions'] as const) {
      const part = differences[name];
      if (part === null) continue;
      const changed = 'changed' in part ? part.changed : 0;
      lines.push([names[name], told(count.format(part.added), count.format(changed), count.format(part.gone))]);
    }
  }
  return formatFacts(lines);
}

function formatList(updates: readonly Update[], { words }: Session): string {
  const { update, columns } = words;
  if (updates.length === 0) return update.none;
  return formatTable(
    [columns.started, columns.reason, columns.status, columns.snapshot, words.errors.code],
    updates.map(({ startedMs, reason, status, snapshotId, problem }) => [
      formatTime(startedMs),
      update.reasons[reason],
      update.states[status],
      snapshotId ?? '',
      problem?.code ?? '',
    ]),
  );
}

/** Adds `butaca update`. */
export function addUpdate(program: Command, session: Session): void {
  const { words, clock } = session;
  const command = program
    .command('update')
    .argument('[folder]', words.update.folder)
    .addOption(new Option('--accept-loss', words.update.acceptLoss))
    .addOption(new Option('--list', words.update.list))
    .action(async (folder: string | undefined, { acceptLoss = false, list = false }: UpdateOptions) => {
      const config = sessionConfig(session, folder === undefined ? {} : { sources: { folder } });
      if (list) {
        const { listUpdates } = await import('../../registry/index.ts');
        const updates = listUpdates(config.workspace.home, LISTED);
        printResult(session, updates, formatList(updates, session));
        return;
      }
      const startedMs = clock.nowMs();
      const update = await runJobs(session, config, async (jobs) => {
        const { updateSource, updateWorkspace } = await import('../../jobs/index.ts');
        const request = { reason: 'by hand', source: updateSource(config), acceptLoss } as const;
        return updateWorkspace(config, request, { clock, jobs });
      });
      printResult(session, update, formatUpdate(update, session));
      const { status, problem, differences, refused, snapshotId, versionId } = update;
      if (status === 'held') throw new ButacaError('TOO_MUCH_LOST', words.update.held(problem!.message));
      if (refused !== null) tell(session, words.update.refused(versionId!, refused));
      const serving = refused === null ? versionId : null;
      if (differences?.same === true && versionId === null) tell(session, words.update.same);
      else tell(session, words.update.done(snapshotId!, serving, secondsSince(session, startedMs)));
    });
  describeCommand(command, words.update, words);
}
