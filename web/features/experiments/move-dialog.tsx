import { useQueryClient } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { ask } from '../../shared/api.ts';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Modal } from '../../shared/ui/modal.tsx';
import { useNotice } from '../../shared/ui/notices.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import styles from './form.module.css';
import { metricName } from './metric-names.ts';
import type { Gate, Move } from './types.ts';
import { experimentsWords } from './words.ts';

/** What is to be moved; `inForce` is the version that the person saw when they decided. */
export type AskedMove =
  | { readonly kind: 'promote'; readonly version: string }
  | { readonly kind: 'rollback'; readonly inForce: string };

const LEAST_REASON = 3;

/** Confirms a promotion or a roll back: what the gate says, and why it is done. */
export function MoveDialog({
  asked,
  onClose,
}: {
  readonly asked: AskedMove | null;
  readonly onClose: () => void;
}): ReactNode {
  const words = useWords(experimentsWords);
  return (
    <Modal
      title={asked?.kind === 'rollback' ? words.rollBackTitle : words.promoteTitle}
      isOpen={asked !== null}
      onClose={onClose}
    >
      {asked === null ? null : <MoveForm asked={asked} onClose={onClose} />}
    </Modal>
  );
}

function MoveForm({ asked, onClose }: { readonly asked: AskedMove; readonly onClose: () => void }): ReactNode {
  const words = useWords(experimentsWords);
  const { language } = useLanguage();
  const notice = useNotice();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [force, setForce] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const id = useId();
  const isPromotion = asked.kind === 'promote';
  const gate = useAnswer<Gate>(isPromotion ? `/v1/models/${asked.version}/gate` : '', { enabled: isPromotion });
  const isClosed = gate.data?.gate?.passed === false;
  const isThere = isPromotion && gate.data?.inForce === asked.version;
  const canGo =
    reason.trim().length >= LEAST_REASON &&
    !isBusy &&
    (!isPromotion || (gate.data !== undefined && !isThere && (!isClosed || force)));

  const undo = async (move: Move): Promise<void> => {
    try {
      const body = { reason: words.undone, alias: move.alias, expected: move.version };
      await (move.action === 'promote'
        ? ask<Move>('/v1/models/rollback', { language, method: 'POST', body })
        : ask<Move>(`/v1/models/${move.previous ?? ''}/promote`, {
            language,
            method: 'POST',
            body: { reason: words.undone, force: true, expected: move.version },
          }));
    } catch (error) {
      notice({ title: error instanceof Error ? error.message : String(error), kind: 'bad' });
    }
    await client.invalidateQueries();
  };

  const go = async (): Promise<void> => {
    setIsBusy(true);
    setFailure(null);
    try {
      const move = isPromotion
        ? await ask<Move>(`/v1/models/${asked.version}/promote`, {
            language,
            method: 'POST',
            body: { reason: reason.trim(), force, ...(gate.data === undefined ? {} : { expected: gate.data.inForce }) },
          })
        : await ask<Move>('/v1/models/rollback', {
            language,
            method: 'POST',
            body: { reason: reason.trim(), expected: asked.inForce },
          });
      notice({
        title: isPromotion ? words.promoted(move.version) : words.rolledBack(move.version),
        text: move.reason,
        ...(move.previous === null ? {} : { undo: () => void undo(move) }),
      });
      onClose();
      await client.invalidateQueries();
    } catch (error) {
      setFailure(error);
      setIsBusy(false);
    }
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (canGo) void go();
      }}
    >
      {isPromotion ? (
        <>
          <p>
            <code>{asked.version}</code>
          </p>
          {gate.error !== null ? (
            <Problem error={gate.error} />
          ) : gate.data === undefined ? (
            <Loading height={110} />
          ) : (
            <GateTold gate={gate.data} />
          )}
          {isThere ? <p role="status">{words.already}</p> : null}
          {isClosed ? (
            <label className={styles.force}>
              <input type="checkbox" checked={force} onChange={(event) => setForce(event.target.checked)} />
              <span>
                <strong>{words.gateClosed}</strong> {words.force}
              </span>
            </label>
          ) : null}
        </>
      ) : (
        <p>{words.rollBackNote(asked.inForce)}</p>
      )}
      <div className={styles.field}>
        <label htmlFor={id}>{words.reason}</label>
        <textarea
          id={id}
          rows={2}
          maxLength={500}
          required
          value={reason}
          aria-describedby={`${id}hint`}
          onChange={(event) => setReason(event.target.value)}
        />
        <small id={`${id}hint`}>{words.reasonHint}</small>
      </div>
      {failure === null ? null : <Problem error={failure} />}
      <div className={styles.buttons}>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button type="submit" look={isClosed || !isPromotion ? 'danger' : 'main'} disabled={!canGo}>
          {isPromotion ? words.confirmPromote : words.confirmRollBack}
        </Button>
      </div>
    </form>
  );
}

/** What the gate says, check by check. */
function GateTold({ gate }: { readonly gate: Gate }): ReactNode {
  const words = useWords(experimentsWords);
  const format = useFormat();
  const { language } = useLanguage();
  if (gate.gate === null) return <p>{words.gateNone}</p>;
  return (
    <section className={styles.gate} aria-label={words.gate}>
      <ul className={styles.checks}>
        {gate.gate.checks.map(({ against, passed, metric, found, expected }) => (
          <li key={against} data-passed={passed}>
            {passed ? <Check size={18} aria-hidden="true" /> : <X size={18} aria-hidden="true" />}
            <span>
              <strong>{words.gateChecks[against]}</strong>
              <br />
              {metricName(metric, language).full}:{' '}
              {found === null
                ? words.gateUnmeasured
                : expected === null
                  ? passed
                    ? words.gateOtherData
                    : words.gateUnmeasured
                  : words.gateFound(format.number(found, 4), format.number(expected, 4))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
