import { scaleLinear } from 'd3-scale';
import { X } from 'lucide-react';
import { type PointerEvent, type ReactNode, useId, useRef, useState } from 'react';
import { useFormat } from '../shared/format.ts';
import { useWords } from '../shared/language.tsx';
import { Button } from '../shared/ui/button.tsx';
import { thin, thinRound, XAxis, YAxis } from './axes.tsx';
import { type Caption, Chart } from './chart.tsx';
import styles from './columns.module.css';
import { useRoving } from './roving.ts';
import { TipText, useTip } from './tip.tsx';
import { markWords } from './words.ts';

/** Values from `from` to `to`, and how many there are. */
export interface ColumnBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** How it is called: “90–99 min”. */
  readonly label: string;
  /** How many there would be if these rows were as all are: drawn as a line. */
  readonly expected?: number;
}

/** The first and the last bin chosen. */
export type BinRange = readonly [first: number, last: number];

interface ColumnsProps extends Caption {
  readonly bins: readonly ColumnBin[];
  /** How the edge of a bin is written on the axis. */
  readonly edge: (value: number) => string;
  /** What is counted: “titles”. */
  readonly counted: string;
  /** What is told of the line, where there is one. */
  readonly expectedName?: string;
  /** What the values are, with their unit. */
  readonly axis?: string;
  readonly height?: number;
  /** Whether the bins are of equal width on a logarithmic scale: powers of ten are written. Defaults to false. */
  readonly isLog?: boolean;
  readonly mark?: number;
  readonly selection?: BinRange | null;
  /** A range of bins was chosen by dragging, by a click or by keys; null: none. Without it nothing can be chosen. */
  readonly onSelect?: (range: BinRange | null) => void;
  /** The range so far, while it is dragged; null when the dragging has ended or was given up. */
  readonly onBrush?: (range: BinRange | null) => void;
  /** Whether each bin holds a single value, which is then written under its middle; defaults to false. */
  readonly isSingle?: boolean;
}

/** A column of a chart with few of them is no wider than this, in pixels. */
const THICKEST = 88;
const MARGIN = { top: 14, right: 8, bottom: 24, left: 46 };

const ordered = (a: number, b: number): BinRange => (a <= b ? [a, b] : [b, a]);

/** A histogram: how often values of each size occur; a range of it can be brushed. */
export function Columns({
  bins,
  edge,
  counted,
  expectedName,
  axis,
  height = 200,
  isLog = false,
  mark = 1,
  selection = null,
  onSelect,
  onBrush,
  isSingle = false,
  actions,
  ...caption
}: ColumnsProps): ReactNode {
  const format = useFormat();
  const words = useWords(markWords);
  const clear =
    onSelect === undefined || selection === null ? null : (
      <Button look="quiet" isSmall onClick={() => onSelect(null)} aria-label={`${words.clear}: ${caption.title}`}>
        <X size={16} aria-hidden="true" />
      </Button>
    );
  return (
    <Chart
      {...caption}
      height={height + (axis === undefined ? 0 : 20)}
      actions={
        clear === null ? (
          actions
        ) : (
          <>
            {clear}
            {actions}
          </>
        )
      }
      table={{
        columns: [axis ?? caption.title, counted, ...(expectedName === undefined ? [] : [expectedName])],
        rows: bins.map(({ label, count, expected }) => [
          label,
          count,
          ...(expectedName === undefined ? [] : [expected ?? null]),
        ]),
      }}
    >
      {(width) => (
        <ColumnPlot
          {...{ bins, edge, counted, axis, height, isLog, isSingle, mark, selection, width }}
          count={(value) => format.compact(value)}
          exact={(value) => format.number(value)}
          {...(expectedName === undefined ? {} : { expectedName })}
          {...(onSelect === undefined ? {} : { onSelect })}
          {...(onBrush === undefined ? {} : { onBrush })}
        />
      )}
    </Chart>
  );
}

interface PlotProps {
  readonly bins: readonly ColumnBin[];
  readonly edge: (value: number) => string;
  readonly counted: string;
  readonly expectedName?: string;
  readonly axis: string | undefined;
  readonly height: number;
  readonly isLog: boolean;
  readonly isSingle: boolean;
  readonly mark: number;
  readonly width: number;
  readonly selection: BinRange | null;
  readonly onSelect?: (range: BinRange | null) => void;
  readonly onBrush?: (range: BinRange | null) => void;
  readonly count: (value: number) => string;
  readonly exact: (value: number) => string;
}

function ColumnPlot(props: PlotProps): ReactNode {
  const { bins, edge, counted, axis, height, isLog, isSingle, mark, width, selection } = props;
  const { onSelect, onBrush, expectedName, count, exact } = props;
  const showTip = useTip();
  const words = useWords(markWords);
  const hint = useId();
  const anchor = useRef<number | null>(null);
  const [draft, setDraft] = useState<BinRange | null>(null);
  const brush = (range: BinRange | null): void => {
    setDraft(range);
    onBrush?.(range);
  };
  const inner = { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom };
  const step = (inner.right - inner.left) / Math.max(1, bins.length);
  const largest = Math.max(1, ...bins.map((bin) => Math.max(bin.count, bin.expected ?? 0)));
  const y = scaleLinear([0, largest], [inner.bottom, inner.top]).nice(4);
  const chosen = draft ?? selection;
  const isChosen = (at: number): boolean => chosen === null || (at >= chosen[0] && at <= chosen[1]);
  const choose = (range: BinRange): void =>
    onSelect?.(selection !== null && selection[0] === range[0] && selection[1] === range[1] ? null : range);
  const { propsOf } = useRoving(bins.length, 1, (event, position) => {
    if (onSelect === undefined) return false;
    if (event.key === 'Enter' || event.key === ' ') choose([position, position]);
    else if (event.key === 'Escape' && selection !== null) onSelect(null);
    else if (event.shiftKey && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      const next = Math.max(0, Math.min(bins.length - 1, position + (event.key === 'ArrowRight' ? 1 : -1)));
      const [first, last] = selection ?? [position, position];
      onSelect(ordered(position === first && position !== last ? last : first, next));
      event.currentTarget.closest('svg')?.querySelector<SVGElement>(`[data-mark="${next}"]`)?.focus();
    } else return false;
    return true;
  });
  const binAt = (event: PointerEvent<SVGElement>): number => {
    const box = event.currentTarget.ownerSVGElement!.getBoundingClientRect();
    return Math.max(0, Math.min(bins.length - 1, Math.floor((event.clientX - box.left - inner.left) / step)));
  };
  const tell = (at: number): void => {
    const bin = bins[at];
    showTip({
      x: inner.left + (at + 0.5) * step,
      y: Math.min(y(bin.count), inner.bottom - 40),
      text: (
        <TipText
          name={bin.label}
          values={[
            [counted, exact(bin.count)],
            ...(expectedName === undefined || bin.expected === undefined
              ? []
              : [[expectedName, exact(Math.round(bin.expected))] as const]),
          ]}
        />
      ),
    });
  };
  const last = bins.at(-1);
  const edges = [...bins.map(({ from }) => from), ...(last === undefined || isSingle ? [] : [last.to])]
    .map((value, at) => ({ value, at: inner.left + (at + (isSingle ? 0.5 : 0)) * step, text: edge(value) }))
    .filter(({ value }) => !isLog || Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9);
  const gap = step > 6 ? 1.5 : step > 3 ? 0.75 : 0;
  const thick = Math.max(0.5, Math.min(THICKEST, step - gap));
  return (
    <>
      <YAxis
        ticks={y
          .ticks(4)
          .filter(Number.isInteger)
          .map((value) => ({ at: y(value), text: count(value) }))}
        from={inner.left}
        to={inner.right}
      />
      <g
        className={onSelect === undefined ? undefined : styles.brush}
        onPointerDown={(event) => {
          if (onSelect === undefined || event.button !== 0) return;
          anchor.current = binAt(event);
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          const at = binAt(event);
          if (bins[at] !== undefined) tell(at);
          if (anchor.current === null || onSelect === undefined) return;
          const range = ordered(anchor.current, at);
          if (draft !== null || at !== anchor.current) {
            if (draft?.[0] !== range[0] || draft?.[1] !== range[1]) brush(range);
          }
        }}
        onPointerUp={(event) => {
          if (anchor.current === null) return;
          const range = ordered(anchor.current, binAt(event));
          anchor.current = null;
          if (draft === null) {
            choose(range);
            return;
          }
          onSelect?.(range);
          brush(null);
        }}
        onPointerCancel={() => {
          anchor.current = null;
          brush(null);
        }}
        onPointerLeave={() => showTip(null)}
      >
        <rect
          x={inner.left}
          y={inner.top}
          width={Math.max(0, inner.right - inner.left)}
          height={inner.bottom - inner.top}
          className={styles.ground}
        />
        {chosen === null ? null : (
          <rect
            x={inner.left + chosen[0] * step}
            y={inner.top}
            width={(chosen[1] - chosen[0] + 1) * step}
            height={inner.bottom - inner.top}
            className={styles.chosen}
          />
        )}
        {bins.map((bin, at) => (
          <g key={bin.from}>
            <rect
              x={inner.left + (at + 0.5) * step - thick / 2}
              y={y(bin.count)}
              width={thick}
              height={inner.bottom - y(bin.count)}
              rx={step > 8 ? 2 : 0}
              className={styles.bar}
              data-chosen={isChosen(at)}
              style={{ fill: `var(--mark-${mark})` }}
            />
            <rect
              {...propsOf(at)}
              x={inner.left + at * step}
              y={inner.top}
              width={step}
              height={inner.bottom - inner.top}
              className={styles.target}
              role={onSelect === undefined ? 'img' : 'button'}
              aria-label={`${bin.label}: ${exact(bin.count)} ${counted}`}
              aria-describedby={onSelect === undefined ? undefined : hint}
              {...(onSelect === undefined ? {} : { 'aria-pressed': chosen !== null && isChosen(at) })}
              onFocus={() => {
                propsOf(at).onFocus();
                tell(at);
              }}
              onBlur={() => showTip(null)}
            />
          </g>
        ))}
        {expectedName === undefined ? null : (
          <path
            className={styles.expected}
            d={bins
              .map(({ expected = 0 }, at) => {
                const [from, to] = [inner.left + at * step, inner.left + (at + 1) * step];
                return `${at === 0 ? 'M' : 'L'}${from} ${y(expected)}L${to} ${y(expected)}`;
              })
              .join('')}
          />
        )}
      </g>
      <XAxis
        ticks={isLog ? thin(edges) : thinRound(edges)}
        y={inner.bottom}
        from={inner.left}
        to={inner.right}
        name={axis}
      />
      {onSelect === undefined ? null : <desc id={hint}>{words.brush}</desc>}
    </>
  );
}
