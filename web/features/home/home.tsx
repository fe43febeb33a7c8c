import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { z } from 'zod';
import type { overviewSchema } from '../../../src/api/contract/overview.ts';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Definition } from '../../shared/ui/definition.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { Stat, Stats } from '../../shared/ui/stat.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import { AttentionList } from './attention.tsx';
import { LastImport } from './last-import.tsx';
import { LastTraining } from './last-training.tsx';
import { LiveFigures } from './live-figures.tsx';
import styles from './home.module.css';
import { Posters } from './posters.tsx';
import { homeWords } from './words.ts';

export type Overview = z.output<typeof overviewSchema>;

const EVERY_MS = 5000;
const DAY_MS = 86_400_000;

/** One sentence on how things stand. */
function useSentence({ state, attention, model, since, now }: Overview): string {
  const words = useWords(homeWords);
  const format = useFormat();
  if (state === 'preparing') return words.preparing;
  if (state === 'not-ready') return words.notReady;
  const urgent = attention.filter(({ severity }) => severity === 'bad').length;
  if (urgent > 0) return words.attend(urgent);
  const name = words.models[model?.name ?? ''] ?? model?.name ?? '';
  const ageMs = since === null ? 0 : Date.parse(now) - Date.parse(since);
  if (since === null || ageMs < 60_000) return words.goodNow(name);
  return words.good(name, ageMs < DAY_MS ? format.clock(since) : format.date(since));
}

function Standing({ overview }: { readonly overview: Overview }): ReactNode {
  const words = useWords(homeWords);
  const format = useFormat();
  const sentence = useSentence(overview);
  const { state, period, isSample, counts, attention } = overview;
  const isTroubled = state !== 'ready' || attention.some(({ severity }) => severity === 'bad');
  const standing = !isTroubled ? 'good' : state === 'preparing' ? 'warn' : 'bad';
  return (
    <header className={styles.hero}>
      {state === 'ready' ? <Posters /> : null}
      <p className={styles.state} data-state={standing}>
        {words.standing[standing]}
      </p>
      <h1 aria-live="polite">{sentence}</h1>
      <p className={styles.lead}>
        {period === null ? null : words.lead(words.between(format.date(period.first), format.date(period.last)))}{' '}
        {isSample ? words.sample : null}
      </p>
      <div className={styles.actions}>
        {state === 'ready' ? (
          <Link href="/recommend" className={buttonClass('main')}>
            {words.try}
          </Link>
        ) : null}
        {isSample || state !== 'ready' ? (
          <Link href="/data" className={buttonClass(state === 'ready' ? 'plain' : 'main')}>
            {state === 'preparing' ? words.follow : words.connect}
          </Link>
        ) : null}
      </div>
      {counts === null ? null : (
        <div className={styles.counts}>
          <Stats>
            {(['users', 'titles', 'interactions'] as const).map((name) => (
              <Stat
                key={name}
                name={<Definition text={words.explain[name]}>{words.counts[name]}</Definition>}
                value={format.number(counts[name])}
              />
            ))}
          </Stats>
        </div>
      )}
    </header>
  );
}

/** How things stand, what needs somebody, and a few live figures. */
export default function Home(): ReactNode {
  const answer = useAnswer<Overview>('/v1/overview', { everyMs: EVERY_MS });
  if (answer.data === undefined) {
    return answer.isError ? (
      <Problem error={answer.error} onAgain={() => void answer.refetch()} />
    ) : (
      <Loading height={560} />
    );
  }
  const overview = answer.data;
  return (
    <div className={styles.home}>
      <Standing overview={overview} />
      <AttentionList items={overview.attention} />
      <div className={styles.pair}>
        <LastTraining training={overview.lastTraining} now={overview.now} />
        <div className={styles.column}>
          <LastImport imported={overview.lastImport} now={overview.now} />
          <LiveFigures live={overview.live} now={overview.now} />
        </div>
      </div>
    </div>
  );
}
