import { Trash2, UploadCloud } from 'lucide-react';
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { z } from 'zod';
import type { importReportSchema, importsSchema } from '../../../src/api/contract/imports.ts';
import { ApiProblem, ask } from '../../shared/api.ts';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Modal } from '../../shared/ui/modal.tsx';
import { useNotice } from '../../shared/ui/notices.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import { fieldWords } from './field-words.ts';
import { heldWords } from './held-words.ts';
import { TaskProgress } from './task-progress.tsx';
import { sendFile, type Uploads, type UploadTask, useForgetData, useUploads } from './uploads.ts';
import styles from './upload.module.css';
import { uploadWords } from './upload-words.ts';

interface Sending {
  readonly name: string;
  readonly fraction: number;
}

/** Where tables are dropped or chosen; they are sent at once, one after another. */
function DropZone({ limits, onSent }: { readonly limits: Uploads['limits']; readonly onSent: () => void }): ReactNode {
  const words = useWords(uploadWords);
  const { language } = useLanguage();
  const format = useFormat();
  const notice = useNotice();
  const picker = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [sending, setSending] = useState<Sending | null>(null);

  const send = async (files: readonly File[]): Promise<void> => {
    let sent = 0;
    for (const file of files) {
      if (file.size > limits.bytes) {
        notice({ title: words.tooLarge(file.name, format.bytes(limits.bytes)), kind: 'bad' });
        continue;
      }
      setSending({ name: file.name, fraction: 0 });
      try {
        await sendFile(file, {
          language,
          partBytes: limits.partBytes,
          onPart: (fraction) => setSending({ name: file.name, fraction }),
        });
        sent++;
      } catch (error) {
        const text = error instanceof ApiProblem ? error.message : String(error);
        notice({ title: words.failedSend(file.name), text, kind: 'bad' });
      }
    }
    setSending(null);
    if (sent > 0) onSent();
  };
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(true);
  };
  return (
    <div
      className={styles.drop}
      data-over={isOver}
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        void send([...event.dataTransfer.files]);
      }}
    >
      <UploadCloud size={34} aria-hidden="true" />
      {sending === null ? (
        <>
          <p className={styles.dropText}>{isOver ? words.dropNow : words.drop}</p>
          <p className={styles.or}>{words.or}</p>
          <Button look="main" onClick={() => picker.current?.click()}>
            {words.choose}
          </Button>
          <p className={styles.or}>{words.limit(format.bytes(limits.bytes))}</p>
        </>
      ) : (
        <div className={styles.sending} role="status">
          <p>{words.sending(sending.name)}</p>
          <progress max={1} value={sending.fraction} aria-label={words.sending(sending.name)} />
          <p>{format.percent(sending.fraction)}</p>
        </div>
      )}
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={words.choose}
        accept=".csv,.tsv,.psv,.txt,.dat,.data,.item,.gz,text/csv,text/plain"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          void send(files);
        }}
      />
    </div>
  );
}

/** How many rows a table gives now, by the last report, and that they are not brought back by a button. */
function Contribution({ name }: { readonly name: string }): ReactNode {
  const words = useWords(heldWords);
  const format = useFormat();
  // The import that answers come from; the latest one may be held back.
  const imports = useAnswer<z.output<typeof importsSchema>>('/v1/imports?n=50');
  const inForce = imports.data?.imports.find((one) => one.inForce)?.id ?? '';
  const { data } = useAnswer<z.output<typeof importReportSchema>>(`/v1/imports/${encodeURIComponent(inForce)}`, {
    enabled: inForce !== '',
  });
  const file = data?.files.find((one) => one.name === name || one.name.endsWith(`/${name}`));
  return (
    <p>
      {file === undefined ? null : <strong>{words.contributes(format.number(file.rows.taken))}</strong>} {words.noUndo}
    </p>
  );
}

/** What came of the last removal, while the page is open: it has an end that is worth telling. */
function useRemovalNotice(task: UploadTask | null): void {
  const words = useWords(uploadWords);
  const notice = useNotice();
  const forget = useForgetData();
  const running = useRef<string | null>(null);
  useEffect(() => {
    if (task?.kind !== 'removal') return;
    if (task.state === 'running') running.current = task.started;
    else if (running.current === task.started) {
      running.current = null;
      if (task.state === 'done') notice({ title: words.doneRemoval });
      else
        notice({ title: words.failed, kind: 'bad', ...(task.problem === null ? {} : { text: task.problem.message }) });
      void forget();
    }
  }, [task, notice, forget, words]);
}

/** The tables that are in, each of which can be taken out by another update. */
function Tables({ tables }: { readonly tables: Uploads['tables'] }): ReactNode {
  const words = useWords(uploadWords);
  const { roles } = useWords(fieldWords);
  const { language } = useLanguage();
  const format = useFormat();
  const notice = useNotice();
  const forget = useForgetData();
  const [doomed, setDoomed] = useState<Uploads['tables'][number] | null>(null);
  const remove = async (): Promise<void> => {
    if (doomed === null) return;
    setDoomed(null);
    try {
      await ask(`/v1/uploads/${encodeURIComponent(doomed.id)}`, { language, method: 'DELETE' });
      notice({ title: words.removing });
    } catch (error) {
      notice({ title: words.failed, text: error instanceof ApiProblem ? error.message : String(error), kind: 'bad' });
    }
    await forget();
  };
  if (tables.length === 0) return null;
  return (
    <div>
      <h3 className={styles.small}>{words.tables}</h3>
      <ul className={styles.tables}>
        {tables.map((table) => (
          <li key={table.id}>
            <div>
              <strong>{table.name}</strong>
              <span>
                {[
                  table.role === null ? null : (roles[table.role] ?? table.role),
                  format.bytes(table.bytes),
                  words.added(format.date(table.added)),
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </span>
            </div>
            <Button look="quiet" isSmall aria-label={words.remove(table.name)} onClick={() => setDoomed(table)}>
              <Trash2 size={16} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      <Modal title={words.removeTitle} isOpen={doomed !== null} onClose={() => setDoomed(null)}>
        <p>{words.removeText(doomed?.name ?? '')}</p>
        {doomed === null ? null : <Contribution name={doomed.name} />}
        <div className={styles.actions}>
          <Button look="danger" onClick={() => void remove()}>
            {words.removeNow}
          </Button>
          <Button onClick={() => setDoomed(null)}>{words.keep}</Button>
        </div>
      </Modal>
    </div>
  );
}

/** Bringing tables: the place to drop them, those that wait, those that are in, and what is being done. */
export function UploadPanel(): ReactNode {
  const words = useWords(uploadWords);
  const format = useFormat();
  const [, go] = useLocation();
  const forget = useForgetData();
  const { data, error, refetch } = useUploads();
  useRemovalNotice(data?.task ?? null);
  return (
    <Panel title={words.title} note={words.note}>
      {data === undefined ? (
        error === null ? (
          <Loading height={287} />
        ) : (
          <Problem error={error} onAgain={() => void refetch()} />
        )
      ) : (
        <>
          <DropZone
            limits={data.limits}
            onSent={() => {
              void forget();
              go('/data/upload');
            }}
          />
          {data.task?.state === 'running' && data.task.kind !== 'dry-run' ? <TaskProgress task={data.task} /> : null}
          {data.uploads.length === 0 ? null : (
            <p className={styles.waiting}>
              {words.waiting(format.number(data.uploads.length), data.uploads.length === 1)}{' '}
              <Link href="/data/upload" className={buttonClass('plain', true)}>
                {words.goOn}
              </Link>
            </p>
          )}
          <Tables tables={data.tables} />
          <p className={styles.base}>
            {data.base.isSample ? words.baseSample : data.base.folder === null ? null : words.base(data.base.folder)}
          </p>
        </>
      )}
    </Panel>
  );
}
