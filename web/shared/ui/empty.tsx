import type { ReactNode } from 'react';
import styles from './state.module.css';

interface EmptyProps {
  readonly title: string;
  readonly text?: ReactNode;
  /** What to do about it. */
  readonly action?: ReactNode;
}

/** Where there is nothing yet: why, and what to do. */
export function Empty({ title, text, action }: EmptyProps): ReactNode {
  return (
    <div className={styles.state}>
      <svg viewBox="0 0 96 64" width="96" height="64" aria-hidden="true" className={styles.seats}>
        {[14, 48, 82].map((x) => (
          <g key={x} transform={`translate(${x} 34)`}>
            <rect x="-10" y="-20" width="20" height="24" rx="6" />
            <path d="M-13 -4v10h26V-4" fill="none" strokeWidth="4" strokeLinecap="round" />
          </g>
        ))}
      </svg>
      <h2>{title}</h2>
      {text === undefined ? null : <p>{text}</p>}
      {action}
    </div>
  );
}
