import type { ReactNode } from 'react';
import { addressOf } from '../../shared/api.ts';
import { Cover } from '../../shared/cover/cover.tsx';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Definition } from '../../shared/ui/definition.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import type { Because, BriefTitle, BriefTitles, Recommendation } from './answers.ts';
import { detailWords } from './detail-words.ts';
import { useGenres } from './genre-labels.tsx';
import styles from './why.module.css';

/** Height of a title of the history in the drawing, and width of the strokes' room. */
const STEP = 76;
const ROOM = 150;
const THICKEST = 26;
const THINNEST = 2;
const LEAST_EM = 0.85;
const MOST_EM = 1.7;

interface PartsProps {
  readonly to: BriefTitle;
  readonly parts: readonly { readonly title: BriefTitle; readonly amount: number }[];
  readonly total: number;
}

/** Titles of the history tied to the recommended one; the thickness of a stroke is its part of what is shown. */
function Strokes({ to, parts, total }: PartsProps): ReactNode {
  const words = useWords(detailWords);
  const format = useFormat();
  const height = parts.length * STEP;
  const widths = parts.map(({ amount }) =>
    Math.max(THINNEST, (THICKEST * amount) / Math.max(...parts.map((one) => one.amount))),
  );
  const bundle = widths.reduce((sum, width) => sum + width, 0);
  let at = height / 2 - bundle / 2;
  return (
    <div className={styles.drawing}>
      <ul className={styles.history} aria-label={words.whyPicture}>
        {parts.map(({ title, amount }) => (
          <li key={title.id} style={{ height: STEP }}>
            <span>
              <Cover title={title} />
            </span>
            <span>
              {title.title}
              <small>{words.part(format.percent(amount / total))}</small>
            </span>
          </li>
        ))}
      </ul>
      <svg
        viewBox={`0 0 ${ROOM} ${height}`}
        height={height}
        preserveAspectRatio="none"
        aria-hidden="true"
        className={styles.strokes}
      >
        {parts.map(({ title }, place) => {
          const width = widths[place];
          const from = (place + 0.5) * STEP;
          const end = at + width / 2;
          at += width;
          return (
            <path
              key={title.id}
              d={`M0 ${from}C${ROOM * 0.55} ${from} ${ROOM * 0.45} ${end} ${ROOM} ${end}`}
              strokeWidth={width}
              opacity={0.55 + (0.4 * width) / THICKEST}
            />
          );
        })}
      </svg>
      <div className={styles.goal}>
        <Cover title={to} />
      </div>
    </div>
  );
}

/** What the titles share, as words of the size of their part. */
function SharedTerms({ because }: { readonly because: readonly Because[] }): ReactNode {
  const words = useWords(detailWords);
  const { label } = useGenres();
  const terms = because.filter(({ kind }) => kind !== 'history');
  if (terms.length === 0) return null;
  const most = Math.max(...terms.map(({ amount }) => amount ?? 0));
  return (
    <div>
      <h4>
        <Definition text={words.sharedNote}>{words.shared}</Definition>
      </h4>
      <ul className={styles.terms}>
        {terms.map(({ kind, term, amount }) => (
          <li key={`${kind} ${term ?? ''}`} data-kind={kind}>
            <span
              style={{
                fontSize: `${amount === null || most === 0 ? LEAST_EM : LEAST_EM + (MOST_EM - LEAST_EM) * Math.sqrt(amount / most)}rem`,
              }}
            >
              {kind === 'popularity' ? words.popular : kind === 'genre' ? label(term ?? '') : term}
            </span>
            <small>{words.kinds[kind]}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Why a title is in the list: drawn, with the same in words. */
export function Why({ one }: { readonly one: Recommendation }): ReactNode {
  const words = useWords(detailWords);
  const history = one.because.flatMap(({ kind, title, amount }) =>
    kind === 'history' && title !== undefined && amount !== null ? [{ id: title.id, amount }] : [],
  );
  const { data } = useAnswer<BriefTitles>(addressOf('/v1/brief-titles', { ids: history.map(({ id }) => id) }), {
    enabled: history.length > 0,
  });
  const titles = new Map((data?.titles ?? []).map((title) => [title.id, title]));
  const parts = history.flatMap(({ id, amount }) => {
    const title = titles.get(id);
    return title === undefined ? [] : [{ title, amount }];
  });
  const total = one.because.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  return (
    <section className={styles.why}>
      <h3>{words.why}</h3>
      <p className={styles.sentence}>{one.reason}</p>
      {parts.length === 0 ? null : (
        <>
          <Strokes to={one} parts={parts} total={total} />
          <p className={styles.note}>{words.whyNote}</p>
        </>
      )}
      <SharedTerms because={one.because} />
    </section>
  );
}
