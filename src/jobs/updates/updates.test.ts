import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepFolder, roundTimes } from '../../../test/fixtures/kept-folder.ts';
import { writeTinyTables } from '../../../test/fixtures/tiny-tables.ts';
import type { Clock } from '../../base/clock.ts';
import { type Config, type ConfigInput, readConfig } from '../../base/config.ts';
import { openLog } from '../../base/log.ts';
import { silent } from '../../base/progress.ts';
import { latestSnapshotId } from '../../dataset/index.ts';
import { listUpdates, openRegistry, readUpdate, type Update, writeUpdate } from '../../registry/index.ts';
import { jobsHere } from '../jobs.ts';
import { composeSource } from '../uploads/table-list.ts';
import { lastTimeOfDay, type SourceWatch, updateSource, updateWorkspace, watchSources } from './watch-sources.ts';

let scratch: string;
let tables: string;
let home: string;
/** A clock that moves a second at each look at it, from a quarter past noon. */
let nowMs: number;
const clock: Clock = { nowMs: () => (nowMs += 1000) };
const log = openLog({ level: 'silent' });
const watches = new Set<SourceWatch>();

/** The folder after a first update, and what time it was then; made when it is first needed. */
let kept: { readonly folder: ReturnType<typeof keepFolder>; readonly nowMs: number } | null = null;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'butaca-update-'));
  tables = join(scratch, 'tables');
  home = join(scratch, 'home');
});
beforeEach(() => {
  nowMs = Date.UTC(2026, 4, 1, 12, 15);
  writeTinyTables(tables);
  roundTimes(tables);
});
afterEach(async () => {
  for (const watch of watches) await watch.close();
  watches.clear();
  rmSync(scratch, { recursive: true, force: true });
});
afterAll(() => kept?.folder.remove());

const configure = (updates: ConfigInput['updates'] = {}): Config =>
  readConfig(
    {},
    {
      folder: scratch,
      overrides: {
        workspace: { home },
        sources: { folder: tables },
        training: { model: 'ease' },
        updates: { ...updates },
      },
    },
  );

const jobs = () => jobsHere({ home, threads: 1, clock, progress: silent });
const byHand = async (config = configure(), acceptLoss = false) =>
  updateWorkspace(config, { reason: 'by hand', source: updateSource(config), acceptLoss }, { clock, jobs: jobs() });
/** A workspace after its first update, which is returned. */
async function prepared(): Promise<Update> {
  if (kept === null) {
    await byHand();
    kept = { folder: keepFolder(scratch), nowMs };
  } else {
    kept.folder.restore();
    ({ nowMs } = kept);
  }
  return listUpdates(home)[0];
}
const watchWith = (updates: ConfigInput['updates'] = {}): SourceWatch => {
  const watch = watchSources(configure(updates), { clock, jobs: jobs(), log, timer: false });
  watches.add(watch);
  return watch;
};
const champion = () => openRegistry({ home, clock }).champion();
const addTitle = (): void => appendFileSync(join(tables, 'movies.csv'), '9001,A New One (2026),Drama,,\n');

describe('an update', () => {
  it('imports, trains and serves, and says what is different', async () => {
    const first = await byHand();
    expect(first).toMatchObject({ status: 'done', reason: 'by hand', differences: null, refused: null });
    expect(champion()?.snapshotId).toBe(first.snapshotId);

    addTitle();
    const second = await byHand();
    expect(second.differences).toMatchObject({
      before: first.snapshotId,
      after: second.snapshotId,
      same: false,
      titles: { added: 1, gone: 0, changed: 0, examples: { added: ['A New One (2026)'] } },
      interactions: { added: 0, gone: 0, changed: 0 },
    });
    expect(champion()?.id).toBe(second.versionId);
    expect(latestSnapshotId(home)).toBe(second.snapshotId);
    expect(listUpdates(home).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(readUpdate(home, second.id)).toEqual(second);
  });

  it('of the same contents trains nothing', async () => {
    await prepared();
    const serving = champion()?.id;
    const again = await byHand();
    expect(again).toMatchObject({ status: 'done', versionId: null, differences: { same: true } });
    expect(champion()?.id).toBe(serving);
  });

  it('with tables that cannot be used changes nothing and says why', async () => {
    const first = await prepared();
    writeFileSync(join(tables, 'movies.csv'), 'neither,of,these\n1,2,3\n');
    await expect(byHand()).rejects.toThrow(expect.objectContaining({ code: 'UNSUPPORTED_SOURCE' }));
    expect(latestSnapshotId(home)).toBe(first.snapshotId);
    expect(champion()?.snapshotId).toBe(first.snapshotId);
    expect(listUpdates(home, 1)[0]).toMatchObject({ status: 'failed', problem: { code: 'UNSUPPORTED_SOURCE' } });
  });

  it('that would lose most titles is held back until somebody accepts it', async () => {
    const first = await prepared();
    writeFileSync(join(tables, 'movies.csv'), 'movieId,title,genres,tags,synopsis\n1,Only This (2001),Drama,,\n');
    const held = await byHand();
    expect(held).toMatchObject({ status: 'held', versionId: null, problem: { code: 'TOO_MUCH_LOST' } });
    expect(latestSnapshotId(home)).toBe(first.snapshotId);
    expect(champion()?.snapshotId).toBe(first.snapshotId);
    const accepted = await byHand(configure(), true);
    expect(accepted.status).toBe('done');
    expect(latestSnapshotId(home)).toBe(accepted.snapshotId);
  });

  it('from another folder takes the place of the tables before, whatever those had', async () => {
    await prepared();
    const others = join(scratch, 'others');
    mkdirSync(others);
    writeFileSync(join(others, 'movies.csv'), 'movieId,title,genres,tags,synopsis\nx1,Elsewhere (2001),Drama,,\n');
    const source = composeSource(home, others)!;
    const update = await updateWorkspace(configure(), { reason: 'by hand', source }, { clock, jobs: jobs() });
    expect(update).toMatchObject({ status: 'done', differences: { titles: { added: 1, gone: 24 } } });
  });

  it('that a killed process left running is noted as failed by the next', async () => {
    const first = await prepared();
    writeUpdate(home, { ...first, status: 'running', endedMs: null });
    await byHand();
    expect(readUpdate(home, first.id)).toMatchObject({ status: 'failed', problem: { code: 'INTERRUPTED' } });
  });

  it('removes what is too old, never what serves or roll back needs', async () => {
    const config = configure({ keep: 1 });
    const first = await byHand(config);
    const old = join(home, 'snapshots', '00112233445566aa');
    cpSync(join(home, 'snapshots', first.snapshotId!), old, { recursive: true });
    utimesSync(join(old, 'manifest.json'), 1e9, 1e9);
    addTitle();
    const second = await byHand(config);
    expect(new Set(readdirSync(join(home, 'snapshots')))).toEqual(
      new Set([first.snapshotId, second.snapshotId, 'latest.json']),
    );
    expect(openRegistry({ home, clock }).rollBack({ reason: 'test' }).versionId).toBe(first.versionId);
  });
});

describe('a watched folder', () => {
  it('is read once its files stand still, and only when they are others', async () => {
    await prepared();
    const watch = watchWith();
    expect(await watch.look()).toBeNull();
    expect(await watch.look()).toBeNull();
    addTitle();
    expect(await watch.look()).toBeNull();
    // Still being copied: another size at each look.
    appendFileSync(join(tables, 'movies.csv'), '9002,Another (2026),Drama,,\n');
    expect(await watch.look()).toBeNull();
    expect(await watch.look()).toMatchObject({
      status: 'done',
      reason: 'watch',
      differences: { titles: { added: 2 } },
    });
    expect(await watch.look()).toBeNull();
    expect(await watch.look()).toBeNull();
  });

  it('with bad files is tried once, and again when they change', async () => {
    const first = await prepared();
    const watch = watchWith();
    writeFileSync(join(tables, 'movies.csv'), 'neither,of,these\n1,2,3\n');
    for (let i = 0; i < 4; i++) expect(await watch.look()).toBeNull();
    expect(listUpdates(home).filter(({ status }) => status === 'failed')).toHaveLength(1);
    expect(champion()?.snapshotId).toBe(first.snapshotId);
    writeTinyTables(tables);
    addTitle();
    await watch.look();
    expect(await watch.look()).toMatchObject({ status: 'done' });
  });

  it('that vanished is told and changes nothing', async () => {
    const first = await prepared();
    const watch = watchWith();
    rmSync(tables, { recursive: true });
    expect(await watch.look()).toBeNull();
    mkdirSync(tables);
    expect(await watch.look()).toBeNull();
    expect(await watch.look()).toBeNull();
    expect(latestSnapshotId(home)).toBe(first.snapshotId);
  });

  it('is not looked at when the settings say so', async () => {
    await prepared();
    const watch = watchWith({ watch: false });
    addTitle();
    expect(await watch.look()).toBeNull();
    expect(await watch.look()).toBeNull();
  });

  it('is left alone while another process prepares the workspace, and read afterwards', async () => {
    await prepared();
    const watch = watchWith();
    addTitle();
    await watch.look();
    const { tryFileLock } = await import('../../base/file-lock.ts');
    const lock = tryFileLock(join(home, 'prepare.lock'));
    expect(await watch.look()).toBeNull();
    lock?.release();
    expect(await watch.look()).toMatchObject({ status: 'done' });
  });
});

describe('a schedule', () => {
  it('reads everything again at its times, once each', async () => {
    await prepared();
    const watch = watchWith({ at: '03:30, 15:00', watch: false });
    expect(await watch.look()).toBeNull();
    nowMs = Date.UTC(2026, 4, 1, 15, 0, 1);
    expect(await watch.look()).toMatchObject({ reason: 'schedule', status: 'done', differences: { same: true } });
    expect(await watch.look()).toBeNull();
    nowMs = Date.UTC(2026, 4, 2, 3, 31);
    expect(await watch.look()).toMatchObject({ reason: 'schedule' });
  });

  it('knows the last of its times', () => {
    const noon = Date.UTC(2026, 4, 1, 12);
    expect(lastTimeOfDay('', noon)).toBeNull();
    expect(lastTimeOfDay('03:30, 15:00', noon)).toBe(Date.UTC(2026, 4, 1, 3, 30));
    expect(lastTimeOfDay('15:00', noon)).toBe(Date.UTC(2026, 3, 30, 15));
    expect(existsSync(home)).toBe(false);
  });

  it('refuses times that are none', () => {
    for (const at of ['25:00', '3:30', '03:30;', '03:30,']) {
      expect(() => configure({ at })).toThrow(expect.objectContaining({ code: 'INVALID_CONFIGURATION' }));
    }
    expect(configure({ at: '03:30,15:00' }).updates.at).toBe('03:30,15:00');
  });
});
