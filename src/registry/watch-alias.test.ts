import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../base/clock.ts';
import type { AliasWatch, Registry, VersionFacts } from './contract.ts';
import { openRegistry } from './open-registry.ts';

const facts: VersionFacts = {
  model: 'ease',
  runId: 'r',
  snapshotId: 's',
  itemsChecksum: 'c',
  config: {},
  seed: 1,
  codeVersion: 'x',
  metrics: {},
};

let home: string;
let registry: Registry;
let ids: string[];
let watches: AliasWatch[];
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'butaca-watch-'));
  registry = openRegistry({ home, clock: systemClock });
  ids = [];
  watches = [];
  for (const content of ['a', 'b', 'c']) {
    ids.push((await registry.registerVersion(facts, (path) => writeFileSync(path, content))).id);
  }
});
afterEach(() => {
  for (const watch of watches) watch.close();
  rmSync(home, { recursive: true, force: true });
});

const id = (position: number): string => ids[position] ?? '';
const promote = (position: number): void => {
  openRegistry({ home, clock: systemClock }).promote(id(position), { reason: 'next' });
};
/** Watches the champion; returns what was seen so far and a promise of the next sight. */
function watchChampion(options?: { from?: string | null; pollMs?: number }) {
  const seen: string[] = [];
  let wake: () => void = () => undefined;
  watches.push(
    registry.watchAlias(
      'champion',
      (version) => {
        seen.push(version.id);
        wake();
      },
      options,
    ),
  );
  const until = async (count: number): Promise<string[]> => {
    while (seen.length < count) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return seen;
  };
  return { seen, until };
}
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it('tells every version that another process puts in force, one after another', async () => {
  const { until } = watchChampion();
  promote(0);
  expect(await until(1)).toEqual([id(0)]);
  promote(1);
  expect(await until(2)).toEqual([id(0), id(1)]);
  registry.rollBack({ reason: 'worse' });
  expect(await until(3)).toEqual([id(0), id(1), id(0)]);
});

it('tells a change that was made before the watch when it is told what the caller knows', async () => {
  promote(0);
  promote(1);
  const { until } = watchChampion({ from: id(0), pollMs: 20 });
  expect(await until(1)).toEqual([id(1)]);
});

it('says nothing of other aliases and of files that did not change the alias', async () => {
  promote(0);
  const { seen } = watchChampion({ pollMs: 10 });
  registry.promote(id(1), { alias: 'challenger', reason: 'try' });
  writeFileSync(join(home, 'other.json'), '{}');
  await pause(150);
  expect(seen).toEqual([]);
});

it('waits through a damaged file and goes on when it is whole again', async () => {
  promote(0);
  const { seen, until } = watchChampion({ pollMs: 10 });
  renameSync(join(home, 'aliases.json'), join(home, 'kept'));
  writeFileSync(join(home, 'aliases.json'), '{"format":');
  await pause(60);
  expect(seen).toEqual([]);
  renameSync(join(home, 'kept'), join(home, 'aliases.json'));
  promote(2);
  expect(await until(1)).toEqual([id(2)]);
});

it('is silent after it was closed', async () => {
  const { seen } = watchChampion({ pollMs: 10 });
  watches[0]?.close();
  promote(0);
  await pause(100);
  expect(seen).toEqual([]);
});
