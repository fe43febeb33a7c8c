import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import type { Overview } from './home.tsx';
import styles from './home.module.css';
import { homeWords } from './words.ts';

/** When tables were read last, and whether all of them went in. */
export function LastImport({
  imported,
  now,
}: {
  readonly imported: Overview['lastImport'];
  readonly now: string;
}): ReactNode {
  const words = useWords(homeWords);
  const format = useFormat();
  const texts = words.imported;
  if (imported === null) {
    return (
      <Panel title={texts.title}>
        <p className={styles.quiet}>{texts.none}</p>
      </Panel>
    );
  }
  const { rows } = imported;
  return (
    <Panel
      title={texts.title}
      note={format.ago(imported.at, Date.parse(now))}
      actions={<Link href="/data">{texts.more}</Link>}
    >
      {rows === null ? null : (
        <p>
          <b className={styles.figure}>{texts.rows(format.number(rows.read))}.</b>{' '}
          {rows.setAside === 0 ? texts.allIn : texts.aside(format.number(rows.setAside))}
        </p>
      )}
    </Panel>
  );
}
