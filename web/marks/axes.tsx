import type { ReactNode } from 'react';
import styles from './axes.module.css';

/** Room around a plot, in pixels. */
export interface Margin {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** A place on an axis, in pixels, and what stands there. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** Average width of a digit or letter of an axis, in pixels. */
const LETTER = 6.6;

/** The width of a text on an axis, about, in pixels. */
export const textWidth = (text: string): number => text.length * LETTER;

/** The ticks that stand beside one another without touching: every second, fifth … of them. */
export function thin(ticks: readonly Tick[], gap = 12): readonly Tick[] {
  if (ticks.length < 2) return ticks;
  const widest = Math.max(...ticks.map(({ text }) => textWidth(text))) + gap;
  const apart = Math.abs(ticks[ticks.length - 1].at - ticks[0].at) / (ticks.length - 1);
  const every = [1, 2, 5, 10, 20, 50, 100].find((step) => step * apart >= widest) ?? ticks.length;
  return ticks.filter((_, at) => at % every === 0);
}

/** The same for values that grow evenly: of those that fit, the ones at round values, 1, 2, 3 rather than 0.4, 1.4, 2.4. */
export function thinRound(ticks: readonly (Tick & { readonly value: number })[], gap = 12): readonly Tick[] {
  const fitting = thin(ticks, gap);
  if (fitting.length < 2 || fitting.length === ticks.length) return fitting;
  const every = ticks.indexOf(fitting[1] as (typeof ticks)[number]);
  const step = ticks[every].value - ticks[0].value;
  const round = ticks.filter(({ value }) => Math.abs(value / step - Math.round(value / step)) < 1e-6);
  return round.length < 2 ? fitting : round;
}

/** Values along the bottom, with a name under them. */
export function XAxis({
  ticks,
  y,
  from,
  to,
  name,
}: {
  readonly ticks: readonly Tick[];
  readonly y: number;
  readonly from: number;
  readonly to: number;
  readonly name?: string | undefined;
}): ReactNode {
  return (
    <g aria-hidden="true" className={styles.axis}>
      <line x1={from} x2={to} y1={y} y2={y} className={styles.base} />
      {ticks.map(({ at, text }) => (
        <text key={`${at} ${text}`} x={at} y={y + 17} textAnchor="middle">
          {text}
        </text>
      ))}
      {name === undefined ? null : (
        <text x={to} y={y + 36} textAnchor="end" className={styles.name}>
          {name}
        </text>
      )}
    </g>
  );
}

/** Values along the left, with lines across the plot. */
export function YAxis({
  ticks,
  from,
  to,
  name,
}: {
  readonly ticks: readonly Tick[];
  readonly from: number;
  readonly to: number;
  readonly name?: string | undefined;
}): ReactNode {
  return (
    <g aria-hidden="true" className={styles.axis}>
      {ticks.map(({ at, text }) => (
        <g key={`${at} ${text}`}>
          <line x1={from} x2={to} y1={at} y2={at} className={styles.grid} />
          <text x={from - 8} y={at + 4} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {name === undefined ? null : (
        <text x={from - 8} y={Math.min(...ticks.map(({ at }) => at)) - 12} textAnchor="start" className={styles.name}>
          {name}
        </text>
      )}
    </g>
  );
}
