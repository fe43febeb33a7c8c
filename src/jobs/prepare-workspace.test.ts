import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeTinyFilms } from '../../test/fixtures/tiny-films.ts';
import { writeTinyTables } from '../../test/fixtures/tiny-tables.ts';
import { systemClock } from '../base/clock.ts';
import { type Config, type ConfigInput, readConfig } from '../base/config.ts';
import { silent } from '../base/progress.ts';
import { openRegistry } from '../registry/index.ts';
import type { Jobs } from './contract.ts';
import { jobsHere } from './jobs.ts';
import { prepareWorkspace, workspaceNeeds } from './prepare-workspace.ts';
import { readStatus } from './read-status.ts';

const clock = systemClock;
let scratch: string;
let tables: string;
let home: string;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'butaca-prepare-'));
  tables = join(scratch, 'tables');
  home = join(scratch, 'home');
  writeTinyTables(tables);
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const configure = (overrides: ConfigInput = {}): Config =>
  readConfig(
    {},
    {
      folder: scratch,
      overrides: { workspace: { home }, sources: { folder: tables }, training: { model: 'ease' }, ...overrides },
    },
  );

/** The real jobs in this process, with a note of which ran; `failAt` breaks off before that one. */
function openJobs(failAt?: keyof Jobs): { jobs: Jobs; ran: string[] } {
  const ran: string[] = [];
  const real = jobsHere({ home, threads: 1, clock, progress: silent });
  const noted = <Name extends keyof Jobs>(name: Name): Jobs[Name] =>
    (async (request: never) => {
      if (name === failAt) throw new Error('power cut');
      ran.push(name);
      return real[name](request);
    }) as unknown as Jobs[Name];
  return {
    jobs: {
      runImport: noted('runImport'),
      runTrain: noted('runTrain'),
      runNeighbours: noted('runNeighbours'),
      runStars: noted('runStars'),
      runEvaluate: noted('runEvaluate'),
      runTune: noted('runTune'),
      runExplore: noted('runExplore'),
      runCompare: noted('runCompare'),
    },
    ran,
  };
}

const champion = (): string | null => openRegistry({ home, clock }).champion()?.id ?? null;

describe('prepareWorkspace', () => {
  it('imports, trains and promotes on an empty workspace, and finds nothing to do afterwards', async () => {
    const { jobs, ran } = openJobs();
    expect(workspaceNeeds(configure(), clock)).toEqual(['import', 'train', 'promote']);
    const done = await prepareWorkspace(configure(), { clock, jobs });
    expect(ran).toEqual(['runImport', 'runTrain']);
    expect(done?.refused).toBeNull();
    expect(champion()).toBe(done?.versionId);
    expect(workspaceNeeds(configure(), clock)).toEqual([]);
    expect(await prepareWorkspace(configure(), { clock, jobs })).toBeNull();
  });

  it('finds the neighbours of the films where there are any, and again only for other films', async () => {
    writeTinyFilms(tables);
    const first = openJobs();
    await prepareWorkspace(configure(), { clock, jobs: first.jobs });
    expect(first.ran).toEqual(['runImport', 'runTrain', 'runNeighbours']);
    expect(workspaceNeeds(configure(), clock)).toEqual([]);
    expect(workspaceNeeds(configure({ models: { neighbours: { k: 5 } } }), clock)).toEqual(['neighbours']);
    writeTinyTables(tables, { users: 50 });
    const later = openJobs();
    await prepareWorkspace(configure(), { clock, jobs: later.jobs });
    expect(later.ran).toEqual(['runImport', 'runCompare', 'runTrain']);
  });

  it('serves before the neighbours are found, and a start that was cut off there only finds them', async () => {
    writeTinyFilms(tables);
    const { jobs } = openJobs('runNeighbours');
    await expect(prepareWorkspace(configure(), { clock, jobs })).rejects.toThrow('power cut');
    expect(champion()).not.toBeNull();
    expect(workspaceNeeds(configure(), clock)).toEqual(['neighbours']);
    expect((await readStatus({ home, clock })).next).toBe('butaca train neighbours');
    const again = openJobs();
    await prepareWorkspace(configure(), { clock, jobs: again.jobs });
    expect(again.ran).toEqual(['runNeighbours']);
    expect(workspaceNeeds(configure(), clock)).toEqual([]);
  });

  it('finds the neighbours before it trains where the films are the catalogue, and so goes on', async () => {
    const folder = join(scratch, 'films');
    writeTinyFilms(folder);
    const config = configure({ sources: { folder }, training: { model: 'content' } });
    const first = openJobs('runTrain');
    await expect(prepareWorkspace(config, { clock, jobs: first.jobs })).rejects.toThrow('power cut');
    expect(first.ran).toEqual(['runImport', 'runNeighbours']);
    expect(openRegistry({ home, clock }).filmNeighbours()).not.toBeNull();
    const again = openJobs();
    await prepareWorkspace(config, { clock, jobs: again.jobs });
    expect(again.ran.filter((job) => job === 'runNeighbours')).toEqual([]);
    expect(champion()).not.toBeNull();
    rmSync(home, { recursive: true });
    const { jobs, ran } = openJobs();
    const { snapshotId } = await jobs.runImport({ paths: [folder], dryRun: false, mapping: {}, feedback: false });
    const imported = configure({ sources: { folder: '' }, training: { model: 'content' } });
    expect((await prepareWorkspace(imported, { clock, jobs }))?.snapshotId).toBe(snapshotId);
    expect(ran).toEqual(['runImport', 'runNeighbours', 'runTrain']);
  });

  it('goes on where an interrupted start stopped', async () => {
    await expect(prepareWorkspace(configure(), { clock, jobs: openJobs('runTrain').jobs })).rejects.toThrow(
      'power cut',
    );
    expect(champion()).toBeNull();
    const again = openJobs();
    await prepareWorkspace(configure(), { clock, jobs: again.jobs });
    expect(champion()).not.toBeNull();
  });

  it('promotes a version that was trained but not promoted, without training it again', async () => {
    const first = openJobs();
    const { snapshotId } = await first.jobs.runImport({ paths: [tables], dryRun: false, mapping: {}, feedback: true });
    const { version } = await first.jobs.runTrain({
      model: 'ease',
      seed: 42,
      config: {},
      snapshotId: snapshotId!,
      measure: true,
    });
    const again = openJobs();
    await prepareWorkspace(configure(), { clock, jobs: again.jobs });
    expect(again.ran).not.toContain('runTrain');
    expect(champion()).toBe(version.id);
  });

  it('imports and trains again when the tables change, and only then', async () => {
    const first = await prepareWorkspace(configure(), { clock, jobs: openJobs().jobs });
    writeTinyTables(tables, { users: 50 });
    const changed = openJobs();
    const second = await prepareWorkspace(configure(), { clock, jobs: changed.jobs });
    expect(changed.ran).toEqual(['runImport', 'runCompare', 'runTrain']);
    expect(second?.snapshotId).not.toBe(first?.snapshotId);
    expect(champion()).toBe(second?.versionId);
  });

  it('reads touched tables again but keeps the model when their contents are the same', async () => {
    const first = await prepareWorkspace(configure(), { clock, jobs: openJobs().jobs });
    utimesSync(join(tables, 'movies.csv'), 1_700_000_000, 1_700_000_000);
    const touched = openJobs();
    const second = await prepareWorkspace(configure(), { clock, jobs: touched.jobs });
    expect(touched.ran).toEqual(['runImport', 'runCompare']);
    expect(second).toEqual({ ...first, refused: null });
  });

  it('leaves the model in service when new tables cannot be read, and tries again next time', async () => {
    const first = await prepareWorkspace(configure(), { clock, jobs: openJobs().jobs });
    writeFileSync(join(tables, 'movies.csv'), Buffer.from([0, 1, 2, 0, 255]));
    await expect(prepareWorkspace(configure(), { clock, jobs: openJobs().jobs })).rejects.toMatchObject({
      code: expect.stringMatching(/UNSUPPORTED|MISSING|EMPTY/),
    });
    expect(champion()).toBe(first?.versionId);
    expect(workspaceNeeds(configure(), clock)).toContain('import');
  });

  it('does not fall back to the sample when the folder is missing', async () => {
    const config = configure({ sources: { folder: join(scratch, 'absent') } });
    await expect(prepareWorkspace(config, { clock, jobs: openJobs().jobs })).rejects.toMatchObject({
      code: 'MISSING_FILE',
    });
  });

  it('refuses a wrong hyperparameter before anything is imported', async () => {
    const { jobs, ran } = openJobs();
    const config = configure({ models: { ease: { regularisation: 1 } } });
    await expect(prepareWorkspace(config, { clock, jobs })).rejects.toMatchObject({ code: 'INVALID_CONFIGURATION' });
    expect(ran).toEqual([]);
  });

  it('lets only one process prepare a workspace', async () => {
    const { jobs } = openJobs();
    const [one, two] = await Promise.allSettled([
      prepareWorkspace(configure(), { clock, jobs }),
      prepareWorkspace(configure(), { clock, jobs }),
    ]);
    expect(one.status).toBe('fulfilled');
    expect(two).toMatchObject({ status: 'rejected', reason: { code: 'WORKSPACE_BUSY' } });
  });

  it('makes a new model when the one in force cannot be loaded, whatever the gate says', async () => {
    const first = await prepareWorkspace(configure(), { clock, jobs: openJobs().jobs });
    const fault = { code: 'UNSUPPORTED_ARTIFACT', message: 'unsupported artifact: format 0' };
    expect(workspaceNeeds(configure(), clock, fault)).toEqual(['train', 'promote']);
    const again = openJobs();
    const second = await prepareWorkspace(configure(), { clock, jobs: again.jobs, fault });
    expect(again.ran).toEqual(['runTrain']);
    expect(second?.versionId).not.toBe(first?.versionId);
    expect(champion()).toBe(second?.versionId);
  });

  it('imports a damaged snapshot again from the folder it was made of', async () => {
    const first = await prepareWorkspace(configure(), { clock, jobs: openJobs().jobs });
    writeFileSync(join(home, 'snapshots', first!.snapshotId, 'titles.json'), 'damaged');
    const fault = { code: 'CORRUPT_SNAPSHOT', message: 'invalid snapshot: titles.json.' };
    const again = openJobs();
    const config = configure({ sources: { folder: '' } });
    const second = await prepareWorkspace(config, { clock, jobs: again.jobs, fault });
    expect(again.ran).toEqual(['runImport', 'runTrain']);
    expect(second?.snapshotId).toBe(first?.snapshotId);
  });

  it('never puts the sample in the place of a damaged catalogue', async () => {
    await prepareWorkspace(configure(), { clock, jobs: openJobs().jobs });
    rmSync(tables, { recursive: true });
    const fault = { code: 'CORRUPT_SNAPSHOT', message: 'invalid snapshot: titles.json.' };
    const { jobs, ran } = openJobs();
    const config = configure({ sources: { folder: '' } });
    await expect(prepareWorkspace(config, { clock, jobs, fault })).rejects.toMatchObject({ code: 'CORRUPT_SNAPSHOT' });
    expect(ran).toEqual([]);
  });

  it('serves a catalogue that is too small to measure', async () => {
    rmSync(tables, { recursive: true });
    mkdirSync(tables);
    writeFileSync(join(tables, 'movies.csv'), 'movieId,title,genres\n1,Alone (1999),Drama\n');
    const done = await prepareWorkspace(configure({ training: { model: 'popularity' } }), {
      clock,
      jobs: openJobs().jobs,
    });
    expect(champion()).toBe(done?.versionId);
  });
});
