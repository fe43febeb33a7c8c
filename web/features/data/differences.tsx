import type { ReactNode } from 'react';
import type { snapshotDifferencesSchema } from '../../../src/api/contract/imports.ts';
import type { z } from 'zod';
import { addressOf } from '../../shared/api.ts';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import styles from './differences.module.css';
import { fieldWords } from './field-words.ts';
import { dataWords } from './words.ts';

type SnapshotDifferences = z.output<typeof snapshotDifferencesSchema>;

/** What became of the rows of one kind. */
export interface Change {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly added: number;
  readonly gone: number;
  readonly changed: number;
}

/** A bar for each kind: what is gone, the same, changed and new, each with its number. */
export function ChangeBars({ changes }: { readonly changes: readonly Change[] }): ReactNode {
  const words = useWords(dataWords);
  const format = useFormat();
  return (
    <dl className={styles.bars}>
      {changes.map(({ name, before, after, added, gone, changed }) => {
        const all = Math.max(1, before + added);
        const parts = [
          { kind: 'gone', value: gone, text: words.gone },
          { kind: 'kept', value: before - gone - changed, text: words.kept },
          { kind: 'changed', value: changed, text: words.changed },
          { kind: 'added', value: added, text: words.added },
        ].filter(({ value }) => value > 0);
        return (
          <div key={name} className={styles.change}>
            <dt>
              {name}
              <span>
                {format.number(before)} → {format.number(after)}
              </span>
            </dt>
            <dd>
              <div className={styles.bar} aria-hidden="true">
                {parts.map(({ kind, value }) => (
                  <span key={kind} data-kind={kind} style={{ flexGrow: value / all }} />
                ))}
              </div>
              <ul className={styles.legend}>
                {parts.map(({ kind, value, text }) => (
                  <li key={kind} data-kind={kind}>
                    <strong>{format.number(value)}</strong> {text}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

type Kind = 'titles' | 'films' | 'aggregator' | 'users' | 'interactions';
type Rows = Omit<Change, 'name'>;

/** The changes of each kind of rows, with the names of the kinds; kinds that there are not are left out. */
export function changesOf(
  differences: Readonly<Record<'titles' | 'interactions', Rows>> &
    Readonly<Record<'films' | 'aggregator', Rows | null>> & { readonly users: Omit<Rows, 'changed'> },
  names: Readonly<Record<Kind, string>>,
): Change[] {
  const { titles, films, aggregator, users, interactions } = differences;
  const kinds: readonly (readonly [Kind, Rows | null])[] = [
    ['titles', titles],
    ['films', films],
    ['aggregator', aggregator],
    ['users', { ...users, changed: 0 }],
    ['interactions', interactions],
  ];
  return kinds.flatMap(([kind, rows]): Change[] => (rows === null ? [] : [{ ...rows, name: names[kind] }]));
}

function Examples({ title, names }: { readonly title: string; readonly names: readonly string[] }): ReactNode {
  return names.length === 0 ? null : (
    <div>
      <h3>{title}</h3>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </div>
  );
}

/** What one snapshot has that another has not, drawn. */
export function Differences({ from, to }: { readonly from: string; readonly to: string }): ReactNode {
  const words = useWords(dataWords);
  const { fields } = useWords(fieldWords);
  const format = useFormat();
  const isSame = from === to;
  const { data, error, refetch, isPlaceholderData } = useAnswer<SnapshotDifferences>(
    addressOf('/v1/snapshots/compare', { from, to }),
    { enabled: !isSame },
  );
  if (isSame || data?.same === true) return <p role="status">{words.same}</p>;
  if (error !== null) return <Problem error={error} onAgain={() => void refetch()} />;
  if (data === undefined) {
    return (
      <div>
        <p role="status">{words.comparing}</p>
        <Loading height={260} />
      </div>
    );
  }
  const changes = changesOf(data, words);
  const { examples, changedFields } = data.titles;
  return (
    <div className={styles.differences} data-old={isPlaceholderData} role="status">
      <ChangeBars changes={changes} />
      {Object.keys(changedFields).length === 0 ? null : (
        <p>
          {words.fields}:{' '}
          {format.list(
            Object.entries(changedFields).map(
              ([field, count]) => `${fields[field] ?? field} (${format.number(count)})`,
            ),
          )}
        </p>
      )}
      <div className={styles.examples}>
        <Examples title={words.examplesAdded} names={examples.added} />
        <Examples title={words.examplesGone} names={examples.gone} />
        <Examples
          title={words.examplesChanged}
          names={examples.changed.map(
            ({ name, fields: changed }) => `${name}: ${changed.map((field) => fields[field] ?? field).join(', ')}`,
          )}
        />
      </div>
    </div>
  );
}
