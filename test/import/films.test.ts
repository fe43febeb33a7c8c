import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listAt } from '../../src/base/string-column.ts';
import { type FilmsCatalogue, openCatalogues } from '../../src/dataset/index.ts';
import { useScratch } from './scratch.ts';

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const DAY_MS = 86_400_000;

const COLUMNS =
  'adult,belongs_to_collection,budget,genres,homepage,id,imdb_id,original_language,original_title,overview,popularity,poster_path,production_companies,production_countries,release_date,revenue,runtime,spoken_languages,status,tagline,title,video,vote_average,vote_count';
const PLAIN: Readonly<Record<string, string>> = {
  adult: 'False',
  budget: '0',
  genres: '[]',
  production_companies: '[]',
  production_countries: '[]',
  spoken_languages: '[]',
  release_date: '2000-01-31',
  title: 'Some film',
};

/** A row of a films table: the cells given, the rest plain. */
const film = (cells: Readonly<Record<string, string>>): string =>
  COLUMNS.split(',')
    .map((column) => cell(cells[column] ?? PLAIN[column] ?? ''))
    .join(',');
const table = (...rows: readonly Readonly<Record<string, string>>[]): string =>
  `${[COLUMNS, ...rows.map(film)].join('\n')}\n`;

describe('the import of the films tables', () => {
  const scratch = useScratch();

  async function read(files: Readonly<Record<string, string>>): Promise<{
    films: FilmsCatalogue;
    told: [reason: string, effect: string, lines: number[]][];
  }> {
    scratch.put(files);
    const { report } = await scratch.import();
    const { films } = await openCatalogues(scratch.home);
    const told = report.reasons.map(({ reason, effect, samples }): [string, string, number[]] => [
      reason,
      effect,
      samples.map(({ line }) => line),
    ]);
    return { films: films!, told };
  }

  it('takes null revenue and budget for 0, and what is no amount too', async () => {
    const { films } = await read({
      'movies.csv': table(
        { id: '1', budget: '', revenue: '' },
        { id: '2', budget: 'nan', revenue: '12.5' },
        { id: '3', budget: '/poster.jpg', revenue: '-4' },
        { id: '4', budget: 'inf', revenue: '1e6' },
      ),
    });
    expect([...films.budgets]).toEqual([0, 0, 0, 0]);
    expect([...films.revenues]).toEqual([0, 12.5, 0, 1_000_000]);
  });

  it('divides revenue by budget for the return, 0 where it cannot be computed', async () => {
    const { films } = await read({
      'movies.csv': table(
        { id: '1', budget: '4', revenue: '10.0' },
        { id: '2', budget: '0', revenue: '10' },
        { id: '3', budget: '5', revenue: '' },
      ),
    });
    expect([...films.returns]).toEqual([2.5, 0, 0]);
  });

  it('drops rows without release date, tells them, and takes dates as days with their year', async () => {
    const { films, told } = await read({
      'movies.csv': table(
        { id: '1', release_date: '' },
        { id: '2', release_date: '1969-12-31' },
        { id: '3', release_date: '2000-02-29' },
        { id: '4', release_date: 'soon' },
        { id: '5', release_date: '2001-02-29' },
        { id: '6', release_date: '24/12/1999' },
      ),
    });
    expect([...films.ids]).toEqual([2, 3, 6]);
    expect(Array.from(films.releaseDates, (day) => new Date(day * DAY_MS).toISOString().slice(0, 10))).toEqual([
      '1969-12-31',
      '2000-02-29',
      '1999-12-24',
    ]);
    expect([...films.releaseYears]).toEqual([1969, 2000, 1999]);
    expect(told).toEqual([['UNDATED_FILM', 'set-aside', [2, 5, 6]]]);
  });

  it('rejects misaligned rows, whose id is a date, and other ids that are no number', async () => {
    const { films, told } = await read({
      'movies.csv': table({ id: '1997-08-20', title: '' }, { id: 'x1' }, { id: '' }, { id: '862.0' }, { id: '0007' }),
    });
    expect([...films.ids]).toEqual([7, 862]);
    expect(told).toEqual([
      ['INVALID_FILM_ID', 'set-aside', [3, 4]],
      ['MISALIGNED_ROW', 'set-aside', [2]],
    ]);
  });

  it('counts a repeated id once: the first row with a date stands, with its own lists', async () => {
    const { films, told } = await read({
      'movies.csv': table(
        { id: '1', title: 'Undated', release_date: '', genres: "[{'name': 'War'}]" },
        { id: '1', title: 'First', vote_count: '9.0', genres: "[{'name': 'Drama'}]" },
        { id: '1', title: 'Second', vote_count: '10.0', genres: "[{'name': 'Comedy'}]" },
      ),
    });
    expect([...films.titles]).toEqual(['First']);
    expect([...films.voteCounts]).toEqual([9]);
    expect(listAt(films.genres, 0)).toEqual(['Drama']);
    expect(told).toEqual([
      ['REPEATED_FILM_ID', 'set-aside', [4]],
      ['UNDATED_FILM', 'set-aside', [2]],
    ]);
  });

  it('unnests collection, genres, companies, countries and languages, quotes and escapes and all', async () => {
    const { films } = await read({
      'movies.csv': table(
        {
          id: '1',
          belongs_to_collection: `{'id': 1, 'name': "Ocean's Collection", 'poster_path': None}`,
          genres: `[{'id': 1, 'name': 'Drama'}, {'id': 2, 'name': 'War'}, {'id': 1, 'name': 'Drama'}]`,
          production_companies: `[{'name': 'Les Films d\\'Am\\u00e9lie', 'id': 3}, {'name': '', 'id': 4}]`,
          production_countries: `[{'iso_3166_1': 'ES', 'name': 'Spain'}]`,
          spoken_languages: `[{'iso_639_1': 'xx', 'name': 'No "Language"'}, {'name': 'Español', 'ok': True}]`,
          original_language: 'ES',
        },
        { id: '2', spoken_languages: '[]' },
      ),
    });
    const { collections, genres, companies, countries, spokenLanguages, originalLanguages } = films;
    expect([collections, genres, companies, countries, spokenLanguages].map((list) => listAt(list, 0))).toEqual([
      ["Ocean's Collection"],
      ['Drama', 'War'],
      ["Les Films d'Amélie"],
      ['Spain'],
      ['No "Language"', 'Español'],
    ]);
    expect(listAt(collections, 1)).toEqual([]);
    expect([...originalLanguages]).toEqual(['es', '']);
  });

  it('takes the whole cast in billing order, those without a place behind, and of the crew only the job Director', async () => {
    const actors = Array.from({ length: 14 }, (_, i) => `{'name': 'Actor ${i}', 'order': ${13 - i}}`);
    const { films } = await read({
      'movies.csv': table({ id: '1' }),
      'credits.csv': [
        'cast,crew,id',
        [
          cell(`[{'name': 'Unplaced', 'order': None}, ${actors.join(', ')}, {'name': 'Actor 13', 'order': 30}]`),
          cell(
            `[{'job': 'Producer', 'name': 'P'}, {'job': 'Director', 'name': 'D'}, {'job': 'Director', 'name': 'E'}]`,
          ),
          '1',
        ].join(','),
        `${cell("[{'name': 'Somebody else', 'order': 0}]")},${cell("[{'job': 'Director', 'name': 'F'}]")},1`,
      ].join('\n'),
    });
    expect(listAt(films.cast, 0)).toEqual([...Array.from({ length: 14 }, (_, i) => `Actor ${13 - i}`), 'Unplaced']);
    expect(listAt(films.directors, 0)).toEqual(['D', 'E']);
  });

  it('keeps a row whose nested cell is broken, and tells the cell', async () => {
    const { films, told } = await read({
      'movies.csv': table({ id: '1', genres: "[{'name': 'Dra", production_countries: "[{'name': 'Spain'}]" }),
      'credits.csv': `cast,crew,id\n${cell("[{'name': 'cut")},${cell("[{'job': 'Director', 'name': 'D'}]")},1\n`,
      'keywords.csv': `id,keywords\n1,${cell('3.5')}\n`,
    });
    expect([films.genres, films.countries, films.cast, films.directors].map((list) => listAt(list, 0))).toEqual([
      [],
      ['Spain'],
      [],
      ['D'],
    ]);
    expect(told).toEqual([
      ['INVALID_LITERAL', 'adjusted', [2]],
      ['INVALID_LITERAL', 'adjusted', [2]],
      ['INVALID_LITERAL', 'adjusted', [2]],
    ]);
  });

  it('tells credits and keywords of films that are not in the catalogue', async () => {
    const { told } = await read({
      'movies.csv': table({ id: '1' }),
      'credits.csv': `cast,crew,id\n[],[],1\n[],[],2\n[],[],x\n`,
      'keywords.csv': `id,keywords\n3,[]\n1,[]\n`,
    });
    expect(told).toEqual([
      ['INVALID_FILM_ID', 'set-aside', [4]],
      ['UNKNOWN_FILM_ID', 'notice', [3]],
      ['UNKNOWN_FILM_ID', 'notice', [2]],
    ]);
  });

  it('brings numbers into their ranges: no runtime is unknown, a mean vote lies from 0 to 10', async () => {
    const { films } = await read({
      'movies.csv': table(
        { id: '1', runtime: '0.0', vote_average: '7.7', vote_count: '5415.0', popularity: '21.946943' },
        { id: '2', runtime: '81.0', vote_average: '11', vote_count: '', popularity: '1e-06' },
      ),
    });
    expect([...films.runtimes]).toEqual([Number.NaN, 81]);
    expect([...films.voteAverages]).toEqual([7.7, 10]);
    expect([...films.voteCounts]).toEqual([5415, 0]);
    expect([...films.popularities]).toEqual([21.946943, 1e-6]);
  });

  it('keeps none of the columns that are dropped', async () => {
    scratch.put({
      'movies.csv': table({ id: '1', homepage: 'http://dropped', poster_path: '/dropped', tagline: 'dropped' }),
    });
    const { report, snapshotId } = await scratch.import();
    expect(report.files[0].unusedColumns).toEqual([
      'adult',
      'homepage',
      'original_title',
      'poster_path',
      'status',
      'tagline',
      'video',
    ]);
    const { films } = await openCatalogues(scratch.home);
    expect(Object.keys(films!)).not.toContain('imdbIds');
    expect(existsSync(join(scratch.home, 'snapshots', snapshotId!, 'films.parquet'))).toBe(true);
  });
});
