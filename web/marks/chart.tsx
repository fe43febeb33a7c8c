import { Menu } from '@base-ui/react/menu';
import { Download } from 'lucide-react';
import { type ReactNode, useCallback, useId, useMemo, useRef, useState } from 'react';
import { useWords } from '../shared/language.tsx';
import styles from './chart.module.css';
import { type ChartTable, csvOf, pictureOf, pixelsOf, takeAway } from './export.ts';
import { type Tip, TipContext } from './tip.tsx';
import { useWidth } from './use-size.ts';
import { ValueTable } from './value-table.tsx';
import { markWords } from './words.ts';

/** What every chart is told beside its data. */
export interface Caption {
  readonly title: string;
  /** What the chart shows, in one sentence. */
  readonly sentence: string;
  /** The name of the files that it is taken away as, without an end. */
  readonly name: string;
  /** Level of the heading; defaults to 3. 0: the title is for screen readers and pictures alone. */
  readonly level?: 0 | 2 | 3;
  /** Buttons beside the heading. */
  readonly actions?: ReactNode;
  /** Where the whole table is, when the chart holds a part of it; by default the CSV is made of the chart's own values. */
  readonly csv?: string;
}

interface ChartProps extends Caption {
  readonly table: ChartTable;
  /** Height of the drawing in pixels. */
  readonly height: number;
  /** The drawing, for a width in pixels. */
  readonly children: (width: number) => ReactNode;
  /** What the colours mean. */
  readonly legend?: ReactNode;
  /** What stands under the drawing. */
  readonly foot?: ReactNode;
}

/** The frame of the chart family: heading, sentence, drawing, tips, values as a table, and pictures and data to take away. */
export function Chart({
  title,
  sentence,
  name,
  level = 3,
  actions,
  csv,
  table,
  height,
  children,
  legend,
  foot,
}: ChartProps): ReactNode {
  const words = useWords(markWords);
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const width = useWidth(place);
  const [tip, setTip] = useState<Tip | null>(null);
  const [isShown, setIsShown] = useState(false);
  const drawn = useMemo(() => (width === 0 ? null : children(width)), [children, width]);
  const takeSvg = (): void => {
    const { text } = pictureOf(drawing.current!, title, sentence);
    takeAway(`${name}.svg`, new Blob([text], { type: 'image/svg+xml' }));
  };
  const takePng = async (): Promise<void> => {
    takeAway(`${name}.png`, await pixelsOf(pictureOf(drawing.current!, title, sentence)));
  };
  const takeCsv = (): void => {
    if (csv === undefined) takeAway(`${name}.csv`, new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' }));
    else location.assign(csv);
  };
  const hide = useCallback(() => setTip(null), []);
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <figure className={styles.chart} aria-labelledby={`${id}t`} aria-describedby={`${id}s`}>
      <header className={styles.head}>
        <div>
          {level === 0 ? (
            <span id={`${id}t`} className="visually-hidden">
              {title}
            </span>
          ) : (
            <Heading id={`${id}t`} className={styles.title}>
              {title}
            </Heading>
          )}
          <p id={`${id}s`} className={styles.sentence}>
            {sentence}
          </p>
        </div>
        <div className={styles.actions}>
          {actions}
          <Menu.Root modal={false}>
            <Menu.Trigger className={styles.take} aria-label={`${words.take}: ${title}`}>
              <Download size={16} aria-hidden="true" />
            </Menu.Trigger>
            <Menu.Portal>
              <Menu.Positioner sideOffset={4} align="end" className={styles.menuPlace}>
                <Menu.Popup className={styles.menu}>
                  <Menu.Item className={styles.item} onClick={takeSvg}>
                    {words.svg}
                  </Menu.Item>
                  <Menu.Item className={styles.item} onClick={() => void takePng()}>
                    {words.png}
                  </Menu.Item>
                  <Menu.Item className={styles.item} onClick={takeCsv}>
                    {words.csv}
                  </Menu.Item>
                  <Menu.Item className={styles.item} onClick={() => setIsShown(!isShown)}>
                    {isShown ? words.hideValues : words.values}
                  </Menu.Item>
                </Menu.Popup>
              </Menu.Positioner>
            </Menu.Portal>
          </Menu.Root>
        </div>
      </header>
      {legend === undefined ? null : <div className={styles.legend}>{legend}</div>}
      <TipContext value={setTip}>
        <div ref={place} className={styles.place} style={{ height }} onPointerLeave={hide}>
          {width === 0 ? null : (
            <svg
              ref={drawing}
              className={styles.drawing}
              width={width}
              height={height}
              viewBox={`0 0 ${width} ${height}`}
              role="group"
              aria-labelledby={`${id}t`}
            >
              {drawn}
            </svg>
          )}
          {tip === null ? null : <TipBox tip={tip} width={width} />}
        </div>
      </TipContext>
      {foot}
      {isShown ? <ValueTable title={title} table={table} /> : null}
    </figure>
  );
}

const TIP_WIDTH = 240;

/** Beside its mark, kept within the drawing. */
function TipBox({ tip, width }: { readonly tip: Tip; readonly width: number }): ReactNode {
  const isRight = tip.x > width / 2;
  return (
    <div
      className={styles.tip}
      aria-hidden="true"
      style={{
        maxWidth: Math.min(TIP_WIDTH, width),
        top: Math.max(0, tip.y),
        ...(isRight ? { right: Math.max(0, width - tip.x + 10) } : { left: Math.max(0, tip.x + 10) }),
      }}
    >
      {tip.text}
    </div>
  );
}

/** What one colour means. `mark`: 1…6. */
export function Key({ mark, children }: { readonly mark: number; readonly children: ReactNode }): ReactNode {
  return (
    <span className={styles.key}>
      <span className={styles.swatch} style={{ background: `var(--mark-${mark})` }} aria-hidden="true" />
      {children}
    </span>
  );
}
