import type { ReactNode } from 'react';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  /** One sentence of what the screen is for. */
  readonly lead?: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** A screen with its heading. */
export function Page({ title, lead, actions, children }: PageProps): ReactNode {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{title}</h1>
          {lead === undefined || lead === '' ? null : <p className={styles.lead}>{lead}</p>}
        </div>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface PanelProps {
  readonly title?: ReactNode;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A surface with one subject. */
export function Panel({ title, note, actions, children }: PanelProps): ReactNode {
  return (
    <section className={styles.panel}>
      {title === undefined ? null : (
        <header className={styles.panelHead}>
          <div>
            <h2>{title}</h2>
            {note === undefined ? null : <p>{note}</p>}
          </div>
          {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
