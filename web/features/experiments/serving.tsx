import { Crown, Undo2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Definition } from '../../shared/ui/definition.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import layout from '../../shared/ui/layout.module.css';
import { Table } from '../../shared/ui/table.tsx';
import marks from './experiments.module.css';
import styles from './serving.module.css';
import { Figure } from './figure.tsx';
import { useKnownNames } from './known-words.ts';
import { mainMetric, metricName } from './metric-names.ts';
import { type AskedMove, MoveDialog } from './move-dialog.tsx';
import type { Models } from './types.ts';
import { experimentsWords } from './words.ts';

/** The version in force for the lists, its figure and how to go back. */
export function ServingPanel({ models }: { readonly models: Models }): ReactNode {
  const words = useWords(experimentsWords);
  const format = useFormat();
  const { language } = useLanguage();
  const names = useKnownNames();
  const [asked, setAsked] = useState<AskedMove | null>(null);
  const champion = models.versions.find((one) => one.champion);
  if (champion === undefined) return <Empty title={words.servesNothing} text={words.servesNothingNote} />;
  const moves = models.moves.filter(({ alias }) => alias === 'champion');
  const move = moves.at(-1);
  const metric = mainMetric(Object.keys(champion.metrics).map((name) => ({ name })));
  const figure = metric === undefined ? undefined : champion.metrics[metric];
  const baseline = metric === undefined ? undefined : champion.metrics[`${metric} (popularity)`];
  const name = metric === undefined ? null : metricName(metric, language);
  return (
    <section className={styles.serving} aria-labelledby="serving">
      <div className={styles.crown} aria-hidden="true">
        <Crown size={26} />
      </div>
      <div className={styles.servingText}>
        <h2 id="serving">
          {words.serves}: {names.model(champion.model)}
        </h2>
        <p>
          <Link href={`/experiments/${champion.runId}`}>
            <code>{champion.id}</code>
          </Link>{' '}
          {move === undefined ? null : (
            <>
              {words.since(format.time(move.at))}. {words.because(names.reason(move.reason))}
            </>
          )}
        </p>
        {models.serving === champion.id ? null : <p role="status">{words.swapping}</p>}
      </div>
      {figure === undefined || name === null ? null : (
        <p className={styles.figure}>
          <b>{format.number(figure.value, 3)}</b>
          <span>
            <Definition text={name.note}>{name.metric}</Definition>
            {baseline === undefined ? null : <> {words.againstPopularity(format.number(baseline.value, 3))}</>}
          </span>
        </p>
      )}
      {moves.length < 2 ? null : (
        <Button onClick={() => setAsked({ kind: 'rollback', inForce: champion.id })}>
          <Undo2 size={16} aria-hidden="true" />
          {words.rollBack}
        </Button>
      )}
      <MoveDialog asked={asked} onClose={() => setAsked(null)} />
    </section>
  );
}

/** The aliases that name a version now: the last move of each is in force. */
const aliasesOf = ({ moves }: Models, version: string): string[] =>
  [...new Map(moves.map((move) => [move.alias, move.version]))].flatMap(([alias, to]) =>
    to === version ? [alias] : [],
  );

/** All versions with what they can be done with, and every change of what serves. */
export function VersionsPanel({ models }: { readonly models: Models }): ReactNode {
  const words = useWords(experimentsWords);
  const format = useFormat();
  const { language } = useLanguage();
  const names = useKnownNames();
  const [asked, setAsked] = useState<AskedMove | null>(null);
  if (models.versions.length === 0) return <Empty title={words.noVersions} text={words.servesNothingNote} />;
  const metric = mainMetric(models.versions.flatMap(({ metrics }) => Object.keys(metrics)).map((name) => ({ name })));
  return (
    <div className={layout.stack}>
      <Panel title={words.versions} note={words.versionsNote}>
        <Table label={words.versions}>
          <thead>
            <tr>
              <th scope="col">{words.version}</th>
              <th scope="col">{words.model}</th>
              <th scope="col">{words.made}</th>
              <th scope="col">{words.snapshot}</th>
              {metric === undefined ? null : (
                <th scope="col" data-number="" data-wrap="">
                  <Definition text={metricName(metric, language).note}>{metricName(metric, language).full}</Definition>
                </th>
              )}
              <td />
            </tr>
          </thead>
          <tbody>
            {models.versions.map((version) => (
              <tr key={version.id} data-here={version.champion}>
                <th scope="row">
                  <Link href={`/experiments/${version.runId}`}>
                    <code>{version.id}</code>
                  </Link>{' '}
                  {aliasesOf(models, version.id).map((alias) => (
                    <span key={alias} className={marks.badge}>
                      {words.serving[alias as keyof typeof words.serving] ?? alias}
                    </span>
                  ))}
                </th>
                <td>{names.model(version.model)}</td>
                <td>{format.time(version.created)}</td>
                <td>
                  <code title={version.snapshot}>{version.snapshot.slice(0, 8)}</code>
                </td>
                {metric === undefined ? null : (
                  <td data-number="">
                    <Figure figure={version.metrics[metric]} />
                  </td>
                )}
                <td data-number="">
                  {aliasesOf(models, version.id).length > 0 ? null : (
                    <Button
                      isSmall
                      onClick={() => setAsked({ kind: 'promote', version: version.id })}
                      aria-label={`${words.promote}: ${version.id}`}
                    >
                      {words.promote}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Panel>
      <Panel title={words.moves} note={words.movesNote}>
        <ol className={styles.moves}>
          {[...models.moves].reverse().map(({ alias, version, previous, at, reason, action }) => (
            <li key={`${at} ${alias} ${version}`}>
              <time dateTime={at}>{format.time(at)}</time>
              <div>
                <strong>
                  {action === 'promote' ? words.action.promote : words.action.rollback} ·{' '}
                  {words.serving[alias as keyof typeof words.serving] ?? alias}
                </strong>
                <p>
                  <code>{version}</code> {previous === null ? null : <small>← {previous}</small>}
                </p>
                <p className={styles.reason}>{names.reason(reason)}</p>
              </div>
            </li>
          ))}
        </ol>
      </Panel>
      <MoveDialog asked={asked} onClose={() => setAsked(null)} />
    </div>
  );
}
