import type { ReactNode } from 'react';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import type { UploadTask } from './uploads.ts';
import styles from './upload.module.css';
import { uploadWords } from './upload-words.ts';

/** What is being done with tables at the server, and how far it is. */
export function TaskProgress({ task }: { readonly task: UploadTask }): ReactNode {
  const words = useWords(uploadWords);
  const format = useFormat();
  const { kind, stage, fraction } = task;
  const now = stage === null ? words.starting : (words.stages[stage] ?? words.measuring);
  return (
    <section className={styles.progress} aria-label={words.steps[kind]}>
      <p role="status">
        <strong>{words.steps[kind]}</strong>: {now}
      </p>
      <progress max={1} {...(fraction === null ? {} : { value: fraction })} aria-label={now} />
      <p className={styles.or}>
        {fraction === null ? '' : `${format.percent(fraction)} · `}
        {words.running}
      </p>
    </section>
  );
}
