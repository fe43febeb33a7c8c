import { beforeAll, describe, expect, it } from 'vitest';
import { questionFilms, questionTitles } from '../../test/fixtures/question-catalogues.ts';
import type { CatalogueLinks, Catalogues } from '../dataset/index.ts';
import { openPlatformTitles, type PlatformTitles } from './platform-titles.ts';

const aggregator = questionTitles();
const films = questionFilms();
/** Rows 2 (cruella), 4 (luca) and 10 (no cast) are taken for one film, Toy Story. */
const links: CatalogueLinks = {
  filmOfItem: new Int32Array(0),
  filmConfidence: new Float32Array(0),
  filmMethod: new Uint8Array(0),
  aggregatorIndptr: new Int32Array(1),
  aggregatorIndices: new Int32Array(0),
  aggregatorConfidence: new Float32Array(0),
  sameFilm: Int32Array.from({ length: aggregator.size }, (_, row) => (row === 4 || row === 10 ? 2 : row)),
  filmOfAggregator: Int32Array.from({ length: aggregator.size }, (_, row) => (row === 2 ? films.ids.indexOf(862) : -1)),
};
const catalogues: Catalogues = { films, aggregator, links };

let titles: PlatformTitles;
beforeAll(async () => {
  titles = await openPlatformTitles(catalogues);
});
const found = (text: string, platform?: string): string[] =>
  titles.search(text, { platform, n: 10 }).titles.map(({ title }) => title);

describe('a title of a platform', () => {
  it('is found by id in any case and by name, and tells everything that the platform says', () => {
    expect(titles.title('DS3')).toEqual({
      id: 'ds3',
      platform: 'disney',
      type: 'movie',
      title: 'cruella',
      year: 2021,
      dateAdded: null,
      rating: 'g',
      duration: { value: 137, unit: 'min' },
      description: null,
      genres: [],
      directors: [],
      cast: ['emma stone', 'emma thompson'],
      countries: [],
      score: 3.6,
      scoreCount: 0,
      film: { tmdbId: 862, title: 'Toy Story', year: 1995 },
      sameFilm: [
        { id: 'ds5', platform: 'disney', type: 'movie', title: 'luca', year: 2021 },
        { id: 'ns11', platform: 'netflix', type: 'movie', title: 'no cast', year: 2018 },
      ],
    });
    expect(titles.title('Cruélla').id).toBe('ds3');
  });

  it('has null for what is not known', () => {
    expect(titles.title('hs10')).toMatchObject({ type: null, duration: null, film: null, sameFilm: [] });
    expect(titles.title('ds4').score).toBeNull();
  });

  it('that is not there is told with the nearest names', () => {
    expect(() => titles.title('crulla')).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_TITLE',
        details: {
          title: 'crulla',
          suggestions: [expect.objectContaining({ id: 'ds3' }), expect.objectContaining({ id: 'ds4' })],
        },
      }),
    );
  });
});

describe('the search', () => {
  it('takes words as beginnings, in any order, case and accents set aside', () => {
    expect(found('lon')).toEqual(['the long one']);
    expect(found('ONE lóng')).toEqual(['the long one']);
    expect(found('ong')).toEqual([]);
    expect(found('seasons')).toEqual(['two seasons of film']);
    expect(found('s')).toEqual(['short', 'the simpsons', 'series in minutes', 'two seasons of film']);
  });

  it('puts the whole name first, and counts all that match', () => {
    expect(titles.search('the', { n: 1 })).toMatchObject({ titles: [{ title: 'the long one' }], total: 2 });
    expect(found('short')).toEqual(['short']);
  });

  it('keeps to a platform, by any of its names, and refuses one that there is not', () => {
    expect(found('the', 'Disney+')).toEqual(['the simpsons']);
    expect(() => found('the', 'hbo')).toThrow(expect.objectContaining({ code: 'UNKNOWN_PLATFORM' }));
  });

  it('offers the nearest names when none matches, and nothing for marks alone', () => {
    expect(titles.search('cinderela', { n: 5 })).toMatchObject({ total: 0, suggestions: [{ title: 'cinderella' }] });
    expect(titles.search('"; --', { n: 5 })).toEqual({ titles: [], total: 0, suggestions: [] });
  });
});

describe('openPlatformTitles', () => {
  it('refuses catalogues without platforms', async () => {
    await expect(openPlatformTitles({ films, aggregator: null, links: null })).rejects.toMatchObject({
      code: 'MISSING_CATALOGUE',
    });
  });
});
