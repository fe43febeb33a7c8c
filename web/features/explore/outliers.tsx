import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { z } from 'zod';
import type { outliersSchema } from '../../../src/api/contract/analysis.ts';
import { useAddress } from '../../shared/address.ts';
import { addressOf } from '../../shared/api.ts';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import { Table } from '../../shared/ui/table.tsx';
import layout from '../../shared/ui/layout.module.css';
import { chartWords } from './chart-words.ts';
import styles from './explore.module.css';
import { titleAddress } from './units.ts';

type Outliers = z.output<typeof outliersSchema>;

/** What is out of the ordinary, rule by rule, with the rows; and what the import told. */
export function OutlierRules({
  catalogue,
  labelOf,
}: {
  readonly catalogue: string;
  /** How a column is called. */
  readonly labelOf: (column: string) => string;
}): ReactNode {
  const words = useWords(chartWords);
  const format = useFormat();
  const [chosen, choose] = useAddress('rule');
  const { data, error, refetch } = useAnswer<Outliers>(addressOf('/v1/analysis/outliers', { catalogue }));
  if (error !== null) return <Problem error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading height={640} />;
  const found = data.outliers.filter((one) => one.found > 0).sort((a, b) => b.found - a.found);
  if (found.length === 0) return <Empty title={words.noOutliers} />;
  const keyOf = ({ rule, column }: Outliers['outliers'][number]): string =>
    column === null ? rule : `${rule}:${column}`;
  const shown = found.find((one) => keyOf(one) === chosen) ?? found[0];
  return (
    <div className={layout.stack}>
      <Panel
        title={words.outliersTitle}
        note={words.outliersSentence}
        actions={
          <a
            className={buttonClass('quiet', true)}
            href={addressOf('/v1/analysis/outliers', { catalogue, format: 'csv' })}
          >
            <Download size={16} aria-hidden="true" />
            CSV
          </a>
        }
      >
        <div className={styles.rules}>
          <ul className={styles.list}>
            {found.map((one) => (
              <li key={keyOf(one)}>
                <button
                  type="button"
                  className={styles.rule}
                  aria-pressed={one === shown}
                  onClick={() => choose(keyOf(one))}
                >
                  <span>{one.sentence}</span>
                  <b>{format.number(one.found)}</b>
                </button>
              </li>
            ))}
          </ul>
          <OutlierRows report={shown} catalogue={catalogue} labelOf={labelOf} />
        </div>
      </Panel>
      {data.importNotes.length === 0 ? null : <ImportNotes notes={data.importNotes} />}
    </div>
  );
}

function OutlierRows({
  report,
  catalogue,
  labelOf,
}: {
  readonly report: Outliers['outliers'][number];
  readonly catalogue: string;
  readonly labelOf: (column: string) => string;
}): ReactNode {
  const words = useWords(chartWords);
  const format = useFormat();
  const columns = [...new Set(report.rows.flatMap(({ values }) => Object.keys(values)))];
  const write = (value: number | string | null): string => {
    if (value === null) return '–';
    return typeof value === 'string' ? value : format.number(value, Number.isInteger(value) ? 0 : 2);
  };
  return (
    <div>
      <h3>{words.rows}</h3>
      <p className={styles.hint} role="status">
        {words.found(format.number(report.found), format.number(report.n))}
      </p>
      <Table label={words.rows}>
        <thead>
          <tr>
            <th scope="col">{report.grain === 'titles' ? words.title : 'id'}</th>
            {columns.map((column) => (
              <th key={column} scope="col" data-number="" data-wrap="">
                {labelOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.rows.map(({ id, title, year, values }) => (
            <tr key={`${id} ${title}`}>
              <th scope="row" data-wrap="">
                {title === '' ? (
                  id
                ) : (
                  <>
                    {report.grain === 'titles' ? <Link href={titleAddress(catalogue, id)}>{title}</Link> : title}{' '}
                    <small>{year === null ? `id ${id}` : `${year} · id ${id}`}</small>
                  </>
                )}
              </th>
              {columns.map((column) => (
                <td key={column} data-number="">
                  {/year/i.test(column) ? String(values[column] ?? '–') : write(values[column] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function ImportNotes({ notes }: { readonly notes: Outliers['importNotes'] }): ReactNode {
  const words = useWords(chartWords);
  const format = useFormat();
  return (
    <Panel title={words.importTitle} note={words.importSentence}>
      <ul className={styles.list}>
        {notes.map(({ file, reason, sentence, effect, count, samples }) => (
          <li key={`${file} ${reason} ${effect}`} className={styles.finding}>
            <span className={styles.tally}>
              <b>{format.number(count)}</b> {words.effects[effect](count)}
            </span>
            <p>
              {sentence} <code>{file}</code>{' '}
              <small>
                {samples
                  .map(({ line, field, value }) => `${words.line} ${format.number(line)}: ${field} = ${value}`)
                  .join(' · ')}
              </small>
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
