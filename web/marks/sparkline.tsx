import type { ReactNode } from 'react';
import styles from './lines.module.css';

interface SparklineProps {
  readonly values: readonly number[];
  /** What it shows, with its figures: there is no axis. */
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
  readonly mark?: number;
}

/** A line without axes, as large as a word. Small enough for the first screen: no library is needed for it. */
export function Sparkline({ values, label, width = 120, height = 32, mark = 1 }: SparklineProps): ReactNode {
  const least = Math.min(0, ...values);
  const span = Math.max(1e-9, ...values) - least;
  const x = (at: number): number => 2 + (at * (width - 5)) / Math.max(1, values.length - 1);
  const y = (value: number): number => height - 2 - ((value - least) * (height - 5)) / span;
  const points = values.map((value, at) => `${x(at)},${y(value)}`);
  const last = values.at(-1);
  const foot = height - 1;
  return (
    <svg width={width} height={height} role="img" aria-label={label} style={{ color: `var(--mark-${mark})` }}>
      {last === undefined ? null : (
        <>
          <path d={`M${x(0)},${foot}L${points.join('L')}L${x(values.length - 1)},${foot}Z`} className={styles.band} />
          <polyline points={points.join(' ')} className={styles.line} />
          <circle cx={x(values.length - 1)} cy={y(last)} r={2.5} className={styles.point} />
        </>
      )}
    </svg>
  );
}
