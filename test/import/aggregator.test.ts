import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  type AggregatorCatalogue,
  type CatalogueLinks,
  formatImportReport,
  openCatalogues,
  PLATFORMS,
} from '../../src/dataset/index.ts';
import { useScratch } from './scratch.ts';

const SAMPLE = fileURLToPath(new URL('../../data/sample', import.meta.url));
const FULL = process.env['BUTACA_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const hasFull = existsSync(join(FULL, 'streaming/netflix_titles.csv'));

const HEADER = 'show_id,type,title,director,cast,country,date_added,release_year,rating,duration,listed_in,description';
const title = (id: number, name: string, year = 2020): string =>
  `s${id},Movie,${name},Ana Ruiz,Eva Sol,Spain,"March 3, 2021",${year},PG,90 min,Drama,About ${name}`;
const catalogue = (...rows: string[]): string => `${[HEADER, ...rows].join('\n')}\n`;

const scratch = useScratch();

/** The aggregator's catalogue of the latest snapshot, and the links. */
async function openAggregator(): Promise<{ aggregator: AggregatorCatalogue; links: CatalogueLinks }> {
  const { aggregator, links } = await openCatalogues(scratch.home);
  return { aggregator: aggregator!, links: links! };
}

describe('the catalogues of platforms', () => {
  it('are told by the name of the file, of its folder, of the folder given, or by the import settings', async () => {
    scratch.put({
      'amazon_prime_titles.csv': catalogue(title(1, 'Uno')),
      'hulu/titles.csv': catalogue(title(1, 'Dos')),
      'other.csv': catalogue(title(1, 'Tres')),
    });
    const { report } = await scratch.import({ mapping: { 'other.csv:platform': 'Disney+' } });
    const { aggregator } = await openAggregator();
    expect([...aggregator.ids]).toEqual(['as1', 'ds1', 'hs1']);
    expect([...aggregator.titles]).toEqual(['uno', 'tres', 'dos']);
    expect(report.ignored).toEqual([]);
    await scratch.import({ folder: join(scratch.folder, 'hulu') });
    expect([...(await openAggregator()).aggregator.ids]).toEqual(['hs1']);
  });

  it('of an unknown platform are left out beside others and told, and a setting that names none is refused', async () => {
    scratch.put({
      'netflix_titles.csv': catalogue(title(1, 'Uno')),
      'movistar_titles.csv': catalogue(title(1, 'Dos')),
    });
    const { report } = await scratch.import();
    expect(report.ignored).toMatchObject([{ name: 'movistar_titles.csv', why: 'unknown-platform' }]);
    expect(formatImportReport(report, 'es')).toContain('movistar_titles.csv');
    expect([...(await openAggregator()).aggregator.ids]).toEqual(['ns1']);
    await expect(scratch.import({ mapping: { 'movistar_titles.csv:platform': 'movistar' } })).rejects.toMatchObject({
      code: 'INVALID_PARAMETER',
    });
  });

  it('take their scores from any number of rating files, gzipped too, and else from the means', async () => {
    scratch.put({
      'netflix_titles.csv': catalogue(title(1, 'Uno'), title(2, 'Dos'), title(3, 'Tres')),
      'mean_rating_per_title.csv': ',movieId,rating\n0,ns1,4.5\n1,ns2,3.25\n',
      '1.csv': 'userId,rating,timestamp,movieId\n1,1.0,1425941529,ns1\n2,2.0,1425941530,ns1\n',
      '2.csv.gz': gzipSync('userId,rating,timestamp,movieId\n1,5.0,1425941531,ns3\n9,3.0,1425941532,ns1\n'),
    });
    const { report } = await scratch.import();
    const { aggregator } = await openAggregator();
    // ns1: (1 + 2 + 3) / 3 of its ratings, not the mean given; ns2: the mean given; ns3: its one rating.
    expect([...aggregator.scores]).toEqual([2, 3.25, 5]);
    expect([...aggregator.scoreCounts]).toEqual([3, 0, 1]);
    // They are the interactions too, for the platforms' titles are the snapshot's.
    expect(report.totals).toMatchObject({ titles: 3, users: 3, interactions: 4 });
    expect((await scratch.open()).items.num('ns3')).toBe(2);
  });

  it('do not lend their ratings to the catalogue of a platform of its own, and tell the ids that they do not have', async () => {
    scratch.put({
      'movies.csv': 'movieId,title\n1,Uno (2020)\n',
      'interactions.csv': 'userId,movieId,rating\n7,1,5\n',
      'streaming/netflix_titles.csv': catalogue(title(1, 'Uno')),
      'streaming/1.csv': 'userId,rating,timestamp,movieId\n1,1.0,1425941529,ns1\n2,2.0,1425941530,ns77\n',
    });
    const { report } = await scratch.import();
    expect(report.totals).toMatchObject({ titles: 1, users: 1, interactions: 1 });
    expect(report.reasons.map(({ file, reason, count }) => [file, reason, count])).toEqual([
      ['streaming/1.csv', 'UNKNOWN_ITEM_ID', 1],
    ]);
    const { aggregator, links } = await openAggregator();
    expect([...aggregator.scores]).toEqual([1]);
    // The platform's own title is on Netflix by name and year.
    expect([...links.aggregatorIndices]).toEqual([0]);
    expect(report.links).toMatchObject({ availableItems: 1, doubtful: 0 });
  });

  it('give the same snapshot whatever the order and the packing of the files', async () => {
    const amazon = catalogue(title(2, 'Dos'), title(10, 'Diez'));
    scratch.put({ 'amazon.csv': amazon, 'netflix.csv': catalogue(title(1, 'Dos')) });
    const first = await scratch.import();
    scratch.put({ 'b/netflix.csv.gz': gzipSync(catalogue(title(1, 'Dos'))), 'a/amazon.csv': amazon });
    const second = await scratch.import({
      folder: undefined,
      files: [join(scratch.folder, 'b/netflix.csv.gz'), join(scratch.folder, 'a/amazon.csv')],
    });
    expect(second.snapshotId).toBe(first.snapshotId);
  });
});

describe('the four platforms of the sample', () => {
  it('have the settled numbers of films and series, and all that is odd in them is told', async () => {
    const ending = '.csv.gz';
    const folder = join(SAMPLE, 'streaming');
    const { report } = await scratch.import({ folder });
    const { aggregator, links } = await openAggregator();
    const { size, platforms, types, releaseYears, durationInts, durationTypes, scores, titles, dateAdded } = aggregator;
    const rows = Array.from({ length: size }, (_, row) => row);
    const count = (test: (row: number) => boolean): number => rows.filter(test).length;
    const [amazon, disney, hulu, netflix] = PLATFORMS.keys();
    // By hand from the files: rows with type Movie, and with type TV Show.
    expect(PLATFORMS.map((_p, place) => count((row) => platforms[row] === place && types[row] === 0))).toEqual([
      7814, 1052, 1484, 6131,
    ]);
    expect(PLATFORMS.map((_p, place) => count((row) => platforms[row] === place && types[row] === 1))).toEqual([
      1854, 398, 1589, 2676,
    ]);
    const longest = (place: number): [string, number] => {
      const films = rows.filter(
        (row) => platforms[row] === place && types[row] === 0 && releaseYears[row] === 2021 && durationTypes[row] === 0,
      );
      const [best] = films.sort((a, b) => durationInts[b] - durationInts[a]);
      return [titles.at(best), durationInts[best]];
    };
    expect(longest(disney)).toEqual(['cruella', 137]);
    expect(longest(hulu)).toEqual(['the united states vs. billie holiday', 130]);
    const above = (row: number): boolean => platforms[row] === disney && types[row] === 0 && releaseYears[row] === 2011;
    expect(count((row) => above(row) && scores[row] > 3.2)).toBe(35);
    expect(count((row) => Number.isNaN(scores[row]))).toBe(0);
    expect(
      [amazon, disney, hulu, netflix].map((place) => count((row) => platforms[row] === place && dateAdded[row] > 0)),
    ).toEqual([155, 1447, 3045, 8797]);
    expect(report.reasons.map(({ file, reason, count: times }) => [file.replace(ending, ''), reason, times])).toEqual([
      ['amazon_prime_titles', 'INVALID_PERSON', 35],
      ['amazon_prime_titles', 'MISREAD_TEXT', 2],
      ['amazon_prime_titles', 'MISSING_RATING', 337],
      ['disney_plus_titles', 'MISSING_RATING', 3],
      ['hulu_titles', 'DURATION_IN_RATING', 292],
      ['hulu_titles', 'MISSING_DURATION', 187],
      ['hulu_titles', 'MISSING_RATING', 520],
      ['hulu_titles', 'NO_CAST', 1],
      ['hulu_titles', 'SEASONS_OF_FILM', 62],
      ['netflix_titles', 'DURATION_IN_RATING', 3],
      ['netflix_titles', 'MISSING_RATING', 4],
    ]);
    expect(report.totals.titles).toBe(22_998);
    const groups = new Map<number, Set<number>>();
    for (const row of rows)
      groups.set(links.sameFilm[row], (groups.get(links.sameFilm[row]) ?? new Set()).add(platforms[row]));
    expect([...groups.values()].filter((on) => on.size > 1)).toHaveLength(report.links!.onSeveralPlatforms);
  });

  it.runIf(hasFull)('are, byte for byte, those of the full data', () => {
    const names = readdirSync(join(SAMPLE, 'streaming'));
    expect(names).toHaveLength(5);
    for (const name of names) {
      const full = readFileSync(join(FULL, 'streaming', name.replace('.gz', '')));
      expect(gunzipSync(readFileSync(join(SAMPLE, 'streaming', name))).equals(full), name).toBe(true);
    }
  });
});
