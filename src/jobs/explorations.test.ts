import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSmallTables } from '../../test/fixtures/small-workspace.ts';
import { silent } from '../base/progress.ts';
import { importSources } from '../dataset/index.ts';
import type { Jobs } from './contract.ts';
import { explorationPagePath, explorationPath, openExplorations } from './explorations.ts';
import { runExplore } from './run-explore.ts';

const clock = { nowMs: () => Date.UTC(2026, 10, 20) };
let home = '';
let asked = 0;
let broken = false;
const jobs: Pick<Jobs, 'runExplore'> = {
  async runExplore(request) {
    asked++;
    if (broken) throw new Error('power cut');
    return runExplore(request, { home, threads: 1, clock, progress: silent });
  },
};
const importTables = async (more = ''): Promise<string> => {
  const folder = join(home, 'tables');
  mkdirSync(folder, { recursive: true });
  writeSmallTables(folder);
  const movies = join(folder, 'movies.csv');
  writeFileSync(movies, readFileSync(movies, 'utf8') + more);
  const { snapshotId } = await importSources({ folder, home, clock, progress: silent });
  return snapshotId!;
};

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'butaca-test-'));
  asked = 0;
  broken = false;
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('openExplorations', () => {
  it('rejects before anything is imported, without a job', async () => {
    await expect(openExplorations({ home, jobs }).current()).rejects.toMatchObject({ code: 'MISSING_SNAPSHOT' });
    expect(asked).toBe(0);
  });

  it('makes an exploration once for all who ask, and finds it again after a new start', async () => {
    const id = await importTables();
    const explorations = openExplorations({ home, jobs });
    const [first, second] = await Promise.all([explorations.current(), explorations.current()]);
    expect(second).toBe(first);
    expect(first).toMatchObject({ snapshotId: id, asOf: '2026-11-20' });
    expect(await openExplorations({ home, jobs }).current()).toEqual(first);
    expect(asked).toBe(1);
  });

  it('goes over to a new snapshot', async () => {
    await importTables();
    const explorations = openExplorations({ home, jobs });
    const before = await explorations.current();
    const id = await importTables('99,A New One (2020),Drama,,\n');
    const after = await explorations.current();
    expect(after.snapshotId).toBe(id);
    expect(after.catalogues[0].titles).toBe(before.catalogues[0].titles + 1);
    expect(asked).toBe(2);
  });

  it('tries again after a failure, and makes again what is damaged', async () => {
    const id = await importTables();
    const explorations = openExplorations({ home, jobs });
    broken = true;
    await expect(explorations.current()).rejects.toThrow('power cut');
    broken = false;
    await expect(explorations.current()).resolves.toMatchObject({ snapshotId: id });
    writeFileSync(explorationPath(home, id), '{"format":');
    await expect(openExplorations({ home, jobs }).current()).resolves.toMatchObject({ snapshotId: id });
    expect(asked).toBe(3);
  });

  it('keeps a page in each language beside the data, and draws a lost one again', async () => {
    const id = await importTables();
    const explorations = openExplorations({ home, jobs });
    expect(String(await explorations.report('es'))).toContain('<html lang="es">');
    expect(String(await explorations.report('en'))).toContain('<html lang="en">');
    expect(asked).toBe(1);
    rmSync(explorationPagePath(home, id, 'en'));
    expect(String(await explorations.report('en'))).toContain('<html lang="en">');
    expect(existsSync(explorationPagePath(home, id, 'en'))).toBe(true);
    expect(asked).toBe(2);
  });

  it('forgets what was found in snapshots that are gone', async () => {
    const gone = await importTables();
    await jobs.runExplore({});
    const id = await importTables('99,A New One (2020),Drama,,\n');
    rmSync(join(home, 'snapshots', gone), { recursive: true });
    await jobs.runExplore({});
    expect(existsSync(explorationPath(home, gone))).toBe(false);
    expect(existsSync(explorationPagePath(home, gone, 'es'))).toBe(false);
    expect(existsSync(explorationPath(home, id))).toBe(true);
  });

  it('writes the same bytes for the same snapshot and day', async () => {
    const id = await importTables();
    const read = (): string[] =>
      [explorationPath(home, id), explorationPagePath(home, id, 'es')].map((path) => readFileSync(path, 'utf8'));
    await jobs.runExplore({});
    const before = read();
    await jobs.runExplore({});
    expect(read()).toEqual(before);
  });
});
