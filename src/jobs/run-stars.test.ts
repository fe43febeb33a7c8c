import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeRatedTables } from '../../test/fixtures/rated-tables.ts';
import { writeTinyTables } from '../../test/fixtures/tiny-tables.ts';
import { systemClock } from '../base/clock.ts';
import { readConfig } from '../base/config.ts';
import { silent } from '../base/progress.ts';
import type { VerdictReport } from '../evaluation/index.ts';
import { openLikes, readArtifact } from '../models/index.ts';
import { openRegistry, type Registry } from '../registry/index.ts';
import { jobsHere } from './jobs.ts';
import { prepareWorkspace, workspaceNeeds } from './prepare-workspace.ts';
import { readStatus } from './read-status.ts';
import { runPromote, runRollBack } from './run-promote.ts';
import { starsAreStale } from './run-stars.ts';

const clock = systemClock;
let scratch: string;
let home: string;
let registry: Registry;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'butaca-stars-'));
  home = join(scratch, 'home');
  registry = openRegistry({ home, clock });
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const jobs = () => jobsHere({ home, threads: 1, clock, progress: silent });
const small = { factors: 2, sweeps: 50, burnIn: 10 };
const asked = { config: small, seed: 1, precision: 0.75 };

async function importTables(write: (folder: string) => void): Promise<string> {
  const folder = join(scratch, 'tables');
  write(folder);
  const { snapshotId } = await jobs().runImport({ paths: [folder], dryRun: false, mapping: {}, feedback: false });
  return snapshotId!;
}

describe('runStars', () => {
  it('learns from the ratings, measures on later ones, and gives verdicts from then on', async () => {
    const snapshotId = await importTables(writeRatedTables);
    expect(starsAreStale({ home, registry }, snapshotId, small)).toBe(true);
    const { run, version, report, refused } = await jobs().runStars(asked);
    expect(refused).toBeNull();
    expect(run).toMatchObject({ status: 'done', kind: 'train', model: 'stars', snapshotId });
    expect(registry.stars()).toEqual(version);
    expect(registry.champion()).toBeNull();
    expect(report.cut).toMatchObject({ by: 'time', calibration: 200, test: 200 });
    expect(report.test.brier).toBeLessThan(0.8 * report.test.brierOfShare);
    expect(version.metrics['verdict brier']).toEqual({ value: report.test.brier });
    const likes = openLikes(readArtifact(registry.artifactPath(version.id)));
    expect(JSON.parse(likes.measured!) as VerdictReport).toEqual(report);
    expect([likes.itemIds.size, likes.itemIds.at(0)]).toEqual([50, '1']);
    expect(likes.counts.reduce((sum, count) => sum + count, 0)).toBe(2000);
    const [json, english, spanish] = run.reports.map((name) => readFileSync(registry.reportPath(name), 'utf8'));
    expect(JSON.parse(json)).toEqual(report);
    expect(english).toContain('# Verdicts: how sure they are');
    expect(english).toMatch(/\| 75\.0 % \|/);
    expect(spanish).toContain('de 10 a 49 valorados antes');
    expect(starsAreStale({ home, registry }, snapshotId, small)).toBe(false);
    expect(starsAreStale({ home, registry }, snapshotId, { ...small, likeFrom: 3 })).toBe(true);
    expect(starsAreStale({ home, registry }, snapshotId)).toBe(false);
  });

  it('gives the same bytes again, and another alias than the champion’s', async () => {
    await importTables(writeRatedTables);
    const first = await jobs().runStars(asked);
    const second = await jobs().runStars(asked);
    expect(second.version.file.sha256).toBe(first.version.file.sha256);
    expect(() => runPromote({ versionId: 'latest', reason: '', force: true }, { home, clock })).toThrow(
      expect.objectContaining({ code: 'MISSING_MODEL' }),
    );
    const move = runPromote({ versionId: first.version.id, reason: 'back', force: false }, { home, clock });
    expect(move).toMatchObject({ alias: 'stars', versionId: first.version.id });
    expect(runRollBack({ reason: '', alias: 'stars' }, { home, clock })).toMatchObject({ alias: 'stars' });
    expect(registry.stars()?.id).toBe(second.version.id);
    expect(registry.champion()).toBeNull();
  });

  it('does not put a version in force that says less than the one that gives verdicts', async () => {
    const snapshotId = await importTables(writeRatedTables);
    const good = await jobs().runStars(asked);
    const { version, refused } = await jobs().runStars({
      ...asked,
      config: { ...small, factors: 0, sweeps: 2, burnIn: 0, draws: 1 },
    });
    expect(refused).toMatch(/verdict skill/);
    expect(registry.stars()?.id).toBe(good.version.id);
    expect(registry.readVersion(version.id).model).toBe('stars');
    expect(
      starsAreStale({ home, registry }, snapshotId, { ...small, factors: 0, sweeps: 2, burnIn: 0, draws: 1 }),
    ).toBe(false);
  });

  it('refuses a snapshot with too few ratings and an unknown setting, and records nothing of either', async () => {
    const snapshotId = await importTables((folder) => writeTinyTables(folder));
    expect(starsAreStale({ home, registry }, snapshotId, {})).toBe(false);
    await expect(jobs().runStars(asked)).rejects.toMatchObject({ code: 'MISSING_RATINGS', details: { least: 1000 } });
    await expect(jobs().runStars({ ...asked, config: { depth: 5 } })).rejects.toMatchObject({
      code: 'INVALID_CONFIGURATION',
      message: expect.stringContaining('stars.depth'),
    });
    expect(registry.listRuns({ kind: 'train' })).toEqual([]);
  });
});

describe('a start', () => {
  it('learns stars last, goes on with them after a break, and learns them again for other ratings', async () => {
    const tables = join(scratch, 'tables');
    writeRatedTables(tables);
    const config = readConfig(
      {},
      {
        folder: scratch,
        overrides: {
          workspace: { home },
          sources: { folder: tables },
          training: { model: 'popularity' },
          models: { stars: small },
        },
      },
    );
    const real = jobs();
    const broken = {
      ...real,
      runStars: async () => Promise.reject(new Error('power cut')),
    };
    await expect(prepareWorkspace(config, { clock, jobs: broken })).rejects.toThrow('power cut');
    expect(registry.champion()).not.toBeNull();
    expect(workspaceNeeds(config, clock)).toEqual(['stars']);
    expect((await readStatus({ home, clock })).next).toBe('butaca train stars');
    await prepareWorkspace(config, { clock, jobs: real });
    const first = registry.stars()!;
    expect(workspaceNeeds(config, clock)).toEqual([]);
    expect(await readStatus({ home, clock })).toMatchObject({ next: null, versions: 1 });
    const path = join(tables, 'interactions.csv');
    writeFileSync(path, `${readFileSync(path, 'utf8')}1,50,4,1600000000\n`);
    await prepareWorkspace(config, { clock, jobs: real });
    expect(registry.stars()!.snapshotId).not.toBe(first.snapshotId);
  });
});
