import type { ReactNode } from 'react';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Table } from '../../shared/ui/table.tsx';
import styles from './data.module.css';
import { fieldWords } from './field-words.ts';
import { dataWords } from './words.ts';

/** So many columns are told at once, more when asked for. */
const FEW = 4;

interface FilesTableProps {
  readonly files: readonly {
    readonly name: string;
    readonly role: string;
    readonly rows: { readonly read: number; readonly taken: number; readonly setAside: number };
    readonly columns: Readonly<Record<string, string>>;
    readonly unusedColumns: readonly string[];
  }[];
}

/** What each file was taken for, and what came of its rows. */
export function FilesTable({ files }: FilesTableProps): ReactNode {
  const words = useWords(dataWords);
  const { roles, fields } = useWords(fieldWords);
  const format = useFormat();
  return (
    <Table label={words.files}>
      <thead>
        <tr>
          <th scope="col">{words.file}</th>
          <th scope="col">{words.role}</th>
          <th scope="col" data-number="">
            {words.rows}
          </th>
          <th scope="col" data-number="">
            {words.taken}
          </th>
          <th scope="col" data-number="">
            {words.setAside}
          </th>
          <th scope="col">{words.columns}</th>
        </tr>
      </thead>
      <tbody>
        {files.map(({ name, role, rows, columns, unusedColumns }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td data-wrap="">{roles[role] ?? role}</td>
            <td data-number="">{format.number(rows.read)}</td>
            <td data-number="">{format.number(rows.taken)}</td>
            <td data-number="" data-some={rows.setAside > 0}>
              {format.number(rows.setAside)}
            </td>
            <td data-wrap="">
              <details className={styles.columns} open={Object.keys(columns).length <= FEW}>
                <summary>{words.columnCount(Object.keys(columns).length)}</summary>
                {Object.entries(columns)
                  .map(([field, column]) => `${column} → ${fields[field] ?? field}`)
                  .join(', ')}
                {unusedColumns.length === 0 ? null : (
                  <div className={styles.faint}>
                    {words.unused(unusedColumns.map((name) => (name === '' ? words.unnamed : name)).join(', '))}
                  </div>
                )}
              </details>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
