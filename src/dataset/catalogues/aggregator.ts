import { packLists, packStrings } from '../../base/string-column.ts';
import { columnName, FEEDBACK_SOURCE, type Field, type ReasonCode, type Rejections } from '../../sources/index.ts';
import type { Database } from '../database.ts';
import type { ReadFile } from '../read-sources.ts';
import { type AggregatorCatalogue, NO_DATE } from './contract.ts';

/** The staged tables of the aggregator. */
export interface StagedAggregator {
  /** Written by stageStreamingTitles and stageMeanRatings; either may be empty. */
  readonly titlesPath: string;
  readonly meansPath: string;
  /** Ratings of users, written by stageInteractions. Ids that no title has are told, unless the same table is the snapshot's interactions. */
  readonly ratings: { readonly path: string; readonly hasLineEnds: boolean; readonly areInteractions: boolean };
}

/** Makes the core tables of the aggregator (core_aggregator, core_aggregator_note) from the staged ones. */
export async function buildAggregator(database: Database, staged: StagedAggregator): Promise<void> {
  await database.setVariable('aggregator_titles_path', staged.titlesPath);
  await database.setVariable('aggregator_means_path', staged.meansPath);
  await database.setVariable('aggregator_ratings_path', staged.ratings.path);
  await database.setVariable('aggregator_ratings_parallel', !staged.ratings.hasLineEnds);
  await database.setVariable('aggregator_ratings_told', !staged.ratings.areInteractions);
  await database.setVariable('feedback_source', FEEDBACK_SOURCE);
  await database.runFile('aggregator');
}

/** Adds what core_aggregator_note tells of the files to the rejections: all counted, rows as far as they fit. */
export async function addAggregatorNotes(
  database: Database,
  files: readonly Pick<ReadFile, 'file' | 'number'>[],
  rejections: Rejections,
): Promise<void> {
  const counts = await database.rows<{ source: number; reason: ReasonCode; count: number }>(
    'SELECT source, reason, count(*) AS count FROM core_aggregator_note GROUP BY ALL ORDER BY ALL',
  );
  for (const { source, reason, count } of counts) {
    const file = files.find(({ number }) => number === source)!.file;
    rejections.addCount(file.name, reason, count);
    const rows = await database.rows<{ line: number; field: Field; value: string }>(
      `SELECT line, field, left(value, 200) AS value FROM core_aggregator_note
       WHERE source = ${source} AND reason = '${reason}' ORDER BY line LIMIT ${Math.max(0, rejections.room)}`,
    );
    for (const { line, field, value } of rows) {
      rejections.addSample({ file: file.name, line, field: columnName(file, file.columns[field]), value, reason });
    }
  }
}

/** Stands between the names of a list on its way out of the database. */
const BETWEEN = '\u001e';

const namesOf = (joined: string): string[] => (joined === '' ? [] : joined.split(BETWEEN));

/** Reads core_aggregator as columns, in order of num. */
export async function readAggregator(database: Database): Promise<AggregatorCatalogue> {
  const strings = { ids: [], titles: [], ratings: [], descriptions: [] } as Record<string, string[]>;
  const lists = { genres: [], directors: [], cast: [], countries: [] } as Record<string, (readonly string[])[]>;
  const numbers = {
    platforms: [],
    types: [],
    releaseYears: [],
    dateAdded: [],
    durationInts: [],
    durationTypes: [],
    scores: [],
    scoreCounts: [],
  } as Record<string, number[]>;
  const sql = `SELECT id AS ids, title AS titles, rating AS ratings, description AS descriptions,
      ${['genres', 'directors', 'actors', 'countries'].map((name) => `array_to_string(${name}, chr(30))`).join(', ')},
      platform::INTEGER, type::INTEGER, release_year::INTEGER,
      coalesce(date_diff('day', DATE '1970-01-01', date_added), ${NO_DATE})::INTEGER, duration_int::INTEGER, duration_type::INTEGER,
      coalesce(score, 'nan'::DOUBLE), score_count::INTEGER
    FROM core_aggregator ORDER BY num`;
  const stringNames = Object.keys(strings);
  const listNames = Object.keys(lists);
  const numberNames = Object.keys(numbers);
  await database.chunks(sql, (columns, rows) => {
    for (let row = 0; row < rows; row++) {
      let at = 0;
      for (const name of stringNames) strings[name].push(columns[at++][row] as string);
      for (const name of listNames) lists[name].push(namesOf(columns[at++][row] as string));
      for (const name of numberNames) numbers[name].push(columns[at++][row] as number);
    }
  });
  return {
    size: strings['ids'].length,
    ids: packStrings(strings['ids']),
    platforms: Uint8Array.from(numbers['platforms']),
    types: Uint8Array.from(numbers['types']),
    titles: packStrings(strings['titles']),
    releaseYears: Int32Array.from(numbers['releaseYears']),
    dateAdded: Int32Array.from(numbers['dateAdded']),
    ratings: packStrings(strings['ratings']),
    durationInts: Int32Array.from(numbers['durationInts']),
    durationTypes: Uint8Array.from(numbers['durationTypes']),
    descriptions: packStrings(strings['descriptions']),
    scores: Float64Array.from(numbers['scores']),
    scoreCounts: Int32Array.from(numbers['scoreCounts']),
    genres: packLists(lists['genres']),
    directors: packLists(lists['directors']),
    cast: packLists(lists['cast']),
    countries: packLists(lists['countries']),
  };
}
