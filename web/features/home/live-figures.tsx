import { type ReactNode, useEffect, useState } from 'react';
import { Sparkline } from '../../marks/sparkline.tsx';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Definition } from '../../shared/ui/definition.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { Stat, Stats } from '../../shared/ui/stat.tsx';
import type { Overview } from './home.tsx';
import styles from './home.module.css';
import { homeWords } from './words.ts';

const KEPT = 60;

interface Moment {
  readonly timeMs: number;
  readonly lists: number;
}

/** Lists a minute between each two looks, the latest last. */
function useRates(lists: number, now: string): readonly number[] {
  const [moments, setMoments] = useState<readonly Moment[]>([]);
  useEffect(() => {
    const moment = { timeMs: Date.parse(now), lists };
    setMoments((before) => (before.at(-1)?.timeMs === moment.timeMs ? before : [...before, moment].slice(-KEPT)));
  }, [lists, now]);
  return moments.slice(1).map(({ timeMs, lists: count }, position) => {
    const before = moments[position];
    return ((count - before.lists) / Math.max(1, timeMs - before.timeMs)) * 60_000;
  });
}

/** What the server is doing while one looks. */
export function LiveFigures({ live, now }: { readonly live: Overview['live']; readonly now: string }): ReactNode {
  const words = useWords(homeWords);
  const format = useFormat();
  const texts = words.live;
  const rates = useRates(live.lists, now);
  const { medianMs, p95Ms } = live.answer;
  return (
    <Panel title={texts.title}>
      <Stats>
        <Stat
          name={texts.lists}
          value={format.number(live.lists)}
          note={texts.since(format.seconds(live.uptimeSeconds))}
        />
        <Stat
          name={<Definition text={words.explain.answer}>{texts.answer}</Definition>}
          value={medianMs === null ? '–' : format.seconds(medianMs / 1000)}
          note={p95Ms === null ? texts.noAnswers : texts.answers(format.seconds(p95Ms / 1000))}
        />
        <Stat
          name={<Definition text={words.explain.new}>{texts.new}</Definition>}
          value={format.number(live.newEvents)}
          note={texts.newNote}
        />
      </Stats>
      {rates.length < 2 ? null : (
        <p className={styles.pulse}>
          <Sparkline
            values={rates}
            width={220}
            height={36}
            label={`${texts.perMinute}: ${format.number(rates.at(-1)!)}`}
          />
          <span aria-hidden="true">{texts.perMinute}</span>
        </p>
      )}
    </Panel>
  );
}
