import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, Crown } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { ask } from '../../shared/api.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Definition } from '../../shared/ui/definition.tsx';
import { Blank } from '../../shared/ui/loading.tsx';
import type { LogColumn } from './columns.tsx';
import type { LogQuery } from './log-query.ts';
import styles from './log.module.css';
import type { Run, Runs } from './types.ts';
import { experimentsWords } from './words.ts';

const PAGE = 60;
const ROW = 44;
const HEAD = 58;
/** Room for the bar by which wide tables are scrolled. */
const SCROLLBAR = 16;
const MOST_HEIGHT = 15 * ROW;

interface RunTableProps {
  readonly query: LogQuery;
  readonly columns: readonly LogColumn[];
  /** How many runs there are in all. */
  readonly total: number;
  /** The runs that made what serves. */
  readonly champions: ReadonlySet<string>;
  readonly chosen: readonly string[];
  readonly onChoose: (id: string) => void;
}

/** The log: only the rows in sight are drawn and asked for, however many there are. */
export function RunTable({ query, columns, total, champions, chosen, onChoose }: RunTableProps): ReactNode {
  const words = useWords(experimentsWords);
  const { language } = useLanguage();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const first = Math.floor((items.at(0)?.index ?? 0) / PAGE);
  const last = Math.floor((items.at(-1)?.index ?? 0) / PAGE);
  const pages = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, at) => {
      const address = query.address({ n: PAGE, offset: (first + at) * PAGE });
      return {
        queryKey: [address, language],
        queryFn: async ({ signal }: { signal: AbortSignal }) => ask<Runs>(address, { language, signal }),
      };
    }),
  });
  const runAt = (index: number): Run | undefined =>
    pages[Math.floor(index / PAGE) - first]?.data?.experiments[index % PAGE];
  const template = `3rem ${columns.map(({ width }) => width).join(' ')}`;
  return (
    <div
      ref={scroller}
      className={styles.log}
      style={{ height: Math.min(MOST_HEIGHT, HEAD + total * ROW + SCROLLBAR) }}
      tabIndex={0}
      role="table"
      aria-label={words.tableName}
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 1}
    >
      <div role="rowgroup" className={styles.logHead}>
        <div role="row" aria-rowindex={1} className={styles.logRow} style={{ gridTemplateColumns: template }}>
          <span role="columnheader">
            <span className="visually-hidden">{words.compare}</span>
          </span>
          {columns.map((column) => (
            <HeadCell key={column.id} column={column} query={query} />
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.logBody} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start, key }) => {
          const run = runAt(index);
          return (
            <div
              key={key}
              role="row"
              aria-rowindex={index + 2}
              className={styles.logRow}
              data-chosen={run !== undefined && chosen.includes(run.id)}
              style={{ gridTemplateColumns: template, transform: `translateY(${start}px)`, height: ROW }}
            >
              <span role="cell" className={styles.pick}>
                {run === undefined ? null : (
                  <input
                    type="checkbox"
                    checked={chosen.includes(run.id)}
                    onChange={() => onChoose(run.id)}
                    aria-label={words.choose(run.id)}
                  />
                )}
              </span>
              {columns.map(({ id, isNumber, cell }, at) => (
                <span key={id} role="cell" data-number={isNumber}>
                  {run === undefined ? <Blank width={at === 0 ? 14 : 6} /> : cell(run)}
                  {at === 0 && run !== undefined && champions.has(run.id) ? (
                    <Crown size={15} className={styles.star} aria-label={words.champion} />
                  ) : null}
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function HeadCell({ column, query }: { readonly column: LogColumn; readonly query: LogQuery }): ReactNode {
  const words = useWords(experimentsWords);
  const { label, parts, note, sort, isNumber } = column;
  const shown =
    parts === undefined || parts[0] === '' ? (
      label
    ) : (
      <>
        <small>{parts[0]} </small>
        {parts[1]}
      </>
    );
  const isDown = sort !== undefined && query.sort === `-${sort}`;
  const isUp = sort !== undefined && query.sort === sort;
  return (
    <span
      role="columnheader"
      data-number={isNumber}
      aria-sort={isDown ? 'descending' : isUp ? 'ascending' : sort === undefined ? undefined : 'none'}
    >
      {sort === undefined ? (
        shown
      ) : (
        <button
          type="button"
          className={styles.sort}
          onClick={() => query.set({ sort: isDown ? sort : `-${sort}` })}
          title={words.sortBy(label)}
        >
          {shown}
        </button>
      )}
      {isDown ? <ArrowDown size={14} aria-hidden="true" /> : isUp ? <ArrowUp size={14} aria-hidden="true" /> : null}
      {note === undefined || note === '' ? null : (
        <Definition text={note}>
          <span aria-hidden="true" className={styles.ask}>
            ?
          </span>
          <span className="visually-hidden">{label}</span>
        </Definition>
      )}
    </span>
  );
}
