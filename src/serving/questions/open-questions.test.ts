import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeQuestionTables } from '../../../test/fixtures/question-catalogues.ts';
import { writeSmallTables } from '../../../test/fixtures/small-workspace.ts';
import { systemClock } from '../../base/clock.ts';
import { silent } from '../../base/progress.ts';
import { type FilmsCatalogue, importSources, latestSnapshotId } from '../../dataset/index.ts';
import { findNeighbours, neighboursConfig, openNeighbours } from '../../models/index.ts';
import type { Questions } from './contract.ts';
import { type NeighboursSource, openQuestions } from './open-questions.ts';

let home: string;
let questions: Questions | null;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'butaca-questions-'));
  questions = null;
});
afterEach(async () => {
  await questions?.close();
  rmSync(home, { recursive: true, force: true });
});

async function importTables(...write: ((folder: string) => void)[]): Promise<string> {
  const folder = mkdtempSync(join(home, 'tables-'));
  for (const [at, writeInto] of write.entries()) writeInto(join(folder, String(at)));
  const { snapshotId } = await importSources({ folder, home, clock: systemClock, progress: silent });
  return snapshotId!;
}

/** Waits until the condition holds; the test's own time limit ends it otherwise. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(10);
}
const open = async (neighbours?: NeighboursSource): Promise<Questions> =>
  (questions = await openQuestions({ home, pollMs: 20, ...(neighbours === undefined ? {} : { neighbours }) }));

describe('the questions of a workspace', () => {
  it('wait for a first snapshot, and answer from it when it comes', async () => {
    const asked = await open();
    expect(asked.served()).toBeNull();
    expect(() => asked.films()).toThrow(
      expect.objectContaining({ code: 'NOT_READY', details: { waitsFor: 'catalogues' } }),
    );
    const id = await importTables(writeQuestionTables);
    await until(() => asked.served()?.snapshotId === id);
    expect(asked.films().countMonth(9, 'es').cantidad).toBe(2);
    expect(asked.platforms().countPlatform('disney', 'es').cantidad).toBe(3);
  });

  it('say which files are missing when the snapshot has no such catalogue', async () => {
    await importTables(writeSmallTables);
    const asked = await open();
    expect(() => asked.films()).toThrow(
      expect.objectContaining({ code: 'MISSING_CATALOGUE', details: { catalogue: 'films' } }),
    );
    expect(() => asked.platforms()).toThrow(expect.objectContaining({ details: { catalogue: 'aggregator' } }));
  });

  it('go over to a later snapshot by themselves, and stay with the one before when it cannot be opened', async () => {
    await importTables(writeSmallTables);
    const asked = await open();
    const later = await importTables(writeSmallTables, writeQuestionTables);
    await until(() => asked.served()?.snapshotId === later);
    expect(asked.films().score({ title: 'heat' }, 'es').id).toBe('949');
    writeFileSync(join(home, 'snapshots', 'latest.json'), '{"id":"0000000000000000"}\n');
    await sleep(200);
    expect(asked.served()?.snapshotId).toBe(later);
    writeFileSync(join(home, 'snapshots', 'latest.json'), 'not JSON');
    await sleep(200);
    expect(asked.films().score({ title: 'heat' }, 'es').id).toBe('949');
    const third = await importTables(writeQuestionTables);
    await until(() => asked.served()?.snapshotId === third);
    expect(latestSnapshotId(home)).toBe(third);
  });

  it('tell similar films from the moment their neighbours are found', async () => {
    await importTables(writeQuestionTables);
    let look = (): void => undefined;
    let found = false;
    const source: NeighboursSource = {
      async open(films: FilmsCatalogue) {
        if (!found) return null;
        const config = neighboursConfig.parse({});
        return openNeighbours(await findNeighbours(films, config, { threads: 1, progress: silent }), films, 'v1');
      },
      watch(changed) {
        look = changed;
        return { close: () => (look = () => undefined) };
      },
    };
    const asked = await open(source);
    const question = { title: 'Toy Story', n: 5, diversity: 0 };
    expect(() => asked.similar(question, 'es')).toThrow(
      expect.objectContaining({ details: { waitsFor: 'neighbours' } }),
    );
    expect(() => asked.similar({ ...question, title: 'Toy Stroy' }, 'es')).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_TITLE' }),
    );
    found = true;
    look();
    const similar = (): number => {
      try {
        return asked.similar(question, 'es').recomendaciones.length;
      } catch {
        return 0;
      }
    };
    await until(() => similar() === 5);
    expect(asked.similar(question, 'es').modelo).toBe('v1');
  });
});
