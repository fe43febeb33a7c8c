import type { Command } from 'commander';
import type { Status } from '../../jobs/index.ts';
import { printResult, type Session, sessionConfig } from '../session.ts';
import { formatFacts } from '../table.ts';
import { describeCommand } from './describe.ts';
import { formatFigures, formatTime } from './figures.ts';

function formatStatus(status: Status, { words: { facts, states, update }, language }: Session): string {
  const count = new Intl.NumberFormat(language);
  const { snapshot, champion, lastRun, lastUpdate } = status;
  const lines: [string, string][] = [
    [facts.workspace, status.home],
    [facts.ready, champion === null ? states.no : states.yes],
    [facts.snapshot, snapshot?.id ?? states.none],
  ];
  if (snapshot !== null) {
    const { items, users, interactions } = snapshot.counts;
    lines.push([facts.catalogue, facts.counts(count.format(items), count.format(users), count.format(interactions))]);
  }
  lines.push([facts.champion, champion === null ? states.none : `${champion.id}  ${formatFigures(champion.metrics)}`]);
  lines.push([facts.trained, count.format(status.versions)]);
  lines.push([facts.events, count.format(status.events)]);
  if (lastRun !== null) {
    lines.push([facts.runs, `${lastRun.kind} ${formatTime(lastRun.startedMs)}: ${states[lastRun.status]}`]);
  }
  if (lastUpdate !== null) {
    const { last, reasons, states: how } = update;
    const why = lastUpdate.problem === null ? '' : `\n${lastUpdate.problem.message}`;
    lines.push([
      last,
      `${reasons[lastUpdate.reason]}, ${formatTime(lastUpdate.startedMs)}: ${how[lastUpdate.status]}${why}`,
    ]);
  }
  if (status.next !== null) lines.push([facts.next, status.next]);
  return formatFacts(lines);
}

/** Adds `butaca status`. */
export function addStatus(program: Command, session: Session): void {
  const { words } = session;
  const command = program.command('status').action(async () => {
    const { readStatus } = await import('../../jobs/index.ts');
    const { home } = sessionConfig(session).workspace;
    const status = await readStatus({ home, clock: session.clock });
    printResult(session, status, formatStatus(status, session));
  });
  describeCommand(command, words.status, words);
}
