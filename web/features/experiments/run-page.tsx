import { FileText } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { addressOf } from '../../shared/api.ts';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Page, Panel } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import { Bars } from '../../marks/bars.tsx';
import { Annotations } from './annotations.tsx';
import layout from '../../shared/ui/layout.module.css';
import { BackLink } from '../../shared/ui/back-link.tsx';
import filterStyles from './filters.module.css';
import styles from './run.module.css';
import { useKnownNames } from './known-words.ts';
import { LineageSteps } from './lineage.tsx';
import { type AskedMove, MoveDialog } from './move-dialog.tsx';
import { FigurePanel, SegmentPanel } from './run-figures.tsx';
import { runWords } from './run-words.ts';
import { flatSettings, type Lineage, type Run, settingText } from './types.ts';
import { experimentsWords } from './words.ts';

/** One run: where it comes from, what it measured, with which settings, and what became of it. */
export function RunPage({ id }: { readonly id: string }): ReactNode {
  const words = useWords(runWords);
  const logWords = useWords(experimentsWords);
  const format = useFormat();
  const names = useKnownNames();
  const [asked, setAsked] = useState<AskedMove | null>(null);
  const run = useAnswer<Run>(addressOf(`/v1/experiments/${encodeURIComponent(id)}`), { keep: false });
  const lineage = useAnswer<Lineage>(`/v1/experiments/${encodeURIComponent(id)}/lineage`, { keep: false });
  const back = <BackLink href="/experiments">{words.back}</BackLink>;
  if (run.error !== null) {
    return (
      <Page title={logWords.title} actions={back}>
        <Problem error={run.error} onAgain={() => void run.refetch()} />
      </Page>
    );
  }
  if (run.data === undefined) {
    return (
      <Page title={logWords.title} actions={back}>
        <Loading height={900} />
      </Page>
    );
  }
  const { kind, model, status, started, seconds, code, seed, problem } = run.data;
  const waiting = lineage.data?.versions.filter(({ aliases }) => aliases.length === 0) ?? [];
  return (
    <Page
      title={words.run(logWords.kinds[kind], names.model(model ?? '')).replace(/^./, (letter) => letter.toUpperCase())}
      lead={
        <>
          {format.time(started)}
          {seconds === null ? null : ` · ${format.seconds(seconds)}`} · {logWords.statuses[status]} · {words.program}{' '}
          <code>{code}</code> · {words.seed} {seed}
        </>
      }
      actions={
        <>
          {back}
          {waiting.map((version) => (
            <Button key={version.id} look="main" onClick={() => setAsked({ kind: 'promote', version: version.id })}>
              {logWords.promote}
            </Button>
          ))}
        </>
      }
    >
      {problem === null ? null : (
        <section className={styles.failure} aria-label={words.problem}>
          <h2>{words.problem}</h2>
          <p>{problem.message}</p>
          <code>{problem.code}</code>
        </section>
      )}
      <Panel title={words.lineage} note={words.lineageNote}>
        {lineage.error !== null ? (
          <Problem error={lineage.error} onAgain={() => void lineage.refetch()} />
        ) : lineage.data === undefined ? (
          <Loading height={361} />
        ) : (
          <LineageSteps lineage={lineage.data} />
        )}
      </Panel>
      <FigurePanel run={run.data} />
      {run.data.segments === undefined || run.data.segments.length === 0 ? null : (
        <SegmentPanel segments={run.data.segments} />
      )}
      <div className={layout.pair}>
        <Settings run={run.data} />
        <div className={layout.stack}>
          <Timings run={run.data} />
          <Annotations key={run.data.id} run={run.data} />
          <Reports run={run.data} lineage={lineage.data} />
        </div>
      </div>
      <MoveDialog asked={asked} onClose={() => setAsked(null)} />
    </Page>
  );
}

function Settings({ run }: { readonly run: Run }): ReactNode {
  const words = useWords(runWords);
  const [wanted, setWanted] = useState('');
  const settings = flatSettings(run.parameters);
  const shown = settings.filter(([name]) => name.toLowerCase().includes(wanted.trim().toLowerCase()));
  if (settings.length === 0) return null;
  return (
    <Panel title={words.settings}>
      {settings.length > 12 ? (
        <input
          type="search"
          className={filterStyles.search}
          placeholder={words.filterSettings}
          aria-label={words.filterSettings}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      ) : null}
      <section className={styles.settings} tabIndex={0} aria-label={words.settings}>
        <dl>
          {shown.map(([name, value]) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{settingText(value)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </Panel>
  );
}

function Timings({ run }: { readonly run: Run }): ReactNode {
  const names = useKnownNames();
  const words = useWords(runWords);
  const format = useFormat();
  const parts = Object.entries(run.timings)
    .filter(([name]) => name !== 'total')
    .sort(([, a], [, b]) => b - a);
  const longest = parts.at(0);
  if (longest === undefined) return null;
  const total = parts.reduce((sum, [, ms]) => sum + ms, 0);
  return (
    <Panel>
      <Bars
        title={words.timings}
        level={2}
        sentence={words.timingsSentence(names.part(longest[0]), format.percent(longest[1] / Math.max(1, total)))}
        name={`timings-${run.id}`}
        counted=""
        format={(ms) => format.seconds(ms / 1000)}
        mark={3}
        bars={parts.map(([name, ms]) => ({ name, label: names.part(name), value: ms }))}
      />
    </Panel>
  );
}

function Reports({ run, lineage }: { readonly run: Run; readonly lineage: Lineage | undefined }): ReactNode {
  const words = useWords(runWords);
  const logWords = useWords(experimentsWords);
  const format = useFormat();
  const { language } = useLanguage();
  const names = useKnownNames();
  const measured = lineage?.measured ?? [];
  if (run.reports.length === 0 && measured.length === 0) return null;
  return (
    <>
      {run.reports.length === 0 ? null : (
        <Panel title={words.reports}>
          <ul className={styles.lines} lang={language}>
            {run.reports.map((report) => (
              <li key={report}>
                <FileText size={15} aria-hidden="true" /> <code>reports/{report}</code>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {measured.length === 0 ? null : (
        <Panel title={words.measured}>
          <ul className={styles.lines}>
            {measured.map((one) => (
              <li key={one.id}>
                <Link href={`/experiments/${one.id}`}>
                  {words.run(logWords.kinds[one.kind], names.model(one.model ?? ''))}
                </Link>{' '}
                <small>{format.time(one.started)}</small>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}
