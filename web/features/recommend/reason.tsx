import type { ReactNode } from 'react';
import { Cover } from '../../shared/cover/cover.tsx';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import type { BriefTitle, Recommendation } from './answers.ts';
import styles from './reason.module.css';
import { recommendWords } from './words.ts';

type Reference = NonNullable<Recommendation['because'][number]['title']>;

/** Titles of the history, and words, that are told in short; all of them stand in the window of the title. */
const TITLES_SHOWN = 2;
const TERMS_SHOWN = 3;

/** The titles of the history that a recommendation comes from most. */
export const historyOf = ({ because }: Recommendation): readonly Reference[] =>
  because.flatMap(({ title }) => (title === undefined ? [] : [title])).slice(0, TITLES_SHOWN);

interface ReasonProps {
  readonly one: Recommendation;
  /** The titles of the history by id, as far as they are known already. */
  readonly titles: ReadonlyMap<string, BriefTitle>;
}

/** Why a title is in the list, in short: the covers of the history and what is shared; as a sentence for screen readers. */
export function Reason({ one, titles }: ReasonProps): ReactNode {
  const words = useWords(recommendWords);
  const format = useFormat();
  const history = historyOf(one);
  if (history.length === 0) return <p className={styles.reason}>{one.reason}</p>;
  // The genres stand above already.
  const terms = one.because.flatMap(({ kind, term }) => (term === undefined || kind === 'genre' ? [] : [term]));
  return (
    <div className={styles.drawn}>
      <p className="visually-hidden">{one.reason}</p>
      <div className={styles.titles} aria-hidden="true">
        <span className={styles.covers}>
          {history.map(({ id }) => {
            const title = titles.get(id);
            return (
              <span key={id} className={styles.cover}>
                {title === undefined ? null : <Cover title={title} />}
              </span>
            );
          })}
        </span>
        <span className={styles.names}>{words.by(format.list(history.map(({ title }) => title)))}</span>
      </div>
      {terms.length === 0 ? null : (
        <p className={styles.terms} aria-hidden="true">
          {terms.slice(0, TERMS_SHOWN).join(' · ')}
        </p>
      )}
    </div>
  );
}
