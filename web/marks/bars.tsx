import { scaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';
import { useFormat } from '../shared/format.ts';
import { useWords } from '../shared/language.tsx';
import { textWidth } from './axes.tsx';
import styles from './bars.module.css';
import { type Caption, Chart } from './chart.tsx';
import { useRoving } from './roving.ts';
import { TipText, useTip } from './tip.tsx';
import { markWords } from './words.ts';

/** A name with its value. */
export interface Bar {
  /** Tells it apart. */
  readonly name: string;
  /** As people read it; defaults to the name. */
  readonly label?: string;
  readonly value: number;
  /** What the value would be if these rows were as all are: a stroke on the bar. */
  readonly expected?: number;
  /** More about it, for its tip. */
  readonly more?: readonly (readonly [name: string, value: ReactNode])[];
}

interface BarsProps extends Caption {
  readonly bars: readonly Bar[];
  /** What the value is: “titles”. */
  readonly counted: string;
  readonly expectedName?: string;
  /** How a value is written; defaults to whole numbers. */
  readonly format?: (value: number) => string;
  readonly mark?: number;
  /** Names that are chosen. */
  readonly chosen?: readonly string[];
  /** A bar was clicked, or Enter pressed on it. Without it nothing can be chosen. */
  readonly onChoose?: (name: string) => void;
  /** The end of the scale, where it is fixed: 1 for shares. */
  readonly most?: number;
}

const ROW = 28;

/** Bars side by side, one a name, longest as given. */
export function Bars({
  bars,
  counted,
  expectedName,
  format: write,
  mark = 1,
  chosen = [],
  onChoose,
  most,
  ...caption
}: BarsProps): ReactNode {
  const format = useFormat();
  const written = write ?? ((value: number) => format.number(value));
  return (
    <Chart
      {...caption}
      height={bars.length * ROW + 4}
      table={{
        columns: [caption.title, counted, ...(expectedName === undefined ? [] : [expectedName])],
        rows: bars.map(({ name, label, value, expected }) => [
          label ?? name,
          value,
          ...(expectedName === undefined ? [] : [expected ?? null]),
        ]),
      }}
    >
      {(width) => (
        <BarPlot
          {...{ bars, counted, mark, chosen, width, written, most }}
          {...(onChoose === undefined ? {} : { onChoose })}
          {...(expectedName === undefined ? {} : { expectedName })}
        />
      )}
    </Chart>
  );
}

interface PlotProps {
  readonly bars: readonly Bar[];
  readonly counted: string;
  readonly expectedName?: string;
  readonly written: (value: number) => string;
  readonly mark: number;
  readonly chosen: readonly string[];
  readonly onChoose?: (name: string) => void;
  readonly most: number | undefined;
  readonly width: number;
}

const shorten = (text: string, width: number): string => {
  const most = Math.floor(width / 6.6);
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1)).trimEnd()}…`;
};

function BarPlot({ bars, counted, expectedName, written, mark, chosen, onChoose, most, width }: PlotProps): ReactNode {
  const showTip = useTip();
  const words = useWords(markWords);
  const longest = Math.max(...bars.map(({ name, label }) => textWidth(label ?? name)), 0);
  const left = Math.min(longest + 20, width * 0.42);
  const right = Math.max(...bars.map(({ value }) => textWidth(written(value))), 0) + 14;
  const largest = most ?? Math.max(0, ...bars.map(({ value, expected = 0 }) => Math.max(value, expected)));
  const x = scaleLinear([0, largest || 1], [left, Math.max(left + 1, width - right)]);
  const choose = (name: string): void => onChoose?.(name);
  const { propsOf } = useRoving(bars.length, 1, (event, position) => {
    if (onChoose === undefined || (event.key !== 'Enter' && event.key !== ' ')) return false;
    choose(bars[position].name);
    return true;
  });
  return bars.map((bar, at) => {
    const { name, label = name, value, expected, more = [] } = bar;
    const isChosen = chosen.includes(name);
    const tell = (): void =>
      showTip({
        x: x(value),
        y: at * ROW,
        text: (
          <TipText
            name={label}
            values={[
              [counted, written(value)],
              ...(expectedName === undefined || expected === undefined
                ? []
                : [[expectedName, written(expected)] as const]),
              ...more,
            ]}
          />
        ),
      });
    const moving = propsOf(at);
    return (
      <g
        key={name}
        className={onChoose === undefined ? styles.row : styles.choice}
        onPointerEnter={tell}
        onPointerLeave={() => showTip(null)}
        onClick={() => choose(name)}
      >
        <rect x={0} y={at * ROW} width={width} height={ROW} rx={6} className={styles.ground} data-chosen={isChosen} />
        <text x={8} y={at * ROW + ROW / 2 + 4} className={styles.label} data-chosen={isChosen}>
          {shorten(label, left - 14)}
        </text>
        <rect
          x={left}
          y={at * ROW + 6}
          width={Math.max(1, x(value) - left)}
          height={ROW - 12}
          rx={3}
          className={styles.bar}
          data-faint={chosen.length > 0 && !isChosen}
          style={{ fill: `var(--mark-${mark})` }}
        />
        {expected === undefined ? null : (
          <line
            x1={x(expected)}
            x2={x(expected)}
            y1={at * ROW + 3}
            y2={(at + 1) * ROW - 3}
            className={styles.expected}
          />
        )}
        <text x={Math.max(x(value), x(expected ?? 0)) + 6} y={at * ROW + ROW / 2 + 4} className={styles.value}>
          {written(value)}
        </text>
        <rect
          {...moving}
          x={0}
          y={at * ROW}
          width={width}
          height={ROW}
          rx={6}
          className={styles.target}
          role={onChoose === undefined ? 'img' : 'button'}
          aria-label={`${label}: ${written(value)} ${counted}${isChosen ? `, ${words.chosen}` : ''}`}
          {...(onChoose === undefined ? {} : { 'aria-pressed': isChosen })}
          onFocus={() => {
            moving.onFocus();
            tell();
          }}
          onBlur={() => showTip(null)}
        />
      </g>
    );
  });
}
