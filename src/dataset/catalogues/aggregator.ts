import { packLists } from '../../base/string-column.ts';
import { columnName, FEEDBACK_SOURCE, type Field, type ReasonCode, type Rejections } from '../../sources/index.ts';
import type { Database } from '../database.ts';
import type { ReadFile } from '../read-sources.ts';
import { readTexts, unpackStrings } from '../read-texts.ts';
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
  const lists = ['genres', 'directors', 'actors', 'countries'].map((name) => `array_to_string(${name}, chr(30))`);
  const [ids, titles, ratings, descriptions, ...joined] = await readTexts(
    database,
    ['id', 'title', 'rating', 'description', ...lists],
    'FROM core_aggregator ORDER BY num',
  );
  const { size } = ids;
  const [genres, directors, cast, countries] = joined.map((column) => packLists(unpackStrings(column).map(namesOf)));
  const platforms = new Uint8Array(size);
  const types = new Uint8Array(size);
  const releaseYears = new Int32Array(size);
  const dateAdded = new Int32Array(size);
  const durationInts = new Int32Array(size);
  const durationTypes = new Uint8Array(size);
  const scores = new Float64Array(size);
  const scoreCounts = new Int32Array(size);
  const numbers = [platforms, types, releaseYears, dateAdded, durationInts, durationTypes, scores, scoreCounts];
  let at = 0;
  await database.chunks(
    `SELECT platform::INTEGER, type::INTEGER, release_year::INTEGER,
       coalesce(date_diff('day', DATE '1970-01-01', date_added), ${NO_DATE})::INTEGER, duration_int::INTEGER,
       duration_type::INTEGER, coalesce(score, 'nan'::DOUBLE), score_count::INTEGER
     FROM core_aggregator ORDER BY num`,
    (columns, rows) => {
      for (const [i, into] of numbers.entries()) into.set((columns[i] as Float64Array).subarray(0, rows), at);
      at += rows;
    },
  );
  return {
    size,
    ids,
    platforms,
    types,
    titles,
    releaseYears,
    dateAdded,
    ratings,
    durationInts,
    durationTypes,
    descriptions,
    scores,
    scoreCounts,
    genres,
    directors,
    cast,
    countries,
  };
}
