import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
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

/** A line without axes, as large as a word. */
export function Sparkline({ values, label, width = 120, height = 32, mark = 1 }: SparklineProps): ReactNode {
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [2, width - 3]);
  const y = scaleLinear([Math.min(0, ...values), Math.max(1e-9, ...values)], [height - 2, 3]);
  const last = values.at(-1);
  return (
    <svg width={width} height={height} role="img" aria-label={label} style={{ color: `var(--mark-${mark})` }}>
      <path
        d={
          area<number>(
            (_, at) => x(at),
            height - 1,
            (value) => y(value),
          )([...values]) ?? ''
        }
        className={styles.band}
      />
      <path
        d={
          line<number>(
            (_, at) => x(at),
            (value) => y(value),
          )([...values]) ?? ''
        }
        className={styles.line}
      />
      {last === undefined ? null : <circle cx={x(values.length - 1)} cy={y(last)} r={2.5} className={styles.point} />}
    </svg>
  );
}
