import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Registry, Run } from './contract.ts';
import { placesOf } from './workspace.ts';

/** A name and how many runs have it. */
export interface FacetCount {
  readonly name: string;
  readonly count: number;
}

/** By what the runs of a workspace can be told apart; the most frequent first. */
export interface RunFacets {
  readonly total: number;
  readonly kinds: readonly FacetCount[];
  readonly statuses: readonly FacetCount[];
  readonly models: readonly FacetCount[];
  readonly snapshots: readonly FacetCount[];
  readonly tags: readonly FacetCount[];
  readonly metrics: readonly FacetCount[];
}

const byCount = (a: FacetCount, b: FacetCount): number => b.count - a.count || (a.name < b.name ? -1 : 1);

function tally(names: readonly (string | null)[]): FacetCount[] {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count })).sort(byCount);
}

function tallyRuns(runs: readonly Run[]): RunFacets {
  return {
    total: runs.length,
    kinds: tally(runs.map(({ kind }) => kind)),
    statuses: tally(runs.map(({ status }) => status)),
    models: tally(runs.map(({ model }) => model)),
    snapshots: tally(runs.map(({ snapshotId }) => snapshotId)),
    tags: tally(runs.flatMap(({ tags }) => tags)),
    metrics: tally(runs.flatMap(({ metrics }) => Object.keys(metrics))),
  };
}

/** The names by which runs can be chosen, out of the index of the runs where there is one: 10,000 runs take some milliseconds. */
export function readRunFacets(registry: Pick<Registry, 'findRuns' | 'listRuns'>, home: string): RunFacets {
  const { runIndex } = placesOf(home);
  // Brings the index up to date.
  const { total } = registry.findRuns({ limit: 0 });
  if (!existsSync(runIndex)) return tallyRuns(registry.listRuns());
  const database = new DatabaseSync(runIndex, { readOnly: true, timeout: 5_000 });
  try {
    const read = (name: string, table: string): FacetCount[] =>
      database
        .prepare(`SELECT ${name} AS name, count(*) AS count FROM ${table} WHERE ${name} IS NOT NULL GROUP BY ${name}`)
        .all()
        .map((row) => ({ name: row['name'] as string, count: row['count'] as number }))
        .sort(byCount);
    return {
      total,
      kinds: read('kind', 'runs'),
      statuses: read('status', 'runs'),
      models: read('model', 'runs'),
      snapshots: read('snapshot', 'runs'),
      tags: read('tag', 'tags'),
      metrics: read('name', 'metrics'),
    };
  } finally {
    database.close();
  }
}
