import type { Field } from '../columns.ts';
import type { RecordView } from '../csv/record-view.ts';
import { readTmdbId } from '../movielens/read-links.ts';
import { columnName, readTable, type TableRead } from '../read-table.ts';
import type { SourceFile } from '../recognise.ts';
import type { Rejections } from '../rejections.ts';
import { StagedTable } from '../staged-table.ts';
import { type Literal, parsePythonLiteral } from './python-literal.ts';

/** What the nested cells of the films tables name, in the order of their numbers in the staged table. */
export const FILM_LISTS = [
  'collection',
  'genre',
  'company',
  'country',
  'language',
  'keyword',
  'actor',
  'director',
] as const;
export type FilmList = (typeof FILM_LISTS)[number];

/** The tables in which the films wait for the database, as written: text, no row left out. */
export class FilmTables {
  /** One row per row of a films table: source, line, and what `FILM_FIELDS` names. */
  readonly films: StagedTable;
  /** One row per row of a credits or keywords table: source, line, film id. */
  readonly rows: StagedTable;
  /** One row per name in a nested cell: source, line, film id, list (place in FILM_LISTS), position, place in the billing, name. */
  readonly names: StagedTable;
  readonly paths: { readonly films: string; readonly rows: string; readonly names: string };

  constructor(paths: FilmTables['paths']) {
    this.paths = paths;
    this.films = new StagedTable(paths.films);
    this.rows = new StagedTable(paths.rows);
    this.names = new StagedTable(paths.names);
  }

  close(): void {
    this.films.close();
    this.rows.close();
    this.names.close();
  }
}

/** What is kept of a films table, in the order of the staged table. */
const FILM_FIELDS: readonly Field[] = [
  'itemId',
  'name',
  'releaseDate',
  'budget',
  'revenue',
  'duration',
  'popularity',
  'voteAverage',
  'voteCount',
  'originalLanguage',
  'synopsis',
  'imdbId',
];

const FILM_CELLS: readonly (readonly [field: Field, list: FilmList])[] = [
  ['collection', 'collection'],
  ['genres', 'genre'],
  ['companies', 'company'],
  ['countries', 'country'],
  ['spokenLanguages', 'language'],
];

type Entry = { readonly [key: string]: Literal };

const isEntry = (part: Literal): part is Entry => part !== null && typeof part === 'object' && !Array.isArray(part);

/** What a cell lists: its records, the one record it is, none where it is empty; null when it is broken. */
function readEntries(text: string): readonly Entry[] | null {
  if (text.trim() === '') return [];
  const literal = parsePythonLiteral(text);
  if (Array.isArray(literal)) return (literal as readonly Literal[]).filter(isEntry);
  if (literal === null) return [];
  return literal !== undefined && isEntry(literal) ? [literal] : null;
}

/** Longest name that is staged, in characters. */
const NAME_LIMIT = 500;

function stageNames(
  table: StagedTable,
  place: { readonly source: number; readonly line: number; readonly filmId: string; readonly list: FilmList },
  entries: readonly Entry[],
): void {
  const list = FILM_LISTS.indexOf(place.list);
  for (const [position, { name, order }] of entries.entries()) {
    if (typeof name !== 'string') continue;
    table.number(place.source).number(place.line).text(place.filmId).number(list).number(position);
    table.text(typeof order === 'number' ? String(order) : '').text(name.trim().slice(0, NAME_LIMIT), true);
  }
}

/** Reads a nested cell; a broken one is told and counts as empty. */
function readCell(
  file: SourceFile,
  row: RecordView,
  position: number | undefined,
  rejections: Rejections,
): readonly Entry[] {
  const text = position === undefined ? '' : row.text(position);
  const entries = readEntries(text);
  if (entries === null) {
    const field = columnName(file, position);
    rejections.add({ file: file.name, line: row.line, field, value: text, reason: 'INVALID_LITERAL' });
  }
  return entries ?? [];
}

/**
 * Copies a films table to the staged tables: its cells as written, the names of its nested cells one a row. `source` is the file's
 * number there. What the cells mean is decided where all rows can be seen.
 */
export async function stageFilms(
  file: SourceFile,
  source: number,
  tables: FilmTables,
  rejections: Rejections,
  onBytes?: (bytes: number) => void,
): Promise<TableRead> {
  const positions = FILM_FIELDS.map((field) => file.columns[field]);
  const cells = FILM_CELLS.map(([field, list]) => ({ list, position: file.columns[field] }));
  return readTable(
    file,
    rejections,
    (row) => {
      const { line } = row;
      tables.films.number(source).number(line);
      for (const [i, position] of positions.entries()) tables.films.field(row, position, i === positions.length - 1);
      const filmId = readTmdbId(row.text(file.columns.itemId!));
      // A row without an id is set aside as a whole: nothing of it hangs on a film.
      if (filmId === null) return;
      for (const { list, position } of cells) {
        stageNames(tables.names, { source, line, filmId, list }, readCell(file, row, position, rejections));
      }
    },
    onBytes,
  );
}

/** Copies a credits table to the staged tables: its cast, and of its crew the people with the job Director. */
export async function stageCredits(
  file: SourceFile,
  source: number,
  tables: FilmTables,
  rejections: Rejections,
  onBytes?: (bytes: number) => void,
): Promise<TableRead> {
  return readTable(
    file,
    rejections,
    (row) => {
      const { line } = row;
      const filmId = stageRow(file, source, row, tables, rejections);
      if (filmId === null) return;
      const cast = readCell(file, row, file.columns.cast, rejections);
      stageNames(tables.names, { source, line, filmId, list: 'actor' }, cast);
      const directors = readCell(file, row, file.columns.crew, rejections).filter(({ job }) => job === 'Director');
      stageNames(tables.names, { source, line, filmId, list: 'director' }, directors);
    },
    onBytes,
  );
}

/** Copies a keywords table to the staged tables. */
export async function stageKeywords(
  file: SourceFile,
  source: number,
  tables: FilmTables,
  rejections: Rejections,
  onBytes?: (bytes: number) => void,
): Promise<TableRead> {
  return readTable(
    file,
    rejections,
    (row) => {
      const filmId = stageRow(file, source, row, tables, rejections);
      if (filmId === null) return;
      const keywords = readCell(file, row, file.columns.tags, rejections);
      stageNames(tables.names, { source, line: row.line, filmId, list: 'keyword' }, keywords);
    },
    onBytes,
  );
}

/** Notes a row that belongs to a film and returns the film's id; sets it aside (null) when it has none. */
function stageRow(
  file: SourceFile,
  source: number,
  row: RecordView,
  tables: FilmTables,
  rejections: Rejections,
): string | null {
  const position = file.columns.itemId!;
  const filmId = readTmdbId(row.text(position));
  if (filmId === null) {
    const field = columnName(file, position);
    const value = row.text(position);
    rejections.add({ file: file.name, line: row.line, field, value, reason: 'INVALID_FILM_ID' });
  } else tables.rows.number(source).number(row.line).text(filmId, true);
  return filmId;
}
