import { type ReactNode, useRef } from 'react';
import type { z } from 'zod';
import type { usersSchema } from '../../../src/api/contract/users.ts';
import { useAddress } from '../../shared/address.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Segmented } from '../../shared/ui/segmented.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import styles from './api.module.css';
import { CallBench } from './call-bench.tsx';
import { type Call, callsFor, type Dialect } from './calls.ts';
import { apiWords } from './words.ts';

const GROUPS = ['lists', 'titles', 'feedback', 'questions', 'state'] as const;

function CallList({
  calls,
  chosen,
  onChoose,
}: {
  readonly calls: readonly Call[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}): ReactNode {
  const words = useWords(apiWords);
  return (
    <nav aria-label={words.call} className={styles.calls}>
      {GROUPS.map((group) => (
        <section key={group}>
          <h2>{words.groups[group]}</h2>
          <ul className={styles.group}>
            {calls
              .filter((call) => call.group === group)
              .map(({ id, method }) => (
                <li key={id}>
                  <button
                    type="button"
                    className={styles.call}
                    aria-current={id === chosen ? 'true' : undefined}
                    onClick={() => onChoose(id)}
                  >
                    <span className={styles.method}>{method}</span>
                    {words.calls[id][0]}
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

/** How to call the server: examples that run, to be copied. */
export default function Api(): ReactNode {
  const words = useWords(apiWords);
  const { language } = useLanguage();
  const [chosen, choose] = useAddress('call', 'known', { isStep: true });
  const [dialect, setDialect] = useAddress('in', 'curl');
  const bench = useRef<HTMLDivElement>(null);
  const users = useAnswer<z.output<typeof usersSchema>>('/v1/users?n=1');
  if (users.isPending) return <Loading height={560} />;
  const calls = callsFor(language, users.data?.users[0]?.id ?? '1');
  const call = calls.find(({ id }) => id === chosen) ?? calls[0];
  return (
    <Page title={words.title} lead={words.lead}>
      <div className={styles.facts}>
        <p>
          <span>{words.base}</span>
          <code>{location.origin}</code>
        </p>
        <div className={styles.links}>
          <a href="/docs">{words.reference}</a>
          <a href="/openapi.json">{words.openapi}</a>
          <a href={`/docs/errors?lang=${language}`}>{words.errors}</a>
          <a href="/metrics">{words.metrics}</a>
        </div>
      </div>
      <p className={styles.keys}>{words.keys}</p>
      <div className={styles.pair}>
        <CallList
          calls={calls}
          chosen={call.id}
          onChoose={(id) => {
            choose(id);
            // Where the list stands above the call, the call would be out of sight.
            const { current } = bench;
            if (current !== null && current.getBoundingClientRect().top > innerHeight / 2) current.scrollIntoView();
          }}
        />
        <div ref={bench} className={styles.bench}>
          <CallBench
            key={`${call.id} ${language}`}
            call={call}
            dialect={dialect as Dialect}
            body={call.body?.(language, users.data?.users[0]?.id ?? '1')}
          >
            <Segmented<Dialect>
              label={words.language}
              value={dialect as Dialect}
              onChange={setDialect}
              options={[
                { value: 'curl', text: 'curl' },
                { value: 'typescript', text: 'TypeScript' },
                { value: 'python', text: 'Python' },
              ]}
            />
          </CallBench>
        </div>
      </div>
    </Page>
  );
}
