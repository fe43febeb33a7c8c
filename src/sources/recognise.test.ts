import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recogniseSources } from './recognise.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-sources-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (files: Record<string, string>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
};
const rolesOf = (mapping = {}): Record<string, string> =>
  Object.fromEntries(recogniseSources({ folder }, mapping).files.map((file) => [file.name, file.role]));

const MOVIES = 'movieId,title,genres\n1,A (1999),Drama\n';
const STREAMING = 'show_id,type,title,listed_in,description\ns1,Movie,A,"Drama, War",text\n';
const FILMS = 'id,title,overview,vote_count,production_companies,release_date\n1,A,text,3,[],1999-03-31\n';
const RATINGS = 'userId,movieId,rating,timestamp\n1,1,4,1000000000\n';

describe('recogniseSources', () => {
  it('knows the tables by their columns, not by their names', () => {
    put({ 'a.csv': MOVIES, 'b.txt': RATINGS, 'c.csv': 'usuario,pelicula,visto\nu,1,0.5\n' });
    expect(rolesOf()).toEqual({ 'a.csv': 'titles', 'b.txt': 'interactions', 'c.csv': 'interactions' });
  });

  it('takes an added table with the main catalogue, wherever both stand', () => {
    put({ 'platform/movies.csv': MOVIES, 'platform/ratings.csv': RATINGS, 'films/movies.csv': FILMS });
    const added = mkdtempSync(join(tmpdir(), 'butaca-added-'));
    try {
      writeFileSync(join(added, 'more.csv'), RATINGS);
      writeFileSync(join(added, 'new.csv'), MOVIES);
      const { main, files } = recogniseSources({ folder, added: [join(added, 'more.csv'), join(added, 'new.csv')] });
      expect(main).toBe('titles');
      expect(files.map(({ name, role }) => [name, role])).toEqual([
        ['more.csv', 'interactions'],
        ['new.csv', 'titles'],
        ['platform/movies.csv', 'titles'],
        ['platform/ratings.csv', 'interactions'],
        ['films/movies.csv', 'tmdb-movies'],
      ]);
    } finally {
      rmSync(added, { recursive: true });
    }
  });

  it('makes added tables the catalogue where there is no other', () => {
    put({ 'movies.csv': MOVIES, 'ratings.csv': RATINGS });
    const files = recogniseSources({ added: [join(folder, 'movies.csv'), join(folder, 'ratings.csv')] });
    expect(files.main).toBe('titles');
    expect(files.files).toHaveLength(2);
  });

  it('knows a MovieLens folder, and passes over its notes', () => {
    put({
      'movies.csv': MOVIES,
      'ratings.csv': RATINGS,
      'tags.csv': 'userId,movieId,tag,timestamp\n1,1,funny,1\n',
      'links.csv': 'movieId,imdbId,tmdbId\n1,2,3\n',
      'README.txt': 'a, b\nc, d\n',
    });
    expect(rolesOf()).toEqual({
      'movies.csv': 'titles',
      'ratings.csv': 'interactions',
      'tags.csv': 'tags',
      'links.csv': 'links',
    });
    expect(recogniseSources({ folder }).ignored).toEqual([]);
  });

  it('knows the older MovieLens formats, which have no header', () => {
    put({
      'movies.dat': '1::A (1999)::Drama\n',
      'ratings.dat': '1::1::5::978300760\n',
      'users.dat': '1::F::1::10::48067\n',
    });
    expect(rolesOf()).toEqual({ 'movies.dat': 'titles', 'ratings.dat': 'interactions' });
  });

  it('takes titles and interactions from the uppermost folder with titles, and the films tables from anywhere', () => {
    put({
      'platform/movies.csv': MOVIES,
      'platform/interactions.csv': RATINGS,
      'other/deep/movies.csv': MOVIES,
      'other/ratings.csv': RATINGS,
      'tmdb/credits.csv': 'cast,crew,id\n[],[],1\n',
      'tmdb/links.csv': 'movieId,imdbId,tmdbId\n1,2,3\n',
      'streaming/netflix_titles.csv': 'show_id,type,title,listed_in\ns1,Movie,A,Drama\n',
      'streaming/mean.csv': ',movieId,rating\n0,as1,3.4\n',
    });
    const { files, ignored } = recogniseSources({ folder });
    expect(files.map(({ name, role }) => [name, role])).toEqual([
      ['platform/interactions.csv', 'interactions'],
      ['platform/movies.csv', 'titles'],
      ['streaming/mean.csv', 'streaming-ratings'],
      ['streaming/netflix_titles.csv', 'streaming-titles'],
      ['tmdb/credits.csv', 'tmdb-credits'],
      ['tmdb/links.csv', 'links'],
    ]);
    expect(Object.fromEntries(ignored.map(({ name, why }) => [name, why]))).toEqual({
      'other/deep/movies.csv': 'other-catalogue',
      'other/ratings.csv': 'other-catalogue',
    });
  });

  it('takes interactions from other folders when the catalogue has none beside it, but never those of another catalogue', () => {
    put({
      'catalogo/peliculas.csv': MOVIES,
      'registros/2024/enero.csv': RATINGS,
      'registros/febrero.csv': RATINGS,
      'z/otro/movies.csv': MOVIES,
      'z/otro/ratings.csv': RATINGS,
    });
    expect(rolesOf()).toEqual({
      'catalogo/peliculas.csv': 'titles',
      'registros/2024/enero.csv': 'interactions',
      'registros/febrero.csv': 'interactions',
    });
  });

  it('is not stopped by a table that nearly fits when another one does, and tells of it', () => {
    put({
      'movies.csv': MOVIES,
      'ratings.csv': RATINGS,
      'movie_posters.csv': 'movieId,url\n1,x\n',
      'rating_means.csv': 'movieId,mean\n1,3\n',
    });
    const { files, ignored } = recogniseSources({ folder });
    expect(files.map(({ name }) => name)).toEqual(['movies.csv', 'ratings.csv']);
    expect(ignored.map(({ name, why }) => [name, why])).toEqual([
      ['movie_posters.csv', 'missing-column'],
      ['rating_means.csv', 'missing-column'],
    ]);
  });

  it('reads a file once that is given twice, and tells files of one name apart', () => {
    put({ 'movies.csv': MOVIES, '2024/log.csv': RATINGS, '2025/log.csv': RATINGS });
    const files = ['movies.csv', '2024/log.csv', '2025/log.csv', '2024/../movies.csv'].map((name) =>
      join(folder, name),
    );
    expect(recogniseSources({ files }).files.map(({ name }) => name)).toEqual([
      '2024/log.csv',
      '2025/log.csv',
      'movies.csv',
    ]);
  });

  it('takes the main catalogue from a table of titles, else from the films, else from the platforms', () => {
    const mainOf = (): string => recogniseSources({ folder }).main;
    put({ 'streaming/netflix_titles.csv': STREAMING, 'streaming/hulu_titles.csv': STREAMING });
    expect(mainOf()).toBe('aggregator');
    put({ 'tmdb/movies_metadata.csv': FILMS });
    expect(mainOf()).toBe('films');
    put({ 'platform/movies.csv': MOVIES });
    expect(mainOf()).toBe('titles');
    expect(Object.values(rolesOf()).sort()).toEqual(['streaming-titles', 'streaming-titles', 'titles', 'tmdb-movies']);
  });

  it('takes several folders as one source', () => {
    put({ 'a/netflix_titles.csv': STREAMING, 'b/movies.csv': MOVIES, 'b/ratings.csv': RATINGS, 'c/films.csv': FILMS });
    const { main, files } = recogniseSources({ folders: ['a', 'b', 'c'].map((name) => join(folder, name)) });
    expect(main).toBe('titles');
    expect(files.map(({ name, role }) => [name, role])).toEqual([
      ['b/movies.csv', 'titles'],
      ['b/ratings.csv', 'interactions'],
      ['a/netflix_titles.csv', 'streaming-titles'],
      ['c/films.csv', 'tmdb-movies'],
    ]);
  });

  it('knows ratings of the platforms’ titles by their ids, where there are such titles', () => {
    const ratings = 'userId,rating,timestamp,movieId\n1,1.0,1425941529,as680\n1,4.5,1425942435,ns2186\n';
    put({ 'movies.csv': MOVIES, '1.csv': ratings });
    expect(rolesOf()).toEqual({ 'movies.csv': 'titles', '1.csv': 'interactions' });
    put({ 'netflix_titles.csv': STREAMING });
    expect(rolesOf()).toMatchObject({ 'movies.csv': 'titles', '1.csv': 'streaming-ratings' });
  });

  it('takes the catalogue of a platform that it does not know for the titles where it stands alone, and tells of it beside others', () => {
    put({ 'movistar.csv': STREAMING });
    expect(rolesOf()).toEqual({ 'movistar.csv': 'titles' });
    put({ 'hulu_titles.csv': STREAMING });
    expect(rolesOf()).toEqual({ 'hulu_titles.csv': 'streaming-titles' });
    expect(recogniseSources({ folder }).ignored).toMatchObject([{ name: 'movistar.csv', why: 'unknown-platform' }]);
  });

  it('does what the mapping says, for one file or for all', () => {
    put({ 'a.csv': 'code,label,long_text\n1,A,text\n', 'b.csv': 'who,code,how_much\nu,1,0.4\n' });
    const mapping = {
      'a.csv:role': 'titles',
      'a.csv:itemId': 'code',
      name: 'label',
      synopsis: 'Long Text',
      'b.csv:role': 'interactions',
      userId: 'who',
      'b.csv:itemId': 'code',
      fraction: 'how_much',
    };
    const { files } = recogniseSources({ folder }, mapping);
    expect(files.map(({ role, columns }) => [role, columns])).toEqual([
      ['titles', { itemId: 0, name: 1, synopsis: 2 }],
      ['interactions', { userId: 0, itemId: 1, fraction: 2 }],
    ]);
  });

  it.each([
    ['a field that does not exist', { colour: 'label' }, 'INVALID_PARAMETER'],
    ['a role that does not exist', { 'movies.csv:role': 'films' }, 'INVALID_PARAMETER'],
    ['a column that no file has', { synopsis: 'nowhere' }, 'MISSING_COLUMN'],
  ])('refuses a mapping that names %s', (_, mapping, code) => {
    put({ 'movies.csv': MOVIES });
    expect(() => recogniseSources({ folder }, mapping)).toThrow(expect.objectContaining({ code }));
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['no file at all', {}, 'UNSUPPORTED_SOURCE', 'no table of titles'],
    ['an empty titles file', { 'movies.csv': '' }, 'EMPTY_SOURCE', 'movies.csv'],
    ['only interactions', { 'ratings.csv': RATINGS }, 'UNSUPPORTED_SOURCE', 'no table of titles'],
    [
      'titles without a name column',
      { 'movies.csv': 'movieId,genres\n1,Drama\n' },
      'MISSING_COLUMN',
      'missing column: name',
    ],
    [
      'titles without an id column',
      { 'movies.csv': 'title,synopsis\nA,text\n' },
      'MISSING_COLUMN',
      'missing column: itemId',
    ],
    [
      'interactions without a user column',
      { 'movies.csv': MOVIES, 'ratings.csv': 'movieId,rating\n1,4\n' },
      'MISSING_COLUMN',
      'missing column: userId',
    ],
    ['tables of something else', { 'x.csv': 'colour,weight\nred,1\n' }, 'UNSUPPORTED_SOURCE', 'colour, weight'],
  ])('refuses %s and says what is missing', (_, files, code, message) => {
    put(files);
    expect(() => recogniseSources({ folder })).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) as string }),
    );
  });

  it('refuses a path that is not there', () => {
    expect(() => recogniseSources({ folder: join(folder, 'absent') })).toThrow(
      expect.objectContaining({ code: 'MISSING_FILE' }),
    );
    expect(() => recogniseSources({ files: [] })).toThrow(expect.objectContaining({ code: 'MISSING_FILE' }));
  });

  it('takes files given one by one as one catalogue, whatever they are called', () => {
    put({ 'here/catalogo.export': MOVIES, 'there/log.export': RATINGS });
    const { files } = recogniseSources({
      files: [join(folder, 'here/catalogo.export'), join(folder, 'there/log.export')],
    });
    expect(files.map(({ name, role }) => [name, role])).toEqual([
      ['catalogo.export', 'titles'],
      ['log.export', 'interactions'],
    ]);
  });
});
