import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { importsSchema } from '../../../src/api/contract/imports.ts';
import type { z } from 'zod';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import { Table } from '../../shared/ui/table.tsx';
import styles from './data.module.css';
import { dataWords } from './words.ts';

type Imports = z.output<typeof importsSchema>;
/** An import as the list tells it. */
export type Import = Imports['imports'][number];

/** How an import stands, in a word with a colour. */
export function ImportState({ one }: { readonly one: Import }): ReactNode {
  const words = useWords(dataWords);
  const status = one.update?.status === 'held' ? 'held' : one.status;
  return (
    <span className={styles.state} data-state={one.inForce ? 'force' : status}>
      {one.inForce ? words.inForce : words.statuses[status]}
    </span>
  );
}

/** Every reading of tables, the newest first. */
export function ImportsPanel(): ReactNode {
  const words = useWords(dataWords);
  const format = useFormat();
  const { data, error, refetch } = useAnswer<Imports>('/v1/imports?n=50', { everyMs: 15_000 });
  return (
    <Panel title={words.imports} note={words.importsNote}>
      {error !== null && data === undefined ? (
        <Problem error={error} onAgain={() => void refetch()} />
      ) : data === undefined ? (
        <Loading height={180} />
      ) : data.imports.length === 0 ? (
        <Empty title={words.noImports} text={words.noImportsNote} />
      ) : (
        <Table label={words.imports}>
          <thead>
            <tr>
              <th scope="col">{words.when}</th>
              <th scope="col">{words.result}</th>
              <th scope="col">{words.why}</th>
              <th scope="col" data-number="">
                {words.rows}
              </th>
              <th scope="col" data-number="">
                {words.setAside}
              </th>
              <th scope="col" data-number="">
                {words.took}
              </th>
              <th scope="col">{words.snapshot}</th>
            </tr>
          </thead>
          <tbody>
            {data.imports.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <Link href={`/data/imports/${encodeURIComponent(one.id)}`}>{format.time(one.started)}</Link>
                </th>
                <td>
                  <ImportState one={one} />
                </td>
                <td>{one.update === null ? '–' : (words.reasons[one.update.reason] ?? one.update.reason)}</td>
                <td data-number="">{one.rows === null ? '–' : format.number(one.rows.read)}</td>
                <td data-number="" data-some={(one.rows?.setAside ?? 0) > 0}>
                  {one.rows === null ? '–' : format.number(one.rows.setAside)}
                </td>
                <td data-number="">{one.seconds === null ? '–' : format.seconds(one.seconds)}</td>
                <td>
                  {one.snapshot === null ? (
                    '–'
                  ) : (
                    <code>
                      {one.snapshot.slice(0, 8)}
                      {one.isKept ? '' : ` (${words.notKept})`}
                    </code>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}
