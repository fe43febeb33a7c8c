import { scaleLinear, scaleLog } from 'd3-scale';
import type { ReactNode } from 'react';
import { useFormat } from '../shared/format.ts';
import { textWidth, thin, XAxis } from './axes.tsx';
import styles from './boxes.module.css';
import { type Caption, Chart } from './chart.tsx';
import { useRoving } from './roving.ts';
import { TipText, useTip } from './tip.tsx';

/** The spread of the numbers of a group. */
export interface Box {
  readonly name: string;
  readonly label?: string;
  readonly n: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  /** The last values within 1.5 interquartile ranges of the box. */
  readonly whiskers: readonly [number, number];
}

interface BoxesProps extends Caption {
  readonly boxes: readonly Box[];
  /** What the numbers are, with their unit. */
  readonly valueName: string;
  readonly scale?: 'linear' | 'log';
  readonly format?: (value: number) => string;
  /** Words for the parts of a box. */
  readonly words: { readonly median: string; readonly half: string; readonly n: string };
  readonly mark?: number;
}

const ROW = 26;

/** Box plots, one a group: the half of the values in the middle, the median, and how far the others reach. */
export function Boxes({
  boxes,
  valueName,
  scale = 'linear',
  format: write,
  words,
  mark = 3,
  ...caption
}: BoxesProps): ReactNode {
  const format = useFormat();
  const written = write ?? ((value: number) => format.compact(value));
  return (
    <Chart
      {...caption}
      height={boxes.length * ROW + 50}
      table={{
        columns: ['', words.n, '25 %', words.median, '75 %'],
        rows: boxes.map(({ name, label, n, q1, median, q3 }) => [label ?? name, n, q1, median, q3]),
      }}
    >
      {(width) => <BoxPlot {...{ boxes, valueName, scale, written, words, mark, width }} />}
    </Chart>
  );
}

interface PlotProps extends Pick<BoxesProps, 'boxes' | 'valueName' | 'words'> {
  readonly scale: 'linear' | 'log';
  readonly written: (value: number) => string;
  readonly mark: number;
  readonly width: number;
}

function BoxPlot({ boxes, valueName, scale, written, words, mark, width }: PlotProps): ReactNode {
  const format = useFormat();
  const showTip = useTip();
  const left = Math.min(Math.max(0, ...boxes.map(({ name, label }) => textWidth(label ?? name))) + 16, width * 0.36);
  const low = Math.min(...boxes.map(({ whiskers }) => whiskers[0]));
  const high = Math.max(...boxes.map(({ whiskers }) => whiskers[1]));
  const range = [left, width - 14];
  const isLog = scale === 'log' && low > 0;
  const x = isLog ? scaleLog([low, high], range) : scaleLinear([low, high], range).nice(5);
  const ticks = isLog
    ? x.ticks().filter((value) => Math.abs(Math.log10(value) % 1) < 1e-9)
    : x.ticks(Math.max(3, Math.floor((width - left) / 90)));
  const bottom = boxes.length * ROW + 4;
  const { propsOf } = useRoving(boxes.length);
  return (
    <>
      {ticks.map((value) => (
        <line key={value} x1={x(value)} x2={x(value)} y1={0} y2={bottom} className={styles.grid} />
      ))}
      {boxes.map(({ name, label = name, n, q1, median, q3, whiskers }, at) => {
        const y = at * ROW + ROW / 2;
        const half = `${written(q1)} … ${written(q3)}`;
        const moving = propsOf(at);
        const tell = (): void =>
          showTip({
            x: x(median),
            y: y + 12,
            text: (
              <TipText
                name={label}
                values={[
                  [words.median, written(median)],
                  [words.half, half],
                  [words.n, format.number(n)],
                ]}
              />
            ),
          });
        return (
          <g
            key={name}
            {...moving}
            role="img"
            aria-label={`${label}: ${words.median} ${written(median)}, ${words.half} ${half}, ${words.n} ${format.number(n)}`}
            style={{ color: `var(--mark-${mark})` }}
            className={styles.row}
            onFocus={() => {
              moving.onFocus();
              tell();
            }}
            onBlur={() => showTip(null)}
            onPointerEnter={tell}
            onPointerLeave={() => showTip(null)}
          >
            <rect x={0} y={at * ROW} width={width} height={ROW} rx={6} className={styles.ground} />
            <text x={left - 10} y={y + 4} textAnchor="end" className={styles.label}>
              {textWidth(label) > left - 8 ? `${label.slice(0, Math.floor((left - 16) / 6.6))}…` : label}
            </text>
            <line x1={x(whiskers[0])} x2={x(whiskers[1])} y1={y} y2={y} className={styles.whisker} />
            <rect x={x(q1)} y={y - 8} width={Math.max(1, x(q3) - x(q1))} height={16} rx={3} className={styles.box} />
            <line x1={x(median)} x2={x(median)} y1={y - 9} y2={y + 9} className={styles.median} />
          </g>
        );
      })}
      <XAxis
        ticks={thin(ticks.map((value) => ({ at: x(value), text: written(value) })))}
        y={bottom}
        from={left}
        to={width - 8}
        name={valueName}
      />
    </>
  );
}
