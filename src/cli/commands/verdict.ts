import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { ButacaError } from '../../base/errors.ts';
import type { VerdictReport } from '../../evaluation/index.ts';
import type { Recommender, Verdict } from '../../serving/index.ts';
import { ensureBuild } from '../build.ts';
import { fraction, gather } from '../arguments.ts';
import { printResult, type Session, sessionConfig, sessionLog, tell } from '../session.ts';
import { formatTable } from '../table.ts';
import { describeCommand } from './describe.ts';

interface VerdictOptions {
  readonly liked?: readonly string[];
  readonly disliked?: readonly string[];
  readonly watched?: readonly string[];
  readonly precision?: number;
}

const signed = (amount: number): string => `${amount < 0 ? '−' : '+'}${Math.abs(amount).toFixed(2)}`;

function formatVerdict(verdict: Verdict, { words: { verdict: words } }: Session): string {
  const { because, base, others } = verdict;
  const rows = [
    [words.base, '', base.toFixed(2)],
    ...because.map(({ title, stars, amount }) => [title.title, stars === null ? '' : String(stars), signed(amount)]),
    ...(others.titles === 0 ? [] : [[words.others(others.titles), '', signed(others.amount)]]),
  ];
  const { columns } = words;
  return [
    verdict.sentence,
    verdict.reason,
    verdict.threshold.why,
    '',
    formatTable([columns.part, columns.stars, columns.amount], rows),
  ].join('\n');
}

/** Asks the model in service, without a server. */
async function askModel<Answer>(session: Session, ask: (recommender: Recommender) => Promise<Answer>): Promise<Answer> {
  await ensureBuild();
  const { openRegistry } = await import('../../registry/index.ts');
  const { openRecommender } = await import('../../serving/index.ts');
  const { openStore } = await import('../../store/index.ts');
  const config = sessionConfig(session);
  const { home } = config.workspace;
  const { clock } = session;
  const log = sessionLog(session, config, 'error');
  const store = await openStore({ home, clock, log });
  try {
    const registry = openRegistry({ home, clock });
    const recommender = await openRecommender({ home, registry, store, clock, log });
    try {
      return await ask(recommender);
    } finally {
      await recommender.close();
    }
  } finally {
    await store.close();
  }
}

/** Tells how sure verdicts are, from the figures of the version that gives them. */
async function tellCertainty(session: Session, precision: number): Promise<void> {
  const { openRegistry } = await import('../../registry/index.ts');
  const { chooseThreshold, formatVerdictReport } = await import('../../evaluation/index.ts');
  const { home } = sessionConfig(session).workspace;
  const registry = openRegistry({ home, clock: session.clock });
  const version = registry.stars();
  if (version === null) throw new ButacaError('NOT_READY', session.words.verdict.notLearnt);
  const report = registry.readRun(version.runId).reports.find((name) => name.endsWith('verdicts.json'));
  if (report === undefined) throw new ButacaError('NOT_READY', session.words.verdict.notLearnt);
  const figures = JSON.parse(readFileSync(registry.reportPath(report), 'utf8')) as VerdictReport;
  const answer = { version: version.id, threshold: chooseThreshold(figures, precision), report: figures };
  printResult(session, answer, formatVerdictReport(figures, precision, session.language).trimEnd());
}

/** Adds `butaca verdict`. */
export function addVerdict(program: Command, session: Session): void {
  const words = session.words.verdict;
  const { language } = session;
  const command = program
    .command('verdict')
    .argument('[userId]', words.user)
    .argument('[title]', words.title)
    .addOption(new Option('--liked <titles>', words.liked).argParser(gather))
    .addOption(new Option('--disliked <titles>', words.disliked).argParser(gather))
    .addOption(new Option('--watched <titles>', words.watched).argParser(gather))
    .addOption(new Option('--precision <part>', words.precision).argParser(fraction))
    .action(async (first: string | undefined, second: string | undefined, options: VerdictOptions) => {
      const { precision = sessionConfig(session).verdicts.precision, ...given } = options;
      if (first === undefined) {
        await tellCertainty(session, precision);
        return;
      }
      const [userId, title] = second === undefined ? [undefined, first] : [first, second];
      if (userId === undefined && Object.values(given).every((titles) => titles === undefined)) {
        throw new ButacaError('INVALID_PARAMETER', words.noViewer);
      }
      const verdict = await askModel(session, async (recommender) =>
        recommender.verdict({ ...given, userId, title, precision, language }),
      );
      printResult(session, verdict, formatVerdict(verdict, session));
      for (const warning of verdict.warnings) tell(session, `! ${warning.message}`);
    });
  describeCommand(command, words, session.words);
}
