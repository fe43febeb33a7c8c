import type { ReactNode } from 'react';
import styles from './stat.module.css';

interface StatProps {
  readonly name: ReactNode;
  readonly value: ReactNode;
  /** What is normal for it, or since when. */
  readonly note?: ReactNode;
}

/** A figure with its name. Stands in a `Stats`. */
export function Stat({ name, value, note }: StatProps): ReactNode {
  return (
    <div className={styles.stat}>
      <dt>{name}</dt>
      <dd>
        <span className={styles.value}>{value}</span>
        {note === undefined ? null : <span className={styles.note}>{note}</span>}
      </dd>
    </div>
  );
}

/** Figures in a row. */
export function Stats({ children }: { readonly children: ReactNode }): ReactNode {
  return <dl className={styles.stats}>{children}</dl>;
}
