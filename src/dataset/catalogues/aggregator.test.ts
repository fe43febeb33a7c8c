import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAt } from '../../base/string-column.ts';
import { Rejections, type SourceFile, StagedTable } from '../../sources/index.ts';
import { type Database, openDatabase } from '../database.ts';
import { addAggregatorNotes, buildAggregator, readAggregator } from './aggregator.ts';
import { type AggregatorCatalogue, DURATION_TYPES, NO_DATE, PLATFORMS, TITLE_TYPES, UNKNOWN } from './contract.ts';

let folder: string;
let database: Database;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-aggregator-'));
  database = await openDatabase(join(folder, 'overflow'));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const COLUMNS = [
  'show_id',
  'type',
  'title',
  'director',
  'cast',
  'country',
  'date_added',
  'release_year',
  'rating',
  'duration',
  'listed_in',
  'description',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>> & { readonly platform?: (typeof PLATFORMS)[number] };

/** One file a platform, its rows from line 2 on; then a file of means (number 4) and one of ratings (number 5). */
async function build(
  rows: readonly Row[],
  means: readonly (readonly [string, string])[] = [],
  ratings: readonly (readonly [string, string])[] = [],
): Promise<{ catalogue: AggregatorCatalogue; notes: Record<string, string[]> }> {
  const paths = ['titles', 'means', 'ratings'].map((name) => join(folder, `${name}.csv`));
  const [titles, meansTable, ratingsTable] = paths.map((path) => new StagedTable(path));
  const lines = [1, 1, 1, 1];
  for (const row of rows) {
    const place = PLATFORMS.indexOf(row.platform ?? 'netflix');
    titles
      .number(place)
      .number(++lines[place])
      .number(place);
    const filled: Row = {
      type: 'Movie',
      release_year: '2020',
      rating: 'PG',
      duration: '90 min',
      cast: 'somebody',
      ...row,
    };
    for (const column of COLUMNS) titles.text(filled[column] ?? '', column === 'description');
  }
  for (const [i, [id, mean]] of means.entries())
    meansTable
      .number(4)
      .number(i + 2)
      .text(id)
      .text(mean, true);
  for (const [i, [id, rating]] of ratings.entries()) {
    ratingsTable
      .number(5)
      .number(i + 2)
      .text('u')
      .text(id)
      .text(rating)
      .text('')
      .text('', true);
  }
  for (const table of [titles, meansTable, ratingsTable]) table.close();
  await buildAggregator(database, {
    titlesPath: paths[0],
    meansPath: paths[1],
    ratings: { path: paths[2], hasLineEnds: false, areInteractions: false },
  });
  const rejections = new Rejections(null);
  const files = [...PLATFORMS, 'means', 'ratings'].map((name, number) => ({ number, file: fileNamed(name) }));
  await addAggregatorNotes(database, files, rejections);
  const notes = Object.fromEntries(
    rejections
      .list()
      .map(({ file, reason, samples }) => [
        `${file} ${reason}`,
        samples.map(({ line, field, value }) => `${line} ${field}: ${value}`),
      ]),
  );
  return { catalogue: await readAggregator(database), notes };
}

const fileNamed = (name: string): SourceFile =>
  ({
    name,
    header: [...COLUMNS],
    columns: { itemId: 0, type: 1, name: 2, directors: 3, cast: 4, dateAdded: 6, year: 7, rating: 8, duration: 9 },
  }) as unknown as SourceFile;

const days = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

describe('the rules of the aggregator', () => {
  it("makes the id from the platform's first letter and show_id", async () => {
    const { catalogue } = await build([
      { platform: 'amazon', show_id: 's123', title: 'A' },
      { platform: 'disney', show_id: 'S4', title: 'B' },
      { platform: 'hulu', show_id: 's5', title: 'C' },
      { platform: 'netflix', show_id: '6', title: 'D' },
    ]);
    expect([...catalogue.ids]).toEqual(['as123', 'ds4', 'hs5', 'n6']);
    expect([...catalogue.platforms]).toEqual([0, 1, 2, 3]);
  });

  it('orders by platform, then by the number in the id', async () => {
    const { catalogue } = await build([
      { show_id: 's10', title: 'C' },
      { show_id: 's9', title: 'B' },
      { platform: 'disney', show_id: 's11', title: 'A' },
    ]);
    expect([...catalogue.titles]).toEqual(['a', 'b', 'c']);
  });

  it('puts g for a missing rating, and tells it', async () => {
    const { catalogue, notes } = await build([
      { show_id: 's1', title: 'A', rating: '' },
      { show_id: 's2', title: 'B', rating: 'nan' },
      { show_id: 's3', title: 'C', rating: 'TV-MA' },
    ]);
    expect([...catalogue.ratings]).toEqual(['g', 'g', 'tv-ma']);
    expect(notes).toEqual({ 'netflix MISSING_RATING': ['2 rating: ', '3 rating: '] });
  });

  it('reads dates in words as days, and tells one that cannot be read', async () => {
    const { catalogue, notes } = await build([
      { show_id: 's1', title: 'A', date_added: 'September 25, 2021' },
      { show_id: 's2', title: 'B', date_added: ' August 4, 2017' },
      { show_id: 's3', title: 'C', date_added: '2019-02-28' },
      { show_id: 's4', title: 'D', date_added: 'soon' },
      { show_id: 's5', title: 'E' },
    ]);
    const [first, second, third] = ['2021-09-25', '2017-08-04', '2019-02-28'].map(days);
    expect([...catalogue.dateAdded]).toEqual([first, second, third, NO_DATE, NO_DATE]);
    expect(notes).toEqual({ 'netflix INVALID_DATE': ['5 date_added: soon'] });
  });

  it('writes all text in lower case, accents kept', async () => {
    const { catalogue } = await build([
      {
        show_id: 'S1',
        title: 'ÁRBOL de LUZ',
        director: 'Ana Ñ',
        cast: 'Øystein Å',
        country: 'España',
        rating: 'PG-13',
        listed_in: 'Drama, Comedia',
        description: 'Érase una vez.',
      },
    ]);
    expect(catalogue.titles.at(0)).toBe('árbol de luz');
    expect(catalogue.descriptions.at(0)).toBe('érase una vez.');
    expect(catalogue.ratings.at(0)).toBe('pg-13');
    expect(
      [catalogue.directors, catalogue.cast, catalogue.countries, catalogue.genres].map((l) => listAt(l, 0)),
    ).toEqual([['ana ñ'], ['øystein å'], ['españa'], ['drama', 'comedia']]);
  });

  it('cuts duration into a number and min or season', async () => {
    const { catalogue, notes } = await build([
      { show_id: 's1', title: 'A', duration: '90 min' },
      { show_id: 's2', title: 'B', duration: '1 Season', type: 'TV Show' },
      { show_id: 's3', title: 'C', duration: '12 Seasons', type: 'TV Show' },
      { show_id: 's4', title: 'D', duration: 'long' },
    ]);
    expect([...catalogue.durationInts]).toEqual([90, 1, 12, -1]);
    expect([...catalogue.durationTypes].map((place) => DURATION_TYPES[place] ?? place)).toEqual([
      'min',
      'season',
      'season',
      UNKNOWN,
    ]);
    expect([...catalogue.types].map((place) => TITLE_TYPES[place])).toEqual(['movie', 'tv show', 'tv show', 'movie']);
    expect(notes).toEqual({ 'netflix INVALID_DURATION': ['5 duration: long'] });
  });

  it('puts a duration that stands in rating in its place, the rating becomes g, and both are told', async () => {
    const { catalogue, notes } = await build([
      { show_id: 's1', title: 'A', rating: '74 min', duration: '' },
      { platform: 'hulu', show_id: 's1', title: 'B', rating: '2 Seasons', duration: '' },
      { platform: 'hulu', show_id: 's2', title: 'C', rating: '80 min', duration: '81 min' },
    ]);
    expect([...catalogue.ids]).toEqual(['hs1', 'hs2', 'ns1']);
    expect([...catalogue.durationInts]).toEqual([2, 81, 74]);
    expect([...catalogue.ratings]).toEqual(['g', 'g', 'g']);
    expect(notes).toEqual({
      'hulu DURATION_IN_RATING': ['2 rating: 2 seasons', '3 rating: 80 min'],
      'hulu SEASONS_OF_FILM': ['2 duration: 2 season'],
      'netflix DURATION_IN_RATING': ['2 rating: 74 min'],
    });
  });

  it('tells titles without a duration, and a platform without any cast', async () => {
    const { catalogue, notes } = await build([
      { platform: 'hulu', show_id: 's1', title: 'A', duration: '', cast: '' },
      { platform: 'hulu', show_id: 's2', title: 'B', cast: '' },
      { platform: 'netflix', show_id: 's1', title: 'C' },
      { platform: 'netflix', show_id: 's2', title: 'D', cast: '' },
    ]);
    expect(catalogue.durationInts[0]).toBe(-1);
    expect(notes).toEqual({ 'hulu MISSING_DURATION': ['2 duration: '], 'hulu NO_CAST': ['2 cast: '] });
  });

  it('takes each person once, in order, and leaves a comma inside a name and drops a number', async () => {
    const { catalogue, notes } = await build([
      { show_id: 's1', title: 'A', cast: 'Zoe, Ann ,Zoe,, Clifton Collins, Jr., Ben', country: ', France, ' },
      {
        show_id: 's2',
        title: 'B',
        cast: '1',
        director: '1, Ana',
        listed_in: 'Drama, Arts, Entertainment, and Culture',
      },
    ]);
    expect(listAt(catalogue.cast, 0)).toEqual(['zoe', 'ann', 'clifton collins jr.', 'ben']);
    expect(listAt(catalogue.countries, 0)).toEqual(['france']);
    expect(listAt(catalogue.cast, 1)).toEqual([]);
    expect(listAt(catalogue.directors, 1)).toEqual(['ana']);
    expect(listAt(catalogue.genres, 1)).toEqual(['drama', 'arts, entertainment, and culture']);
    expect(notes).toEqual({ 'netflix INVALID_PERSON': ['3 cast: 1, Ana · 1'] });
  });

  it('sets aside rows without id or title and repeated ids; the first of an id stands', async () => {
    const { catalogue, notes } = await build([
      { show_id: '', title: 'A' },
      { show_id: 's2', title: '' },
      { show_id: 's3', title: 'First' },
      { show_id: 'S3', title: 'Second' },
    ]);
    expect([...catalogue.titles]).toEqual(['first']);
    expect(notes).toEqual({
      'netflix DUPLICATE_ITEM_ID': ['5 show_id: s3'],
      'netflix EMPTY_ITEM_ID': ['2 show_id: '],
      'netflix EMPTY_NAME': ['3 title: '],
    });
  });

  it('tells a year and a type that it does not know', async () => {
    const { catalogue, notes } = await build([
      { show_id: 's1', title: 'A', release_year: 'MMXX' },
      { show_id: 's2', title: 'B', release_year: '1999.0', type: 'Podcast' },
    ]);
    expect([...catalogue.releaseYears]).toEqual([0, 1999]);
    expect([...catalogue.types]).toEqual([0, UNKNOWN]);
    expect(notes).toEqual({
      'netflix INVALID_YEAR': ['2 release_year: MMXX'],
      'netflix UNKNOWN_TYPE': ['3 type: podcast'],
    });
  });
});

describe('the scores of the aggregator', () => {
  const titles: Row[] = [
    { show_id: 's1', title: 'A' },
    { show_id: 's2', title: 'B' },
    { show_id: 's3', title: 'C' },
  ];

  it('takes the means given, and says that nobody knows how many ratings are behind them', async () => {
    const { catalogue, notes } = await build(titles, [
      ['ns1', '3.5'],
      ['NS2', '4'],
      ['ns9', '3'],
      ['ns3', 'good'],
      ['ns1', '1'],
    ]);
    expect([...catalogue.scores]).toEqual([3.5, 4, Number.NaN]);
    expect([...catalogue.scoreCounts]).toEqual([0, 0, 0]);
    expect(notes).toEqual({
      'means DUPLICATE_ITEM_ID': ['6 show_id: ns1'],
      'means INVALID_RATING': ['5 rating: good'],
      'means UNKNOWN_ITEM_ID': ['4 show_id: ns9'],
    });
  });

  it('takes the mean of the ratings of users where there are any, before the mean given', async () => {
    const { catalogue } = await build(
      titles,
      [
        ['ns1', '3.5'],
        ['ns2', '2.5'],
      ],
      [
        ['ns1', '1'],
        ['ns1', '2'],
        ['ns3', '0.5'],
      ],
    );
    // (1 + 2) / 2, the mean given, one rating
    expect([...catalogue.scores]).toEqual([1.5, 2.5, 0.5]);
    expect([...catalogue.scoreCounts]).toEqual([2, 0, 1]);
  });

  it('does not depend on the order of the ratings', async () => {
    const ratings = Array.from({ length: 200 }, (_, i) => ['ns1', String(((i * 37) % 50) / 10)] as const);
    const { catalogue: one } = await build(titles, [], ratings);
    database.close();
    database = await openDatabase(join(folder, 'overflow'));
    const { catalogue: other } = await build(titles, [], [...ratings].reverse());
    expect(one.scores[0]).toBe(other.scores[0]);
    // 0, 0.1 … 4.9, four times each: their mean is 2.45
    expect(one.scores[0]).toBeCloseTo(2.45, 12);
  });
});
