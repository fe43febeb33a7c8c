import { type ListColumn, packStrings } from '../../base/string-column.ts';
import {
  columnName,
  type Field,
  FILM_LISTS,
  type FilmList,
  type FilmTables,
  type ReasonCode,
  type Rejections,
} from '../../sources/index.ts';
import type { Database } from '../database.ts';
import type { ReadFile } from '../read-sources.ts';
import type { FilmsCatalogue } from './contract.ts';

/** The staged tables of the films. */
export interface StagedFilms {
  readonly paths: FilmTables['paths'];
  readonly namesHaveLineEnds: boolean;
}

/** Makes the core tables of the films from what the reader has staged. */
export async function buildFilms(database: Database, { paths, namesHaveLineEnds }: StagedFilms): Promise<void> {
  await database.setVariable('film_names_parallel', !namesHaveLineEnds);
  await database.setVariable('films_path', paths.films);
  await database.setVariable('film_rows_path', paths.rows);
  await database.setVariable('film_names_path', paths.names);
  await database.runFile('films');
}

const NOTES = [
  {
    select:
      "SELECT source, line, set_aside AS reason, coalesce(CASE WHEN set_aside = 'UNDATED_FILM' THEN written_date ELSE written_id END, '') AS value FROM core_film_checked WHERE set_aside IS NOT NULL",
    field: (reason: ReasonCode): Field =>
      reason === 'UNDATED_FILM' ? 'releaseDate' : reason === 'EMPTY_NAME' ? 'name' : 'itemId',
  },
  {
    select:
      'SELECT source, line, notice AS reason, CAST(film_id AS VARCHAR) AS value FROM core_film_row_checked WHERE notice IS NOT NULL',
    field: (): Field => 'itemId',
  },
] as const;

/** Adds the rows of the films tables that are set aside or told of to the rejections: all counted, samples as far as they fit. */
export async function addFilmNotes(
  database: Database,
  files: readonly Pick<ReadFile, 'file' | 'number'>[],
  rejections: Rejections,
): Promise<void> {
  for (const { select, field } of NOTES) {
    const counts = await database.rows<{ source: number; reason: ReasonCode; count: number }>(
      `SELECT source, reason, count(*) AS count FROM (${select}) GROUP BY ALL ORDER BY ALL`,
    );
    for (const { source, reason, count } of counts) {
      const { file } = files.find(({ number }) => number === source)!;
      rejections.addCount(file.name, reason, count);
      const rows = await database.rows<{ line: number; value: string }>(
        `SELECT line, left(value, 200) AS value FROM (${select}) WHERE source = ${source} AND reason = '${reason}'
         ORDER BY line LIMIT ${Math.max(0, rejections.room)}`,
      );
      const column = columnName(file, file.columns[field(reason)]);
      for (const { line, value } of rows) rejections.addSample({ file: file.name, line, field: column, value, reason });
    }
  }
}

/** Reads the core tables of the films into columns, streaming. */
export async function readFilms(database: Database): Promise<FilmsCatalogue> {
  const [{ size }] = await database.rows<{ size: number }>('SELECT count(*) AS size FROM core_film');
  const ints = (): Int32Array => new Int32Array(size);
  const floats = (): Float64Array => new Float64Array(size);
  const films = {
    ids: ints(),
    releaseDates: ints(),
    releaseYears: ints(),
    voteCounts: ints(),
    budgets: floats(),
    revenues: floats(),
    returns: floats(),
    voteAverages: floats(),
    popularities: floats(),
    runtimes: floats(),
  };
  const numbers = Object.values(films);
  const texts: [string[], string[], string[]] = [[], [], []];
  let at = 0;
  await database.chunks(
    `SELECT id, CAST(release_date - DATE '1970-01-01' AS INTEGER), release_year, vote_count, budget, revenue, "return",
       vote_average, popularity, coalesce(runtime, 'nan'::DOUBLE), title, original_language, overview
     FROM core_film ORDER BY num`,
    (columns, rows) => {
      for (const [i, into] of numbers.entries()) into.set((columns[i] as Float64Array).subarray(0, rows), at);
      for (const [i, into] of texts.entries()) {
        const cells = columns[numbers.length + i] as string[];
        for (let row = 0; row < rows; row++) into.push(cells[row]);
      }
      at += rows;
    },
  );
  const lists = {} as Record<FilmList, ListColumn>;
  for (const list of FILM_LISTS) lists[list] = await readList(database, size, list);
  const [titles, originalLanguages, overviews] = texts;
  return {
    size,
    ...films,
    titles: packStrings(titles),
    originalLanguages: packStrings(originalLanguages),
    overviews: packStrings(overviews),
    collections: lists.collection,
    genres: lists.genre,
    companies: lists.company,
    countries: lists.country,
    spokenLanguages: lists.language,
    keywords: lists.keyword,
    cast: lists.actor,
    directors: lists.director,
  };
}

async function readList(database: Database, size: number, list: FilmList): Promise<ListColumn> {
  const number = FILM_LISTS.indexOf(list);
  const names: string[] = [];
  await database.chunks(
    `SELECT name FROM core_film_vocabulary WHERE list = ${number} ORDER BY name_num`,
    ([cells], rows) => {
      for (let row = 0; row < rows; row++) names.push(cells[row] as string);
    },
  );
  const [{ count }] = await database.rows<{ count: number }>(
    `SELECT count(*) AS count FROM core_film_name JOIN core_film ON core_film.id = film_id WHERE list = ${number}`,
  );
  const indptr = new Int32Array(size + 1);
  const indices = new Int32Array(count);
  let at = 0;
  await database.chunks(
    `SELECT core_film.num, name_num
     FROM core_film_name
     JOIN core_film ON core_film.id = film_id
     JOIN core_film_vocabulary AS vocabulary ON vocabulary.list = core_film_name.list AND vocabulary.name = core_film_name.name
     WHERE core_film_name.list = ${number}
     ORDER BY core_film.num, place`,
    (columns, rows) => {
      const [nums, nameNums] = columns as [Int32Array, Int32Array];
      for (let row = 0; row < rows; row++) indptr[nums[row] + 1]++;
      indices.set(nameNums.subarray(0, rows), at);
      at += rows;
    },
  );
  for (let film = 0; film < size; film++) indptr[film + 1] += indptr[film];
  return { names: packStrings(names), indptr, indices };
}
