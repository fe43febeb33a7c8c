import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, curveMonotoneX, line } from 'd3-shape';
import { type PointerEvent, type ReactNode, useState } from 'react';
import { useFormat } from '../shared/format.ts';
import { thin, XAxis, YAxis } from './axes.tsx';
import { type Caption, Chart, Key } from './chart.tsx';
import styles from './lines.module.css';
import { useRoving } from './roving.ts';
import { TipText, useTip } from './tip.tsx';

/** A point of a line, with the interval of its value where there is one. */
export interface LinePoint {
  /** A number, or milliseconds since 1970. */
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

/** A line, its points from left to right. */
export interface Line {
  readonly name: string;
  readonly label?: string;
  /** Colour 1…6; defaults to its place. */
  readonly mark?: number;
  readonly points: readonly LinePoint[];
}

interface LinesProps extends Caption {
  readonly lines: readonly Line[];
  readonly xName: string;
  readonly yName: string;
  /** Whether x is milliseconds since 1970; defaults to false. */
  readonly isTime?: boolean;
  readonly xFormat?: (value: number) => string;
  readonly yFormat?: (value: number) => string;
  readonly height?: number;
  /** Whether the scale of y begins at 0; defaults to true. */
  readonly fromZero?: boolean;
}

const MARGIN = { top: 14, right: 12, bottom: 24, left: 50 };

/** Lines over numbers or time, with bands where there are intervals. */
export function Lines({
  lines,
  xName,
  yName,
  isTime = false,
  xFormat,
  yFormat,
  height = 220,
  fromZero = true,
  ...caption
}: LinesProps): ReactNode {
  const format = useFormat();
  const writeX = xFormat ?? ((value: number) => (isTime ? format.date(value) : String(value)));
  const writeY = yFormat ?? ((value: number) => format.compact(value));
  return (
    <Chart
      {...caption}
      height={height}
      legend={
        lines.length < 2
          ? undefined
          : lines.map(({ name, label, mark }, at) => (
              <Key key={name} mark={mark ?? (at % 6) + 1}>
                {label ?? name}
              </Key>
            ))
      }
      table={{
        columns: [xName, ...lines.map(({ name, label }) => label ?? name)],
        rows: [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))]
          .sort((a, b) => a - b)
          .map((x) => [
            isTime ? new Date(x).toISOString().slice(0, 10) : x,
            ...lines.map(({ points }) => points.find((point) => point.x === x)?.y ?? null),
          ]),
      }}
    >
      {(width) => <LinePlot {...{ lines, yName, isTime, writeX, writeY, height, fromZero, width }} />}
    </Chart>
  );
}

interface PlotProps {
  readonly lines: readonly Line[];
  readonly yName: string;
  readonly isTime: boolean;
  readonly writeX: (value: number) => string;
  readonly writeY: (value: number) => string;
  readonly height: number;
  readonly fromZero: boolean;
  readonly width: number;
}

function LinePlot({ lines, yName, isTime, writeX, writeY, height, fromZero, width }: PlotProps): ReactNode {
  const showTip = useTip();
  const [at, setAt] = useState<number | null>(null);
  const places = [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const values = lines.flatMap(({ points }) => points.flatMap(({ y, low = y, high = y }) => [low, high]));
  const inner = { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom };
  const across: readonly [number, number] = [inner.left, inner.right];
  const first = places.at(0) ?? 0;
  const last = places.at(-1) ?? 1;
  const linear = scaleLinear([first, last === first ? first + 1 : last], across);
  const time = scaleUtc([first, last], across);
  const x = (value: number): number => (isTime ? time(value) : linear(value));
  const y = scaleLinear(
    [fromZero ? Math.min(0, ...values) : Math.min(...values), Math.max(...values, fromZero ? 1e-9 : -Infinity)],
    [inner.bottom, inner.top],
  ).nice(4);
  const many = Math.max(2, Math.floor(width / 110));
  const ticks = isTime ? time.ticks(many).map(Number) : linear.ticks(many);
  const { propsOf } = useRoving(places.length);
  const tell = (place: number): void => {
    const value = places[place];
    if (value === undefined) return;
    setAt(place);
    showTip({
      x: x(value),
      y: inner.top,
      text: (
        <TipText
          name={writeX(value)}
          values={lines.flatMap(({ name, label, points }) => {
            const point = points.find((one) => one.x === value);
            return point === undefined
              ? []
              : [[lines.length === 1 ? yName : (label ?? name), writeY(point.y)] as const];
          })}
        />
      ),
    });
  };
  const leave = (): void => {
    setAt(null);
    showTip(null);
  };
  const nearest = (event: PointerEvent<SVGElement>): void => {
    const box = event.currentTarget.ownerSVGElement!.getBoundingClientRect();
    const wanted = event.clientX - box.left;
    let best = 0;
    for (let place = 1; place < places.length; place++) {
      if (Math.abs(x(places[place]) - wanted) < Math.abs(x(places[best]) - wanted)) best = place;
    }
    tell(best);
  };
  const draw = line<LinePoint>(
    (point) => x(point.x),
    (point) => y(point.y),
  ).curve(curveMonotoneX);
  const band = area<LinePoint>(
    (point) => x(point.x),
    (point) => y(point.low ?? point.y),
    (point) => y(point.high ?? point.y),
  ).curve(curveMonotoneX);
  return (
    <>
      <YAxis
        ticks={y.ticks(4).map((value) => ({ at: y(value), text: writeY(value) }))}
        from={inner.left}
        to={inner.right}
      />
      {lines.map(({ name, mark, points }, place) => (
        <g key={name} style={{ color: `var(--mark-${mark ?? (place % 6) + 1})` }}>
          {points.some(({ low }) => low !== undefined) ? (
            <path d={band([...points]) ?? ''} className={styles.band} />
          ) : null}
          <path d={draw([...points]) ?? ''} className={styles.line} />
          {points.length < 24
            ? points.map((point) => (
                <circle key={point.x} cx={x(point.x)} cy={y(point.y)} r={3} className={styles.point} />
              ))
            : null}
        </g>
      ))}
      {at === null || places[at] === undefined ? null : (
        <g aria-hidden="true">
          <line x1={x(places[at])} x2={x(places[at])} y1={inner.top} y2={inner.bottom} className={styles.cursor} />
          {lines.map(({ name, mark, points }, place) => {
            const point = points.find((one) => one.x === places[at]);
            return point === undefined ? null : (
              <circle
                key={name}
                cx={x(point.x)}
                cy={y(point.y)}
                r={5}
                className={styles.point}
                style={{ color: `var(--mark-${mark ?? (place % 6) + 1})` }}
              />
            );
          })}
        </g>
      )}
      {places.map((value, place) => {
        const moving = propsOf(place);
        return (
          <rect
            key={value}
            {...moving}
            x={x(value) - 4}
            y={inner.top}
            width={8}
            height={inner.bottom - inner.top}
            className={styles.target}
            role="img"
            aria-label={`${writeX(value)}: ${lines
              .flatMap(({ name, label, points }) => {
                const point = points.find((one) => one.x === value);
                return point === undefined
                  ? []
                  : [`${lines.length === 1 ? yName : (label ?? name)} ${writeY(point.y)}`];
              })
              .join(', ')}`}
            onFocus={() => {
              moving.onFocus();
              tell(place);
            }}
            onBlur={leave}
          />
        );
      })}
      <rect
        x={inner.left}
        y={inner.top}
        width={Math.max(0, inner.right - inner.left)}
        height={inner.bottom - inner.top}
        className={styles.target}
        onPointerMove={nearest}
        onPointerLeave={leave}
      />
      <XAxis
        ticks={thin(ticks.map((value) => ({ at: x(value), text: writeX(value) })))}
        y={inner.bottom}
        from={inner.left}
        to={inner.right}
      />
    </>
  );
}
