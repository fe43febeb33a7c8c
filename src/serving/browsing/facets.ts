import { PLATFORMS } from '../../dataset/index.ts';
import {
  AUDIENCES,
  BROWSE_TYPES,
  type BrowseQuestion,
  CATALOGUES,
  type Facet,
  FACETS,
  type FacetValue,
} from './contract.ts';
import type { Rows } from './rows.ts';

/** Values of a facet that are told. */
const MOST_VALUES = 40;
const DECADE = 10;
const FIRST_DECADE = 1870;
const LAST_DECADE = 2100;

const DECADES = Array.from({ length: (LAST_DECADE - FIRST_DECADE) / DECADE + 1 }, (_, at) =>
  String(FIRST_DECADE + at * DECADE),
);

/** The place of a year in DECADES, −1 where it is unknown. */
const decadeAt = (year: number): number =>
  year < FIRST_DECADE || year > LAST_DECADE ? -1 : ((year - FIRST_DECADE) / DECADE) | 0;

/** The values that each facet can have. */
const facetNames = ({ names }: Rows): Readonly<Record<Facet, readonly string[]>> => ({
  catalogue: CATALOGUES,
  platform: PLATFORMS,
  type: BROWSE_TYPES,
  genre: names.genre,
  decade: DECADES,
  language: names.language,
  country: names.country,
  audience: AUDIENCES,
});

/** Titles of each value of each facet, in the order of `facetNames`. */
export type Tally = Readonly<Record<Facet, Int32Array>>;

/** Nothing counted yet. */
export function emptyTally(rows: Rows): Tally {
  const names = facetNames(rows);
  return Object.fromEntries(FACETS.map((facet) => [facet, new Int32Array(names[facet].length)])) as Record<
    Facet,
    Int32Array
  >;
}

/** What a question chooses of each facet, in numbers. A choice of nothing lets everything pass. */
export interface Choice {
  readonly catalogue: number;
  readonly platform: number;
  readonly type: Uint8Array | null;
  readonly genre: number;
  readonly decade: Uint8Array | null;
  readonly language: Uint8Array | null;
  readonly country: Uint8Array | null;
  readonly audience: number;
}

/** What a question chooses; a value that no title has chooses nothing that there is. */
export function choiceOf(rows: Rows, { chosen }: BrowseQuestion): Choice {
  const names = facetNames(rows);
  const wanted = (facet: Facet): readonly string[] => chosen[facet] ?? [];
  const bits = (facet: Facet): number => {
    const known = wanted(facet).reduce(
      (sum, name) => sum | (names[facet].includes(name) ? 1 << names[facet].indexOf(name) : 0),
      0,
    );
    return known === 0 && wanted(facet).length > 0 ? NOTHING : known;
  };
  const places = (facet: Facet): Uint8Array | null =>
    wanted(facet).length === 0
      ? null
      : Uint8Array.of(0, ...names[facet].map((name) => (wanted(facet).includes(name) ? 1 : 0)));
  return {
    catalogue: bits('catalogue'),
    platform: bits('platform'),
    type: places('type'),
    genre: bits('genre'),
    decade: places('decade'),
    language: places('language'),
    country: places('country'),
    audience: bits('audience'),
  };
}

/** A choice of nothing that there is: no number of bits, so that no row shares one with it. */
const NOTHING = Number.NaN;

/** One bit for each facet that a row fails. */
const FAILS = { catalogue: 1, platform: 2, type: 4, genre: 8, decade: 16, language: 32, country: 64, audience: 128 };

function isFrom({ countryIndptr, countries }: Rows, row: number, chosen: Uint8Array): boolean {
  for (let at = countryIndptr[row]; at < countryIndptr[row + 1]; at++) if (chosen[countries[at] + 1] === 1) return true;
  return false;
}

/** The facets that a row fails, one bit each; 0 when it passes all. `viewers` of the row. */
export function failsOf(rows: Rows, row: number, viewers: number, choice: Choice): number {
  let fails = 0;
  if (choice.catalogue !== 0 && (rows.catalogues[row] & choice.catalogue) === 0) fails |= FAILS.catalogue;
  if (choice.platform !== 0 && (rows.platforms[row] & choice.platform) === 0) fails |= FAILS.platform;
  if (choice.type !== null && choice.type[rows.types[row]] === 0) fails |= FAILS.type;
  if (choice.genre !== 0 && (rows.genres[row] & choice.genre) === 0) fails |= FAILS.genre;
  if (choice.decade !== null && choice.decade[decadeAt(rows.years[row]) + 1] === 0) fails |= FAILS.decade;
  if (choice.language !== null && choice.language[rows.languages[row]] === 0) fails |= FAILS.language;
  if (choice.country !== null && !isFrom(rows, row, choice.country)) fails |= FAILS.country;
  if (choice.audience !== 0 && (choice.audience & (viewers > 0 ? 1 : 2)) === 0) fails |= FAILS.audience;
  return fails;
}

function countBits(counts: Int32Array, bits: number): void {
  for (let at = 0, left = bits; left !== 0; at++, left >>>= 1) if ((left & 1) !== 0) counts[at]++;
}

/** Counts a row: for all facets when it fails none, else for the one that it fails; of a row that fails two nothing is to be counted. */
export function countRow(tally: Tally, rows: Rows, row: number, viewers: number, fails: number): void {
  const counts = (facet: number): boolean => fails === 0 || fails === facet;
  if (counts(FAILS.catalogue)) countBits(tally.catalogue, rows.catalogues[row]);
  if (counts(FAILS.platform)) countBits(tally.platform, rows.platforms[row]);
  if (counts(FAILS.type) && rows.types[row] > 0) tally.type[rows.types[row] - 1]++;
  if (counts(FAILS.genre)) countBits(tally.genre, rows.genres[row]);
  if (counts(FAILS.decade)) {
    const decade = decadeAt(rows.years[row]);
    if (decade >= 0) tally.decade[decade]++;
  }
  if (counts(FAILS.language) && rows.languages[row] > 0) tally.language[rows.languages[row] - 1]++;
  if (counts(FAILS.country)) {
    for (let at = rows.countryIndptr[row]; at < rows.countryIndptr[row + 1]; at++) tally.country[rows.countries[at]]++;
  }
  if (counts(FAILS.audience)) tally.audience[viewers > 0 ? 0 : 1]++;
}

/** The values of the facets that have a title or are chosen, most titles first; decades, the latest first. */
export function facetsOf(rows: Rows, tally: Tally, { chosen }: BrowseQuestion): Record<Facet, FacetValue[]> {
  const names = facetNames(rows);
  const valuesOf = (facet: Facet): FacetValue[] => {
    const isChosen = (value: string): boolean => chosen[facet]?.includes(value) === true;
    const values = names[facet]
      .map((value, at) => ({ value, count: tally[facet][at] }))
      .filter(({ value, count }) => count > 0 || isChosen(value));
    if (facet === 'decade') return values.toReversed();
    return values
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .filter(({ value }, at) => at < MOST_VALUES || isChosen(value));
  };
  return Object.fromEntries(FACETS.map((facet) => [facet, valuesOf(facet)])) as Record<Facet, FacetValue[]>;
}
