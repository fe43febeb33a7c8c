import type { ReactNode } from 'react';
import styles from './api.module.css';

const TOKENS =
  /("(?:[^"\\]|\\.)*"|'(?:[^'\\\n]|\\.)*')(\s*:)?|\b(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\b|\b(const|await|import|throw|new|if|curl|true|false|null|True|False|None)\b/g;

/** A text cut at strings, names of fields, numbers and words of the language. */
function cut(text: string): readonly ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    const [whole, quoted, colon, number] = match;
    if (match.index > end) parts.push(text.slice(end, match.index));
    const look =
      quoted === undefined
        ? number === undefined
          ? styles.word
          : styles.number
        : colon === undefined
          ? styles.string
          : styles.name;
    parts.push(
      <span key={match.index} className={look}>
        {quoted ?? whole}
      </span>,
    );
    if (colon !== undefined) parts.push(colon);
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return parts;
}

/** A program or an answer, scrolled by its own bars. */
export function Code({
  text,
  label,
  isTall = false,
}: {
  readonly text: string;
  readonly label: string;
  readonly isTall?: boolean;
}): ReactNode {
  return (
    <pre className={styles.code} data-tall={isTall} tabIndex={0} role="region" aria-label={label}>
      <code>{cut(text)}</code>
    </pre>
  );
}
