import { scaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';
import { useFormat } from '../shared/format.ts';
import { textWidth, thin, XAxis } from './axes.tsx';
import { type Caption, Chart } from './chart.tsx';
import styles from './intervals.module.css';
import { useRoving } from './roving.ts';
import { TipText, useTip } from './tip.tsx';

/** A value with its interval; without `low` and `high` it has none. */
export interface Interval {
  readonly name: string;
  readonly label?: string;
  readonly value: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** Colour 1…6; defaults to 1. */
  readonly mark?: number;
  /** A heading above it; rows of one heading stand together. */
  readonly group?: string;
  /** More about it, for its tip. */
  readonly more?: readonly (readonly [name: string, value: ReactNode])[];
}

interface IntervalsProps extends Caption {
  readonly intervals: readonly Interval[];
  /** What the value is: “nDCG@10”. */
  readonly valueName: string;
  /** What the interval is called: “95 % interval”. */
  readonly intervalName: string;
  /** How a value is written; defaults to three decimals. */
  readonly format?: (value: number) => string;
  /** How a value is written on the axis; defaults to as many decimals as its steps need. */
  readonly tick?: (value: number) => string;
  /** A line to compare with: 0 for differences, the baseline's value. */
  readonly reference?: { readonly at: number; readonly label: string };
  readonly legend?: ReactNode;
  /** Whether the scale begins at 0; defaults to false. */
  readonly fromZero?: boolean;
}

const ROW = 30;
const GROUP = 26;

/** Dots with their intervals on one scale: what is better, and whether it is sure. */
export function Intervals({
  intervals,
  valueName,
  intervalName,
  format: write,
  tick,
  reference,
  legend,
  fromZero = false,
  ...caption
}: IntervalsProps): ReactNode {
  const format = useFormat();
  const written = write ?? ((value: number) => format.number(value, 3));
  const groups = [...new Set(intervals.map(({ group }) => group))];
  const headings = groups.filter((group) => group !== undefined).length;
  return (
    <Chart
      {...caption}
      legend={legend}
      height={intervals.length * ROW + headings * GROUP + 42}
      table={{
        columns: [...(headings === 0 ? [] : [valueName]), caption.title, valueName, '2.5 %', '97.5 %'],
        rows: intervals.map(({ name, label, value, low, high, group }) => [
          ...(headings === 0 ? [] : [group ?? '']),
          label ?? name,
          value,
          low ?? null,
          high ?? null,
        ]),
      }}
    >
      {(width) => (
        <IntervalPlot
          {...{ intervals, groups, valueName, intervalName, written, reference, fromZero, width }}
          tick={tick ?? ((value, digits) => format.number(value, digits))}
        />
      )}
    </Chart>
  );
}

interface PlotProps {
  readonly intervals: readonly Interval[];
  readonly groups: readonly (string | undefined)[];
  readonly valueName: string;
  readonly intervalName: string;
  readonly written: (value: number) => string;
  readonly tick: (value: number, digits: number) => string;
  readonly reference: IntervalsProps['reference'];
  readonly fromZero: boolean;
  readonly width: number;
}

function IntervalPlot(props: PlotProps): ReactNode {
  const { intervals, groups, valueName, intervalName, written, tick, reference, fromZero, width } = props;
  const showTip = useTip();
  const longest = Math.max(0, ...intervals.map(({ name, label }) => textWidth(label ?? name)));
  const left = Math.min(longest + 20, width * 0.4);
  const values = intervals.flatMap(({ value, low = value, high = value }) => [low, high]);
  const around = [...values, ...(reference === undefined ? [] : [reference.at]), ...(fromZero ? [0] : [])];
  const span = Math.max(...around) - Math.min(...around) || Math.abs(around[0] ?? 1) || 1;
  const x = scaleLinear(
    [Math.min(...around) - (fromZero ? 0 : span * 0.04), Math.max(...around) + span * 0.04],
    [left, width - 16],
  ).nice(5);
  const rows = groups.flatMap((group) => intervals.filter((one) => one.group === group));
  const { propsOf } = useRoving(rows.length);
  let top = 4;
  let before: string | undefined;
  const placed = rows.map((row) => {
    const isFirst = row.group !== undefined && row.group !== before;
    if (isFirst) top += GROUP;
    before = row.group;
    const y = top + ROW / 2;
    top += ROW;
    return { row, y, heading: isFirst ? row.group : undefined };
  });
  const bottom = top + 2;
  const ticks = x.ticks(Math.max(3, Math.min(8, Math.floor((width - left) / 90))));
  const digits = Math.max(0, -Math.floor(Math.log10((ticks[1] ?? 1) - (ticks[0] ?? 0)) + 1e-9));
  return (
    <>
      {ticks.map((value) => (
        <line key={value} x1={x(value)} x2={x(value)} y1={4} y2={bottom} className={styles.grid} />
      ))}
      {reference === undefined ? null : (
        <line x1={x(reference.at)} x2={x(reference.at)} y1={0} y2={bottom} className={styles.reference} />
      )}
      {placed.map(({ row, y, heading }, at) => {
        const { name, label = name, value, low, high, mark = 1, more = [] } = row;
        const range = low === undefined || high === undefined ? null : `${written(low)} … ${written(high)}`;
        const tell = (): void =>
          showTip({
            x: x(value),
            y: y + 10,
            text: (
              <TipText
                name={label}
                values={[
                  [row.group ?? valueName, written(value)],
                  ...(range === null ? [] : [[intervalName, range] as const]),
                  ...more,
                ]}
              />
            ),
          });
        const moving = propsOf(at);
        const color = `var(--mark-${mark})`;
        return (
          <g key={`${row.group ?? ''} ${name}`}>
            {heading === undefined ? null : (
              <text x={0} y={y - ROW / 2 - 6} className={styles.heading}>
                {heading}
              </text>
            )}
            <g
              {...moving}
              role="img"
              aria-label={`${row.group === undefined ? '' : `${row.group}, `}${label}: ${written(value)}${range === null ? '' : ` (${intervalName} ${range})`}`}
              className={styles.row}
              onFocus={() => {
                moving.onFocus();
                tell();
              }}
              onBlur={() => showTip(null)}
              onPointerEnter={tell}
              onPointerLeave={() => showTip(null)}
            >
              <rect x={0} y={y - ROW / 2} width={width} height={ROW} rx={6} className={styles.ground} />
              <text x={8} y={y + 4} className={styles.label}>
                {textWidth(label) > left - 16 ? `${label.slice(0, Math.floor((left - 22) / 6.6))}…` : label}
              </text>
              {low === undefined || high === undefined ? null : (
                <>
                  <line x1={x(low)} x2={x(high)} y1={y} y2={y} className={styles.whisker} style={{ stroke: color }} />
                  <path
                    d={`M${x(low)} ${y - 5}v10M${x(high)} ${y - 5}v10`}
                    className={styles.end}
                    style={{ stroke: color }}
                  />
                </>
              )}
              <circle cx={x(value)} cy={y} r={5.5} className={styles.dot} style={{ fill: color }} />
            </g>
          </g>
        );
      })}
      <XAxis
        ticks={thin(ticks.map((value) => ({ at: x(value), text: value === 0 ? '0' : tick(value, digits) })))}
        y={bottom}
        from={left}
        to={width - 8}
      />
    </>
  );
}
