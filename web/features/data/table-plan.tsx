import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { fieldWords } from './field-words.ts';
import { fieldsOf, type Role, roleOf, type TableChoice } from './plan.ts';
import type { Upload } from './uploads.ts';
import styles from './upload.module.css';
import { uploadWords } from './upload-words.ts';

interface TablePlanProps {
  readonly upload: Upload;
  readonly choice: TableChoice;
  readonly onChoose: (choice: TableChoice) => void;
  readonly onDiscard: () => void;
  readonly isBusy: boolean;
}

/** One waiting table: what it is, and which column holds what. */
export function TablePlan({ upload, choice, onChoose, onDiscard, isBusy }: TablePlanProps): ReactNode {
  const words = useWords(uploadWords);
  const { roles, fields: names } = useWords(fieldWords);
  const format = useFormat();
  const { name, bytes, inspection, problem } = upload;
  const role = roleOf(upload, choice);
  const fields = fieldsOf(upload, choice);
  const missing = fields.filter(({ needed, column }) => needed && column === null);
  const used = new Set(fields.map(({ column }) => column));
  const unused = (inspection?.columns ?? []).filter((column) => !used.has(column.name));
  const samplesOf = (column: string | null): string =>
    inspection?.columns
      .find((one) => one.name === column)
      ?.samples.slice(0, 3)
      .join(' · ') ?? '';
  const note =
    inspection === null
      ? format.bytes(bytes)
      : `${format.bytes(bytes)} · ${words.format(inspection.encoding, words.delimiters[inspection.delimiter] ?? inspection.delimiter)}`;
  return (
    <Panel
      title={name}
      note={note}
      actions={
        <Button look="quiet" isSmall disabled={isBusy} onClick={onDiscard} aria-label={`${words.discard}: ${name}`}>
          <Trash2 size={16} aria-hidden="true" />
          {words.discard}
        </Button>
      }
    >
      {problem !== null || inspection === null ? (
        <p role="alert" className={styles.bad}>
          {problem?.message ?? words.incomplete}
        </p>
      ) : (
        <>
          <label className={styles.role}>
            <span>{words.is}</span>
            <select
              value={role ?? ''}
              disabled={isBusy}
              onChange={(event) => onChoose({ role: event.target.value as Role, columns: {} })}
            >
              {role === null ? <option value="">{words.unknownRole}</option> : null}
              {inspection.roles.map((one) => (
                <option key={one.role} value={one.role}>
                  {roles[one.role] ?? one.role}
                </option>
              ))}
            </select>
          </label>
          {role === null ? null : (
            <Table label={`${words.column}: ${name}`}>
              <thead>
                <tr>
                  <th scope="col">{words.field}</th>
                  <th scope="col">{words.column}</th>
                  <th scope="col">{words.samples}</th>
                </tr>
              </thead>
              <tbody>
                {fields.map(({ field, needed, column, isSaid }) => (
                  <tr key={field} data-missing={needed && column === null}>
                    <th scope="row">
                      {names[field] ?? field}{' '}
                      <small className={styles.need} data-needed={needed}>
                        {needed ? words.needed : words.optional}
                      </small>
                    </th>
                    <td>
                      <select
                        className={styles.columnChoice}
                        aria-label={`${words.column}: ${names[field] ?? field}`}
                        value={column ?? ''}
                        disabled={isBusy}
                        onChange={(event) => {
                          const columns = Object.fromEntries(
                            Object.entries(choice.columns).filter(
                              ([other, taken]) => other !== field && taken !== event.target.value,
                            ),
                          );
                          if (event.target.value !== '') columns[field] = event.target.value;
                          onChoose({ ...choice, columns });
                        }}
                      >
                        {column === null || isSaid ? (
                          <option value="">{isSaid ? words.automatic : words.none}</option>
                        ) : null}
                        {inspection.columns.map((one) => (
                          <option key={one.name} value={one.name}>
                            {one.name}
                          </option>
                        ))}
                      </select>
                    </td>
                    <td className={styles.samples}>{samplesOf(column)}</td>
                  </tr>
                ))}
              </tbody>
            </Table>
          )}
          {missing.length === 0 ? null : (
            <p role="status" className={styles.bad}>
              {words.missing(format.list(missing.map(({ field }) => names[field] ?? field)))}
            </p>
          )}
          {unused.length === 0 || role === null ? null : (
            <p className={styles.base}>{words.unusedColumns(unused.map((column) => column.name).join(', '))}</p>
          )}
        </>
      )}
    </Panel>
  );
}
