import { scaleLinear, scaleLog, scalePoint } from 'd3-scale';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { useFormat } from '../shared/format.ts';
import { textWidth } from './axes.tsx';
import { type Caption, Chart } from './chart.tsx';
import styles from './parallel.module.css';
import { TipText, useTip } from './tip.tsx';

/** An axis of the picture. */
export interface ParallelAxis {
  readonly name: string;
  readonly label: string;
  /** Names stand on it in the order of first appearance. */
  readonly kind: 'number' | 'name';
  readonly isLog?: boolean;
}

/** One thing that crosses all axes. */
export interface Path {
  readonly id: string;
  readonly label: string;
  /** One value an axis; null: it has none, and the line is broken there. */
  readonly values: readonly (number | string | null)[];
  /** 0…1: how lively it is drawn. */
  readonly strength: number;
  readonly isChosen?: boolean;
}

interface ParallelProps extends Caption {
  readonly axes: readonly ParallelAxis[];
  readonly paths: readonly Path[];
  readonly height?: number;
  readonly onChoose?: (id: string) => void;
  /** What is told of how many are left by the ranges. */
  readonly remaining: (count: number) => string;
  /** What the two ends of a range are called. */
  readonly ends: readonly [low: string, high: string];
}

const TOP = 46;
const BOTTOM = 22;
const SIDE = 70;
/** A range is moved by so much of its axis for a key. */
const STEP = 0.05;

/** Parallel coordinates: every path crosses every axis at its value; a range of an axis keeps the paths within. */
export function Parallel({
  axes,
  paths,
  height = 380,
  onChoose,
  remaining,
  ends,
  ...caption
}: ParallelProps): ReactNode {
  const [ranges, setRanges] = useState<Readonly<Record<string, readonly [number, number]>>>({});
  const isIn = (path: Path, places: (axis: number, value: number | string) => number): boolean =>
    axes.every(({ name }, at) => {
      const range = ranges[name];
      const value = path.values[at];
      if (range === undefined) return true;
      if (value === null) return false;
      const place = places(at, value);
      return place >= range[0] - 1e-9 && place <= range[1] + 1e-9;
    });
  const scales = axes.map((axis, at) =>
    placeOn(
      axis,
      paths.flatMap(({ values }) => values[at] ?? []),
    ),
  );
  const place = (axis: number, value: number | string): number => scales[axis].place(value);
  const left = paths.filter((path) => isIn(path, place));
  return (
    <Chart
      {...caption}
      height={height}
      table={{
        columns: ['', ...axes.map(({ label }) => label)],
        rows: left.map(({ label, values }) => [label, ...values]),
      }}
      foot={
        Object.keys(ranges).length === 0 ? null : (
          <p className={styles.foot} role="status">
            {remaining(left.length)}
          </p>
        )
      }
    >
      {(width) => (
        <ParallelPlot
          {...{ axes, paths, scales, height, width, ranges, ends }}
          kept={new Set(left.map(({ id }) => id))}
          onRange={(name, range) =>
            setRanges((before) => {
              const { [name]: _gone, ...others } = before;
              return range === null ? others : { ...others, [name]: range };
            })
          }
          {...(onChoose === undefined ? {} : { onChoose })}
        />
      )}
    </Chart>
  );
}

interface Scale {
  /** 0 (bottom) … 1 (top). */
  readonly place: (value: number | string) => number;
  readonly ticks: readonly (number | string)[];
}

function placeOn(axis: ParallelAxis, values: readonly (number | string)[]): Scale {
  if (axis.kind === 'name') {
    const names = [...new Set(values.map(String))];
    const scale = scalePoint(names, [0, 1]);
    return { place: (value) => (names.length === 1 ? 0.5 : (scale(String(value)) ?? 0)), ticks: names };
  }
  const numbers = values.filter((value): value is number => typeof value === 'number');
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  if (numbers.length === 0 || low === high) return { place: () => 0.5, ticks: numbers.slice(0, 1) };
  const scale = axis.isLog === true && low > 0 ? scaleLog([low, high], [0, 1]) : scaleLinear([low, high], [0, 1]);
  const all = scale.ticks(5);
  const decades = all.filter((value) => value > 0 && Math.abs(Math.log10(value) % 1) < 1e-9);
  const ticks = axis.isLog === true && decades.length > 2 ? decades : all;
  return {
    place: (value) => scale(Number(value)),
    ticks: ticks.length > 7 ? ticks.filter((_, at) => at % 3 === 0) : ticks,
  };
}

interface PlotProps {
  readonly axes: readonly ParallelAxis[];
  readonly paths: readonly Path[];
  readonly scales: readonly Scale[];
  readonly kept: ReadonlySet<string>;
  readonly height: number;
  readonly width: number;
  readonly ranges: Readonly<Record<string, readonly [number, number]>>;
  readonly ends: readonly [string, string];
  readonly onRange: (name: string, range: readonly [number, number] | null) => void;
  readonly onChoose?: (id: string) => void;
}

function ParallelPlot(props: PlotProps): ReactNode {
  const { axes, paths, scales, kept, height, width, ranges, ends, onRange, onChoose } = props;
  const format = useFormat();
  const showTip = useTip();
  const [near, setNear] = useState<string | null>(null);
  const x = scaleLinear([0, Math.max(1, axes.length - 1)], [SIDE, width - SIDE]);
  const y = scaleLinear([0, 1], [height - BOTTOM, TOP]);
  const write = (value: number | string | null): string =>
    value === null
      ? '–'
      : typeof value === 'string'
        ? value
        : format.number(value, Number.isInteger(value) ? 0 : Math.abs(value) < 1 ? 3 : 2);
  // As many decimals as the steps of the axis need.
  const writeTick = (value: number | string, ticks: Scale['ticks']): string => {
    const [first, second] = ticks;
    if (typeof value === 'string' || typeof first !== 'number' || typeof second !== 'number') return write(value);
    if (Number.isInteger(value)) return format.number(value);
    return format.number(value, Math.max(1, -Math.floor(Math.log10(Math.abs(second - first)) + 1e-9)));
  };
  // Few lines are all seen well; of many the best stand out.
  const least = Math.max(0.07, Math.min(0.55, 12 / Math.max(1, paths.length)));
  const drawn = [...paths].sort(
    (a, b) =>
      Number(kept.has(a.id)) - Number(kept.has(b.id)) ||
      Number(a.isChosen ?? false) - Number(b.isChosen ?? false) ||
      a.strength - b.strength,
  );
  const lineOf = ({ values }: Path): string => {
    let isBroken = true;
    return values
      .map((value, at) => {
        if (value === null) {
          isBroken = true;
          return '';
        }
        const point = `${isBroken ? 'M' : 'L'}${x(at).toFixed(1)} ${y(scales[at].place(value)).toFixed(1)}`;
        isBroken = false;
        return point;
      })
      .join('');
  };
  const tell = (path: Path, event: PointerEvent<SVGElement>): void => {
    const box = event.currentTarget.ownerSVGElement!.getBoundingClientRect();
    setNear(path.id);
    showTip({
      x: event.clientX - box.left,
      y: event.clientY - box.top,
      text: <TipText name={path.label} values={axes.map(({ label }, at) => [label, write(path.values[at])])} />,
    });
  };
  const most = (width - 2 * SIDE) / Math.max(1, axes.length - 1);
  return (
    <>
      <g>
        {drawn.map((path) => {
          const isKept = kept.has(path.id);
          const isNear = path.id === near || path.isChosen === true;
          return (
            <path
              key={path.id}
              d={lineOf(path)}
              className={styles.path}
              data-kept={isKept}
              data-near={isNear}
              style={{
                stroke: isKept ? `var(--mark-${isNear ? 2 : 1})` : 'var(--mark-quiet)',
                strokeOpacity: isNear ? 1 : isKept ? least + (1 - least) * path.strength ** 5 : 0.25,
              }}
              onPointerMove={(event) => tell(path, event)}
              onPointerLeave={() => {
                setNear(null);
                showTip(null);
              }}
              onClick={() => onChoose?.(path.id)}
            />
          );
        })}
      </g>
      {axes.map(({ name, label }, at) => (
        <g key={name} transform={`translate(${x(at)} 0)`} className={styles.axis}>
          <text
            y={16}
            x={at === 0 ? 10 - SIDE : at === axes.length - 1 ? SIDE - 10 : 0}
            textAnchor={at === 0 ? 'start' : at === axes.length - 1 ? 'end' : 'middle'}
            className={styles.name}
          >
            {textWidth(label) > most + 20 ? `…${label.slice(-Math.max(6, Math.floor(most / 7)))}` : label}
            <title>{label}</title>
          </text>
          <line y1={y(0)} y2={y(1)} />
          {scales[at].ticks.map((tick) => (
            <text key={String(tick)} x={13} y={y(scales[at].place(tick)) + 4}>
              {writeTick(tick, scales[at].ticks).slice(0, 16)}
            </text>
          ))}
          <RangeBrush
            label={label}
            ends={ends}
            range={ranges[name] ?? null}
            y={(part) => y(part)}
            partAt={(pixel) => Math.max(0, Math.min(1, y.invert(pixel)))}
            onRange={(range) => onRange(name, range)}
          />
        </g>
      ))}
    </>
  );
}

interface BrushProps {
  readonly label: string;
  readonly ends: readonly [string, string];
  readonly range: readonly [number, number] | null;
  readonly y: (part: number) => number;
  readonly partAt: (pixel: number) => number;
  readonly onRange: (range: readonly [number, number] | null) => void;
}

/** A range of an axis: dragged with the pointer, or its ends moved by keys. */
function RangeBrush({ label, ends, range, y, partAt, onRange }: BrushProps): ReactNode {
  const [anchor, setAnchor] = useState<number | null>(null);
  const [low, high] = range ?? [0, 1];
  const partOf = (event: PointerEvent<SVGElement>): number =>
    partAt(event.clientY - event.currentTarget.ownerSVGElement!.getBoundingClientRect().top);
  const move = (event: KeyboardEvent, end: 0 | 1): void => {
    if (event.key === 'Escape') {
      onRange(null);
      return;
    }
    const step = { ArrowUp: STEP, ArrowRight: STEP, ArrowDown: -STEP, ArrowLeft: -STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next: [number, number] = [low, high];
    next[end] = Math.max(end === 0 ? 0 : low, Math.min(end === 0 ? high : 1, next[end] + step));
    onRange(next[0] <= 1e-9 && next[1] >= 1 - 1e-9 ? null : next);
  };
  return (
    <>
      {range === null ? null : (
        <rect x={-6} y={y(high)} width={12} height={Math.max(2, y(low) - y(high))} rx={4} className={styles.range} />
      )}
      <rect
        x={-14}
        y={y(1) - 6}
        width={28}
        height={y(0) - y(1) + 12}
        className={styles.target}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setAnchor(partOf(event));
        }}
        onPointerMove={(event) => {
          if (anchor === null) return;
          const part = partOf(event);
          if (Math.abs(part - anchor) > 0.01) onRange([Math.min(part, anchor), Math.max(part, anchor)]);
        }}
        onPointerUp={(event) => {
          if (anchor !== null && Math.abs(partOf(event) - anchor) <= 0.01) onRange(null);
          setAnchor(null);
        }}
      />
      {([0, 1] as const).map((end) => (
        <rect
          key={end}
          x={-10}
          y={y(end === 0 ? low : high) - 3}
          width={20}
          height={6}
          rx={3}
          tabIndex={0}
          role="slider"
          aria-orientation="vertical"
          aria-label={`${label}: ${ends[end]}`}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(100 * (end === 0 ? low : high))}
          className={styles.end}
          data-mark={`${label} ${end}`}
          onKeyDown={(event) => move(event, end)}
        />
      ))}
    </>
  );
}
