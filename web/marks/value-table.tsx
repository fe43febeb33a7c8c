import type { ReactNode } from 'react';
import { useFormat } from '../shared/format.ts';
import { useWords } from '../shared/language.tsx';
import styles from './chart.module.css';
import type { ChartTable } from './export.ts';
import { markWords } from './words.ts';

const MOST_ROWS = 200;

/** The values behind a chart, for people who read rather than look; the first 200 rows. */
export function ValueTable({ title, table }: { readonly title: string; readonly table: ChartTable }): ReactNode {
  const words = useWords(markWords);
  const format = useFormat();
  const shown = (value: string | number | null): string => {
    if (value === null) return '–';
    if (typeof value === 'string') return value;
    // A year is never grouped.
    if (Number.isInteger(value) && value >= 1800 && value < 2200) return String(value);
    return format.number(value, Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 4 : 1);
  };
  const rest = table.rows.length - MOST_ROWS;
  return (
    <section className={styles.values} tabIndex={0} aria-label={title}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, MOST_ROWS).map((row, at) => (
            <tr key={at}>
              {row.map((value, column) => (
                <td key={table.columns[column]} data-kind={typeof value}>
                  {shown(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 ? <p>{words.more(format.number(rest))}</p> : null}
    </section>
  );
}
