import { describe, expect, it } from 'vitest';
import { type MadeFilm, makeFilms } from '../../../test/fixtures/made-films.ts';
import { silent } from '../../base/progress.ts';
import { random } from '../../base/random.ts';
import { decodeTensors, encodeTensors } from '../../base/tensors.ts';
import type { FilmsCatalogue } from '../../dataset/index.ts';
import type { Artifact } from '../contract.ts';
import {
  type FilmNeighbours,
  findNeighbours,
  type NeighboursConfig,
  neighboursConfig,
  openNeighbours,
} from './index.ts';

const configure = (config: object = {}): NeighboursConfig => neighboursConfig.parse(config);
const find = async (films: FilmsCatalogue, config: object = {}, threads = 1): Promise<Artifact> =>
  findNeighbours(films, configure(config), { threads, progress: silent });
const open = async (films: FilmsCatalogue, config: object = {}): Promise<FilmNeighbours> =>
  openNeighbours(await find(films, config), films, 'v1');
const bytesOf = ({ tensors, metadata }: Artifact): Buffer => encodeTensors(tensors, { ...metadata });

/** Only these kinds count. */
function only(kinds: Partial<NeighboursConfig['kinds']>): { kinds: NeighboursConfig['kinds'] } {
  const none = Object.fromEntries(Object.keys(configure().kinds).map((kind) => [kind, 0]));
  return { kinds: { ...none, ...kinds } as NeighboursConfig['kinds'] };
}

/** Films with traits drawn from small stocks, so that many are shared, and some with none at all. */
function drawFilms(count: number, seed: number): FilmsCatalogue {
  const { below, next } = random(seed, 'films');
  const draw = (name: string, stock: number, most: number): string[] => [
    ...new Set(Array.from({ length: below(most + 1) }, () => `${name}${below(stock)}`)),
  ];
  const films = Array.from({ length: count }, (_, at): MadeFilm => {
    if (next() < 0.05) return { id: at + 1, title: '' };
    const [collection] = draw('saga', count / 8, 1);
    return {
      id: at + 1,
      title: draw('name', count / 4, 2).join(' '),
      year: 1950 + below(70),
      votes: below(5_000),
      language: draw('l', 4, 1)[0] ?? '',
      overview: next() < 0.4 ? draw('word', count, 30).join(' ') : '',
      ...(collection === undefined ? {} : { collection }),
      genres: draw('genre', 8, 3),
      companies: draw('company', count / 10, 2),
      countries: draw('country', 10, 2),
      keywords: draw('key', count / 4, 5),
      cast: draw('actor', count / 2, 8),
      directors: draw('director', count / 4, 1),
    };
  });
  return makeFilms(films);
}

describe('findNeighbours', () => {
  it('gives the cosine of rarity-weighted terms, as worked out by hand', async () => {
    const films = makeFilms([
      { id: 1, title: '', keywords: ['alpha', 'beta'] },
      { id: 2, title: '', keywords: ['alpha', 'beta'] },
      { id: 3, title: '', keywords: ['alpha', 'gamma'] },
      { id: 4, title: '', keywords: ['gamma'] },
    ]);
    const neighbours = await open(films, only({ keyword: 1 }));
    // N = 4. alpha is in 3 films: ln(1 + 1.5/3.5) = 0.35667; beta and gamma in 2: ln(1 + 2.5/2.5) = 0.69315.
    // Films 1 and 3 share alpha: 0.35667² / (0.35667² + 0.69315²) = 0.20935; films 3 and 4 share gamma: 0.69315 / 0.77954 = 0.88917.
    expect(neighbours.similar(0, 3, 0)).toEqual([
      { film: 1, score: expect.closeTo(1, 5) },
      { film: 2, score: expect.closeTo(0.20935, 4) },
      { film: 3, score: 0 },
    ]);
    expect(neighbours.similar(3, 1, 0)).toEqual([{ film: 2, score: expect.closeTo(0.88917, 4) }]);
  });

  it('counts the nearness of years, the votes and common traits beside the terms', async () => {
    const films = makeFilms([
      { id: 1, title: '', year: 2000, votes: 0, genres: ['Drama'], language: 'es' },
      { id: 2, title: '', year: 2005, votes: 0, genres: ['Drama'], language: 'en' },
      { id: 3, title: '', year: 2000, votes: 99, genres: ['Comedy'], language: 'es' },
    ]);
    const neighbours = await open(films, { ...only({ year: 1, genre: 1, language: 1, votes: 1 }), yearScale: 5 });
    // To film 2: genre 1, five years e⁻¹, no votes. To film 3: language 1, same year 1, all the votes there are 1. Of four parts.
    expect(neighbours.similar(0, 2, 0)).toEqual([
      { film: 2, score: expect.closeTo(3 / 4, 6) },
      { film: 1, score: expect.closeTo((1 + Math.exp(-1)) / 4, 6) },
    ]);
  });

  it('finds what comparing every film with every other finds', async () => {
    const films = drawFilms(300, 5);
    const few = await open(films, { k: 12 });
    // Without terms in common the search looks at common traits alone; with k = all it must look at everybody.
    const all = await open(films, { k: 299 });
    for (let film = 0; film < films.size; film++) {
      expect(all.similar(film, 299, 0)).toHaveLength(299);
      expect(few.similar(film, 12, 0)).toEqual(all.similar(film, 12, 0));
    }
  });

  it('is symmetrical but for the votes', async () => {
    const films = drawFilms(120, 9);
    const neighbours = await open(films, { k: 119, kinds: { votes: 0 } });
    const scoreOf = (film: number, other: number): number =>
      neighbours.similar(film, 119, 0).find((found) => found.film === other)!.score;
    for (let film = 0; film < 20; film++) expect(scoreOf(film, film + 30)).toBeCloseTo(scoreOf(film + 30, film), 5);
  });

  it('gives the same bytes with any number of threads, and the second time', async () => {
    const films = drawFilms(1_100, 2);
    const one = bytesOf(await find(films, { k: 20 }, 1));
    expect(bytesOf(await find(films, { k: 20 }, 3)).equals(one)).toBe(true);
    expect(bytesOf(await find(films, { k: 20 }, 1)).equals(one)).toBe(true);
  });

  it.each([1, 3])('ends with the error of a progress that says stop, on %i threads', async (threads) => {
    const stopped = new Error('stopped');
    let searching = false;
    const progress = {
      stage: (name: string) => void (searching = name === 'film-search'),
      update: () => {
        if (searching) throw stopped;
      },
    };
    await expect(findNeighbours(drawFilms(1_100, 2), configure(), { threads, progress })).rejects.toBe(stopped);
  });

  it('puts equals in order of row', async () => {
    const films = makeFilms(Array.from({ length: 40 }, (_, at) => ({ id: at + 1, title: '', genres: ['Drama'] })));
    const neighbours = await open(films, { k: 5 });
    expect(neighbours.similar(20, 5, 0).map(({ film }) => film)).toEqual([0, 1, 2, 3, 4]);
    expect(neighbours.similar(2, 5, 0).map(({ film }) => film)).toEqual([0, 1, 3, 4, 5]);
  });

  it.each([0, 1, 2])('copes with a catalogue of %i films', async (count) => {
    const films = makeFilms(Array.from({ length: count }, (_, at) => ({ id: at + 1, title: 'Alone' })));
    const artifact = await find(films);
    const again = decodeTensors(bytesOf(artifact));
    const neighbours = openNeighbours(again, films, 'v1');
    expect(neighbours.depth).toBe(Math.max(0, count - 1));
    for (let film = 0; film < count; film++) expect(neighbours.similar(film, 5, 0.5)).toHaveLength(count - 1);
  });

  it('gives films without any text the neighbours of their traits', async () => {
    const films = makeFilms([
      { id: 1, title: '', year: 1960, genres: ['Drama'], countries: ['Mexico'] },
      {
        id: 2,
        title: 'A',
        year: 1961,
        genres: ['Drama'],
        countries: ['Mexico'],
        overview: 'A hungry woodcutter meets death.',
      },
      { id: 3, title: 'B', year: 1961, genres: ['Comedy'], countries: ['France'], overview: 'A hungry painter.' },
    ]);
    const neighbours = await open(films);
    expect(neighbours.similar(0, 2, 0).map(({ film }) => film)).toEqual([1, 2]);
  });

  it('puts the same franchise before the same director', async () => {
    const films = makeFilms([
      { id: 1, title: 'First', collection: 'Saga', directors: ['Ana'], genres: ['Drama'], cast: ['Bo'] },
      { id: 2, title: 'Other', directors: ['Ana'], genres: ['Drama'] },
      { id: 3, title: 'Second', collection: 'Saga', genres: ['Drama'] },
      { id: 4, title: 'Third', cast: ['Cy'], genres: ['Drama'] },
    ]);
    const neighbours = await open(films);
    expect(neighbours.similar(0, 3, 0).map(({ film }) => film)).toEqual([2, 1, 3]);
  });
});

const SAGA: readonly MadeFilm[] = [
  { id: 10, title: 'Saga One', collection: 'Saga', keywords: ['space', 'war'], directors: ['Ana'] },
  { id: 20, title: 'Saga Two', collection: 'Saga', keywords: ['space', 'war'], directors: ['Ana'] },
  { id: 30, title: 'Saga Three', collection: 'Saga', keywords: ['space', 'war'], directors: ['Ana'] },
  { id: 40, title: 'Far Stars', keywords: ['space'] },
  { id: 50, title: 'Trenches', keywords: ['war'] },
];

describe('openNeighbours', () => {
  it('keeps copies of one thing apart when variety is asked for', async () => {
    const neighbours = await open(makeFilms(SAGA));
    const plain = neighbours.similar(0, 3, 0).map(({ film }) => film);
    const varied = neighbours.similar(0, 3, 0.7).map(({ film }) => film);
    expect(plain.slice(0, 2)).toEqual([1, 2]);
    expect(varied).toEqual([1, 3, 4]);
    expect(neighbours.similar(0, 3, 0.7)).toEqual(neighbours.similar(0, 3, 0.7));
  });

  it('gives fewer where fewer are known, and nobody twice', async () => {
    const neighbours = await open(makeFilms(SAGA));
    const films = neighbours.similar(2, 50, 0.7).map(({ film }) => film);
    expect(films.toSorted((a, b) => a - b)).toEqual([0, 1, 3, 4]);
  });

  it('serves another catalogue by the ids of the films', async () => {
    const artifact = await find(makeFilms(SAGA));
    const later = makeFilms([{ id: 5, title: 'New' }, ...SAGA.filter(({ id }) => id !== 20)]);
    const neighbours = openNeighbours(artifact, later, 'v1');
    // Rows are now: 5, 10, 30, 40, 50. Film 20 is gone; the new film has no neighbours yet.
    expect(neighbours.similar(1, 1, 0)).toEqual([{ film: 2, score: expect.any(Number) }]);
    expect(neighbours.similar(1, 9, 0)).toHaveLength(3);
    expect(neighbours.similar(0, 5, 0)).toEqual([]);
    expect(neighbours.size).toBe(5);
  });

  it('says what two films share and it means something', async () => {
    const films = makeFilms([
      ...Array.from({ length: 60 }, (_, at) => ({ id: 100 + at, title: '', genres: ['Drama'], overview: 'The town.' })),
      {
        id: 1,
        title: 'The Iron Well',
        collection: 'Wells',
        genres: ['Drama', 'Western'],
        keywords: ['desert', 'Water', 'duringcreditsstinger'],
        cast: ['Ana', 'Bo', 'Di'],
        directors: ['Cy'],
        overview: 'A drifter digs a well near the town.',
      },
      {
        id: 2,
        title: 'Return to the Well',
        collection: 'Wells',
        genres: ['Drama', 'Western'],
        keywords: ['duringcreditsstinger', 'Water'],
        cast: ['Di', 'Bo'],
        directors: ['Cy'],
        overview: 'Drifters come back to town.',
      },
    ]);
    const neighbours = await open(films);
    expect(neighbours.explain(0, 1)).toEqual({
      collection: 'Wells',
      directors: ['Cy'],
      cast: ['Bo', 'Di'],
      keywords: ['Water'],
      // 62 films are dramas, two are westerns.
      genres: ['Western', 'Drama'],
      // "town" stands in every overview: it tells nothing.
      words: ['drifter'],
    });
    expect(neighbours.explain(0, 5)).toMatchObject({ collection: null, cast: [], genres: ['Drama'], words: [] });
  });

  it('refuses an artifact of another model', async () => {
    const films = makeFilms(SAGA);
    const artifact = await find(films);
    const other = { ...artifact, metadata: { ...artifact.metadata, model: 'ease' } };
    expect(() => openNeighbours(other, films, 'v1')).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_ARTIFACT' }));
  });
});
