import { ArrowRight, Boxes, Crown, Database, FileText, FlaskConical } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import styles from './lineage.module.css';
import { useKnownNames } from './known-words.ts';
import { runWords } from './run-words.ts';
import type { Lineage } from './types.ts';
import { experimentsWords } from './words.ts';

const MOST_SOURCES = 4;

/** From the source files to what serves, one step after another. */
export function LineageSteps({ lineage }: { readonly lineage: Lineage }): ReactNode {
  const names = useKnownNames();
  const words = useWords(runWords);
  const logWords = useWords(experimentsWords);
  const format = useFormat();
  const { run, snapshot, versions } = lineage;
  const sources = snapshot?.sources ?? [];
  const rest = sources.length - MOST_SOURCES;
  const moves = versions.flatMap((version) => version.moves.filter(({ version: to }) => to === version.id));
  const serving = versions.flatMap(({ aliases }) => aliases);
  return (
    <ol className={styles.steps}>
      <Step icon={<FileText size={18} />} name={words.sources}>
        {sources.length === 0 ? <p>{words.noSnapshot}</p> : null}
        <ul className={styles.files}>
          {sources.slice(0, MOST_SOURCES).map(({ name, bytes, sha256 }) => (
            <li key={name} title={`${name} · ${sha256}`}>
              <span>{name}</span>
              <small>
                {format.bytes(bytes)} · <code>{sha256.slice(0, 6)}</code>
              </small>
            </li>
          ))}
        </ul>
        {rest > 0 ? <p>{words.moreSources(format.number(rest))}</p> : null}
      </Step>
      <Step icon={<Database size={18} />} name={words.snapshot}>
        {snapshot === null ? (
          <p>{words.noSnapshot}</p>
        ) : (
          <>
            <p>
              <code>{snapshot.id}</code>
            </p>
            <p>
              {snapshot.counts === null
                ? words.snapshotGone
                : words.counts(
                    format.number(snapshot.counts.items),
                    format.number(snapshot.counts.users),
                    format.number(snapshot.counts.interactions),
                  )}
            </p>
            {snapshot.importRun === null || snapshot.importRun === run.id ? null : (
              <Link href={`/experiments/${snapshot.importRun}`}>{logWords.kinds.import}</Link>
            )}
          </>
        )}
      </Step>
      <Step icon={<FlaskConical size={18} />} name={words.thisRun} isHere>
        <p>
          {words.run(logWords.kinds[run.kind], names.model(run.model ?? ''))}
          <br />
          {format.time(run.started)}
        </p>
        <p>
          <code>{run.id}</code>
        </p>
      </Step>
      <Step icon={<Boxes size={18} />} name={words.versions} isFaint={versions.length === 0}>
        {versions.length === 0 ? <p>{words.noVersion}</p> : null}
        {versions.map(({ id, bytes }) => (
          <p key={id}>
            <code>{id}</code> <small>{format.bytes(bytes)}</small>
          </p>
        ))}
      </Step>
      <Step icon={<Crown size={18} />} name={words.service} isFaint={moves.length === 0} isLive={serving.length > 0}>
        {moves.length === 0 ? <p>{words.neverServed}</p> : null}
        {serving.map((alias) => (
          <p key={alias}>
            <strong>{words.servedNow(logWords.serving[alias])}</strong>
          </p>
        ))}
        {moves.slice(-3).map(({ at, reason, action }) => (
          <p key={at}>
            {format.time(at)}: {logWords.action[action]} <small>{names.reason(reason)}</small>
          </p>
        ))}
      </Step>
    </ol>
  );
}

function Step({
  icon,
  name,
  isHere = false,
  isFaint = false,
  isLive = false,
  children,
}: {
  readonly icon: ReactNode;
  readonly name: string;
  readonly isHere?: boolean;
  readonly isFaint?: boolean;
  readonly isLive?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <li className={styles.step} data-here={isHere} data-faint={isFaint} data-live={isLive}>
      <h3>
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
        {name}
      </h3>
      <div className={styles.body}>{children}</div>
      <ArrowRight size={18} className={styles.arrow} aria-hidden="true" />
    </li>
  );
}
