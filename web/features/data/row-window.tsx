import type { ReactNode } from 'react';
import type { rejectedRowsSchema } from '../../../src/api/contract/imports.ts';
import type { z } from 'zod';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Modal } from '../../shared/ui/modal.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import styles from './data.module.css';
import { dataWords } from './words.ts';

type RejectedRows = z.output<typeof rejectedRowsSchema>;

interface RowWindowProps {
  /** Where the one row is asked. */
  readonly address: string;
  readonly headerOf: (file: string) => readonly string[];
  readonly onClose: () => void;
}

/** A row as it was read, cell by cell, and what is wrong with it. */
export function RowWindow({ address, headerOf, onClose }: RowWindowProps): ReactNode {
  const words = useWords(dataWords);
  const format = useFormat();
  const { data, error, refetch } = useAnswer<RejectedRows>(address, { keep: false });
  const row = data?.rows.at(0);
  return (
    <Modal
      title={row === undefined ? '…' : words.rowTitle(format.number(row.line))}
      isOpen
      onClose={onClose}
      width={44}
    >
      {error !== null ? (
        <Problem error={error} onAgain={() => void refetch()} />
      ) : row === undefined ? (
        data === undefined ? (
          <Loading height={220} />
        ) : null
      ) : (
        <>
          <p className={styles.faint}>
            <code>{row.file}</code>
          </p>
          <p>{row.text}</p>
          {row.row === null ? <p className={styles.faint}>{words.rowGone}</p> : null}
          <dl className={styles.cells}>
            {cellsOf(row, headerOf(row.file), words.rowColumn).map(({ name, cell, isFaulty }, at) => (
              <div key={`${at} ${name}`} data-faulty={isFaulty}>
                <dt>
                  <code>{name}</code>
                  {isFaulty ? <span className="visually-hidden"> ({words.here})</span> : null}
                </dt>
                <dd>{cell === '' ? <i className={styles.faint}>{words.empty}</i> : cell}</dd>
              </div>
            ))}
          </dl>
          {row.isCut ? <p className={styles.faint}>{words.rowCut}</p> : null}
        </>
      )}
    </Modal>
  );
}

/** The cells by the names of their columns; of a row that was not kept the one that was noted. */
function cellsOf(
  { row, field, value }: RejectedRows['rows'][number],
  header: readonly string[],
  unnamed: (number: number) => string,
): { name: string; cell: string; isFaulty: boolean }[] {
  if (row === null) return field === '' && value === '' ? [] : [{ name: field, cell: value, isFaulty: true }];
  return row.map((cell, at) => {
    const name = header[at] ?? unnamed(at + 1);
    return { name, cell, isFaulty: name === field };
  });
}
