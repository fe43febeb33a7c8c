import { describe, expect, it } from 'vitest';
import { useScratch } from './scratch.ts';

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const CREDITS = [
  'cast,crew,id',
  [
    cell(`[{'name': 'Second', 'order': 1}, {'name': "O'First", 'order': 0}, {'name': 'Unplaced', 'order': None}]`),
    cell(`[{'job': 'Writer', 'name': 'Nobody'}, {'job': 'Director', 'name': 'Am\\u00e9lie D.'}]`),
    '100',
  ].join(','),
  `${cell(`[{'name': 'cut`)},${cell('[]')},200`,
  `${cell(`[{'name': 'Not linked'}]`)},${cell('[]')},999`,
].join('\n');
const FILMS = [
  'id,title,overview,vote_count,production_companies,genres,release_date,imdb_id',
  `100,A,Overview of A,1,[],${cell("[{'id': 1, 'name': 'Drama'}, {'id': 2, 'name': 'War'}]")},1999-03-31,tt0000001`,
  `200,B,Overview of B,1,[],[],2001-01-01,tt0000002`,
].join('\n');
const KEYWORDS = `id,keywords\n100,${cell("[{'id': 1, 'name': 'sea'}]")}\n200,${cell("[{'id': 2, 'name': 'war'}]")}\n`;
const LINKS = 'movieId,imdbId,tmdbId\n1,0000001,100\n2,0000002,200.0\n3,,\n4,x,abc\n';

describe('titles with links', () => {
  const scratch = useScratch();

  it('take cast in billing order, directors, and what their own table does not say, and the report counts it', async () => {
    scratch.put({
      'movies.csv': 'movieId,title,synopsis,tags\n1,A,Own synopsis,\n2,B,,own|tags\n3,C,,\n',
      'links.csv': LINKS,
      'tmdb/movies.csv': FILMS,
      'tmdb/credits.csv': CREDITS,
      'tmdb/keywords.csv': KEYWORDS,
    });
    const { report } = await scratch.import();
    const { titles } = await scratch.open();
    expect(titles[0]).toMatchObject({
      synopsis: 'Own synopsis',
      tags: ['sea'],
      cast: ["O'First", 'Second', 'Unplaced'],
      directors: ['Amélie D.'],
      imdbId: 'tt0000001',
      tmdbId: '100',
    });
    expect(titles[1]).toMatchObject({ synopsis: 'Overview of B', tags: ['own', 'tags'], cast: [], directors: [] });
    expect(titles[2]).not.toHaveProperty('tmdbId');
    expect(titles[2]).toMatchObject({ synopsis: null, tags: [], cast: [], directors: [] });
    expect(report.enriched).toEqual({ synopsis: 1, tags: 1, credits: 1 });
    expect(report.totals).toMatchObject({ linkedTitles: 2, titlesWithCredits: 1 });
    expect(report.reasons.map(({ file, reason, samples }) => [file, reason, samples[0].line])).toEqual([
      ['links.csv', 'INVALID_LINK', 5],
      ['tmdb/credits.csv', 'INVALID_LITERAL', 3],
      ['tmdb/credits.csv', 'UNKNOWN_FILM_ID', 4],
    ]);
  });

  it('take the tags of users, those of most users first, before keywords', async () => {
    scratch.put({
      'movies.csv': 'movieId,title\n1,A\n2,B\n',
      'links.csv': LINKS,
      'tags.csv':
        'userId,movieId,tag,timestamp\n1,1,funny,1\n2,1,Deep  Blue,1\n3,1,deep blue,1\n3,1,deep blue,1\n9,1,"a, ""b""",1\n',
      'keywords.csv': KEYWORDS,
    });
    await scratch.import();
    const { titles } = await scratch.open();
    expect(titles.map(({ tags }) => tags)).toEqual([['deep blue', 'a, "b"', 'funny'], ['war']]);
  });
});

describe('a films table as the catalogue', () => {
  const scratch = useScratch();

  it('has its own ids; the links translate those of the interactions', async () => {
    scratch.put({
      'movies_metadata.csv': FILMS,
      'credits.csv': CREDITS,
      'links.csv': LINKS,
      'ratings.csv': 'userId,movieId,rating,timestamp\nu,1,5,1000000000\nu,2,3,1000000000\nu,100,1,1000000000\n',
    });
    const { report } = await scratch.import();
    const snapshot = await scratch.open();
    expect(snapshot.titles[0]).toMatchObject({
      id: '100',
      year: 1999,
      genres: ['Drama', 'War'],
      cast: ["O'First", 'Second', 'Unplaced'],
    });
    const history = scratch.history(snapshot, 'u');
    expect(Object.entries(history).map(([id, { rating }]) => [id, rating])).toEqual([
      ['100', 5],
      ['200', 3],
    ]);
    expect(report.reasons).toMatchObject([
      { reason: 'INVALID_LITERAL', effect: 'adjusted' },
      { reason: 'UNKNOWN_FILM_ID', samples: [{ line: 4, value: '999' }] },
      { reason: 'INVALID_LINK' },
      { reason: 'UNKNOWN_ITEM_ID', samples: [{ line: 4, value: '100' }] },
    ]);
  });

  it('is tied by its own ids where there are no links', async () => {
    scratch.put({ 'movies_metadata.csv': FILMS, 'ratings.csv': 'userId,movieId,rating\nu,100,1\n' });
    await scratch.import();
    expect(Object.keys(scratch.history(await scratch.open(), 'u'))).toEqual(['100']);
  });
});
