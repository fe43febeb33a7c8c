import type { z } from 'zod';
import type { CSSProperties, ReactNode } from 'react';
import type { findingsSchema } from '../../../src/api/contract/analysis.ts';
import { addressOf } from '../../shared/api.ts';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import { Bars } from '../../marks/bars.tsx';
import { chartWords } from './chart-words.ts';
import styles from './explore.module.css';
import { capital, type Selection } from './units.ts';
import { exploreWords } from './words.ts';

/** What in the numbers is worth a second look, as sentences. */
export function Findings({ catalogue }: { readonly catalogue: string }): ReactNode {
  const words = useWords(chartWords);
  const { parts } = useWords(exploreWords);
  const format = useFormat();
  const { data, error, refetch } = useAnswer<z.output<typeof findingsSchema>>(
    addressOf('/v1/analysis/findings', { catalogue }),
  );
  if (error !== null) return <Problem error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading height={480} />;
  if (data.findings.length === 0) return <Empty title={words.noFindings} />;
  return (
    <Panel note={words.findingsNote} title={parts.findings}>
      <ol className={styles.list}>
        {data.findings.map(({ kind, sentence, strength, n }) => (
          <li key={`${kind} ${sentence}`} className={styles.finding}>
            <span className={styles.strength} aria-hidden="true">
              <span style={{ '--part': `${Math.round(strength * 100)}%` } as CSSProperties} />
            </span>
            <p>
              {sentence} <small>({format.number(n)})</small>
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** How many values each column lacks, of the chosen titles. */
export function Gaps({
  selection,
  catalogue,
}: {
  readonly selection: Selection;
  readonly catalogue: string;
}): ReactNode {
  const words = useWords(chartWords);
  const { titles } = useWords(exploreWords);
  const format = useFormat();
  const { n, columns } = selection.missing;
  const gaps = columns.filter(({ missing }) => missing > 0);
  const most = gaps.at(0);
  return (
    <Panel>
      <Bars
        title={words.missingTitle}
        level={2}
        name={`${catalogue}-missing`}
        sentence={
          most === undefined
            ? words.nothingMissing
            : words.missing(most.label, format.percent(most.share, 1), `${format.number(n)} ${titles}`)
        }
        counted={words.missingValue}
        format={(value) => format.percent(value, 1)}
        most={1}
        mark={5}
        bars={columns.map(({ column, label, missing, share }) => ({
          name: column,
          label: capital(label),
          value: share,
          more: [[titles, format.number(missing)]],
        }))}
      />
    </Panel>
  );
}
