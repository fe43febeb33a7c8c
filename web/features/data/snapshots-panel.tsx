import type { ReactNode } from 'react';
import type { snapshotsSchema } from '../../../src/api/contract/imports.ts';
import type { z } from 'zod';
import { useAddress } from '../../shared/address.ts';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Definition } from '../../shared/ui/definition.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import { Table } from '../../shared/ui/table.tsx';
import styles from './data.module.css';
import { Differences } from './differences.tsx';
import { dataWords } from './words.ts';

type Snapshots = z.output<typeof snapshotsSchema>;

/** The snapshots that are kept, and what is different between the two that are chosen: at first the two newest. */
export function SnapshotsPanel(): ReactNode {
  const words = useWords(dataWords);
  const format = useFormat();
  const { data, error, refetch } = useAnswer<Snapshots>('/v1/snapshots', { everyMs: 15_000 });
  const snapshots = data?.snapshots ?? [];
  const [to, chooseTo] = useAddress('to', snapshots[0]?.id ?? '');
  const [from, chooseFrom] = useAddress('from', snapshots[1]?.id ?? snapshots[0]?.id ?? '');
  const canCompare = snapshots.length > 1;
  const nameOf = (id: string): string => {
    const found = snapshots.find((one) => one.id === id);
    return found === undefined ? id : format.time(found.written);
  };
  if (error !== null && data === undefined) {
    return (
      <Panel title={words.snapshots}>
        <Problem error={error} onAgain={() => void refetch()} />
      </Panel>
    );
  }
  return (
    <>
      <Panel title={words.snapshots} note={canCompare ? words.snapshotsNote : words.oneSnapshotNote}>
        {data === undefined ? (
          <Loading height={160} />
        ) : snapshots.length === 0 ? (
          <Empty title={words.noImports} text={words.noImportsNote} />
        ) : (
          <Table label={words.snapshots}>
            <thead>
              <tr>
                {canCompare ? (
                  <>
                    <th scope="col">{words.from}</th>
                    <th scope="col">{words.to}</th>
                  </>
                ) : null}
                <th scope="col">{words.when}</th>
                <th scope="col" data-number="">
                  {words.titles}
                </th>
                <th scope="col" data-number="">
                  {words.users}
                </th>
                <th scope="col" data-number="">
                  {words.interactions}
                </th>
                <th scope="col" data-number="">
                  {words.size}
                </th>
                <th scope="col">{words.state}</th>
              </tr>
            </thead>
            <tbody>
              {snapshots.map((one) => (
                <tr key={one.id}>
                  {(canCompare ? (['from', 'to'] as const) : []).map((side) => (
                    <td key={side}>
                      <label className={styles.radio}>
                        <input
                          type="radio"
                          name={side}
                          checked={(side === 'from' ? from : to) === one.id}
                          onChange={() => (side === 'from' ? chooseFrom : chooseTo)(one.id)}
                        />
                        <span className="visually-hidden">
                          {words[side]}: {format.time(one.written)}
                        </span>
                      </label>
                    </td>
                  ))}
                  <th scope="row">
                    {format.time(one.written)} <code>{one.id.slice(0, 8)}</code>
                  </th>
                  <td data-number="">{format.number(one.counts.items)}</td>
                  <td data-number="">{format.number(one.counts.users)}</td>
                  <td data-number="">{format.number(one.counts.interactions)}</td>
                  <td data-number="">{format.bytes(one.bytes)}</td>
                  <td>
                    {one.inForce ? (
                      <span className={styles.state} data-state="force">
                        <Definition text={words.inForceText}>{words.inForce}</Definition>
                      </span>
                    ) : one.isServing ? (
                      words.serving
                    ) : one.versions.length === 0 ? (
                      '–'
                    ) : (
                      words.versions(format.number(one.versions.length), one.versions.length === 1)
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Panel>
      {!canCompare ? null : (
        <Panel title={words.differences} note={words.differencesNote(nameOf(from), nameOf(to))}>
          <Differences from={from} to={to} />
        </Panel>
      )}
    </>
  );
}
