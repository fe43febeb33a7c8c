import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { verdictSchema } from '../../../src/api/contract/verdicts.ts';
import { ApiProblem, ask } from '../../shared/api.ts';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Definition } from '../../shared/ui/definition.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { detailWords } from './detail-words.ts';
import type { Wishes } from './use-wishes.ts';
import styles from './verdict.module.css';

type Verdict = z.output<typeof verdictSchema>;

const RADIUS = 78;
const THICK = 13;
const PARTS_SHOWN = 3;
const HEIGHT = 150;

const pointAt = (part: number, radius: number): string => {
  const angle = Math.PI * (1 - part);
  return `${(100 + radius * Math.cos(angle)).toFixed(2)} ${(100 - radius * Math.sin(angle)).toFixed(2)}`;
};
const arc = (from: number, to: number): string =>
  `M${pointAt(from, RADIUS)}A${RADIUS} ${RADIUS} 0 0 1 ${pointAt(to, RADIUS)}`;

/** The probability as a half circle, with a notch at the threshold. */
function Gauge({ verdict }: { readonly verdict: Verdict }): ReactNode {
  const words = useWords(detailWords);
  const format = useFormat();
  const { probability, threshold, recommended, likeFrom } = verdict;
  return (
    <div className={styles.gauge} data-yes={recommended}>
      <svg viewBox="0 0 200 112" aria-hidden="true">
        <path d={arc(0, 1)} className={styles.whole} strokeWidth={THICK} />
        <path d={arc(0, Math.max(0.004, probability))} className={styles.part} strokeWidth={THICK} />
        <path
          d={`M${pointAt(threshold.threshold, RADIUS - THICK)}L${pointAt(threshold.threshold, RADIUS + THICK)}`}
          className={styles.notch}
        />
        <text x="100" y="96" textAnchor="middle">
          {format.percent(probability)}
        </text>
      </svg>
      <p>
        <strong>{recommended ? words.yes : words.no}</strong>
        <span>
          {format.percent(probability)} {words.likely(format.number(likeFrom, likeFrom % 1 === 0 ? 0 : 1))}
        </span>
        <small>
          <Definition text={threshold.why}>{words.threshold(format.percent(threshold.threshold))}</Definition>
        </small>
      </p>
    </div>
  );
}

interface PartsProps {
  readonly name: string;
  readonly parts: Verdict['because'];
  /** The largest part of all, for the length of the bars. */
  readonly most: number;
}

function Parts({ name, parts, most }: PartsProps): ReactNode {
  const format = useFormat();
  if (parts.length === 0) return null;
  return (
    <div>
      <h4>{name}</h4>
      <ul>
        {parts.slice(0, PARTS_SHOWN).map(({ title, amount }) => (
          <li key={title.id}>
            <span>{title.title}</span>
            <span
              className={styles.bar}
              data-for={amount > 0}
              style={{ width: `${(100 * Math.abs(amount)) / most}%` }}
              aria-hidden="true"
            />
            <span className={styles.amount}>
              {amount > 0 ? '+' : '−'}
              {format.number(Math.abs(amount), 2)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function askVerdict({ who, userId, liked, disliked }: Wishes, movieId: string): object {
  return {
    movieId,
    ...(who === 'user' && userId !== '' ? { userId } : { history: [] }),
    ...(liked.length > 0 ? { liked } : {}),
    ...(disliked.length > 0 ? { disliked } : {}),
  };
}

/** Whether this person would like a title: how probable, from where on it is a yes, and what speaks for and against. */
export function VerdictPanel({ wishes, titleId }: { readonly wishes: Wishes; readonly titleId: string }): ReactNode {
  const words = useWords(detailWords);
  const format = useFormat();
  const { language } = useLanguage();
  const body = askVerdict(wishes, titleId);
  const { data, error, refetch } = useQuery<Verdict>({
    queryKey: ['/v1/verdicts', language, body],
    queryFn: async ({ signal }) => ask<Verdict>('/v1/verdicts', { language, method: 'POST', body, signal }),
    retry: false,
  });
  const code = error instanceof ApiProblem ? error.code : null;
  const most = Math.max(...(data?.because ?? []).map(({ amount }) => Math.abs(amount)));
  return (
    <section className={styles.verdict}>
      <h3>
        <Definition text={words.verdictNote}>{words.verdict}</Definition>
      </h3>
      {code === 'MISSING_RATINGS' || code === 'NOT_READY' ? (
        <p className={styles.none}>{code === 'NOT_READY' ? words.notYet : words.noRatings}</p>
      ) : error !== null ? (
        <Problem error={error} onAgain={() => void refetch()} />
      ) : data === undefined ? (
        <Loading height={HEIGHT} />
      ) : (
        <div className={styles.answer} role="status">
          <Gauge verdict={data} />
          <div className={styles.parts}>
            <p>
              {words.expected(format.number(data.stars, 1), format.number(data.deviation, 1))}.{' '}
              {words.basedOn[data.basedOn.kind]}
            </p>
            <Parts name={words.speaksFor} parts={data.because.filter(({ amount }) => amount > 0)} most={most} />
            <Parts name={words.speaksAgainst} parts={data.because.filter(({ amount }) => amount < 0)} most={most} />
          </div>
        </div>
      )}
    </section>
  );
}
