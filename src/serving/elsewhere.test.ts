import { describe, expect, it } from 'vitest';
import { questionFilms, questionTitles } from '../../test/fixtures/question-catalogues.ts';
import { type CatalogueLinks, type Catalogues, LINK_METHODS, PLATFORMS } from '../dataset/index.ts';
import { NOTHING_ELSEWHERE, platformsOfBits, readElsewhere } from './elsewhere.ts';

const ITEMS = 4;
const films = questionFilms();
const aggregator = questionTitles();
const film = films.ids.indexOf(862);
const [cruella, luca] = [2, 4];
const noCast = 10;

/** Item 0 is Toy Story and on no platform; 1 is on Disney (twice) and Netflix; 2 and 3 are nowhere else. */
const links: CatalogueLinks = {
  filmOfItem: Int32Array.from([film, -1, -1, -1]),
  filmConfidence: Float32Array.from([0.95, 0, 0, 0]),
  filmMethod: Uint8Array.from([LINK_METHODS.indexOf('title and year'), 255, 255, 255]),
  aggregatorIndptr: Int32Array.from([0, 0, 3, 3, 3]),
  aggregatorIndices: Int32Array.from([cruella, luca, noCast]),
  aggregatorConfidence: Float32Array.from([0.99, 0.85, 1]),
  sameFilm: Int32Array.from({ length: aggregator.size }, (_, row) => row),
  filmOfAggregator: new Int32Array(aggregator.size).fill(-1),
};
const catalogues: Catalogues = { films, aggregator, links };

describe('readElsewhere', () => {
  it('says on which platforms each title is', () => {
    const elsewhere = readElsewhere(catalogues, ITEMS);
    expect(Array.from(elsewhere.platforms!, (bits) => platformsOfBits(bits))).toEqual([
      [],
      ['disney', 'netflix'],
      [],
      [],
    ]);
    expect(elsewhere.available(1)).toEqual([
      { platform: 'disney', id: 'ds3', confidence: 0.99 },
      { platform: 'disney', id: 'ds5', confidence: 0.85 },
      { platform: 'netflix', id: 'ns11', confidence: 1 },
    ]);
    expect(elsewhere.available(0)).toEqual([]);
  });

  it('tells date, votes and money of the film that a title is', () => {
    const elsewhere = readElsewhere(catalogues, ITEMS);
    expect(elsewhere.film(0)).toEqual({
      tmdbId: 862,
      confidence: 0.95,
      releaseDate: '1995-10-30',
      runtime: null,
      collection: null,
      countries: [],
      votes: { count: 5415, average: 7.7 },
      budget: 30_000_000,
      revenue: 373_554_033,
      return: 373_554_033 / 30_000_000,
    });
    expect(elsewhere.film(1)).toBeNull();
  });

  it('does not tell what was not imported', () => {
    const onlyPlatforms = readElsewhere({ films: null, aggregator, links }, ITEMS);
    expect(onlyPlatforms.film(0)).toBeUndefined();
    expect(onlyPlatforms.available(1)).toHaveLength(3);
    const onlyFilms = readElsewhere(
      {
        films,
        aggregator: null,
        links: {
          ...links,
          aggregatorIndptr: new Int32Array(ITEMS + 1),
          aggregatorIndices: new Int32Array(0),
          aggregatorConfidence: new Float32Array(0),
        },
      },
      ITEMS,
    );
    expect(onlyFilms.platforms).toBeNull();
    expect(onlyFilms.film(0)?.tmdbId).toBe(862);
    expect(readElsewhere({ films: null, aggregator: null, links: null }, ITEMS)).toBe(NOTHING_ELSEWHERE);
  });
});

describe('platformsOfBits', () => {
  it('names the platforms of every combination in their order', () => {
    expect(platformsOfBits(0)).toEqual([]);
    expect(platformsOfBits(0b1111)).toEqual(PLATFORMS);
    expect(platformsOfBits(0b1001)).toEqual(['amazon', 'netflix']);
  });
});
