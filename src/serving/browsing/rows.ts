import { setImmediate } from 'node:timers/promises';
import { type ListColumn, packStrings, StringColumn } from '../../base/string-column.ts';
import { type AggregatorCatalogue, type Catalogues, type FilmsCatalogue } from '../../dataset/index.ts';
import { foldColumn } from '../questions/fold-column.ts';
import { countryCode } from './countries.ts';
import { filmGenres, GENRE_BITS } from './genres.ts';
import { type ItemColumns, listsOf, stringsOf } from './item-columns.ts';

/** Rows written between two looks at what else waits on the thread: a few milliseconds. */
const BLOCK = 1_000;
/** Countries told apart; what is beyond the most common ones counts as none. */
const MOST_COUNTRIES = 255;

/** Parts of the names of one row: what stands between two spaces with this between them is a name of its own. */
export const NAME_BORDER = ' \u001f ';

/** Bits of a row's catalogues, in the order of CATALOGUES. */
export const IN_TITLES = 1;
export const IN_FILMS = 2;
export const IN_PLATFORMS = 4;

/** Values of a facet in the order of their numbers. */
export interface FacetNames {
  readonly genre: readonly string[];
  readonly language: readonly string[];
  readonly country: readonly string[];
}

/** Every title once, wherever it stands: titles that are tied are one row. Rows that lists are made of come first, then other films, then platforms' titles. */
export interface Rows {
  readonly size: number;
  /** Item num, −1 where it is none. */
  readonly items: Int32Array;
  /** Row of the films catalogue, −1 where it is none. */
  readonly films: Int32Array;
  /** rows+1 offsets into `platformRows`: rows of the aggregator. */
  readonly platformIndptr: Int32Array;
  readonly platformRows: Int32Array;
  readonly catalogues: Uint8Array;
  /** Bit p for place p in PLATFORMS. */
  readonly platforms: Uint8Array;
  /** Place in BROWSE_TYPES plus 1; 0 where unknown. */
  readonly types: Uint8Array;
  readonly years: Int16Array;
  /** Bit g for place g in `names.genre`. */
  readonly genres: Uint32Array;
  /** Place in `names.language` plus 1; 0 where unknown. */
  readonly languages: Uint8Array;
  /** rows+1 offsets into `countries`: places in `names.country`. */
  readonly countryIndptr: Int32Array;
  readonly countries: Uint8Array;
  readonly names: FacetNames;
  /** Every name of a row as names are compared, with NAME_BORDER between. */
  readonly folded: StringColumn;
}

/** What rows are made of; a catalogue that is not there is null. */
export interface RowSources extends Pick<Catalogues, 'films' | 'aggregator' | 'links'> {
  readonly items: ItemColumns | null;
}

/** Which rows of the sources are one title. */
function tieRows({
  items,
  films,
  aggregator,
  links,
}: RowSources): Pick<Rows, 'size' | 'items' | 'films' | 'platformIndptr' | 'platformRows'> {
  const rowOfFilm = new Int32Array(films?.size ?? 0).fill(-1);
  const filmOfId = new Map<number, number>();
  if (films !== null) for (const [row, id] of films.ids.entries()) filmOfId.set(id, row);
  const rowOfPlatformTitle = new Int32Array(aggregator?.size ?? 0).fill(-1);
  const itemOf: number[] = [];
  const filmOf: number[] = [];
  for (let item = 0; item < (items?.size ?? 0); item++) {
    const film = filmOfId.get(items!.tmdbIds[item]) ?? -1;
    // Of two items that are one film the first has it.
    const isFirst = film >= 0 && rowOfFilm[film] < 0;
    if (isFirst) rowOfFilm[film] = itemOf.length;
    itemOf.push(item);
    filmOf.push(isFirst ? film : -1);
  }
  for (let film = 0; film < rowOfFilm.length; film++) {
    if (rowOfFilm[film] >= 0) continue;
    rowOfFilm[film] = itemOf.length;
    itemOf.push(-1);
    filmOf.push(film);
  }
  if (aggregator !== null) {
    if (items !== null) {
      const placeOfId = new Map<string, number>();
      for (let row = 0; row < aggregator.size; row++) placeOfId.set(aggregator.ids.at(row), row);
      const { names, indptr, indices } = listsOf(items.platformIds);
      const places = Int32Array.from({ length: names.size }, (_, at) => placeOfId.get(names.at(at)) ?? -1);
      for (let item = 0; item < items.size; item++) {
        for (let at = indptr[item]; at < indptr[item + 1]; at++) {
          const place = places[indices[at]];
          if (place >= 0 && rowOfPlatformTitle[place] < 0) rowOfPlatformTitle[place] = item;
        }
      }
    }
    const rowOfGroup = new Map<number, number>();
    for (let place = 0; place < aggregator.size; place++) {
      const film = links?.filmOfAggregator[place] ?? -1;
      const group = links?.sameFilm[place] ?? place;
      let row = rowOfPlatformTitle[place];
      if (row < 0 && film >= 0) row = rowOfFilm[film];
      if (row < 0) row = rowOfGroup.get(group) ?? -1;
      if (row < 0) {
        row = itemOf.length;
        itemOf.push(-1);
        filmOf.push(-1);
      }
      if (!rowOfGroup.has(group)) rowOfGroup.set(group, row);
      rowOfPlatformTitle[place] = row;
    }
  }
  const size = itemOf.length;
  const platformIndptr = new Int32Array(size + 1);
  for (const row of rowOfPlatformTitle) platformIndptr[row + 1]++;
  for (let row = 0; row < size; row++) platformIndptr[row + 1] += platformIndptr[row];
  const ends = platformIndptr.slice();
  const platformRows = new Int32Array(rowOfPlatformTitle.length);
  for (const [place, row] of rowOfPlatformTitle.entries()) platformRows[ends[row]++] = place;
  return { size, items: Int32Array.from(itemOf), films: Int32Array.from(filmOf), platformIndptr, platformRows };
}

/** For each name of a column the bits of the genres it stands for; further names get bits while there are any. */
class GenreBits {
  readonly names: string[] = [];
  readonly #bits = new Map<string, number>();

  bitsOf(column: ListColumn, ownNames: boolean): Uint32Array {
    const used = new Int32Array(column.names.size);
    for (const place of column.indices) used[place]++;
    const bits = new Uint32Array(column.names.size);
    const mostUsedFirst = Int32Array.from(used.keys()).sort((a, b) => used[b] - used[a] || a - b);
    for (const place of mostUsedFirst) {
      if (used[place] === 0) continue;
      const name = column.names.at(place);
      const genres = filmGenres(name);
      if (genres.length === 0 && ownNames && !name.startsWith('(')) genres.push(name);
      for (const genre of genres) bits[place] |= this.#bit(genre);
    }
    return bits;
  }

  #bit(genre: string): number {
    let bit = this.#bits.get(genre);
    if (bit === undefined) {
      if (this.names.length === GENRE_BITS) return 0;
      bit = 1 << this.names.length;
      this.#bits.set(genre, bit);
      this.names.push(genre);
    }
    return bit;
  }
}

function* placesAt({ indptr, indices }: Pick<ListColumn, 'indptr' | 'indices'>, row: number): Generator<number> {
  for (let at = indptr[row]; at < indptr[row + 1]; at++) yield indices[at];
}

/** Numbers of names, the most common first, as far as a byte goes. */
function numberNames(
  counts: ReadonlyMap<string, number>,
  most: number,
): { names: string[]; numberOf: Map<string, number> } {
  const names = [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, most)
    .map(([name]) => name);
  return { names, numberOf: new Map(names.map((name, at) => [name, at])) };
}

/** Languages of the films, the most common first: their codes and for each film the place plus 1. */
function readLanguages(films: FilmsCatalogue | null): { names: string[]; ofFilm: Uint8Array } {
  if (films === null) return { names: [], ofFilm: new Uint8Array(0) };
  const codes = Array.from(films.originalLanguages);
  const counts = new Map<string, number>();
  for (const code of codes) if (code !== '' && code !== 'xx') counts.set(code, (counts.get(code) ?? 0) + 1);
  const { names, numberOf } = numberNames(counts, 254);
  return { names, ofFilm: Uint8Array.from(codes, (code) => (numberOf.get(code) ?? -1) + 1) };
}

/** Countries of films and platforms' titles as codes, and the place of each name of either column (255: none). */
function readCountries(columns: readonly (ListColumn | null)[]): { names: string[]; places: (Uint8Array | null)[] } {
  const counts = new Map<string, number>();
  const codes = columns.map((column) => {
    if (column === null) return null;
    const of = Array.from(column.names, countryCode);
    for (const place of column.indices) counts.set(of[place], (counts.get(of[place]) ?? 0) + 1);
    return of;
  });
  const { names, numberOf } = numberNames(counts, MOST_COUNTRIES);
  return {
    names,
    places: codes.map((of) => of && Uint8Array.from(of, (code) => numberOf.get(code) ?? MOST_COUNTRIES)),
  };
}

const typeOf = ({ types, durationTypes }: AggregatorCatalogue, place: number): number =>
  types[place] <= 1 ? types[place] + 1 : durationTypes[place] <= 1 ? durationTypes[place] + 1 : 0;

/** Puts all catalogues together; lets other work of the thread pass between blocks of rows. Some 60 bytes a row. */
export async function buildRows(sources: RowSources): Promise<Rows> {
  const { items, films, aggregator } = sources;
  const tied = tieRows(sources);
  const { size } = tied;
  await setImmediate();
  const genreBits = new GenreBits();
  const itemGenres = items === null ? null : listsOf(items.genres);
  const bits = {
    items: itemGenres && genreBits.bitsOf(itemGenres, true),
    films: films && genreBits.bitsOf(films.genres, false),
    aggregator: aggregator && genreBits.bitsOf(aggregator.genres, false),
  };
  await setImmediate();
  const languages = readLanguages(films);
  await setImmediate();
  const countries = readCountries([films?.countries ?? null, aggregator?.countries ?? null]);
  const itemNames = items && (await foldColumn(stringsOf(items.names)));
  const filmNames = films && (await foldColumn(films.titles));
  const platformNames = aggregator && (await foldColumn(aggregator.titles));

  const catalogues = new Uint8Array(size);
  const platforms = new Uint8Array(size);
  const types = new Uint8Array(size);
  const years = new Int16Array(size);
  const genres = new Uint32Array(size);
  const rowLanguages = new Uint8Array(size);
  const countryIndptr = new Int32Array(size + 1);
  const countryPlaces: number[] = [];
  const names: string[] = [];
  const foldedParts: StringColumn[] = [];
  let folded: string[] = [];
  for (let row = 0; row < size; row++) {
    if (row % BLOCK === BLOCK - 1) {
      foldedParts.push(packStrings(folded));
      folded = [];
      await setImmediate();
    }
    const item = tied.items[row];
    const film = tied.films[row];
    names.length = 0;
    const firstCountry = countryPlaces.length;
    const addCountry = (place: number): void => {
      if (place !== MOST_COUNTRIES && !countryPlaces.includes(place, firstCountry)) countryPlaces.push(place);
    };
    const addName = (name: string): void => {
      if (!names.includes(name)) names.push(name);
    };
    if (items !== null && item >= 0) {
      catalogues[row] |= IN_TITLES;
      years[row] = items.years[item];
      for (const place of placesAt(itemGenres!, item)) genres[row] |= bits.items![place];
      addName(itemNames!.at(item));
    }
    if (films !== null && film >= 0) {
      catalogues[row] |= IN_FILMS;
      types[row] = 1;
      years[row] ||= films.releaseYears[film];
      for (const place of placesAt(films.genres, film)) genres[row] |= bits.films![place];
      rowLanguages[row] = languages.ofFilm[film];
      for (const place of placesAt(films.countries, film)) addCountry(countries.places[0]![place]);
      addName(filmNames!.at(film));
    }
    for (let at = tied.platformIndptr[row]; at < tied.platformIndptr[row + 1]; at++) {
      const place = tied.platformRows[at];
      catalogues[row] |= IN_PLATFORMS;
      platforms[row] |= 1 << aggregator!.platforms[place];
      types[row] ||= typeOf(aggregator!, place);
      years[row] ||= aggregator!.releaseYears[place];
      for (const name of placesAt(aggregator!.genres, place)) genres[row] |= bits.aggregator![name];
      for (const name of placesAt(aggregator!.countries, place)) addCountry(countries.places[1]![name]);
      addName(platformNames!.at(place));
    }
    countryIndptr[row + 1] = countryPlaces.length;
    folded.push(names.join(NAME_BORDER));
  }
  foldedParts.push(packStrings(folded));
  return {
    ...tied,
    catalogues,
    platforms,
    types,
    years,
    genres,
    languages: rowLanguages,
    countryIndptr,
    countries: Uint8Array.from(countryPlaces),
    names: { genre: genreBits.names, language: languages.names, country: countries.names },
    folded: joinColumns(foldedParts),
  };
}

/** Columns one after another as one. */
function joinColumns(parts: readonly StringColumn[]): StringColumn {
  const offsets = new Int32Array(parts.reduce((sum, { size }) => sum + size, 0) + 1);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.bytes.length, 0));
  let at = 0;
  let end = 0;
  for (const part of parts) {
    bytes.set(part.bytes, end);
    for (let place = 1; place <= part.size; place++) offsets[++at] = end + part.offsets[place];
    end += part.bytes.length;
  }
  return new StringColumn(bytes, offsets);
}
