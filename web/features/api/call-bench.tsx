import { Check, Copy, Play } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import styles from './api.module.css';
import { addressOfCall, type Call, type Dialect, writeCall } from './calls.ts';
import { Code } from './code.tsx';
import { apiWords } from './words.ts';

const SHOWN_CHARACTERS = 20_000;

interface Outcome {
  readonly status: number;
  readonly ms: number;
  readonly bytes: number;
  readonly text: string;
}

/** `isList`: the list is only looked at here, so it is asked for without being noted as shown. */
async function tryCall(address: string, language: string, sent: unknown, isList: boolean): Promise<Outcome> {
  const startMs = performance.now();
  const isPost = sent !== undefined;
  const body = isList && typeof sent === 'object' ? { ...sent, exposure: false } : sent;
  const unnoted = `${address}${address.includes('?') ? '&' : '?'}exposure=false`;
  const response = await fetch(isList && !isPost ? unnoted : address, {
    headers: { 'accept-language': language, ...(isPost ? { 'content-type': 'application/json' } : {}) },
    ...(!isPost ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const ms = performance.now() - startMs;
  const { length } = new TextEncoder().encode(text);
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    ms,
    bytes: length,
    text: (isJson ? JSON.stringify(JSON.parse(text), null, 2) : text).slice(0, SHOWN_CHARACTERS),
  };
}

/** JSON of a text, or undefined when it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function CopyButton({ text }: { readonly text: string }): ReactNode {
  const words = useWords(apiWords);
  const [state, setState] = useState<'no' | 'yes' | 'denied'>('no');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = (next: 'yes' | 'denied'): void => {
    setState(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setState('no'), 3000);
  };
  return (
    <>
      <Button
        isSmall
        onClick={() => {
          void navigator.clipboard.writeText(text).then(
            () => tell('yes'),
            () => tell('denied'),
          );
        }}
      >
        {state === 'yes' ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
        {state === 'yes' ? words.copied : words.copy}
      </Button>
      <span role="status" className={state === 'denied' ? styles.bad : 'visually-hidden'}>
        {state === 'no' ? '' : state === 'yes' ? words.copied : words.notCopied}
      </span>
    </>
  );
}

interface CallBenchProps {
  readonly call: Call;
  readonly dialect: Dialect;
  readonly body: unknown;
  /** The choice of language. */
  readonly children: ReactNode;
}

/** A call with its fields, its text in a language, and its answer. */
export function CallBench({ call, dialect, body, children }: CallBenchProps): ReactNode {
  const words = useWords(apiWords);
  const format = useFormat();
  const { language } = useLanguage();
  const name = useId();
  const [fields, setFields] = useState(call.fields);
  const [bodyText, setBodyText] = useState(body === undefined ? '' : JSON.stringify(body, null, 2));
  const [outcome, setOutcome] = useState<Outcome | 'running' | null>(null);
  const address = addressOfCall({ path: call.path, fields });
  const sent = body === undefined ? undefined : parsed(bodyText);
  const isBroken = body !== undefined && sent === undefined;
  const text = writeCall(dialect, `${location.origin}${address}`, isBroken ? {} : sent);
  const isList = call.isList === true;
  const asked = useRef(0);
  const run = (): void => {
    const number = ++asked.current;
    const tell = (answer: Outcome): void => {
      if (number === asked.current) setOutcome(answer);
    };
    setOutcome('running');
    tryCall(address, language, sent, isList).then(tell, (error: unknown) =>
      tell({ status: 0, ms: 0, bytes: 0, text: String(error) }),
    );
  };
  // What changes nothing is answered at once, so that the page shows what a call gives.
  const first = useRef(call.method === 'GET' ? run : null);
  useEffect(() => {
    first.current?.();
    first.current = null;
  }, []);
  return (
    <Panel title={words.calls[call.id][0]} note={words.calls[call.id][1]} actions={children}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBroken) run();
        }}
      >
        {Object.keys(call.fields).length === 0 ? null : (
          <div className={styles.fields}>
            {Object.entries(fields).map(([field, value]) => (
              <label key={field} className={styles.field}>
                <span>
                  {words.fields[field]} <code>{field}</code>
                </span>
                <input
                  name={field}
                  value={value}
                  maxLength={300}
                  autoComplete="off"
                  onChange={(event) => setFields({ ...fields, [field]: event.target.value })}
                />
              </label>
            ))}
          </div>
        )}
        {body === undefined ? null : (
          <label className={styles.field}>
            <span>{words.body}</span>
            <textarea
              rows={bodyText.split('\n').length + 1}
              spellCheck={false}
              value={bodyText}
              aria-invalid={isBroken}
              aria-describedby={isBroken ? `${name}-broken` : undefined}
              onChange={(event) => setBodyText(event.target.value)}
            />
            {isBroken ? (
              <span id={`${name}-broken`} className={styles.bad}>
                {words.badBody}
              </span>
            ) : null}
          </label>
        )}
        {call.group === 'feedback' ? <p className={styles.keys}>{words.changes}</p> : null}
        {isList ? <p className={styles.keys}>{words.unnoted}</p> : null}
        <Code text={text} label={words.call} />
        <div className={styles.actions}>
          <Button type="submit" look="main" isSmall disabled={isBroken || outcome === 'running'}>
            <Play size={16} aria-hidden="true" />
            {outcome === 'running' ? words.running : words.run}
          </Button>
          <CopyButton text={text} />
          <Button
            look="quiet"
            isSmall
            onClick={() => {
              setFields(call.fields);
              setBodyText(body === undefined ? '' : JSON.stringify(body, null, 2));
              setOutcome(null);
            }}
          >
            {words.reset}
          </Button>
        </div>
      </form>
      <div role="status" hidden={outcome === null}>
        {outcome === null || outcome === 'running' ? null : (
          <>
            <p className={styles.outcome} data-good={outcome.status >= 200 && outcome.status < 300}>
              {words.answered(outcome.status, format.seconds(outcome.ms / 1000), format.bytes(outcome.bytes))}
            </p>
            <Code text={outcome.text} label={words.answer} isTall />
          </>
        )}
      </div>
    </Panel>
  );
}
