import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { z } from 'zod';
import type { updateSchema } from '../../../src/api/contract/updates.ts';
import { useWords } from '../../shared/language.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import { ChangeBars, changesOf } from './differences.tsx';
import { heldWords } from './held-words.ts';
import type { Import } from './imports-panel.tsx';
import styles from './upload.module.css';
import { dataWords } from './words.ts';

type Update = z.output<typeof updateSchema>;

/** What an update that is held back would add, change and lose. */
export function HeldDifferences({ update }: { readonly update: string }): ReactNode {
  const words = useWords(heldWords);
  const kinds = useWords(dataWords);
  const { data, error, refetch } = useAnswer<Update>(`/v1/updates/${encodeURIComponent(update)}`, { keep: false });
  if (error !== null) return <Problem error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading height={220} />;
  if (data.differences === null) return <p>{words.gone(update)}</p>;
  return <ChangeBars changes={changesOf(data.differences, kinds)} />;
}

/** An import whose update was held back: what it would have done, and how somebody decides. */
export function HeldPanel({ update }: { readonly update: NonNullable<Import['update']> }): ReactNode {
  const words = useWords(heldWords);
  const isUpload = update.reason === 'upload';
  return (
    <Panel title={words.title} note={words.note}>
      <HeldDifferences update={update.id} />
      <p>{isUpload ? words.byUpload : words.byFolder}</p>
      <div className={styles.actions}>
        {isUpload ? (
          <Link href="/data/upload" className={buttonClass('main')}>
            {words.decide}
          </Link>
        ) : (
          <code>butaca update --accept-loss</code>
        )}
      </div>
    </Panel>
  );
}
