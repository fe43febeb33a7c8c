import { createWriteStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { latestSnapshotId } from '../../src/dataset/index.ts';
import { useScratch } from './scratch.ts';

const MOVIES = 'movieId,title\n1,A (1999)\n2,B (2000)\n';
const RATINGS = 'userId,movieId,rating,timestamp\nu,1,4,1000000000\nv,2,5,1000000000\n';

describe('a failed import', () => {
  const scratch = useScratch();

  it.each<[string, Record<string, string | Uint8Array>, string]>([
    ['an empty folder', {}, 'UNSUPPORTED_SOURCE'],
    ['empty files', { 'movies.csv': '', 'ratings.csv': '' }, 'EMPTY_SOURCE'],
    ['an empty gzip file', { 'movies.csv.gz': gzipSync('') }, 'EMPTY_SOURCE'],
    ['only a header', { 'movies.csv': 'movieId,title\n', 'ratings.csv': RATINGS }, 'EMPTY_SOURCE'],
    ['titles that are all unusable', { 'movies.csv': 'movieId,title\n,A\n3,\n' }, 'EMPTY_SOURCE'],
    ['a missing column', { 'movies.csv': MOVIES, 'ratings.csv': 'movieId,rating\n1,4\n' }, 'MISSING_COLUMN'],
    [
      'a binary file',
      { 'movies.csv': Buffer.from(Array.from({ length: 9999 }, (_, i) => (i * 7919) % 256)) },
      'UNSUPPORTED_FILE',
    ],
    ['an Excel workbook called CSV', { 'movies.csv': Buffer.from('504b03041400000008', 'hex') }, 'UNSUPPORTED_FILE'],
    [
      'a cut gzip file',
      { 'movies.csv.gz': gzipSync(MOVIES.repeat(9999)).subarray(0, 900), 'r.csv': RATINGS },
      'UNSUPPORTED_FILE',
    ],
  ])('of %s says why and leaves the last snapshot in force and no trace', async (_, files, code) => {
    scratch.put({ 'movies.csv': MOVIES, 'ratings.csv': RATINGS });
    const { snapshotId } = await scratch.import();
    await expect(scratch.import({ folder: undefined, folders: [put(files)] })).rejects.toMatchObject({ code });
    expect(latestSnapshotId(scratch.home)).toBe(snapshotId);
    expect((await scratch.open()).titles).toHaveLength(2);
    expect(readdirSync(join(scratch.home, 'staging'))).toEqual([]);
    expect(new Set(readdirSync(join(scratch.home, 'snapshots')))).toEqual(new Set([snapshotId, 'latest.json']));
  });

  const put = (files: Record<string, string | Uint8Array>): string => {
    scratch.put(Object.fromEntries(Object.entries(files).map(([name, content]) => [`bad/${name}`, content])));
    scratch.put({ 'bad/.keep': '' });
    return join(scratch.folder, 'bad');
  };

  it('is possible in an empty workspace too, and makes no snapshot', async () => {
    await expect(scratch.import()).rejects.toMatchObject({ code: 'UNSUPPORTED_SOURCE' });
    expect(latestSnapshotId(scratch.home)).toBeNull();
    await expect(scratch.open()).rejects.toMatchObject({ code: 'MISSING_SNAPSHOT' });
  });
});

describe('a snapshot', () => {
  const scratch = useScratch();

  it('is possible with no interactions at all', async () => {
    scratch.put({ 'movies.csv': MOVIES });
    await scratch.import();
    const { interactions, users, titles } = await scratch.open();
    expect([users.size, titles.length, interactions.indices.length]).toEqual([0, 2, 0]);
    expect([...interactions.indptr]).toEqual([0]);
  });

  it('is possible with an interactions file that has only its header', async () => {
    scratch.put({ 'movies.csv': MOVIES, 'ratings.csv': 'userId,movieId,rating\n' });
    const { report } = await scratch.import();
    expect(report.totals).toMatchObject({ titles: 2, users: 0, interactions: 0 });
  });

  it('is possible with one user and one title', async () => {
    scratch.put({ 'movies.csv': 'movieId,title\n1,A\n', 'ratings.csv': 'userId,movieId,rating\nu,1,3\n' });
    await scratch.import();
    const snapshot = await scratch.open();
    expect(scratch.history(snapshot, 'u')).toEqual({ 1: { rating: 3, fraction: Number.NaN, time: Number.NaN } });
  });

  it('is possible when every interaction is of an unknown title, and says so', async () => {
    scratch.put({ 'movies.csv': MOVIES, 'ratings.csv': 'userId,movieId,rating\nu,8,3\nu,9,3\n' });
    const { report } = await scratch.import();
    expect(report.totals).toMatchObject({ users: 0, interactions: 0 });
    expect(report.reasons).toMatchObject([
      {
        file: 'ratings.csv',
        reason: 'UNKNOWN_ITEM_ID',
        effect: 'set-aside',
        count: 2,
        samples: [
          { line: 2, field: 'movieId', value: '8' },
          { line: 3, field: 'movieId', value: '9' },
        ],
      },
    ]);
  });
});

describe('a broken row', () => {
  const scratch = useScratch();

  it('is set aside with its line, field, value and reason, and costs no other row', async () => {
    scratch.put({
      'movies.csv': 'movieId,title,synopsis\n1,A,"two\nlines"\n1,A again,x\n,B,x\n3,C\n4,D,"open\n5,E,fine\n',
      'ratings.csv':
        'userId,movieId,rating,timestamp\nu,1,4,1000000000\n,1,4,1\nu,,4,1\nu,5,much,1000000000\nu,5,4\nu,5,4,1000000000,x\nu,5,2,-7\n',
    });
    const { report } = await scratch.import();
    const { titles } = await scratch.open();
    expect(titles.map(({ id }) => id)).toEqual(['1', '5']);
    expect(titles[0].synopsis).toBe('two\nlines');
    const told = report.reasons.map(({ file, reason, samples }) => {
      const [{ line, field, value }] = samples as [(typeof samples)[number]];
      return [file, reason, line, field, value];
    });
    expect(told).toEqual([
      ['movies.csv', 'DUPLICATE_ITEM_ID', 4, 'movieId', '1'],
      ['movies.csv', 'EMPTY_ITEM_ID', 5, 'movieId', ''],
      ['movies.csv', 'UNCLOSED_QUOTE', 7, '', '4,D,open'],
      ['movies.csv', 'WRONG_FIELD_COUNT', 6, '', '2/3: 3,C'],
      ['ratings.csv', 'EMPTY_ITEM_ID', 4, 'movieId', ''],
      ['ratings.csv', 'EMPTY_USER_ID', 3, 'userId', ''],
      ['ratings.csv', 'INVALID_RATING', 5, 'rating', 'much'],
      ['ratings.csv', 'TIME_OUT_OF_RANGE', 8, 'timestamp', '-7'],
      ['ratings.csv', 'WRONG_FIELD_COUNT', 6, '', '3/4: u,5,4'],
    ]);
    expect(report.files.map(({ name, rows }) => [name, rows])).toEqual([
      ['movies.csv', { read: 6, taken: 2, setAside: 4 }],
      ['ratings.csv', { read: 7, taken: 2, setAside: 5 }],
    ]);
  });

  it('keeps ids with quotes, emoji, commas and line ends, in both tables', async () => {
    const odd = ['a"b', '😀', 'x\ny', 'p,q', "it's", '  ', 'ñ\tñ', '\u202e'];
    const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    scratch.put({
      'movies.csv': `movieId,title\n${odd.map((id, i) => `${cell(id)},T${i}\n`).join('')}`,
      'r.csv': `userId,movieId,rating\n${odd.map((id) => `${cell(id)},${cell(id)},4\n`).join('')}`,
    });
    const { report } = await scratch.import();
    const snapshot = await scratch.open();
    const kept = odd.filter((id) => id.trim() !== '');
    for (const id of kept) expect(Object.keys(scratch.history(snapshot, id))).toEqual([id]);
    expect(snapshot.users.size).toBe(kept.length);
    expect(report.reasons.map(({ reason, count }) => [reason, count])).toEqual([
      ['EMPTY_ITEM_ID', 1],
      ['EMPTY_USER_ID', 1],
    ]);
  });

  it('of endless length is set aside in bounded memory', async () => {
    scratch.put({ 'ratings.csv': RATINGS });
    const file = createWriteStream(join(scratch.folder, 'movies.csv'));
    file.write('movieId,title\n1,A (1999)\n2,');
    const part = Buffer.alloc(1 << 20, 'x');
    for (let i = 0; i < 256; i++) if (!file.write(part)) await once(file, 'drain');
    file.end('\n3,C\n');
    await once(file, 'finish');
    const before = process.memoryUsage.rss();
    const { report } = await scratch.import();
    expect(process.memoryUsage.rss() - before).toBeLessThan(200e6);
    expect(report.reasons).toMatchObject([
      { file: 'movies.csv', reason: 'LINE_TOO_LONG', count: 1, samples: [{ line: 3 }] },
      { file: 'ratings.csv', reason: 'UNKNOWN_ITEM_ID', count: 1 },
    ]);
    expect((await scratch.open()).titles.map(({ id }) => id)).toEqual(['1', '3']);
  });
});

describe('a table', () => {
  const scratch = useScratch();

  it('gives the same snapshot on little memory, by way of the disk, and says when that is too little', async () => {
    const rows = Array.from(
      { length: 200_000 },
      (_, i) => `user-with-a-long-name-${i % 5000},${i % 1000},${1 + (i % 5)}\n`,
    ).join('');
    const titles = Array.from({ length: 1000 }, (_, i) => `${i},T${i}\n`).join('');
    scratch.put({ 'movies.csv': `movieId,title\n${titles}`, 'r.csv': `userId,movieId,rating\n${rows}` });
    const small = await scratch.import({ memoryMb: 96 });
    const large = await scratch.import({ memoryMb: 1024, home: `${scratch.home}-2` });
    expect(small.snapshotId).toBe(large.snapshotId);
    expect(small.report.totals.users).toBe(5000);
    await expect(scratch.import({ memoryMb: 8 })).rejects.toMatchObject({ code: 'OUT_OF_MEMORY' });
    expect((await scratch.open()).id).toBe(small.snapshotId);
  });

  it('may have line ends in every id: what looks like a row inside of quotes is none', async () => {
    const trap = '0,1,"u","1",5,,,\n'.repeat(20);
    const cell = `"${trap.replaceAll('"', '""')}"`;
    const rows = Array.from({ length: 40_000 }, (_, i) => `${cell.slice(0, -1)}${i % 7}",1,4\n`).join('');
    scratch.put({ 'movies.csv': 'movieId,title\n1,A\n', 'r.csv': `userId,movieId,rating\n${rows}` });
    await scratch.import();
    const { users, interactions } = await scratch.open();
    expect(users.size).toBe(7);
    expect(interactions.indices).toHaveLength(7);
    expect(users.id(3)).toBe(`${trap}3`);
  });

  it('may have more columns than any sane one', async () => {
    const extra = Array.from({ length: 9000 }, (_, i) => `c${i}`);
    const header = ['movieId', 'title', ...extra].join(',');
    scratch.put({ 'movies.csv': `${header}\n1,A${',x'.repeat(9000)}\n2,B\n` });
    const { report } = await scratch.import();
    expect(report.totals.titles).toBe(1);
    expect(report.reasons).toMatchObject([{ reason: 'WRONG_FIELD_COUNT', count: 1 }]);
  });
});

describe('a dry run', () => {
  const scratch = useScratch();

  it('gives the whole report and writes nothing', async () => {
    scratch.put({ 'movies.csv': MOVIES, 'ratings.csv': `${RATINGS}u,7,4,1000000000\n` });
    const { snapshotId, report } = await scratch.import({ dryRun: true });
    expect(snapshotId).toBeNull();
    expect(report).toMatchObject({ dryRun: true, snapshotId: null, totals: { titles: 2, interactions: 2 } });
    expect(report.reasons).toMatchObject([{ reason: 'UNKNOWN_ITEM_ID', count: 1, samples: [{ line: 4, value: '7' }] }]);
    expect(existsSync(scratch.home)).toBe(false);
  });
});
