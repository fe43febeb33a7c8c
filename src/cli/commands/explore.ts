import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Exploration, ExploredCatalogue } from '../../analysis/index.ts';
import { ButacaError } from '../../base/errors.ts';
import { runJobs } from '../run-jobs.ts';
import { printResult, secondsSince, type Session, sessionConfig, tell } from '../session.ts';
import { describeCommand } from './describe.ts';

interface ExploreOptions {
  readonly catalogue?: ExploredCatalogue;
  readonly html?: string;
}

const CATALOGUES: readonly ExploredCatalogue[] = ['films', 'aggregator', 'platform'];

/** The exploration with only the wanted catalogue; MISSING_CATALOGUE when the snapshot does not have it. */
function choose(exploration: Exploration, wanted: ExploredCatalogue | undefined, session: Session): Exploration {
  if (wanted === undefined) return exploration;
  const catalogues = exploration.catalogues.filter(({ catalogue }) => catalogue === wanted);
  if (catalogues.length > 0) {
    return { ...exploration, catalogues, platforms: wanted === 'aggregator' ? exploration.platforms : null };
  }
  const present = exploration.catalogues.map(({ catalogue }) => catalogue);
  throw new ButacaError('MISSING_CATALOGUE', session.words.explore.absent(wanted, present.join(', ')), {
    details: { catalogue: wanted, present },
  });
}

/** Adds `butaca explore`. */
export function addExplore(program: Command, session: Session): void {
  const { words, language } = session;
  const command = program
    .command('explore')
    .addOption(new Option('--catalogue <name>', words.explore.catalogue).choices(CATALOGUES))
    .addOption(new Option('--html <file>', words.explore.html))
    .action(async ({ catalogue, html }: ExploreOptions) => {
      const config = sessionConfig(session);
      const startedMs = session.clock.nowMs();
      const made = await runJobs(session, config, async (jobs) => {
        const { snapshotId } = await jobs.runExplore({});
        const { readExploration } = await import('../../jobs/index.ts');
        return readExploration(config.workspace.home, snapshotId)!;
      });
      const exploration = choose(made, catalogue, session);
      if (html !== undefined) {
        const { renderReport } = await import('../../analysis/index.ts');
        writeFileSync(html, renderReport(exploration, language));
      }
      const { formatExploration } = await import('./format-exploration.ts');
      printResult(session, exploration, formatExploration(exploration, language));
      const seconds = secondsSince(session, startedMs);
      tell(session, html === undefined ? words.explore.done(seconds) : words.explore.written(resolve(html), seconds));
    });
  describeCommand(command, words.explore, words);
}
