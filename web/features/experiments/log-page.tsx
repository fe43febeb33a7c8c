import { Download } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useAddress, useAddressList } from '../../shared/address.ts';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { useNotice } from '../../shared/ui/notices.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { Segmented } from '../../shared/ui/segmented.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import { columnsOf, firstColumns } from './columns.tsx';
import { ComparisonPanel } from './comparison.tsx';
import layout from '../../shared/ui/layout.module.css';
import marks from './experiments.module.css';
import styles from './log.module.css';
import { ColumnChoice, Filters } from './filters.tsx';
import { type LogQuery, useLogQuery } from './log-query.ts';
import { Plots } from './plots.tsx';
import { RunTable } from './run-table.tsx';
import { ServingPanel, VersionsPanel } from './serving.tsx';
import { type Facets, flatSettings, type Models, type Runs } from './types.ts';
import { experimentsWords } from './words.ts';

const MOST_COMPARED = 10;
const ALL_RUNS = 10_000;
const FIRST_PAGE = 60;
/** While a new champion is loaded the server is asked again after so long. */
const FOLLOW_MS = 5_000;

type View = 'table' | 'plots' | 'versions';
const VIEWS: readonly View[] = ['table', 'plots', 'versions'];

/** All runs: what serves, the table, settings against metrics, versions and their changes. */
export function LogPage(): ReactNode {
  const words = useWords(experimentsWords);
  const query = useLogQuery();
  const facets = useAnswer<Facets>('/v1/experiments/facets');
  const models = useAnswer<Models>('/v1/models', { everyMs: FOLLOW_MS });
  const error = facets.error ?? models.error;
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <a className={buttonClass()} href={query.address({ n: ALL_RUNS, format: 'csv' })}>
          <Download size={16} aria-hidden="true" />
          {words.csv}
        </a>
      }
    >
      {error !== null ? (
        <Problem
          error={error}
          onAgain={() => {
            void facets.refetch();
            void models.refetch();
          }}
        />
      ) : facets.data === undefined || models.data === undefined ? (
        <Loading height={800} />
      ) : (
        <Log facets={facets.data} models={models.data} query={query} />
      )}
    </Page>
  );
}

function Log({
  facets,
  models,
  query,
}: {
  readonly facets: Facets;
  readonly models: Models;
  readonly query: LogQuery;
}): ReactNode {
  const words = useWords(experimentsWords);
  const notice = useNotice();
  const [asked, setView] = useAddress('view', 'table', { isStep: true });
  const [chosen, setChosen] = useAddressList('run');
  const [isCompared, setIsCompared] = useAddress('compare');
  const view = VIEWS.find((one) => one === asked) ?? 'table';
  const choose = (id: string): void => {
    if (chosen.includes(id)) setChosen(chosen.filter((one) => one !== id));
    else if (chosen.length >= MOST_COMPARED) notice({ title: words.tooMany, kind: 'bad' });
    else setChosen([...chosen, id]);
  };
  if (facets.total === 0) return <Empty title={words.noneYet} text={words.noneYetNote} />;
  return (
    <>
      <ServingPanel models={models} />
      <div className={styles.views}>
        <Segmented
          label={words.view}
          value={view}
          onChange={setView}
          options={VIEWS.map((one) => ({ value: one, text: words.views[one] }))}
        />
        {chosen.length === 0 ? null : (
          <div className={styles.chosen} role="status">
            <span>{words.chosen(chosen.length)}</span>
            <Button look="main" isSmall disabled={chosen.length < 2} onClick={() => setIsCompared('1')}>
              {words.compare}
            </Button>
            <Button look="quiet" isSmall onClick={() => setChosen([])}>
              {words.clear}
            </Button>
          </div>
        )}
      </div>
      {isCompared !== '' && chosen.length > 1 ? (
        <ComparisonPanel
          ids={chosen}
          onBase={(id) => setChosen([id, ...chosen.filter((one) => one !== id)])}
          onClose={() => setIsCompared('')}
        />
      ) : null}
      {view === 'versions' ? <VersionsPanel models={models} /> : <Filters query={query} facets={facets} />}
      {view === 'table' ? (
        <Table facets={facets} models={models} query={query} chosen={chosen} onChoose={choose} />
      ) : null}
      {view === 'plots' ? <Plots query={query} chosen={chosen} onChoose={choose} /> : null}
    </>
  );
}

interface TableProps {
  readonly facets: Facets;
  readonly models: Models;
  readonly query: LogQuery;
  readonly chosen: readonly string[];
  readonly onChoose: (id: string) => void;
}

function Table({ facets, models, query, chosen, onChoose }: TableProps): ReactNode {
  const words = useWords(experimentsWords);
  const format = useFormat();
  const { language } = useLanguage();
  const [columnsAsked, setColumns] = useAddress('cols');
  const { data, error, refetch } = useAnswer<Runs>(query.address({ n: FIRST_PAGE }));
  const settings = useMemo(
    () =>
      [
        ...new Set(data?.experiments.flatMap(({ parameters }) => flatSettings(parameters).map(([name]) => name)) ?? []),
      ].sort(),
    [data],
  );
  const columns = useMemo(
    () => columnsOf(facets, settings, { words, format, language }),
    [facets, settings, words, format, language],
  );
  if (error !== null) return <Problem error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading height={660} />;
  const wanted = columnsAsked === '' ? firstColumns(facets) : columnsAsked.split('|');
  const shown = wanted.flatMap((id) => columns.filter((column) => column.id === id));
  const champions = new Set(models.versions.filter(({ champion }) => champion).map(({ runId }) => runId));
  return (
    <section className={layout.stack}>
      <div className={styles.tableHead}>
        <p className={marks.quiet} role="status">
          {data.total === 1 ? words.oneRun : words.runs(format.number(data.total))}
        </p>
        <ColumnChoice columns={columns} shown={wanted} onChange={(ids) => setColumns(ids.join('|'))} />
      </div>
      {data.total === 0 ? (
        <Empty
          title={words.noRuns}
          text={words.noRunsNote}
          action={<Button onClick={() => query.clear()}>{words.clearFilters}</Button>}
        />
      ) : (
        <RunTable
          query={query}
          columns={shown}
          total={data.total}
          champions={champions}
          chosen={chosen}
          onChoose={onChoose}
        />
      )}
    </section>
  );
}
