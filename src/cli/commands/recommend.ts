import { type Command, Option } from 'commander';
import { ButacaError } from '../../base/errors.ts';
import type { RecommendRequest, Slate } from '../../serving/index.ts';
import { ensureBuild } from '../build.ts';
import { fraction, gather, splitList, wholeNumber } from '../arguments.ts';
import { printResult, type Session, sessionConfig, sessionLog, tell } from '../session.ts';
import { formatTable } from '../table.ts';
import { describeCommand } from './describe.ts';

interface RecommendOptions {
  readonly liked?: readonly string[];
  readonly disliked?: readonly string[];
  readonly exclude?: readonly string[];
  readonly genres?: string;
  readonly tags?: string;
  readonly yearFrom?: number;
  readonly yearTo?: number;
  readonly platform?: string;
  readonly diversity?: number;
  readonly text?: string;
  readonly n: number;
}

function formatSlate(slate: Slate, { words: { columns } }: Session): string {
  const rows = slate.recommendations.map((one) => [
    String(one.rank),
    one.title,
    String(one.year ?? ''),
    one.reason.replaceAll('*', ''),
  ]);
  return formatTable(['', columns.title, columns.year, columns.reason], rows);
}

/** Answers one request from the workspace, without a server and without logging an exposure. */
async function recommendOnce(session: Session, request: RecommendRequest): Promise<Slate> {
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
      return await recommender.recommend(request);
    } finally {
      await recommender.close();
    }
  } finally {
    await store.close();
  }
}

/** Adds `butaca recommend`. */
export function addRecommend(program: Command, session: Session): void {
  const { words } = session;
  const command = program
    .command('recommend')
    .argument('[userId]', words.recommend.user)
    .addOption(new Option('--liked <titles>', words.recommend.liked).argParser(gather))
    .addOption(new Option('--disliked <titles>', words.recommend.disliked).argParser(gather))
    .addOption(new Option('--exclude <titles>', words.recommend.exclude).argParser(gather))
    .addOption(new Option('--genres <names>', words.recommend.genres))
    .addOption(new Option('--tags <names>', words.recommend.tags))
    .addOption(new Option('--year-from <year>', words.recommend.yearFrom).argParser(wholeNumber(1800, 2200)))
    .addOption(new Option('--year-to <year>', words.recommend.yearTo).argParser(wholeNumber(1800, 2200)))
    .addOption(new Option('--platform <names>', words.recommend.platform))
    .addOption(new Option('--diversity <part>', words.recommend.diversity).argParser(fraction))
    .addOption(new Option('--text <words>', words.recommend.text))
    .addOption(new Option('-n <number>', words.recommend.n).argParser(wholeNumber(1, 100)).default(10))
    .action(async (userId: string | undefined, options: RecommendOptions) => {
      const { genres, tags, ...rest } = options;
      const { liked, disliked, text } = rest;
      if ([userId, liked, disliked, genres, tags, text].every((given) => given === undefined)) {
        throw new ButacaError('INVALID_PARAMETER', words.errors.nothingAsked);
      }
      const slate = await recommendOnce(session, {
        ...rest,
        userId,
        ...(genres === undefined ? {} : { genres: splitList(genres) }),
        ...(tags === undefined ? {} : { tags: splitList(tags) }),
        language: session.language,
        exposure: false,
        context: 'command-line',
      });
      printResult(session, slate, formatSlate(slate, session));
      for (const warning of slate.warnings) tell(session, `! ${warning.message}`);
    });
  describeCommand(command, words.recommend, words);
}
