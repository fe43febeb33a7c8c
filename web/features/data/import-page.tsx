import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import type { importReportSchema } from '../../../src/api/contract/imports.ts';
import type { z } from 'zod';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Page, Panel } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { Stat, Stats } from '../../shared/ui/stat.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import { BackLink } from '../../shared/ui/back-link.tsx';
import styles from './data.module.css';
import { FilesTable } from './files-table.tsx';
import { HeldPanel } from './held.tsx';
import { ImportState } from './imports-panel.tsx';
import { RowList } from './row-list.tsx';
import { dataWords } from './words.ts';

type ImportReport = z.output<typeof importReportSchema>;

/** The reasons for which rows were set aside or changed, the most frequent first, to choose from. */
function Reasons({ id, report }: { readonly id: string; readonly report: ImportReport }): ReactNode {
  const words = useWords(dataWords);
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const reason = search.get('reason') ?? '';
  const file = search.get('file') ?? '';
  if (report.reasons.length === 0) return <Panel title={words.problems} note={words.noProblems} children={null} />;
  const reasons = report.reasons.toSorted((a, b) => b.count - a.count);
  return (
    <>
      <Panel title={words.problems} note={words.problemsNote}>
        <ul className={styles.choices}>
          {reasons.map((one) => {
            const isChosen = one.reason === reason && one.file === file;
            return (
              <li key={`${one.file} ${one.reason}`}>
                <button
                  type="button"
                  className={styles.choice}
                  aria-pressed={isChosen}
                  onClick={() => setSearch(isChosen ? {} : { file: one.file, reason: one.reason }, { replace: true })}
                >
                  <strong>{format.number(one.count)}</strong>
                  <span>{one.text}</span>
                  <small>
                    {one.file} · {words.effects[one.effect]}
                  </small>
                </button>
              </li>
            );
          })}
        </ul>
      </Panel>
      <RowList
        key={`${file} ${reason}`}
        id={id}
        file={file}
        reason={reason}
        headerOf={(name) => report.files.find((one) => one.name === name)?.header ?? []}
        canMend={reasons.some((one) => one.file === file && one.effect === 'set-aside')}
        beyond={report.rowsBeyondList}
      />
    </>
  );
}

/** What an import found, took and set aside. */
export function ImportPage({ id }: { readonly id: string }): ReactNode {
  const words = useWords(dataWords);
  const format = useFormat();
  const { data, error, refetch } = useAnswer<ImportReport>(`/v1/imports/${encodeURIComponent(id)}`, { keep: false });
  const back = <BackLink href="/data">{words.back}</BackLink>;
  if (data === undefined) {
    return (
      <Page title={words.report} actions={back}>
        {error === null ? <Loading height={480} /> : <Problem error={error} onAgain={() => void refetch()} />}
      </Page>
    );
  }
  const { import: one, files, ignored, totals, unchangedSince } = data;
  return (
    <Page
      title={words.report}
      lead={
        <>
          {format.time(one.started)} <ImportState one={one} />
        </>
      }
      actions={back}
    >
      {unchangedSince === null ? null : <p>{words.unchanged(format.time(unchangedSince))}</p>}
      {one.problem === null ? null : (
        <Panel title={words.failedImport}>
          <p>
            {one.problem.message} <code>{one.problem.code}</code>
          </p>
        </Panel>
      )}
      {one.update?.status === 'held' ? <HeldPanel update={one.update} /> : null}
      {files.length === 0 ? (
        one.problem === null ? (
          <Empty title={words.noReport} text={words.noReportNote} />
        ) : null
      ) : (
        <>
          <Panel>
            <Stats>
              {one.rows === null ? null : (
                <>
                  <Stat name={words.rows} value={format.number(one.rows.read)} />
                  <Stat name={words.setAside} value={format.number(one.rows.setAside)} />
                </>
              )}
              {Object.entries(words.totals).map(([name, text]) => {
                const value = totals[name];
                return value === undefined || value === null ? null : (
                  <Stat key={name} name={text} value={format.number(value)} />
                );
              })}
              {one.seconds === null ? null : <Stat name={words.took} value={format.seconds(one.seconds)} />}
            </Stats>
          </Panel>
          <Panel title={words.files} note={words.filesNote}>
            <FilesTable files={files} />
          </Panel>
          <Reasons id={id} report={data} />
          {ignored.length === 0 ? null : (
            <Panel title={words.ignored}>
              <ul>
                {ignored.map(({ name, why }) => (
                  <li key={name}>
                    <code>{name}</code>: {words.ignoredWhy[why] ?? why}
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </>
      )}
    </Page>
  );
}
