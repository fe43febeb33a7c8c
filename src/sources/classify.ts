import { basename } from 'node:path';
import { ButacaError } from '../base/errors.ts';
import { type ColumnMap, type Field, mapColumns, normaliseColumn } from './columns.ts';
import type { FileHint } from './mapping.ts';
import type { SourceRole } from './roles.ts';

/** What each kind of table must and may have, in the order in which columns are given to fields. */
export const FIELDS: Readonly<Record<SourceRole, { needed: readonly Field[]; optional: readonly Field[] }>> = {
  titles: {
    needed: ['itemId', 'name'],
    optional: ['synopsis', 'genres', 'tags', 'year', 'cast', 'directors', 'imdbId', 'tmdbId'],
  },
  interactions: { needed: ['userId', 'itemId'], optional: ['rating', 'fraction', 'time'] },
  tags: { needed: ['userId', 'itemId', 'tag'], optional: ['time'] },
  links: { needed: ['itemId', 'tmdbId'], optional: ['imdbId'] },
  'tmdb-movies': {
    needed: ['itemId', 'name', 'releaseDate'],
    optional: [
      ...(['synopsis', 'genres', 'imdbId', 'budget', 'revenue', 'duration', 'popularity'] as const),
      ...(['voteAverage', 'voteCount', 'originalLanguage', 'collection', 'companies'] as const),
      ...(['countries', 'spokenLanguages'] as const),
    ],
  },
  'tmdb-credits': { needed: ['itemId', 'cast'], optional: ['crew'] },
  'tmdb-keywords': { needed: ['itemId', 'tags'], optional: [] },
  'streaming-titles': {
    needed: ['itemId', 'name'],
    optional: [
      ...(['synopsis', 'genres', 'year', 'cast', 'directors'] as const),
      ...(['type', 'countries', 'dateAdded', 'rating', 'duration'] as const),
    ],
  },
  'streaming-ratings': { needed: ['itemId', 'rating'], optional: ['userId', 'time'] },
};

const TITLES_NAME = /movie|title|film|pelicula|titulo|catalog|item/i;
const INTERACTIONS_NAME = /interac|rating|event|view|watch|valoracion|visualiza|puntuacion|historial|history/i;

/** Says what a table is by its column names; null when nothing fits. */
export function classify(header: readonly string[], name: string, hint: FileHint = {}): SourceRole | null {
  const names = new Set(header.map(normaliseColumn));
  const has = (...wanted: string[]): boolean => wanted.every((one) => names.has(one));
  if (has('cast', 'crew') && (names.has('id') || names.has('movieid')) && names.size <= 5) return 'tmdb-credits';
  if (has('id', 'keywords') && names.size <= 3) return 'tmdb-keywords';
  if (has('overview', 'votecount', 'productioncompanies', 'releasedate')) return 'tmdb-movies';
  if (has('showid', 'type', 'listedin')) return 'streaming-titles';
  const found = (wanted: readonly Field[]): ColumnMap => mapColumns(header, wanted, hint.columns);
  const people = found(['userId', 'itemId', 'rating', 'fraction']);
  if (people.userId !== undefined && people.itemId !== undefined) {
    const onlyTags = people.rating === undefined && people.fraction === undefined && has('tag');
    return onlyTags ? 'tags' : 'interactions';
  }
  if (has('tmdbid') && found(['itemId']).itemId !== undefined && found(['name']).name === undefined) return 'links';
  const titles = found(['itemId', 'name', 'synopsis', 'genres']);
  if (titles.itemId !== undefined && titles.name !== undefined) return 'titles';
  if (has('movieid', 'rating') && names.size <= 3 && header[0]?.trim() === '') return 'streaming-ratings';
  const base = basename(name);
  if (people.userId === undefined && titles.name === undefined && INTERACTIONS_NAME.test(base)) {
    return people.itemId !== undefined ? 'interactions' : null;
  }
  if (people.userId !== undefined && (people.rating !== undefined || INTERACTIONS_NAME.test(base)))
    return 'interactions';
  if (TITLES_NAME.test(base) && (titles.itemId !== undefined || titles.name !== undefined)) return 'titles';
  if (titles.name !== undefined && titles.synopsis !== undefined) return 'titles';
  return null;
}

/** Formats without a header line: MovieLens 100K (`u.data`, `u.item`) and the `::` files of 1M and 10M. */
export function classifyHeaderless(
  name: string,
  row: readonly string[],
): { role: SourceRole; header: string[] } | null {
  const base = basename(name).replace(/\.gz$/i, '').toLowerCase();
  const numeric = (i: number): boolean => /^-?\d+(\.\d+)?$/.test(row[i] ?? '');
  if ((base === 'u.data' || base === 'ratings.dat') && row.length === 4 && [0, 1, 2, 3].every(numeric)) {
    return { role: 'interactions', header: ['userId', 'movieId', 'rating', 'timestamp'] };
  }
  if (base === 'u.item' && row.length === 24 && numeric(0)) {
    return { role: 'titles', header: ['movieId', 'title', 'releaseDate', 'videoReleaseDate', 'url', ...ML100K_GENRES] };
  }
  if (base === 'movies.dat' && row.length === 3 && numeric(0)) {
    return { role: 'titles', header: ['movieId', 'title', 'genres'] };
  }
  if (base === 'tags.dat' && row.length === 4 && numeric(0) && numeric(1)) {
    return { role: 'tags', header: ['userId', 'movieId', 'tag', 'timestamp'] };
  }
  return null;
}

/** Columns 5…23 of u.item, one flag a genre, in the order of u.genre. */
export const ML100K_GENRES = [
  'unknown',
  'Action',
  'Adventure',
  'Animation',
  "Children's",
  'Comedy',
  'Crime',
  'Documentary',
  'Drama',
  'Fantasy',
  'Film-Noir',
  'Horror',
  'Musical',
  'Mystery',
  'Romance',
  'Sci-Fi',
  'Thriller',
  'War',
  'Western',
];

/** Refuses a table in which a needed column is missing, saying which ones it has. */
export function missingColumn(
  name: string,
  role: SourceRole,
  header: readonly string[],
  columns: ColumnMap = {},
): never {
  const field = FIELDS[role].needed.find((needed) => columns[needed] === undefined)!;
  const found = header.slice(0, 20).map((column) => column.trim().slice(0, 40));
  throw new ButacaError(
    'MISSING_COLUMN',
    `missing column: ${field}; needed in ${name}, which has ${found.map((column) => `"${column}"`).join(', ')}. Rename the column or say which one it is in the import settings.`,
    { details: { file: name, field, columns: found } },
  );
}

/** The position of every field that the role takes; throws MISSING_COLUMN when a needed one is not there. */
export function bindColumns(name: string, role: SourceRole, header: readonly string[], hint: FileHint): ColumnMap {
  const { needed, optional } = FIELDS[role];
  const columns = mapColumns(header, [...needed, ...optional], hint.columns);
  if (needed.some((field) => columns[field] === undefined)) missingColumn(name, role, header, columns);
  return columns;
}
