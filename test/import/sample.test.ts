import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatImportReport, openSnapshot } from '../../src/dataset/index.ts';
import { useScratch } from './scratch.ts';

const SAMPLE = fileURLToPath(new URL('../../data/sample', import.meta.url));
const FULL = process.env['BUTACA_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const hasFull = existsSync(join(FULL, 'platform/movies.csv'));

describe('the sample', () => {
  const scratch = useScratch();

  it('imports whole: every row taken, cast and directors by the links', async () => {
    const { report, snapshotId } = await scratch.import({ folder: SAMPLE });
    expect(report.totals).toEqual({
      titles: 9742,
      users: 610,
      interactions: 100_836,
      folded: 0,
      ratings: 100_836,
      fractions: 0,
      withoutTime: 0,
      viewsOnly: 0,
      firstTime: 828_124_615,
      lastTime: 1_537_799_250,
      titlesWithoutSynopsis: 1864,
      titlesWithoutGenres: 34,
      titlesWithoutYear: 12,
      titlesWithoutInteractions: 18,
      titlesWithCredits: 9534,
      linkedTitles: 9734,
    });
    expect(report.reasons.map(({ file, reason, count }) => [file, reason, count])).toEqual([
      ['platform/movies.csv.gz', 'MISREAD_TEXT', 1],
      ['platform/movies.csv.gz', 'SAME_NAME_AND_YEAR', 5],
      ['streaming/amazon_prime_titles.csv.gz', 'INVALID_PERSON', 35],
      ['streaming/amazon_prime_titles.csv.gz', 'MISREAD_TEXT', 2],
      ['streaming/amazon_prime_titles.csv.gz', 'MISSING_RATING', 337],
      ['streaming/disney_plus_titles.csv.gz', 'MISSING_RATING', 3],
      ['streaming/hulu_titles.csv.gz', 'DURATION_IN_RATING', 292],
      ['streaming/hulu_titles.csv.gz', 'MISSING_DURATION', 187],
      ['streaming/hulu_titles.csv.gz', 'MISSING_RATING', 520],
      ['streaming/hulu_titles.csv.gz', 'NO_CAST', 1],
      ['streaming/hulu_titles.csv.gz', 'SEASONS_OF_FILM', 62],
      ['streaming/netflix_titles.csv.gz', 'DURATION_IN_RATING', 3],
      ['streaming/netflix_titles.csv.gz', 'MISSING_RATING', 4],
      ['tmdb/credits.csv.gz', 'UNKNOWN_FILM_ID', 2],
      ['tmdb/keywords.csv.gz', 'UNKNOWN_FILM_ID', 2],
      ['tmdb/movies_dataset.csv.gz', 'REPEATED_FILM_ID', 10],
    ]);
    expect(report.ignored).toEqual([]);
    const { titles, items, interactions, manifest } = await openSnapshot(scratch.home, snapshotId!, { verify: true });
    expect(manifest.contentHash.slice(0, 16)).toBe(snapshotId);
    expect(titles[items.num('2571')]).toMatchObject({
      name: 'The Matrix',
      year: 1999,
      genres: ['Action', 'Sci-Fi', 'Thriller'],
      directors: ['Lana Wachowski', 'Lilly Wachowski'],
    });
    expect(titles[items.num('1')].cast.slice(0, 2)).toEqual(['Tom Hanks', 'Tim Allen']);
    expect(titles.every(({ num, id }) => items.num(id) === num)).toBe(true);
    expect(interactions.indptr.at(-1)).toBe(100_836);
    const { indptr, indices, times } = interactions;
    const starts = new Set(indptr);
    const outOfOrder = Array.from(indices.keys()).filter(
      (at) => !starts.has(at) && (times[at] - times[at - 1] || indices[at] - indices[at - 1]) <= 0,
    );
    expect(outOfOrder).toEqual([]);
    expect(formatImportReport(report, 'es')).toContain('9.742 títulos · 610 usuarios · 100.836 interacciones');
  });

  it.runIf(hasFull)('has the same titles and interactions as the files that it is cut from', async () => {
    const sample = await scratch.import({ folder: join(SAMPLE, 'platform'), home: join(scratch.home, 'a') });
    const full = await scratch.import({
      folders: undefined,
      folder: undefined,
      files: [
        ...['movies.csv', 'interactions.csv'].map((name) => join(FULL, 'platform', name)),
        join(FULL, 'movielens/ml-latest-small/links.csv'),
      ],
      home: join(scratch.home, 'b'),
    });
    expect(sample.snapshotId).toBe(full.snapshotId);
  });

  it.runIf(hasFull)('stands for formats that are read from their own folders too', async () => {
    const small = await scratch.import({ folder: join(FULL, 'movielens/ml-latest-small') });
    expect(small.report.totals).toMatchObject({ titles: 9742, users: 610, interactions: 100_836, linkedTitles: 9734 });
    expect(small.report.enriched.tags).toBe(1571);
    const older = await scratch.import({ folder: join(FULL, 'movielens/ml-100k') });
    expect(older.report.totals).toMatchObject({
      titles: 1682,
      users: 943,
      interactions: 100_000,
      titlesWithoutYear: 1,
    });
  });

  it('is small enough to ship', () => {
    const names = [
      'platform/movies',
      'platform/interactions',
      'tmdb/credits',
      'tmdb/movies_dataset',
      'streaming/netflix_titles',
    ];
    const bytes = names.map((name) => statSync(join(SAMPLE, `${name}.csv.gz`)).size);
    expect(bytes.every((size) => size > 100_000)).toBe(true);
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(12e6);
  });
});
