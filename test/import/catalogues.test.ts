import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent } from '../../src/base/progress.ts';
import { listAt } from '../../src/base/string-column.ts';
import { formatImportReport, openCatalogues, openSnapshot } from '../../src/dataset/index.ts';
import { type Kernels, openKernels } from '../../src/kernels/index.ts';
import { models } from '../../src/models/index.ts';
import { NOW_MS, useScratch } from './scratch.ts';

const FILMS =
  'id,title,overview,vote_count,vote_average,production_companies,release_date,budget,revenue,imdb_id,genres\n' +
  `10,Heat,Bank robbers and a detective.,9,7.5,[],1995-12-15,60,187,tt0113277,"[{'name': 'Crime'}]"\n` +
  `2,The Thing,A creature in the ice.,8,8,[],1982-06-25,0,0,tt0084787,"[{'name': 'Horror'}, {'name': 'Crime'}]"\n` +
  `30,Undated,,1,1,[],,0,0,,[]\n` +
  `4,Alien,A creature on a ship.,7,8.1,[],1979-05-25,11,104,tt0078748,"[{'name': 'Horror'}]"\n`;
const CREDITS = `cast,crew,id\n"[{'name': 'Al Pacino', 'order': 0}]","[{'name': 'Michael Mann', 'job': 'Director'}]",10\n[],[],2\n`;
const KEYWORDS = `id,keywords\n2,"[{'name': 'ice'}]"\n`;
const HULU =
  'show_id,type,title,director,cast,country,date_added,release_year,rating,duration,listed_in,description\n' +
  's2,Movie,Heat,Michael Mann,,United States,"March 1, 2019",1995,R,170 min,"Crime, Drama","Robbers, and a Detective."\n' +
  's10,TV Show,ICE Road,,"Al P. Acino, Ann Lee",,,2001,,2 Seasons,Reality,On the ice.\n';
const NETFLIX = 'show_id,type,title,listed_in,release_year,description\ns1,Movie,The Thing,Horror,1982,A creature.\n';
const RATINGS = 'userId,rating,timestamp,movieId\nu,4.5,1425941529,hs2\nu,2,1425941600,ns1\nv,3,1425941601,hs10\n';
const PLATFORM = {
  'platform/movies.csv': 'movieId,title,genres\n1,Heat (1995),Crime\n2,"Thing, The (1982)",Horror\n',
  'platform/ratings.csv': 'userId,movieId,rating,timestamp\nu,1,4,1000000000\nv,2,3,1000000001\n',
};
const TMDB = { 'tmdb/movies.csv': FILMS, 'tmdb/credits.csv': CREDITS, 'tmdb/keywords.csv': KEYWORDS };
const STREAMING = { 'streaming/hulu_titles.csv': HULU, 'streaming/netflix_titles.csv': NETFLIX };

describe('several folders', () => {
  const scratch = useScratch();
  const folders = (): { folder: undefined; folders: string[] } => ({
    folder: undefined,
    folders: ['platform', 'tmdb', 'streaming'].map((name) => join(scratch.folder, name)),
  });

  it('make one snapshot with several catalogues, the titles of which are the platform’s', async () => {
    scratch.put({ ...PLATFORM, ...TMDB, ...STREAMING });
    const { report } = await scratch.import(folders());
    const { titles, manifest } = await scratch.open();
    expect(titles.map(({ id, name }) => [id, name])).toEqual([
      ['1', 'Heat'],
      ['2', 'The Thing'],
    ]);
    expect(manifest).toMatchObject({
      main: 'titles',
      catalogues: { films: { films: 3, actors: 1, credits: 2 }, aggregator: { titles: 3, byPlatform: { hulu: 2 } } },
    });
    const { films, aggregator, links } = await openCatalogues(scratch.home);
    expect([...films!.titles]).toEqual(['The Thing', 'Alien', 'Heat']);
    expect([...aggregator!.titles]).toEqual(['heat', 'ice road', 'the thing']);
    expect([...links!.filmOfItem]).toEqual([2, 0]);
    expect(report.catalogues).toMatchObject({
      main: 'titles',
      films: { films: 3, withoutBudget: 1, withoutCast: 2, firstYear: 1979, lastYear: 1995 },
      platforms: [
        { platform: 'hulu', movies: 1, series: 1, withoutCast: 1 },
        { platform: 'netflix', movies: 1, series: 0, withoutDuration: 1 },
      ],
    });
    expect(formatImportReport(report, 'es')).toContain('películas: 3, estrenadas de 1979 a 1995');
    expect(formatImportReport(report, 'en')).toContain('hulu: 1 films, 1 series');
  });

  it('give the same snapshot, tables and all, gzipped, in another order of rows and on one thread', async () => {
    scratch.put({ ...PLATFORM, ...TMDB, ...STREAMING });
    const first = await scratch.import(folders());
    const before = (await scratch.open()).manifest;
    const [header, heat, ...others] = FILMS.trimEnd().split('\n');
    scratch.put({
      'tmdb/movies.csv': gzipSync(`${[header, ...others, heat].join('\n')}\n`),
      'streaming/netflix_titles.csv': gzipSync(NETFLIX),
    });
    const second = await scratch.import({ ...folders(), home: `${scratch.home}-2`, threads: 1 });
    expect(second.snapshotId).toBe(first.snapshotId);
    const after = (await openSnapshot(`${scratch.home}-2`)).manifest;
    expect(after.files).toEqual(before.files);
    expect(after.tables).toEqual(before.tables);
    expect(Object.keys(after.tables).sort()).toEqual([
      'aggregator.parquet',
      'credits.parquet',
      'film_links.parquet',
      'film_names.parquet',
      'films.parquet',
      'interactions.parquet',
      'links.parquet',
      'titles.parquet',
      'users.parquet',
    ]);
  });

  it('give another snapshot when a film says something else', async () => {
    scratch.put({ ...PLATFORM, ...TMDB });
    const first = await scratch.import();
    scratch.put({ 'tmdb/movies.csv': FILMS.replace(',60,187,', ',60,188,') });
    expect((await scratch.import()).snapshotId).not.toBe(first.snapshotId);
  });
});

describe('catalogues without a platform', () => {
  const scratch = useScratch();
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await openKernels();
  });
  afterAll(() => kernels.close());

  /** The titles nearest to a liked one, by a model trained on the snapshot. */
  async function recommend(liked: string): Promise<string[]> {
    const snapshot = await scratch.open();
    const hybrid = models['hybrid'];
    const tools = { kernels, seed: 1, progress: silent };
    const now = NOW_MS / 1000;
    const artifact = await hybrid.train({ ...snapshot, now }, hybrid.config.parse({}), tools);
    const scorer = hybrid.load(artifact, snapshot.titles, { kernels });
    const scores = new Float32Array(snapshot.titles.length);
    const items = Int32Array.of(snapshot.items.num(liked));
    scorer.score({ items, weights: Float32Array.of(1), times: Float64Array.of(Number.NaN), now }, scores);
    return snapshot.titles
      .map(({ id }, num) => ({ id, score: scores[num] }))
      .filter(({ id }) => id !== liked)
      .sort((a, b) => b.score - a.score)
      .map(({ id }) => id);
  }

  it('take the films for the titles, with cast, directors and keywords, in the order of the films', async () => {
    scratch.put(TMDB);
    const { report } = await scratch.import();
    const { titles, manifest, interactions } = await scratch.open();
    expect(manifest).toMatchObject({ main: 'films', counts: { users: 0, items: 3, interactions: 0 } });
    expect(titles.map(({ id }) => id)).toEqual(['2', '4', '10']);
    expect(titles[0]).toMatchObject({ name: 'The Thing', year: 1982, tags: ['ice'], tmdbId: '2', imdbId: 'tt0084787' });
    expect(titles[2]).toMatchObject({ cast: ['Al Pacino'], directors: ['Michael Mann'], genres: ['Crime'] });
    expect(interactions.indptr).toEqual(Int32Array.of(0));
    const { films, links } = await openCatalogues(scratch.home);
    expect([...links!.filmOfItem]).toEqual([0, 1, 2]);
    expect(listAt(films!.cast, 2)).toEqual(['Al Pacino']);
    expect(report.totals).toMatchObject({ titles: 3, users: 0, interactions: 0 });
    expect((await recommend('4'))[0]).toBe('2');
  });

  it('take the platforms’ titles for the titles, as they are written, and their ratings for the interactions', async () => {
    scratch.put({ ...STREAMING, 'streaming/1.csv': RATINGS });
    await scratch.import();
    const snapshot = await scratch.open();
    expect(snapshot.manifest).toMatchObject({ main: 'aggregator', counts: { users: 2, items: 3, interactions: 3 } });
    expect(snapshot.titles.map(({ id, name }) => [id, name])).toEqual([
      ['hs10', 'ICE Road'],
      ['hs2', 'Heat'],
      ['ns1', 'The Thing'],
    ]);
    expect(snapshot.titles[0]).toMatchObject({ cast: ['Al P. Acino', 'Ann Lee'], genres: ['Reality'], year: 2001 });
    expect(snapshot.titles[1]).toMatchObject({ directors: ['Michael Mann'], synopsis: 'Robbers, and a Detective.' });
    expect(scratch.history(snapshot, 'u')).toMatchObject({ hs2: { rating: 4.5 }, ns1: { rating: 2 } });
    const { aggregator } = await openCatalogues(scratch.home);
    expect([...aggregator!.scores]).toEqual([4.5, 3, 2]);
  });

  it('recommend by what titles are about where nobody has seen anything', async () => {
    scratch.put(STREAMING);
    await scratch.import();
    expect((await scratch.open()).interactions.users).toBe(0);
    expect(await recommend('ns1')).toHaveLength(2);
  });

  it('are refused where nothing of them can be used', async () => {
    scratch.put({ 'movies.csv': `${FILMS.split('\n')[0]}\nx,No id,,1,1,[],1999-01-01,0,0,,[]\n` });
    await expect(scratch.import()).rejects.toMatchObject({ code: 'EMPTY_SOURCE' });
    scratch.put({ 'movies.csv': '', 'hulu_titles.csv': `${HULU.split('\n')[0]}\n,Movie,No id,,,,,,,,,\n` });
    await expect(scratch.import()).rejects.toMatchObject({ code: 'EMPTY_SOURCE' });
  });
});
