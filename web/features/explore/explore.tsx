import { FileText } from 'lucide-react';
import { type ReactNode, useDeferredValue, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { z } from 'zod';
import type { analysisSchema } from '../../../src/api/contract/analysis.ts';
import { useAddress } from '../../shared/address.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { Segmented } from '../../shared/ui/segmented.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import { ConditionBar } from './condition-bar.tsx';
import { useConditions } from './conditions.ts';
import styles from './explore.module.css';
import { OutlierRules } from './outliers.tsx';
import { Overview } from './overview.tsx';
import { Platforms } from './platforms.tsx';
import { RelationCharts } from './relations.tsx';
import { Findings, Gaps } from './sections.tsx';
import { capital, type Selection } from './units.ts';
import { usePaced } from './use-paced.ts';
import { exploreWords } from './words.ts';

type Analysis = z.output<typeof analysisSchema>;
type Part = 'overview' | 'findings' | 'relations' | 'outliers' | 'missing' | 'platforms';

const PARTS: readonly Part[] = ['overview', 'findings', 'relations', 'outliers', 'missing', 'platforms'];
const KEPT_BETWEEN_CATALOGUES = ['part', 'lang'];

/** What stands in the catalogues: charts that filter one another, relations, outliers, gaps, platforms. */
export default function Explore(): ReactNode {
  const words = useWords(exploreWords);
  const { language } = useLanguage();
  const { data, error, refetch } = useAnswer<Analysis>('/v1/analysis');
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <a className={buttonClass()} href={`/v1/analysis/report?lang=${language}`}>
          <FileText size={16} aria-hidden="true" />
          {words.report}
        </a>
      }
    >
      {error !== null ? (
        <Problem error={error} onAgain={() => void refetch()} />
      ) : data === undefined ? (
        <>
          <p className={styles.key}>{words.computing}</p>
          <Loading height={860} />
        </>
      ) : (
        <Explored analysis={data} />
      )}
    </Page>
  );
}

function Explored({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const words = useWords(exploreWords);
  const [search, setSearch] = useSearchParams();
  const asked = search.get('catalogue');
  const catalogue = (analysis.catalogues.find((one) => one.catalogue === asked) ?? analysis.catalogues[0]).catalogue;
  const [part, setPart] = useAddress('part', 'overview', { isStep: true });
  const conditions = useConditions(catalogue);
  const { answer, isBehind } = usePaced<Selection>(conditions.address);
  const { data, error, refetch } = answer;
  const parts = PARTS.filter((one) => one !== 'platforms' || catalogue === 'aggregator');
  const shown = parts.find((one) => one === part) ?? 'overview';
  const ofThis = data?.catalogue === catalogue ? data : undefined;
  // The count follows at once; the charts when there is time to draw them.
  const drawn = useDeferredValue(useMemo(() => ({ selection: ofThis, conditions }), [ofThis, conditions]));
  const isDrawn = drawn.selection?.catalogue === catalogue;
  return (
    <>
      <div className={styles.choices}>
        <Segmented
          label={words.catalogue}
          value={catalogue}
          onChange={(chosen) =>
            setSearch((before) => {
              const after = new URLSearchParams();
              for (const key of KEPT_BETWEEN_CATALOGUES) {
                const value = before.get(key);
                if (value !== null) after.set(key, value);
              }
              after.set('catalogue', chosen);
              return after;
            })
          }
          options={analysis.catalogues.map((one) => ({ value: one.catalogue, text: words.catalogues[one.catalogue] }))}
        />
        <Segmented
          label={words.part}
          value={shown}
          onChange={setPart}
          options={parts.map((one) => ({ value: one, text: words.parts[one] }))}
        />
      </div>
      {shown === 'overview' || shown === 'relations' || shown === 'missing' ? (
        error !== null ? (
          <Problem error={error} onAgain={() => void refetch()} />
        ) : ofThis === undefined ? (
          <Loading height={900} />
        ) : (
          <>
            <ConditionBar conditions={conditions} selection={ofThis} isBusy={isBehind} />
            {shown === 'overview' ? (
              <Overview
                selection={isDrawn ? drawn.selection! : ofThis}
                conditions={isDrawn ? drawn.conditions : conditions}
              />
            ) : null}
            {shown === 'relations' ? <RelationCharts selection={ofThis} catalogue={catalogue} /> : null}
            {shown === 'missing' ? <Gaps selection={ofThis} catalogue={catalogue} /> : null}
          </>
        )
      ) : null}
      {conditions.isAny && (shown === 'findings' || shown === 'outliers' || shown === 'platforms') ? (
        <p className={styles.key}>{words.filtered}</p>
      ) : null}
      {shown === 'findings' ? <Findings catalogue={catalogue} /> : null}
      {shown === 'outliers' ? (
        <OutlierRules
          catalogue={catalogue}
          labelOf={(column) => capital(ofThis?.distributions.find((one) => one.column === column)?.label ?? column)}
        />
      ) : null}
      {shown === 'platforms' ? <Platforms /> : null}
    </>
  );
}
