import type { ReactNode } from 'react';
import styles from './table.module.css';

interface TableProps {
  /** What the table holds, for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
}

/**
 * A table that scrolls sideways where it is too wide, by keyboard too. `data-number` on a cell: a number; `data-some`: one that asks
 * for a look; `data-wrap`: text of several lines; `data-here` on a row: the one in force.
 */
export function Table({ label, children }: TableProps): ReactNode {
  return (
    <section className={styles.scroll} tabIndex={0} aria-label={label}>
      <table className={styles.table}>{children}</table>
    </section>
  );
}
