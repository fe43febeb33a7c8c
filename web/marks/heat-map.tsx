import type { ReactNode } from 'react';
import { textWidth } from './axes.tsx';
import { type Caption, Chart } from './chart.tsx';
import styles from './heat-map.module.css';
import { useRoving } from './roving.ts';
import { TipText, useTip } from './tip.tsx';

/** One field of the map. */
export interface Cell {
  /** As it is told. */
  readonly label: string;
  readonly value: number | null;
  /** As it is written; null: nothing is written. */
  readonly text: string;
  /** 0…1: how strong the colour is. */
  readonly strength: number;
  /** Colour 1…6; defaults to 1. */
  readonly mark?: number;
}

interface HeatMapProps extends Caption {
  /** Names of the rows and of the columns. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly (readonly (Cell | null)[])[];
  /** What the value is. */
  readonly counted: string;
  /** Whether the values stand in the fields, where there is room; defaults to true. */
  readonly isWritten?: boolean;
  /** Row and column of the chosen field. */
  readonly chosen?: readonly [row: number, column: number] | null;
  readonly onChoose?: (row: number, column: number) => void;
  readonly legend?: ReactNode;
  /** Height of a row in pixels; defaults to 30. */
  readonly rowHeight?: number;
  /** Whether the names of the columns are slanted, because they are long. */
  readonly isSlanted?: boolean;
}

/** A table of coloured fields: months by weekdays, columns by columns. */
export function HeatMap({
  rows,
  columns,
  cells,
  counted,
  isWritten = true,
  chosen = null,
  onChoose,
  legend,
  rowHeight = 30,
  isSlanted = false,
  ...caption
}: HeatMapProps): ReactNode {
  const head = isSlanted ? Math.min(130, Math.max(...columns.map(textWidth)) * 0.62 + 16) : 24;
  return (
    <Chart
      {...caption}
      legend={legend}
      height={head + rows.length * rowHeight}
      table={{
        columns: ['', ...columns],
        rows: rows.map((name, row) => [name, ...columns.map((_, column) => cells[row]?.[column]?.value ?? null)]),
      }}
    >
      {(width) => (
        <MapPlot
          {...{ rows, columns, cells, counted, isWritten, chosen, rowHeight, isSlanted, head, width }}
          {...(onChoose === undefined ? {} : { onChoose })}
        />
      )}
    </Chart>
  );
}

/** How far to the right a text of length 1 reaches that is slanted by 38 degrees. */
const SLANT = Math.cos((38 * Math.PI) / 180);

const shortened = (text: string, room: number): string =>
  textWidth(text) <= room
    ? text
    : `${text.slice(0, Math.max(1, Math.floor((room / textWidth(text)) * text.length) - 1))}…`;

interface PlotProps extends Pick<HeatMapProps, 'rows' | 'columns' | 'cells' | 'counted' | 'onChoose'> {
  readonly isWritten: boolean;
  readonly chosen: readonly [number, number] | null;
  readonly rowHeight: number;
  readonly isSlanted: boolean;
  readonly head: number;
  readonly width: number;
}

function MapPlot(props: PlotProps): ReactNode {
  const { rows, columns, cells, counted, isWritten, chosen, onChoose, rowHeight, isSlanted, head, width } = props;
  const showTip = useTip();
  const left = Math.min(Math.max(...rows.map(textWidth)) + 12, width * 0.4);
  const step = (width - left - (isSlanted ? 40 : 0)) / Math.max(1, columns.length);
  // All of them or none: a map with some of its values reads as one with gaps.
  const fits = isWritten && cells.every((row) => row.every((cell) => cell === null || textWidth(cell.text) + 4 < step));
  const { propsOf } = useRoving(rows.length * columns.length, columns.length, (event, position) => {
    if (onChoose === undefined || (event.key !== 'Enter' && event.key !== ' ')) return false;
    onChoose(Math.floor(position / columns.length), position % columns.length);
    return true;
  });
  return (
    <>
      <g aria-hidden="true" className={styles.names}>
        {columns.map((name, at) =>
          isSlanted ? (
            <text key={name} transform={`translate(${left + (at + 0.5) * step} ${head - 8}) rotate(-38)`}>
              {shortened(name, (width - left - (at + 0.5) * step) / SLANT)}
              <title>{name}</title>
            </text>
          ) : (
            <text key={name} x={left + (at + 0.5) * step} y={head - 9} textAnchor="middle">
              {textWidth(name) > step - 2 ? name.slice(0, Math.max(1, Math.floor(step / 8))) : name}
            </text>
          ),
        )}
        {rows.map((name, at) => (
          <text key={name} x={left - 8} y={head + (at + 0.5) * rowHeight + 4} textAnchor="end">
            {textWidth(name) > left ? `${name.slice(0, Math.floor(left / 7))}…` : name}
          </text>
        ))}
      </g>
      {rows.map((_, row) =>
        columns.map((name, column) => {
          const cell = cells[row]?.[column] ?? null;
          if (cell === null) return null;
          const { label, text, strength, mark = 1 } = cell;
          const isChosen = chosen !== null && chosen[0] === row && chosen[1] === column;
          const position = row * columns.length + column;
          const moving = propsOf(position);
          const x = left + column * step;
          const y = head + row * rowHeight;
          const tell = (): void =>
            showTip({ x: x + step / 2, y: y + rowHeight, text: <TipText name={label} values={[[counted, text]]} /> });
          return (
            <g
              key={`${position} ${name}`}
              className={onChoose === undefined ? undefined : styles.choice}
              onPointerEnter={tell}
              onPointerLeave={() => showTip(null)}
              onClick={() => onChoose?.(row, column)}
            >
              <rect
                x={x + 1}
                y={y + 1}
                width={Math.max(1, step - 2)}
                height={rowHeight - 2}
                rx={4}
                className={styles.cell}
                data-chosen={isChosen}
                style={{ fill: `var(--mark-${mark})`, fillOpacity: 0.06 + 0.82 * strength }}
              />
              {fits ? (
                <text
                  x={x + step / 2}
                  y={y + rowHeight / 2 + 4}
                  textAnchor="middle"
                  className={styles.text}
                  data-strong={strength > 0.6}
                >
                  {text}
                </text>
              ) : null}
              <rect
                {...moving}
                x={x + 1}
                y={y + 1}
                width={Math.max(1, step - 2)}
                height={rowHeight - 2}
                rx={4}
                className={styles.target}
                role={onChoose === undefined ? 'img' : 'button'}
                aria-label={`${label}: ${text} ${counted}`}
                {...(onChoose === undefined ? {} : { 'aria-pressed': isChosen })}
                onFocus={() => {
                  moving.onFocus();
                  tell();
                }}
                onBlur={() => showTip(null)}
              />
            </g>
          );
        }),
      )}
    </>
  );
}
