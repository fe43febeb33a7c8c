import { describe, expect, it } from 'vitest';
import { smallSnapshot } from '../../test/fixtures/small-catalogue.ts';
import { buildCatalogue } from './catalogue.ts';
import { NOTHING_ELSEWHERE } from './elsewhere.ts';
import { clearMask, type Filters, writeMask } from './filters.ts';

/** Of twelve titles the first has every platform, the second only Netflix, the third Amazon and Netflix, the others none. */
const [AMAZON, HULU, NETFLIX] = [0b0001, 0b0100, 0b1000];
const platforms = Uint8Array.from({ length: 12 }, (_, item) => [0b1111, NETFLIX, AMAZON | NETFLIX][item] ?? 0);
const catalogue = buildCatalogue(smallSnapshot(), { ...NOTHING_ELSEWHERE, platforms });
const open: Filters = {
  genres: [],
  genresMatch: 'any',
  tags: [],
  tagsMatch: 'any',
  yearFrom: null,
  yearTo: null,
  platforms: 0,
  excluded: [],
  seen: null,
};
const candidates = (filters: Partial<Filters>): number[] => {
  const mask = new Uint8Array(catalogue.titles.length);
  writeMask(mask, new Uint8Array(mask.length).fill(7), catalogue, { ...open, ...filters });
  const found = [...mask.keys()].filter((item) => mask[item] === 0);
  clearMask(mask, { ...open, ...filters });
  expect(mask.every((byte) => byte === 0)).toBe(true);
  return found;
};
const genres = (...names: string[]): Filters['genres'] => names.map((name) => catalogue.genre(name)!);
const tags = (...names: string[]): Filters['tags'] => names.map((name) => catalogue.tag(name)!);

describe('writeMask', () => {
  it('leaves every title a candidate without filters', () => expect(candidates({})).toHaveLength(12));

  it('takes any of the genres by default, and all when asked', () => {
    expect(candidates({ genres: genres('Comedy', 'Romance') })).toEqual([0, 1, 4, 5, 6, 7]);
    expect(candidates({ genres: genres('Comedy', 'Romance'), genresMatch: 'all' })).toEqual([5, 6, 7]);
  });

  it('asks for genres and tags at once', () => {
    expect(candidates({ genres: genres('Comedy'), tags: tags('love') })).toEqual([5, 6]);
    expect(candidates({ tags: tags('paris', 'love'), tagsMatch: 'all' })).toEqual([5, 6]);
  });

  it('counts both ends of the years, and leaves out titles without one', () => {
    expect(candidates({ yearFrom: 1999, yearTo: 2000 })).toEqual([1, 2, 4]);
    expect(candidates({ yearTo: 1954 })).toEqual([6, 11]);
    expect(candidates({ yearFrom: 1800 })).not.toContain(10);
  });

  it('takes the titles of any of the platforms', () => {
    expect(candidates({ platforms: NETFLIX })).toEqual([0, 1, 2]);
    expect(candidates({ platforms: AMAZON | HULU })).toEqual([0, 2]);
    expect(candidates({ platforms: HULU, excluded: [0] })).toEqual([]);
  });

  it('leaves out the excluded and the seen', () => {
    expect(candidates({ excluded: [0, 1], seen: Int32Array.from([2]), yearTo: 1999 })).toEqual([6, 7, 8, 9, 11]);
  });

  it('knows genres by their Spanish names', () => {
    expect(catalogue.genre('comedia')?.name).toBe('Comedy');
    expect(catalogue.genre('Ciencia Ficción')?.name).toBe('Sci-Fi');
    expect(catalogue.genre('terror')?.name).toBe('Horror');
    expect(catalogue.genre('western')).toBeNull();
  });
});
