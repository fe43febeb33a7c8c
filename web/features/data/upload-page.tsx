import { type ReactNode, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { ApiProblem, ask } from '../../shared/api.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Modal } from '../../shared/ui/modal.tsx';
import { useNotice } from '../../shared/ui/notices.tsx';
import { Page, Panel } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { Segmented } from '../../shared/ui/segmented.tsx';
import { BackLink } from '../../shared/ui/back-link.tsx';
import { isReady, NO_CHOICE, planOf, roleOf, type TableChoice } from './plan.ts';
import { TablePlan } from './table-plan.tsx';
import { TaskProgress } from './task-progress.tsx';
import { TaskResult } from './task-result.tsx';
import { useForgetData, useUploads } from './uploads.ts';
import styles from './upload.module.css';
import { uploadWords } from './upload-words.ts';

type Mode = 'add' | 'replace';

/** Takes waiting tables in: what each is, a trial that changes nothing, and the import with its progress. */
export function UploadPage(): ReactNode {
  const words = useWords(uploadWords);
  const { language } = useLanguage();
  const notice = useNotice();
  const forget = useForgetData();
  const [isAsking, setIsAsking] = useState(false);
  const [choices, setChoices] = useState<ReadonlyMap<string, TableChoice>>(new Map());
  const [saidMode, sayMode] = useState<Mode | null>(null);
  const [isConfirming, setIsConfirming] = useState(false);
  const { data, error, refetch } = useUploads(isAsking);
  const uploads = data?.uploads ?? [];
  const task = data?.task ?? null;
  const choiceOf = (id: string): TableChoice => choices.get(id) ?? NO_CHOICE;
  const hasTitles = uploads.some((upload) => roleOf(upload, choiceOf(upload.id)) === 'titles');
  const mode = saidMode ?? (data?.base.isSample === true && hasTitles ? 'replace' : 'add');
  const plan = planOf(uploads, choices, mode);
  const asked = JSON.stringify(plan);
  // What the trial was made of; a trial of an earlier visit counts for the same tables.
  const [tried, setTried] = useState<string | null>(null);
  const covers = task !== null && uploads.length > 0 && uploads.every(({ id }) => task.tables.includes(id));
  const hasTrial = task?.kind === 'dry-run' && task.state === 'done' && covers;
  const [proven, setProven] = useState<string | null>(null);
  useEffect(() => {
    if (hasTrial && proven === null) setProven(tried ?? asked);
  }, [hasTrial, proven, tried, asked]);
  const isTried = proven === asked;
  const isRunning = task?.state === 'running';
  const isReadyToGo = uploads.length > 0 && uploads.every((upload) => isReady(upload, choiceOf(upload.id)));
  const ended = task !== null && !isRunning && task.kind !== 'dry-run' ? task.ended : null;
  useEffect(() => {
    // An import that ended has changed what every other answer says.
    if (ended !== null) void forget();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each import that ends
  }, [ended]);

  const tell = (thrown: unknown): void =>
    notice({ title: words.failed, text: thrown instanceof ApiProblem ? thrown.message : String(thrown), kind: 'bad' });
  const begin = async (what: 'dry-run' | 'import', more: { acceptLoss?: boolean } = {}): Promise<void> => {
    setIsAsking(true);
    try {
      await ask(`/v1/uploads/${what}`, { language, method: 'POST', body: { ...plan, ...more } });
      if (what === 'dry-run') {
        setTried(asked);
        setProven(null);
      }
      await refetch();
    } catch (thrown) {
      tell(thrown);
    }
    setIsAsking(false);
  };
  const discard = async (id: string): Promise<void> => {
    try {
      await ask(`/v1/uploads/${encodeURIComponent(id)}`, { language, method: 'DELETE' });
      notice({ title: words.removed });
    } catch (thrown) {
      tell(thrown);
    }
    await refetch();
  };
  const back = <BackLink href="/data">{words.back}</BackLink>;
  return (
    <Page title={words.page} lead={words.pageLead} actions={back}>
      {data === undefined ? (
        error === null ? (
          <Loading height={480} />
        ) : (
          <Problem error={error} onAgain={() => void refetch()} />
        )
      ) : (
        <>
          {uploads.map((upload) => (
            <TablePlan
              key={upload.id}
              upload={upload}
              choice={choiceOf(upload.id)}
              onChoose={(choice) => setChoices(new Map([...choices, [upload.id, choice]]))}
              onDiscard={() => void discard(upload.id)}
              isBusy={isRunning}
            />
          ))}
          {uploads.length === 0 && task === null ? (
            <Empty
              title={words.nothing}
              text={words.nothingNote}
              action={
                <Link href="/data" className={buttonClass('main')}>
                  {words.toData}
                </Link>
              }
            />
          ) : null}
          {uploads.length === 0 ? null : (
            <Panel title={words.how} note={words.modeNotes[mode]}>
              <div>
                <Segmented<Mode>
                  label={words.how}
                  value={mode}
                  onChange={sayMode}
                  options={[
                    { value: 'add', text: words.modes.add },
                    { value: 'replace', text: words.modes.replace },
                  ]}
                />
              </div>
              <div className={styles.actions}>
                <Button
                  look={isTried ? 'plain' : 'main'}
                  disabled={!isReadyToGo || isRunning || isAsking}
                  onClick={() => void begin('dry-run')}
                >
                  {words.dryRun}
                </Button>
                <Button
                  look={isTried ? 'main' : 'plain'}
                  disabled={!isReadyToGo || !isTried || isRunning || isAsking}
                  onClick={() => setIsConfirming(true)}
                >
                  {words.takeIn}
                </Button>
                {isTried || isRunning ? null : (
                  <span className={styles.or}>{proven !== null ? words.changedSince : words.takeInNote}</span>
                )}
              </div>
            </Panel>
          )}
          {task === null ? null : isRunning ? (
            <Panel>
              <TaskProgress task={task} />
            </Panel>
          ) : (
            <TaskResult task={task} onAcceptLoss={covers ? () => void begin('import', { acceptLoss: true }) : null} />
          )}
        </>
      )}
      <Modal title={words.confirm} isOpen={isConfirming} onClose={() => setIsConfirming(false)}>
        <p>{words.confirmText}</p>
        <div className={styles.actions}>
          <Button
            look="main"
            onClick={() => {
              setIsConfirming(false);
              void begin('import');
            }}
          >
            {words.confirmNow}
          </Button>
          <Button onClick={() => setIsConfirming(false)}>{words.cancel}</Button>
        </div>
      </Modal>
    </Page>
  );
}
