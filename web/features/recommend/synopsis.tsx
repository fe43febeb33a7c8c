import type { ReactNode } from 'react';
import type { Because } from './answers.ts';
import styles from './title-window.module.css';

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** The synopsis with the words that count for the recommendation marked. */
export function Synopsis({
  text,
  because,
}: {
  readonly text: string;
  readonly because: readonly Because[];
}): ReactNode {
  const terms = because.flatMap(({ kind, term }) =>
    term !== undefined && term.length > 2 && kind !== 'history' ? [escaped(term)] : [],
  );
  if (terms.length === 0) return <p className={styles.synopsis}>{text}</p>;
  const pieces = text.split(
    new RegExp(String.raw`(?<![\p{L}\p{N}])((?:${terms.join('|')})\p{L}{0,2})(?![\p{L}\p{N}])`, 'giu'),
  );
  return (
    <p className={styles.synopsis}>
      {/* Every second piece is a term: the pattern has one group. */}
      {pieces.map((piece, at) => (at % 2 === 1 ? <mark key={`${at} ${piece}`}>{piece}</mark> : piece))}
    </p>
  );
}
