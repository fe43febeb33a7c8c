import { renameSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openSnapshot } from '../../src/dataset/index.ts';
import { random } from '../../src/base/random.ts';
import { useScratch } from './scratch.ts';

const movies = ['1,A (1999),Drama|War', '2,"B, or not",Comedy', '10,Ñ,', 'x,😀 (2001),War'];
const draws = random(1, 'same-hash');
const ratings = Array.from({ length: 500 }, (_, i) => {
  const item = ['1', '2', '10', 'x'][draws.below(4)];
  return `${draws.below(90)},${item},${(1 + draws.below(10)) / 2},${1_500_000_000 + i}`;
});
const table = (header: string, rows: readonly string[], end = '\n'): string => [header, ...rows].join(end) + end;
const MOVIES = table('movieId,title,genres', movies);
const RATINGS = table('userId,movieId,rating,timestamp', ratings);

describe('the same contents', () => {
  const scratch = useScratch();
  const importAs = async (files: Record<string, string | Uint8Array>, threads = 2): Promise<string | null> => {
    scratch.put(files);
    return (await scratch.import({ threads })).snapshotId;
  };

  it('give the same id when imported again, and the report says that nothing is new', async () => {
    const first = await importAs({ 'movies.csv': MOVIES, 'ratings.csv': RATINGS });
    const { snapshotId, report } = await scratch.import();
    expect(snapshotId).toBe(first);
    expect(report.unchanged).toBe(true);
  });

  const variants: [string, Record<string, string | Uint8Array>][] = [
    ['gzipped', { 'movies.csv.gz': gzipSync(MOVIES), 'ratings.csv.gz': gzipSync(RATINGS) }],
    ['under other names', { 'peliculas.csv': MOVIES, 'log.txt': RATINGS }],
    ['in a folder below', { 'deep/er/movies.csv': MOVIES, 'deep/er/ratings.csv': RATINGS }],
    [
      'with other line ends and a mark',
      { 'movies.csv': `\ufeff${MOVIES.replaceAll('\n', '\r\n')}`, 'ratings.csv': RATINGS },
    ],
    ['in UTF-16', { 'movies.csv': Buffer.from(`\ufeff${MOVIES}`, 'utf16le'), 'ratings.csv': RATINGS }],
    ['with other delimiters', { 'movies.csv': MOVIES, 'ratings.csv': RATINGS.replaceAll(',', ';') }],
    ['with Spanish names', { 'movies.csv': MOVIES, 'r.csv': table('usuario,pelicula,nota,fecha', ratings) }],
    ['in another order', { 'movies.csv': table('movieId,title,genres', movies.toReversed()), 'ratings.csv': RATINGS }],
    [
      'in several files',
      {
        'movies.csv': MOVIES,
        '1.csv': table('userId,movieId,rating,timestamp', ratings.slice(0, 250)),
        '2.csv': table('userId,movieId,rating,timestamp', ratings.slice(250)),
      },
    ],
  ];
  it.each(variants)('give the same id %s', async (_, files) => {
    expect(await importAs(files)).toBe('7a10c783a6d8607d');
  });

  it('give the same id on one thread and after the clock has moved', async () => {
    const first = await importAs({ 'movies.csv': MOVIES, 'ratings.csv': RATINGS }, 1);
    utimesSync(join(scratch.folder, 'movies.csv'), 1, 1);
    renameSync(scratch.folder, `${scratch.folder}-moved`);
    const again = await scratch.import({
      folder: `${scratch.folder}-moved`,
      clock: { nowMs: () => Date.UTC(2031, 1, 1) },
    });
    expect(again.snapshotId).toBe(first);
  });

  it('give the same bytes of every mart and of every table', async () => {
    await importAs({ 'movies.csv': MOVIES, 'ratings.csv': RATINGS });
    const first = (await scratch.open()).manifest;
    const home = `${scratch.home}-2`;
    const { snapshotId } = await scratch.import({ home, threads: 1 });
    const second = (await openSnapshot(home, snapshotId!)).manifest;
    expect(second.files).toEqual(first.files);
    expect(second.tables).toEqual(first.tables);
  });
});

describe('other contents', () => {
  const scratch = useScratch();

  it('give another id, and the earlier snapshot stays', async () => {
    scratch.put({ 'movies.csv': MOVIES, 'ratings.csv': RATINGS });
    const first = (await scratch.import()).snapshotId!;
    scratch.put({ 'ratings.csv': `${RATINGS}999,1,5,1600000000\n` });
    const second = (await scratch.import()).snapshotId!;
    expect(second).not.toBe(first);
    expect((await scratch.open()).id).toBe(second);
    expect((await scratch.open(first)).users.num('999')).toBe(-1);
  });
});
