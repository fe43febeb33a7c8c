import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Download, Wrench } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { rejectedRowsSchema } from '../../../src/api/contract/imports.ts';
import type { z } from 'zod';
import { useAddress } from '../../shared/address.ts';
import { addressOf, ask } from '../../shared/api.ts';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import styles from './data.module.css';
import { RowWindow } from './row-window.tsx';
import { dataWords } from './words.ts';

type RejectedRows = z.output<typeof rejectedRowsSchema>;

const PAGE = 100;
const ROW = 40;

interface RowListProps {
  readonly id: string;
  /** Empty: all. */
  readonly file: string;
  readonly reason: string;
  /** The names of the columns of a file, in order; empty where they are not known. */
  readonly headerOf: (file: string) => readonly string[];
  /** Whether the file has rows that were set aside, which can be taken away to be mended. */
  readonly canMend: boolean;
  /** Rows that are counted, but do not stand in the list. */
  readonly beyond: number;
}

/** The rows that were set aside or changed, one by one; only those in sight are asked for and drawn. */
export function RowList({ id, file, reason, headerOf, canMend, beyond }: RowListProps): ReactNode {
  const words = useWords(dataWords);
  const format = useFormat();
  const { language } = useLanguage();
  const place = useRef<HTMLElement>(null);
  const chosen = { ...(file === '' ? {} : { file }), ...(reason === '' ? {} : { reason }) };
  const path = `/v1/imports/${encodeURIComponent(id)}/rows`;
  const addressAt = (page: number): string =>
    addressOf(path, { ...chosen, n: PAGE, ...(page === 0 ? {} : { offset: page * PAGE }) });
  const { data, error, refetch } = useAnswer<RejectedRows>(addressAt(0), { keep: false });
  const total = data?.total ?? 0;
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => place.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const [opened, open] = useAddress('row', '', { isStep: true });
  const items = virtual.getVirtualItems();
  const firstPage = Math.floor((items[0]?.index ?? 0) / PAGE);
  const lastPage = Math.floor((items.at(-1)?.index ?? 0) / PAGE);
  const pages = Array.from({ length: lastPage - firstPage + 1 }, (_, at) => firstPage + at).filter((page) => page > 0);
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: [addressAt(page), language],
      queryFn: async ({ signal }: { signal: AbortSignal }) => ask<RejectedRows>(addressAt(page), { language, signal }),
    })),
  });
  const rowAt = (at: number): RejectedRows['rows'][number] | undefined => {
    const page = Math.floor(at / PAGE);
    return (page === 0 ? data : answers[pages.indexOf(page)]?.data)?.rows[at % PAGE];
  };
  return (
    <Panel
      title={words.rowList}
      note={
        <>
          <span role="status">{data === undefined ? '' : words.rowTotal(format.number(total), total === 1)}</span>
          {beyond > 0 ? ` ${words.beyond(format.number(beyond))}` : ''}
        </>
      }
      actions={
        <>
          {canMend ? (
            <a
              href={addressOf(path, { file, format: 'table', lang: language })}
              className={buttonClass('plain', true)}
              title={words.mendNote}
              download
            >
              <Wrench size={16} aria-hidden="true" />
              {words.mend}
            </a>
          ) : null}
          <a
            href={addressOf(path, { ...chosen, format: 'csv', lang: language })}
            className={buttonClass('plain', true)}
            download
          >
            <Download size={16} aria-hidden="true" />
            {words.download}
          </a>
        </>
      }
    >
      {error !== null ? (
        <Problem error={error} onAgain={() => void refetch()} />
      ) : data === undefined ? (
        <Loading height={480} />
      ) : (
        <section
          ref={place}
          className={styles.rows}
          tabIndex={0}
          aria-label={words.rowList}
          style={{ maxHeight: (total + 1) * ROW + 4 }}
        >
          <div role="table" aria-label={words.rowList} aria-rowcount={total + 1}>
            <div role="row" className={styles.rowHead} aria-rowindex={1}>
              {[words.line, words.file, words.column, words.value, words.reason].map((name) => (
                <span key={name} role="columnheader">
                  {name}
                </span>
              ))}
            </div>
            <div role="rowgroup" className={styles.rowSpace} style={{ height: virtual.getTotalSize() }}>
              {items.map(({ index, start }) => {
                const row = rowAt(index);
                return (
                  <div
                    key={index}
                    role="row"
                    aria-rowindex={index + 2}
                    className={styles.row}
                    style={{ transform: `translateY(${start}px)` }}
                  >
                    <span role="cell" className={styles.line}>
                      {row === undefined ? (
                        '…'
                      ) : (
                        <button
                          type="button"
                          className={styles.rowOpen}
                          aria-label={words.openRow(format.number(row.line), row.file)}
                          onClick={() => open(String(index))}
                        >
                          {format.number(row.line)}
                        </button>
                      )}
                    </span>
                    <span role="cell" title={row?.file}>
                      {row?.file}
                    </span>
                    <span role="cell" title={row?.field}>
                      {row?.field === '' ? <i className={styles.faint}>{words.wholeRow}</i> : row?.field}
                    </span>
                    <span role="cell" title={row?.value}>
                      {row?.value === '' ? <i className={styles.faint}>{words.empty}</i> : <code>{row?.value}</code>}
                    </span>
                    <span role="cell" title={row?.text}>
                      {row?.text}
                    </span>
                  </div>
                );
              })}
            </div>
          </div>
        </section>
      )}
      {/^\d+$/.test(opened) ? (
        <RowWindow
          address={addressOf(path, { ...chosen, n: 1, offset: opened })}
          headerOf={headerOf}
          onClose={() => open('')}
        />
      ) : null}
    </Panel>
  );
}
