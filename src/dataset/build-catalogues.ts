import { type ListColumn, listAt } from '../base/string-column.ts';
import type { MainCatalogue, Rejections, SourceRole, SourceTitle } from '../sources/index.ts';
import { addAggregatorNotes, buildAggregator, readAggregator } from './catalogues/aggregator.ts';
import { addFilmNotes, buildFilms, readFilms } from './catalogues/build-films.ts';
import type { AggregatorCatalogue, FilmsCatalogue } from './catalogues/contract.ts';
import type { Database } from './database.ts';
import { type RawRead, refuseEmpty } from './read-sources.ts';
import { readTexts, unpackStrings } from './read-texts.ts';

/** The catalogues of a snapshot; null where nothing of that kind was given, or nothing of it can be used. */
export interface BuiltCatalogues {
  /** Whether the films' core tables were made: a credits or keywords table alone makes them too. */
  readonly hasFilmTables: boolean;
  readonly films: FilmsCatalogue | null;
  readonly aggregator: AggregatorCatalogue | null;
}

/** Makes the films' and the aggregator's core tables from the staged ones, reads them as columns, and adds what is to be told of their rows to the rejections. */
export async function buildCatalogues(
  database: Database,
  raw: RawRead,
  rejections: Rejections,
): Promise<BuiltCatalogues> {
  const has = (wanted: SourceRole): boolean => raw.read.some(({ file }) => file.role === wanted);
  let films: FilmsCatalogue | null = null;
  let aggregator: AggregatorCatalogue | null = null;
  const hasFilmTables = has('tmdb-movies') || has('tmdb-credits') || has('tmdb-keywords');
  if (hasFilmTables) {
    await buildFilms(database, raw.films);
    await addFilmNotes(database, raw.read, rejections);
    films = await readFilms(database);
  }
  if (has('streaming-titles')) {
    await buildAggregator(database, raw.aggregator);
    await addAggregatorNotes(database, raw.read, rejections);
    aggregator = await readAggregator(database);
  }
  return {
    hasFilmTables,
    films: films?.size === 0 ? null : films,
    aggregator: aggregator?.size === 0 ? null : aggregator,
  };
}

/** The titles of the main catalogue, whichever it is. Throws EMPTY_SOURCE when it has none. */
export async function readMainTitles(
  database: Database,
  main: MainCatalogue,
  raw: RawRead,
  { films, aggregator }: BuiltCatalogues,
  rejections: Rejections,
): Promise<readonly SourceTitle[]> {
  if (main === 'titles') return raw.titles;
  const files = raw.read.map(({ file }) => file);
  if (main === 'films')
    return films === null ? refuseEmpty(files, 'tmdb-movies', rejections) : titlesOfFilms(database, films);
  return aggregator === null
    ? refuseEmpty(files, 'streaming-titles', rejections)
    : titlesOfAggregator(database, aggregator);
}

/** Films as titles: their ids are TMDB ids. Cast, directors and tags come with the rest of the details. */
async function titlesOfFilms(database: Database, films: FilmsCatalogue): Promise<SourceTitle[]> {
  const imdbIds: string[] = [];
  await database.chunks("SELECT coalesce(imdb_id, '') FROM core_film ORDER BY num", ([ids], rows) => {
    for (let row = 0; row < rows; row++) imdbIds.push(ids[row] as string);
  });
  return Array.from(films.ids, (number, row) => {
    const id = String(number);
    const overview = films.overviews.at(row);
    return {
      id,
      name: films.titles.at(row),
      year: films.releaseYears[row],
      genres: listAt(films.genres, row),
      tags: [],
      synopsis: overview === '' ? null : overview,
      cast: [],
      directors: [],
      imdbId: imdbIds[row] === '' ? null : imdbIds[row],
      tmdbId: id,
    };
  });
}

const CAST_LIMIT = 10;

/** Titles of the platforms as titles, in the case in which they are written: the rule that all text is lower case is the aggregator's own. */
async function titlesOfAggregator(database: Database, aggregator: AggregatorCatalogue): Promise<SourceTitle[]> {
  const written = await readTexts(
    database,
    ['staging.title', 'staging.description', 'staging.director', 'staging.actors', 'staging.listed_in'],
    'FROM core_aggregator AS core JOIN staging_aggregator AS staging USING (source, line) ORDER BY num',
  );
  const [names, synopses, directors, casts, listed] = written.map(unpackStrings);
  const directorsOf = listReader(aggregator.directors);
  const castOf = listReader(aggregator.cast);
  const genresOf = listReader(aggregator.genres);
  return unpackStrings(aggregator.ids).map((id, row) => ({
    id,
    name: names[row],
    year: aggregator.releaseYears[row] === 0 ? null : aggregator.releaseYears[row],
    genres: restoreCase(listed[row], genresOf(row)),
    tags: [],
    synopsis: synopses[row] === '' ? null : synopses[row],
    cast: restoreCase(casts[row], castOf(row, CAST_LIMIT)),
    directors: restoreCase(directors[row], directorsOf(row)),
    imdbId: null,
    tmdbId: null,
  }));
}

/** Reads the names of a row, at most so many, out of strings made once. */
function listReader({ names, indptr, indices }: ListColumn): (row: number, limit?: number) => string[] {
  const strings = unpackStrings(names);
  return (row, limit = Infinity) =>
    Array.from(indices.subarray(indptr[row], Math.min(indptr[row + 1], indptr[row] + limit)), (at) => strings[at]);
}

/** The names as the cell that lists them writes them; a name stays as it is where the cell has another form of it. */
function restoreCase(cell: string, names: string[]): string[] {
  const lower = cell.toLowerCase();
  if (lower.length !== cell.length) return names;
  return names.map((name) => {
    for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
      const before = lower[at - 1] ?? ',';
      const after = lower[at + name.length] ?? ',';
      if (/[, ]/.test(before) && /[, ]/.test(after)) return cell.slice(at, at + name.length);
    }
    return name;
  });
}
