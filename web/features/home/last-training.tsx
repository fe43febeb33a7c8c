import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Definition } from '../../shared/ui/definition.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import type { Overview } from './home.tsx';
import styles from './home.module.css';
import { homeWords } from './words.ts';

type Training = NonNullable<Overview['lastTraining']>;

interface Line {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly isOwn: boolean;
}

const WIDTH = 100;

const flat = (name: string, value: number): Line => ({ name, value, low: value, high: value, isOwn: false });

/** The accuracy of this model, of the one before and of popularity on one scale, with the margin drawn. */
function Scale({ training }: { readonly training: Training }): ReactNode {
  const words = useWords(homeWords);
  const format = useFormat();
  const { figure, previous, baseline } = training;
  if (figure === null) return null;
  const { value, low = value, high = value } = figure;
  const lines: Line[] = [{ name: words.training.this, value, low, high, isOwn: true }];
  if (previous !== null) lines.push(flat(words.training.previous, previous.value));
  if (baseline !== null) lines.push(flat(words.training.popularity, baseline));
  const most = Math.max(...lines.map((line) => line.high)) * 1.08;
  const at = (figure: number): number => (WIDTH * figure) / most;
  return (
    <ul className={styles.scale}>
      {lines.map((line) => (
        <li key={line.name}>
          <span>{line.name}</span>
          <svg viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" aria-hidden="true">
            <rect x="0" y="4" width={at(line.value)} height="4" className={line.isOwn ? styles.own : styles.other} />
            {line.high > line.low ? (
              <rect x={at(line.low)} y="1" width={at(line.high) - at(line.low)} height="10" className={styles.margin} />
            ) : null}
          </svg>
          <b>{format.number(line.value, 3)}</b>
          {line.isOwn ? (
            <span className="visually-hidden">
              {words.training.scale(
                format.number(line.value, 3),
                format.number(line.low, 3),
                format.number(line.high, 3),
              )}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** When a model was trained last, what came of it, and whether it was better. */
export function LastTraining({
  training,
  now,
}: {
  readonly training: Overview['lastTraining'];
  readonly now: string;
}): ReactNode {
  const words = useWords(homeWords);
  const format = useFormat();
  const texts = words.training;
  if (training === null) {
    return (
      <Panel title={texts.title}>
        <p className={styles.quiet}>{texts.none}</p>
      </Panel>
    );
  }
  const { figure, baseline, outcome, verdict } = training;
  return (
    <Panel
      title={texts.title}
      note={texts.at(format.ago(training.at, Date.parse(now)), format.seconds(training.seconds))}
      actions={<Link href={`/experiments/${encodeURIComponent(training.run)}`}>{texts.more}</Link>}
    >
      <p className={styles.verdict} data-verdict={verdict}>
        {outcome === 'failed' ? texts.outcomes.failed : texts.verdicts[verdict]}{' '}
        {outcome === 'failed' ? null : texts.outcomes[outcome]}
      </p>
      {figure === null || baseline === null || baseline === 0 ? null : (
        <p>{texts.times(format.number(figure.value / baseline, 1))}</p>
      )}
      <div>
        <p className={styles.axis}>
          <Definition text={words.explain.accuracy}>{texts.accuracy}</Definition>
        </p>
        <Scale training={training} />
      </div>
    </Panel>
  );
}
