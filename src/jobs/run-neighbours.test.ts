import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeTinyFilms } from '../../test/fixtures/tiny-films.ts';
import { writeTinyTables } from '../../test/fixtures/tiny-tables.ts';
import { systemClock } from '../base/clock.ts';
import { silent } from '../base/progress.ts';
import { openRegistry, type Registry } from '../registry/index.ts';
import { openQuestions, registeredNeighbours } from '../serving/index.ts';
import { jobsHere } from './jobs.ts';
import { neighboursAreStale } from './run-neighbours.ts';
import { runPromote, runRollBack } from './run-promote.ts';

const clock = systemClock;
let scratch: string;
let home: string;
let registry: Registry;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'butaca-neighbours-'));
  home = join(scratch, 'home');
  registry = openRegistry({ home, clock });
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const jobs = () => jobsHere({ home, threads: 2, clock, progress: silent });

async function importTables(write: (folder: string) => void): Promise<string> {
  const folder = join(scratch, 'tables');
  write(folder);
  const { snapshotId } = await jobs().runImport({ paths: [folder], dryRun: false, mapping: {}, feedback: false });
  return snapshotId!;
}

describe('runNeighbours', () => {
  it('finds the neighbours of the imported films and lets them be told', async () => {
    const snapshotId = await importTables(writeTinyFilms);
    expect(neighboursAreStale({ home, registry }, snapshotId, {})).toBe(true);
    expect(neighboursAreStale({ home, registry }, snapshotId)).toBe(true);
    const { run, version } = await jobs().runNeighbours({ config: {} });
    expect(run).toMatchObject({ status: 'done', kind: 'train', model: 'neighbours', snapshotId });
    expect(registry.filmNeighbours()).toEqual(version);
    expect(registry.champion()).toBeNull();
    expect(neighboursAreStale({ home, registry }, snapshotId, {})).toBe(false);
    expect(neighboursAreStale({ home, registry }, snapshotId, { k: 10 })).toBe(true);
    expect(neighboursAreStale({ home, registry }, snapshotId)).toBe(false);
  });

  it('gives the same bytes again', async () => {
    await importTables(writeTinyFilms);
    const first = await jobs().runNeighbours({ config: {} });
    const second = await jobs().runNeighbours({ config: {} });
    expect(second.version.file).toEqual(first.version.file);
    expect(registry.filmNeighbours()?.id).toBe(second.version.id);
  });

  it('keeps the neighbours of the same films when only interactions are new', async () => {
    await importTables(writeTinyFilms);
    await jobs().runNeighbours({ config: {} });
    const later = await importTables((folder) => writeTinyTables(folder));
    expect(neighboursAreStale({ home, registry }, later, {})).toBe(false);
  });

  it('answers as soon as they are found, without another start', async () => {
    await importTables(writeTinyFilms);
    const questions = await openQuestions({ home, neighbours: registeredNeighbours(registry), pollMs: 20 });
    try {
      const ask = () => questions.similar({ title: 'saga one', n: 3, diversity: 0 }, 'es');
      expect(ask).toThrow(expect.objectContaining({ code: 'NOT_READY' }));
      const { version } = await jobs().runNeighbours({ config: {} });
      await expect
        .poll(() => questions.similar({ title: 'saga one', n: 3, diversity: 0 }, 'es').modelo)
        .toBe(version.id);
      const { recomendaciones } = ask();
      expect(recomendaciones.map(({ titulo }) => titulo)).toEqual(['Saga Two', 'Saga Three', 'Far Orbit']);
      expect(recomendaciones[0]?.comparten).toMatchObject({
        coleccion: 'Saga Collection',
        directores: ['Ana Ruiz'],
        actores: ['Bo Lind'],
      });
    } finally {
      await questions.close();
    }
  });

  it('refuses a snapshot without films and an unknown setting, and records nothing of either', async () => {
    const snapshotId = await importTables((folder) => writeTinyTables(folder));
    expect(neighboursAreStale({ home, registry }, snapshotId, {})).toBe(false);
    await expect(jobs().runNeighbours({ config: {} })).rejects.toMatchObject({ code: 'MISSING_CATALOGUE' });
    await expect(jobs().runNeighbours({ config: { depth: 5 } })).rejects.toMatchObject({
      code: 'INVALID_CONFIGURATION',
      message: expect.stringContaining('neighbours.depth'),
    });
    expect(registry.listRuns({ kind: 'train' })).toEqual([]);
  });
});

describe('runPromote', () => {
  it('moves the alias of the films for a version of neighbours, and never takes it for the latest model', async () => {
    await importTables(writeTinyFilms);
    const first = await jobs().runNeighbours({ config: {} });
    await jobs().runNeighbours({ config: { k: 5 } });
    expect(() => runPromote({ versionId: 'latest', reason: '', force: true }, { home, clock })).toThrow(
      expect.objectContaining({ code: 'MISSING_MODEL' }),
    );
    const move = runPromote({ versionId: first.version.id, reason: 'back', force: false }, { home, clock });
    expect(move).toMatchObject({ alias: 'films', versionId: first.version.id });
    expect(registry.filmNeighbours()?.id).toBe(first.version.id);
    expect(registry.champion()).toBeNull();
    const back = runRollBack({ reason: '', alias: 'films' }, { home, clock });
    expect(back).toMatchObject({ alias: 'films', previousId: first.version.id, action: 'rollback' });
  });
});
