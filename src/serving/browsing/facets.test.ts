import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packStrings } from '../../base/string-column.ts';
import { random } from '../../base/random.ts';
import { type BrowseQuestion, CATALOGUES, type Facet, FACETS } from './contract.ts';
import { Facets } from './facets.ts';
import { addRow, countCommon, fillRows, hasRow, keepCommon, noRows } from './row-sets.ts';
import type { Rows } from './rows.ts';

/** Beyond 32 rows a value, so that rare ones are kept as lists and common ones as bits. */
const SIZE = 1_000;
const PLATFORM_NAMES = ['amazon', 'disney', 'hulu', 'netflix'];
const GENRES = ['Drama', 'Comedy', 'War'];
const LANGUAGES = ['en', 'fr', 'eo'];
const COUNTRIES = ['US', 'FR', 'VA'];

/** What each row has of each facet, by name. */
type Named = Readonly<Record<Facet, readonly string[]>>;

function makeRows(): { rows: Rows; viewers: Int32Array; named: Named[] } {
  const stream = random(1, 'rows');
  const bits = (names: number, odds: number): number => {
    let sum = 0;
    for (let at = 0; at < names; at++) if (stream.below(odds ** (at + 1)) === 0) sum |= 1 << at;
    return sum;
  };
  const catalogues = new Uint8Array(SIZE);
  const platforms = new Uint8Array(SIZE);
  const types = new Uint8Array(SIZE);
  const years = new Int16Array(SIZE);
  const genres = new Uint32Array(SIZE);
  const languages = new Uint8Array(SIZE);
  const countryIndptr = new Int32Array(SIZE + 1);
  const countries: number[] = [];
  const viewers = new Int32Array(SIZE);
  const named: Named[] = [];
  const namesOf = (names: readonly string[], value: number): string[] =>
    names.filter((_, at) => ((value >>> at) & 1) === 1);
  for (let row = 0; row < SIZE; row++) {
    catalogues[row] = 1 + stream.below(7);
    platforms[row] = bits(4, 3);
    types[row] = stream.below(3);
    years[row] = stream.below(5) === 0 ? 0 : 1930 + stream.below(92);
    genres[row] = bits(3, 5);
    languages[row] = [0, 1, 1, 1, 2, 2][stream.below(6)];
    if (row % 400 === 7) languages[row] = 3;
    viewers[row] = stream.below(3) === 0 ? stream.below(50) : -1;
    const own = COUNTRIES.map((_, at) => at).filter((at) => stream.below(6 ** (at + 1)) === 0);
    countries.push(...own);
    countryIndptr[row + 1] = countries.length;
    named.push({
      catalogue: namesOf(CATALOGUES, catalogues[row]),
      platform: namesOf(PLATFORM_NAMES, platforms[row]),
      type: types[row] === 0 ? [] : [['movie', 'tv show'][types[row] - 1]],
      genre: namesOf(GENRES, genres[row]),
      decade: years[row] === 0 ? [] : [String(years[row] - (years[row] % 10))],
      language: languages[row] === 0 ? [] : [LANGUAGES[languages[row] - 1]],
      country: own.map((at) => COUNTRIES[at]),
      audience: [viewers[row] > 0 ? 'with' : 'without'],
    });
  }
  const rows: Rows = {
    size: SIZE,
    items: new Int32Array(SIZE),
    films: new Int32Array(SIZE),
    platformIndptr: new Int32Array(SIZE + 1),
    platformRows: new Int32Array(0),
    catalogues,
    platforms,
    types,
    years,
    genres,
    languages,
    countryIndptr,
    countries: Uint8Array.from(countries),
    names: { genre: GENRES, language: LANGUAGES, country: COUNTRIES },
    folded: packStrings([]),
  };
  return { rows, viewers, named };
}

const { rows, viewers, named } = makeRows();
const facets = new Facets(rows, viewers);

/** The plain way: every row is looked at for every facet. */
function siftPlainly(
  among: readonly number[],
  chosen: BrowseQuestion['chosen'],
): { matched: number[]; counts: Record<string, Record<string, number>> } {
  const passes = (row: number, facet: Facet): boolean => {
    const wanted = chosen[facet] ?? [];
    return wanted.length === 0 || named[row][facet].some((name) => wanted.includes(name));
  };
  const passesBut = (row: number, except: Facet | null): boolean =>
    FACETS.every((facet) => facet === except || passes(row, facet));
  const counts = Object.fromEntries(
    FACETS.map((facet) => {
      const own: Record<string, number> = {};
      for (const name of chosen[facet] ?? []) if (isName(facet, name)) own[name] = 0;
      for (const row of among) {
        if (passesBut(row, facet)) for (const name of named[row][facet]) own[name] = (own[name] ?? 0) + 1;
      }
      return [facet, own];
    }),
  );
  return { matched: among.filter((row) => passesBut(row, null)), counts };
}

const isName = (facet: Facet, name: string): boolean => named.some((row) => row[facet].includes(name));

const wish = (names: readonly string[]): fc.Arbitrary<string[]> => fc.subarray([...names, 'no such name']);
const chosenBy: fc.Arbitrary<BrowseQuestion['chosen']> = fc.record(
  {
    catalogue: wish(CATALOGUES),
    platform: wish(PLATFORM_NAMES),
    type: wish(['movie', 'tv show']),
    genre: wish(GENRES),
    decade: wish(['1930', '1990', '2020']),
    language: wish(LANGUAGES),
    country: wish(COUNTRIES),
    audience: wish(['with', 'without']),
  },
  { requiredKeys: [] },
);
const question = (chosen: BrowseQuestion['chosen']): BrowseQuestion => ({
  text: '',
  chosen,
  yearFrom: null,
  yearTo: null,
  sort: 'relevance',
  offset: 0,
  n: 10,
});

describe('Facets', () => {
  it('sifts and counts as looking at every row does, whatever is chosen', () => {
    fc.assert(
      fc.property(chosenBy, fc.integer({ min: 1, max: 40 }), (chosen, step) => {
        const among = noRows(SIZE);
        const places: number[] = [];
        for (let row = 0; row < SIZE; row += step) {
          addRow(among, row);
          places.push(row);
        }
        const expected = siftPlainly(places, chosen);
        const { matched, total, facets: told } = facets.sift(among, question(chosen));
        expect(total).toBe(expected.matched.length);
        expect(places.filter((row) => hasRow(matched, row))).toEqual(expected.matched);
        for (const facet of FACETS) {
          const counts = Object.fromEntries(told[facet].map(({ value, count }) => [value, count]));
          expect(counts, facet).toEqual(expected.counts[facet]);
          const order = facet === 'decade' ? [] : told[facet].map(({ count }) => count);
          expect(order).toEqual(order.toSorted((a, b) => b - a));
        }
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  it('tells decades the latest first', () => {
    const among = noRows(SIZE);
    fillRows(among, SIZE);
    const decades = facets.sift(among, question({})).facets.decade.map(({ value }) => value);
    expect(decades).toEqual(['2020', '2010', '2000', '1990', '1980', '1970', '1960', '1950', '1940', '1930']);
  });
});

describe('sets of rows', () => {
  it('hold, count and share rows as sets do', () => {
    const size = fc.integer({ min: 1, max: 130 });
    const given = fc.tuple(size, fc.array(fc.nat(129)), fc.array(fc.nat(129)));
    fc.assert(
      fc.property(given, ([rowCount, some, others]) => {
        const [a, b] = [some, others].map((all) => new Set(all.filter((row) => row < rowCount)));
        const [one, other, all] = [noRows(rowCount), noRows(rowCount), noRows(rowCount)];
        for (const row of a) addRow(one, row);
        for (const row of b) addRow(other, row);
        fillRows(all, rowCount);
        expect(countCommon(all, all)).toBe(rowCount);
        expect(countCommon(one, all)).toBe(a.size);
        const common = new Set([...a].filter((row) => b.has(row)));
        expect(countCommon(one, other)).toBe(common.size);
        keepCommon(one, other);
        for (let row = 0; row < rowCount; row++) expect(hasRow(one, row)).toBe(common.has(row));
      }),
    );
  });
});
