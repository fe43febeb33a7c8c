import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fixedClock } from '../base/clock.ts';
import { silent } from '../base/progress.ts';
import { importSources } from './import-sources.ts';
import { FILES, latestSnapshotId, openSnapshot, readManifest } from './open-snapshot.ts';

let root: string;
let made: string;
let home: string;
let id: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'butaca-open-'));
  made = join(root, 'made');
  writeFileSync(join(root, 'movies.csv'), 'movieId,title,genres\n1,A (1999),Drama\n2,B,War|Drama\n');
  writeFileSync(join(root, 'ratings.csv'), 'userId,movieId,rating\nu,2,4\nu,1,3\nv,1,5\n');
  const files = ['movies.csv', 'ratings.csv'].map((name) => join(root, name));
  id = (await importSources({ files, home: made, clock: fixedClock(1e12), progress: silent })).snapshotId!;
});
beforeEach(() => {
  home = mkdtempSync(join(root, 'home-'));
  cpSync(made, home, { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true }));
afterAll(() => rmSync(root, { recursive: true }));

const fileOf = (name: string): string => join(home, 'snapshots', id, name);

describe('openSnapshot', () => {
  it('opens the latest, or the one that is asked for', async () => {
    const latest = await openSnapshot(home);
    expect(latest.id).toBe(id);
    expect((await openSnapshot(home, id)).manifest).toEqual(latest.manifest);
    expect(latest.titles).toEqual([
      { num: 0, id: '1', name: 'A', year: 1999, genres: ['Drama'], tags: [], synopsis: null, cast: [], directors: [] },
      {
        num: 1,
        id: '2',
        name: 'B',
        year: null,
        genres: ['War', 'Drama'],
        tags: [],
        synopsis: null,
        cast: [],
        directors: [],
      },
    ]);
    expect([...latest.interactions.indptr]).toEqual([0, 2, 3]);
    expect([...latest.interactions.indices]).toEqual([0, 1, 0]);
    expect([...latest.interactions.ratings]).toEqual([3, 4, 5]);
    expect(latest.items.checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(latest.items.checksum).not.toBe(latest.users.checksum);
  });

  it('gives sources and hashes in the manifest, without folders', () => {
    const manifest = readManifest(home);
    expect(manifest.sources.map(({ name, role }) => [name, role])).toEqual([
      ['movies.csv', 'titles'],
      ['ratings.csv', 'interactions'],
    ]);
    expect(manifest.id).toBe(manifest.contentHash.slice(0, 16));
    expect(Object.keys(manifest.tables)).toContain('interactions.parquet');
  });

  it('says that nothing has been imported yet', async () => {
    await expect(openSnapshot(join(home, 'empty'))).rejects.toMatchObject({ code: 'MISSING_SNAPSHOT' });
    expect(latestSnapshotId(join(home, 'empty'))).toBeNull();
  });

  it.each(['0123456789abcdef', 'nonsense'])('does not know %s', async (unknown) => {
    await expect(openSnapshot(home, unknown)).rejects.toMatchObject({ code: 'UNKNOWN_SNAPSHOT' });
  });

  it('does not leave its folder', async () => {
    await expect(openSnapshot(home, '../../x')).rejects.toMatchObject({ code: 'UNSAFE_PATH' });
  });

  it.each(['titles.json', 'users.json', 'interactions.safetensors'])(
    'notices that %s is missing, cut or changed',
    async (name) => {
      const bytes = readFileSync(fileOf(name));
      const changed = Buffer.from(bytes);
      changed[changed.length - 3] ^= 1;
      writeFileSync(fileOf(name), changed);
      await expect(openSnapshot(home)).rejects.toMatchObject({ code: 'CORRUPT_SNAPSHOT' });
      truncateSync(fileOf(name), bytes.length - 1);
      await expect(openSnapshot(home)).rejects.toMatchObject({ code: 'CORRUPT_SNAPSHOT' });
      rmSync(fileOf(name));
      await expect(openSnapshot(home)).rejects.toMatchObject({ code: 'CORRUPT_SNAPSHOT' });
    },
  );

  it.each<[string, (manifest: Record<string, unknown>) => string]>([
    ['is not JSON', () => '{'],
    ['has another format', (manifest) => JSON.stringify({ ...manifest, format: 2 })],
    ['has another id', (manifest) => JSON.stringify({ ...manifest, id: '0123456789abcdef' })],
    ['has other files', (manifest) => JSON.stringify({ ...manifest, files: {} })],
    ['has another feedback sequence', (manifest) => JSON.stringify({ ...manifest, feedbackSequence: 9 })],
    [
      'has other counts',
      (manifest) => JSON.stringify({ ...manifest, counts: { users: 2, items: 2, interactions: 4 } }),
    ],
  ])('notices a manifest that %s', async (_, change) => {
    const manifest = JSON.parse(readFileSync(fileOf(FILES.manifest), 'utf8')) as Record<string, unknown>;
    writeFileSync(fileOf(FILES.manifest), change(manifest));
    await expect(openSnapshot(home)).rejects.toMatchObject({ code: 'CORRUPT_SNAPSHOT' });
  });

  it.each(['{', '{}', '{"id":"../x"}', 'null'])('notices a pointer that is %s', async (text) => {
    writeFileSync(join(home, 'snapshots', 'latest.json'), text);
    await expect(openSnapshot(home)).rejects.toMatchObject({ code: 'CORRUPT_SNAPSHOT' });
  });

  it('is made whole again by importing the same files', async () => {
    truncateSync(fileOf('titles.json'), 5);
    const files = ['movies.csv', 'ratings.csv'].map((name) => join(root, name));
    const again = await importSources({ files, home, clock: fixedClock(1e12), progress: silent });
    expect(again.snapshotId).toBe(id);
    expect(again.report.unchanged).toBe(false);
    expect((await openSnapshot(home)).titles).toHaveLength(2);
    expect(existsSync(fileOf(FILES.report))).toBe(true);
  });
});
