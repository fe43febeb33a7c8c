import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepFolder, roundTimes } from '../../../test/fixtures/kept-folder.ts';
import { writeTinyTables } from '../../../test/fixtures/tiny-tables.ts';
import { systemClock } from '../../base/clock.ts';
import { type Config, readConfig } from '../../base/config.ts';
import { silent } from '../../base/progress.ts';
import { latestSnapshotId, readManifest } from '../../dataset/index.ts';
import { openRegistry } from '../../registry/index.ts';
import { jobsHere } from '../jobs.ts';
import { baseFolder, updateSource, updateWorkspace } from '../updates/watch-sources.ts';
import { openUploads, type Uploads, type UploadTask } from './open-uploads.ts';
import { tameName } from './pending.ts';
import { composeSource, readTables, settleTables, tryTables } from './table-list.ts';

const clock = systemClock;
let scratch: string;
let home: string;
let config: Config;
let uploads: Uploads;
let kept: ReturnType<typeof keepFolder>;

const jobs = () => jobsHere({ home, threads: 1, clock, progress: silent });
const byHand = async () =>
  updateWorkspace(config, { reason: 'by hand', source: updateSource(config) }, { clock, jobs: jobs() });

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'butaca-uploads-'));
  home = join(scratch, 'home');
  const tables = join(scratch, 'tables');
  writeTinyTables(tables);
  roundTimes(tables);
  const overrides = { workspace: { home }, sources: { folder: tables }, training: { model: 'ease' } };
  config = readConfig({}, { folder: scratch, overrides });
  await byHand();
  kept = keepFolder(scratch);
});
afterAll(() => kept.remove());
beforeEach(() => {
  kept.restore();
  uploads = openUploads(config, {
    clock,
    makeJobs: (progress) => jobsHere({ home, threads: 1, clock, progress }),
  });
});
afterEach(async () => uploads.close());

function send(name: string, text: string): string {
  const bytes = Buffer.from(text);
  const { id } = uploads.begin({ name, bytes: bytes.length });
  const half = Math.floor(bytes.length / 2);
  uploads.append(id, 0, bytes.subarray(0, half));
  uploads.append(id, half, bytes.subarray(half));
  return id;
}
async function ended(): Promise<UploadTask> {
  for (;;) {
    const { task } = uploads.list();
    if (task !== null && task.state !== 'running') return task;
    await sleep(10);
  }
}
const counts = () => readManifest(home, latestSnapshotId(home)!).counts;

const MORE = 'quien;que;nota\nnew-viewer;1;5\nnew-viewer;3;4\nnew-viewer;999;4\n';
const PLAN = { role: 'interactions', columns: { userId: 'quien', itemId: 'que', rating: 'nota' } };

describe('an upload', () => {
  it('grows part by part, and shows its columns once it is whole', () => {
    const { id } = uploads.begin({ name: 'more.csv', bytes: MORE.length });
    expect(uploads.append(id, 0, Buffer.from(MORE.slice(0, 10)))).toMatchObject({ received: 10, inspection: null });
    expect(() => uploads.append(id, 5, Buffer.from('x'))).toThrow(expect.objectContaining({ code: 'UPLOAD_CONFLICT' }));
    expect(() => uploads.append(id, 10, Buffer.alloc(MORE.length))).toThrow(
      expect.objectContaining({ code: 'UPLOAD_CONFLICT' }),
    );
    const whole = uploads.append(id, 10, Buffer.from(MORE.slice(10)));
    expect(whole.inspection).toMatchObject({ delimiter: ';', role: null });
    expect(whole.inspection!.columns.map(({ name }) => name)).toEqual(['quien', 'que', 'nota']);
    expect(uploads.list().uploads).toHaveLength(1);
    expect(uploads.remove(id)).toBeNull();
    expect(() => uploads.read(id)).toThrow(expect.objectContaining({ code: 'UNKNOWN_UPLOAD' }));
  });

  it('that is no table says so and is not imported', () => {
    const id = send('picture.csv', '\u0089PNG\u0000\u0001\u0002\u0003\u0000\u0000\u0000\u0000\u0000\u0000\u0000');
    expect(uploads.read(id).problem?.code).toMatch(/UNSUPPORTED/);
    expect(() => uploads.tryOut({ tables: [{ id }] })).toThrow(expect.objectContaining({ code: 'UPLOAD_CONFLICT' }));
  });

  it.each([
    '../../etc/passwd',
    '..\\x.csv',
    '.hidden',
    'a/b/c.csv',
    '   ',
    'películas 2026 (1).csv',
    'x\u0000y;rm -rf.csv',
  ])('named %j stays in its folder', (name) => {
    const tame = tameName(name);
    expect(tame).toMatch(/^[^./\\;][^/\\;]*$/);
    expect(tame).not.toContain('\0');
    expect(tame.length).toBeGreaterThan(0);
    const id = send(name, MORE);
    expect(uploads.read(id).name).toBe(tame);
  });

  it('above the limit is refused before a byte is sent', () => {
    expect(() => uploads.begin({ name: 'x.csv', bytes: 3_000_000_000 })).toThrow(
      expect.objectContaining({ code: 'UPLOAD_TOO_LARGE' }),
    );
  });
});

describe('a dry run', () => {
  it('tells what would come of it, and leaves everything as it was', async () => {
    const before = latestSnapshotId(home);
    const had = counts();
    const id = send('more.csv', MORE);
    uploads.tryOut({ tables: [{ id, ...PLAN }] });
    const task = await ended();
    expect(task).toMatchObject({ kind: 'dry-run', state: 'done', problem: null, names: ['more.csv'] });
    expect(task.report!.totals).toMatchObject({ users: had.users + 1, interactions: had.interactions + 2 });
    expect(task.report!.reasons).toContainEqual(
      expect.objectContaining({ file: 'more.csv', reason: 'UNKNOWN_ITEM_ID', count: 1 }),
    );
    expect(latestSnapshotId(home)).toBe(before);
    expect(readTables(home).tables).toEqual([]);
    expect(uploads.read(id).received).toBe(MORE.length);
  });

  it('says which column is missing', async () => {
    const id = send('more.csv', MORE);
    uploads.tryOut({ tables: [{ id, role: 'interactions', columns: { userId: 'quien' } }] });
    expect(await ended()).toMatchObject({ state: 'failed', problem: { code: 'MISSING_COLUMN' } });
  });
});

describe('an import', () => {
  it('is in force when it ends, is read at every update since, and can be taken out again', async () => {
    const had = counts();
    const id = send('more.csv', MORE);
    uploads.takeIn({ tables: [{ id, ...PLAN }] });
    expect(() => uploads.takeIn({ tables: [{ id, ...PLAN }] })).toThrow(
      expect.objectContaining({ code: 'UPLOAD_CONFLICT' }),
    );
    const task = await ended();
    expect(task).toMatchObject({ kind: 'import', state: 'done', update: { reason: 'upload', status: 'done' } });
    expect(counts()).toMatchObject({ users: had.users + 1, interactions: had.interactions + 2 });
    expect(openRegistry({ home, clock }).champion()?.snapshotId).toBe(latestSnapshotId(home));
    expect(uploads.list()).toMatchObject({
      uploads: [],
      tables: [{ id, name: 'more.csv' }],
      base: { isSample: false },
    });

    expect((await byHand()).differences).toMatchObject({ same: true });
    expect(counts().users).toBe(had.users + 1);

    expect(uploads.remove(id)).toMatchObject({ kind: 'removal', state: 'running' });
    expect(await ended()).toMatchObject({ state: 'done' });
    expect(counts()).toEqual(had);
    expect(uploads.list().tables).toEqual([]);
    expect(readdirSync(join(home, 'uploads', 'tables'))).toEqual([]);
  });

  it('of several tables in the place of what was there stands alone, together', async () => {
    const titles = send('mine.csv', 'movieId,title\n1,First\n2,Second\n3,Third\n');
    const rows = Array.from(
      { length: 40 },
      (_, user) => `v${user},${1 + (user % 3)}\nv${user},${1 + ((user + 1) % 3)}`,
    );
    const views = send('views.csv', `userId,movieId\n${rows.join('\n')}\n`);
    uploads.takeIn({ tables: [{ id: titles }, { id: views }], mode: 'replace' });
    expect(await ended()).toMatchObject({ state: 'done', problem: null });
    expect(counts()).toMatchObject({ items: 3, users: 40 });
    expect(uploads.list().base).toEqual({ folder: null, isSample: false });
    expect((await byHand()).differences).toMatchObject({ same: true });
  });

  it('goes on without the folder of tables, where that was empty from the start', async () => {
    const empty = join(scratch, 'empty');
    mkdirSync(empty);
    const bare = readConfig(
      {},
      { folder: scratch, overrides: { workspace: { home }, sources: { folder: empty }, training: { model: 'ease' } } },
    );
    await uploads.close();
    uploads = openUploads(bare, { clock, makeJobs: (progress) => jobsHere({ home, threads: 1, clock, progress }) });
    const id = send('more.csv', MORE);
    uploads.takeIn({ tables: [{ id, ...PLAN }] });
    expect(await ended()).toMatchObject({ state: 'done' });
    expect(composeSource(home, baseFolder(bare))?.fingerprint).toBe(updateSource(bare).fingerprint);
  });

  it('that fails leaves tables and snapshot as they were, and the upload waits', async () => {
    const before = latestSnapshotId(home);
    const id = send('more.csv', MORE);
    uploads.takeIn({ tables: [{ id, role: 'interactions', columns: { userId: 'nowhere' } }] });
    expect(await ended()).toMatchObject({ state: 'failed', problem: { code: 'MISSING_COLUMN' } });
    expect(latestSnapshotId(home)).toBe(before);
    expect(readTables(home).tables).toEqual([]);
    expect(uploads.read(id).received).toBe(MORE.length);
  });

  it('that was cut off is undone by the next update, or stays when it was in force already', async () => {
    const list = { replaces: null, tables: [] };
    const table = { id: 'u-1', name: 'x.csv', bytes: 1, sha256: '', addedMs: 0, role: null, columns: {} };
    tryTables(home, { ...list, tables: [table] });
    expect(readTables(home).tables).toEqual([]);
    expect(settleTables(home, config.sources.folder)).toBe(false);
    expect(JSON.parse(readFileSync(join(home, 'uploads', 'tables.json'), 'utf8'))).toEqual({ ...list, trying: null });
    expect((await byHand()).status).toBe('done');
    expect(existsSync(join(home, 'uploads', 'tables', 'u-1'))).toBe(false);
  });
});
