import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Modal } from '../../shared/ui/modal.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { Stat, Stats } from '../../shared/ui/stat.tsx';
import { HeldDifferences } from './held.tsx';
import { heldWords } from './held-words.ts';
import { FilesTable } from './files-table.tsx';
import type { UploadTask } from './uploads.ts';
import styles from './upload.module.css';
import { uploadWords } from './upload-words.ts';

/** Rows shown of each reason. */
const SAMPLES = 5;
const MOST_REASONS = 12;

type Outcome = NonNullable<UploadTask['outcome']>;

/** What a trial came to: what would be there beside what is there now, and which rows would not. */
function TrialOutcome({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const words = useWords(uploadWords);
  const { language } = useLanguage();
  const format = useFormat();
  const { rows, files, reasons, before, after } = outcome;
  const uploaded = files.filter(({ isUploaded }) => isUploaded);
  const names = new Set(uploaded.map(({ name }) => name));
  const told = reasons.filter(({ file }) => names.has(file)).toSorted((a, b) => b.count - a.count);
  return (
    <Panel title={words.tryResult} note={words.tryResultNote}>
      <Stats>
        {(['titles', 'users', 'interactions'] as const).map((kind) => (
          <Stat
            key={kind}
            name={words[kind]}
            value={format.number(after[kind])}
            {...(before === null ? {} : { note: words.was(format.number(before[kind])) })}
          />
        ))}
        <Stat name={words.rowsRead} value={format.number(rows.read)} />
        <Stat name={words.rowsSetAside} value={format.number(rows.setAside)} />
      </Stats>
      <FilesTable files={uploaded} />
      {told.length === 0 ? null : (
        <div>
          <h3 className={styles.small}>{words.reasons}</h3>
          <ul className={styles.reasons}>
            {told.slice(0, MOST_REASONS).map((one) => (
              <li key={`${one.file} ${one.reason}`}>
                <strong>{format.number(one.count)}</strong>
                <div>
                  <p>{one[language]}</p>
                  <p className={styles.or}>
                    {one.file} ·{' '}
                    {one.samples
                      .slice(0, SAMPLES)
                      .map(({ line, value }) => words.line(format.number(line), value === '' ? '∅' : value))
                      .join(' · ')}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}

interface TaskResultProps {
  readonly task: UploadTask;
  /** Goes on although much would be lost; null when the tables do not wait any more. */
  readonly onAcceptLoss: (() => void) | null;
}

/** What came of a trial or an import. */
export function TaskResult({ task, onAcceptLoss }: TaskResultProps): ReactNode {
  const words = useWords(uploadWords);
  const { kind, state, problem, outcome } = task;
  if (state === 'done' && kind === 'dry-run') return outcome === null ? null : <TrialOutcome outcome={outcome} />;
  if (state === 'done') {
    return (
      <Panel title={kind === 'removal' ? words.doneRemoval : words.done} note={words.doneNote}>
        <div className={styles.actions} role="status">
          <Link href="/data/imports/latest" className={buttonClass('main')}>
            {words.seeReport}
          </Link>
          <Link href="/data" className={buttonClass()}>
            {words.toData}
          </Link>
        </div>
      </Panel>
    );
  }
  if (state === 'held') return <Held task={task} onAcceptLoss={onAcceptLoss} />;
  return (
    <Panel title={words.failed}>
      <p role="alert" className={styles.bad}>
        {problem === null ? null : (words.problems[problem.code] ?? problem.message)}{' '}
        {problem === null ? null : <code>{problem.code}</code>}
      </p>
    </Panel>
  );
}

/** What was held back: what it would do, and the way on for who wants it all the same. */
function Held({ task, onAcceptLoss }: TaskResultProps): ReactNode {
  const words = useWords(heldWords);
  const [isConfirming, setIsConfirming] = useState(false);
  return (
    <Panel title={words.title} note={words.note}>
      {task.update === null ? null : <HeldDifferences update={task.update} />}
      <p role="alert" className={styles.bad}>
        {task.problem === null ? null : <code>{task.problem.code}</code>}
      </p>
      {onAcceptLoss === null ? null : (
        <div className={styles.actions}>
          <Button look="danger" onClick={() => setIsConfirming(true)}>
            {words.accept}
          </Button>
          <span className={styles.or}>{words.correct}</span>
        </div>
      )}
      <Modal title={words.acceptTitle} isOpen={isConfirming} onClose={() => setIsConfirming(false)}>
        <p>{words.acceptText}</p>
        <div className={styles.actions}>
          <Button
            look="danger"
            onClick={() => {
              setIsConfirming(false);
              onAcceptLoss?.();
            }}
          >
            {words.acceptNow}
          </Button>
          <Button onClick={() => setIsConfirming(false)}>{words.cancel}</Button>
        </div>
      </Modal>
    </Panel>
  );
}
