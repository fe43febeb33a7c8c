import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { ask } from '../../shared/api.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { useNotice } from '../../shared/ui/notices.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import styles from './form.module.css';
import { runWords } from './run-words.ts';
import type { Run } from './types.ts';
import { experimentsWords } from './words.ts';

/** What people say of a run: notes and tags. */
export function Annotations({ run }: { readonly run: Run }): ReactNode {
  const words = useWords(runWords);
  const logWords = useWords(experimentsWords);
  const { language } = useLanguage();
  const notice = useNotice();
  const client = useQueryClient();
  const id = useId();
  const [notes, setNotes] = useState(run.notes);
  const [tags, setTags] = useState(run.tags.join(', '));
  const [failure, setFailure] = useState<unknown>(null);
  const isChanged = notes !== run.notes || tags !== run.tags.join(', ');
  const save = async (body: { notes: string; tags: readonly string[] }): Promise<void> => {
    setFailure(null);
    try {
      await ask<Run>(`/v1/experiments/${run.id}`, { language, method: 'PATCH', body });
      const before = { notes: run.notes, tags: run.tags };
      notice({
        title: words.saved,
        undo: () => {
          setNotes(before.notes);
          setTags(before.tags.join(', '));
          void ask<Run>(`/v1/experiments/${run.id}`, { language, method: 'PATCH', body: before }).then(async () =>
            client.invalidateQueries(),
          );
        },
      });
      await client.invalidateQueries();
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <Panel title={words.annotations}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save({
            notes,
            tags: tags
              .split(',')
              .map((tag) => tag.trim())
              .filter((tag) => tag !== ''),
          });
        }}
      >
        <div className={styles.field}>
          <label htmlFor={`${id}n`}>{logWords.notes}</label>
          <textarea
            id={`${id}n`}
            rows={3}
            maxLength={10_000}
            value={notes}
            onChange={(event) => setNotes(event.target.value)}
          />
        </div>
        <div className={styles.field}>
          <label htmlFor={`${id}t`}>{words.tagsHint}</label>
          <input id={`${id}t`} value={tags} onChange={(event) => setTags(event.target.value)} />
        </div>
        {failure === null ? null : <Problem error={failure} />}
        <div className={styles.buttons}>
          <Button type="submit" disabled={!isChanged}>
            {words.save}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
