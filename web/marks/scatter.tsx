import { scaleLinear, scaleLog } from 'd3-scale';
import { type PointerEvent, type ReactNode, useState } from 'react';
import { useFormat } from '../shared/format.ts';
import { type Tick, thin, XAxis, YAxis } from './axes.tsx';
import { type Caption, Chart } from './chart.tsx';
import { useRoving } from './roving.ts';
import styles from './scatter.module.css';
import { TipText, useTip } from './tip.tsx';

/** One thing by two numbers. */
export interface Dot {
  readonly id: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  /** Area of the dot; defaults to the smallest. */
  readonly size?: number;
  /** Colour 1…6; defaults to 1. */
  readonly mark?: number;
  /** More about it, for its tip. */
  readonly more?: readonly (readonly [name: string, value: ReactNode])[];
  /** Drawn on top, with a ring. */
  readonly isChosen?: boolean;
}

interface Axis {
  readonly name: string;
  readonly scale?: 'linear' | 'log';
  readonly format?: (value: number) => string;
}

interface ScatterProps extends Caption {
  readonly dots: readonly Dot[];
  readonly x: Axis;
  readonly y: Axis;
  readonly sizeName?: string;
  readonly legend?: ReactNode;
  readonly height?: number;
  /** A dot was clicked, or Enter pressed on it. */
  readonly onChoose?: (id: string) => void;
  /** Draws the line on which both are equal. */
  readonly isEven?: boolean;
}

const MARGIN = { top: 26, right: 14, bottom: 44, left: 58 };
const SMALLEST = 3;
const LARGEST = 13;
/** How far the pointer may be from a dot, in pixels. */
const REACH = 18;

/** Dots by two numbers, and a third as their size. */
export function Scatter({
  dots,
  x,
  y,
  sizeName,
  legend,
  height = 380,
  onChoose,
  isEven = false,
  ...caption
}: ScatterProps): ReactNode {
  return (
    <Chart
      {...caption}
      legend={legend}
      height={height}
      table={{
        columns: ['', x.name, y.name, ...(sizeName === undefined ? [] : [sizeName])],
        rows: dots.map((dot) => [dot.label, dot.x, dot.y, ...(sizeName === undefined ? [] : [dot.size ?? null])]),
      }}
    >
      {(width) => (
        <ScatterPlot
          {...{ dots, x, y, sizeName, height, width, isEven }}
          {...(onChoose === undefined ? {} : { onChoose })}
        />
      )}
    </Chart>
  );
}

interface PlotProps {
  readonly dots: readonly Dot[];
  readonly x: Axis;
  readonly y: Axis;
  readonly sizeName: string | undefined;
  readonly height: number;
  readonly width: number;
  readonly isEven: boolean;
  readonly onChoose?: (id: string) => void;
}

interface Scale {
  (value: number): number;
  readonly ticks: readonly number[];
}

function scaleOf(
  kind: Axis['scale'],
  values: readonly number[],
  range: readonly [number, number],
  many: number,
): Scale {
  const low = values.length === 0 ? 1 : Math.min(...values);
  const high = values.length === 0 ? 10 : Math.max(...values);
  if (kind === 'log') {
    const scale = scaleLog([low, Math.max(high, low * 10)], [...range]).nice();
    const decades = scale.ticks().filter((value) => Math.abs(Math.log10(value) % 1) < 1e-9);
    const every = Math.max(1, Math.ceil(decades.length / many));
    return Object.assign((value: number) => scale(value), { ticks: decades.filter((_, at) => at % every === 0) });
  }
  const scale = scaleLinear(low === high ? [low - 1, high + 1] : [low, high], [...range]).nice(many);
  return Object.assign((value: number) => scale(value), { ticks: scale.ticks(many) });
}

function ScatterPlot({ dots, x, y, sizeName, height, width, isEven, onChoose }: PlotProps): ReactNode {
  const format = useFormat();
  const showTip = useTip();
  const [near, setNear] = useState<string | null>(null);
  const inner = { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom };
  const along = scaleOf(
    x.scale,
    dots.map((dot) => dot.x),
    [inner.left, inner.right],
    Math.max(3, Math.floor(width / 110)),
  );
  const up = scaleOf(
    y.scale,
    dots.map((dot) => dot.y),
    [inner.bottom, inner.top],
    6,
  );
  const largest = Math.max(1e-9, ...dots.map(({ size = 0 }) => size));
  const radius = ({ size }: Dot): number =>
    size === undefined ? 5.5 : SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(Math.max(0, size) / largest);
  const write = (axis: Axis, value: number): string =>
    axis.format === undefined ? format.compact(value) : axis.format(value);
  // The largest first, so that the small ones lie on top; what is chosen lies above all.
  const ordered = [...dots].sort(
    (a, b) => Number(a.isChosen ?? false) - Number(b.isChosen ?? false) || (b.size ?? 0) - (a.size ?? 0),
  );
  // By keyboard the dots are met from left to right.
  const walk = [...dots].sort((a, b) => a.x - b.x || a.y - b.y);
  const { active, propsOf } = useRoving(walk.length, 1, (event, position) => {
    if (onChoose === undefined || (event.key !== 'Enter' && event.key !== ' ')) return false;
    onChoose(walk[position].id);
    return true;
  });
  const place = new Map(walk.map((dot, at) => [dot.id, at]));
  const tell = (dot: Dot): void => {
    setNear(dot.id);
    showTip({
      x: along(dot.x),
      y: up(dot.y) + 8,
      text: (
        <TipText
          name={dot.label}
          values={[
            [x.name, write(x, dot.x)],
            [y.name, write(y, dot.y)],
            ...(sizeName === undefined || dot.size === undefined
              ? []
              : [[sizeName, format.compact(dot.size)] as const]),
            ...(dot.more ?? []),
          ]}
        />
      ),
    });
  };
  const leave = (): void => {
    setNear(null);
    showTip(null);
  };
  const nearest = (event: PointerEvent<SVGElement>): Dot | null => {
    const box = event.currentTarget.ownerSVGElement!.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    let best: Dot | null = null;
    let least = REACH;
    for (const dot of dots) {
      const distance = Math.hypot(along(dot.x) - px, up(dot.y) - py);
      if (distance < least) [best, least] = [dot, distance];
    }
    return best;
  };
  const even = isEven ? [Math.max(along.ticks[0], up.ticks[0]), Math.min(along.ticks.at(-1)!, up.ticks.at(-1)!)] : null;
  const ticksOf = (scale: Scale, axis: Axis): Tick[] =>
    scale.ticks.map((value) => ({ at: scale(value), text: write(axis, value) }));
  return (
    <>
      <YAxis ticks={ticksOf(up, y)} from={inner.left} to={inner.right} />
      <text x={0} y={12} className={styles.name}>
        {y.name}
      </text>
      {even === null ? null : (
        <line x1={along(even[0])} y1={up(even[0])} x2={along(even[1])} y2={up(even[1])} className={styles.even} />
      )}
      <g
        onPointerMove={(event) => {
          const dot = nearest(event);
          if (dot === null) leave();
          else if (dot.id !== near) tell(dot);
        }}
        onPointerLeave={leave}
        onClick={(event) => {
          const dot = nearest(event as unknown as PointerEvent<SVGElement>);
          if (dot !== null) onChoose?.(dot.id);
        }}
        className={onChoose === undefined ? undefined : styles.choice}
      >
        <rect
          x={inner.left}
          y={inner.top}
          width={Math.max(0, inner.right - inner.left)}
          height={inner.bottom - inner.top}
          className={styles.ground}
        />
        {ordered.map((dot) => {
          const at = place.get(dot.id)!;
          const moving = propsOf(at);
          return (
            <circle
              key={dot.id}
              cx={along(dot.x)}
              cy={up(dot.y)}
              r={radius(dot)}
              className={styles.dot}
              data-near={dot.id === near}
              data-chosen={dot.isChosen ?? false}
              style={{ fill: `var(--mark-${dot.mark ?? 1})` }}
              {...moving}
              {...(at === active || Math.abs(at - active) < 2 || at === walk.length - 1 || at === 0
                ? {
                    role: onChoose === undefined ? 'img' : 'button',
                    'aria-label': `${dot.label}: ${x.name} ${write(x, dot.x)}, ${y.name} ${write(y, dot.y)}`,
                  }
                : { 'aria-hidden': true })}
              onFocus={() => {
                moving.onFocus();
                tell(dot);
              }}
              onBlur={leave}
            />
          );
        })}
      </g>
      <XAxis ticks={thin(ticksOf(along, x))} y={inner.bottom} from={inner.left} to={inner.right} name={x.name} />
    </>
  );
}
