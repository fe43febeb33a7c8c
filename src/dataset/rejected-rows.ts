import {
  columnName,
  FEEDBACK_SOURCE,
  type Field,
  type ReasonCode,
  type Rejections,
  type SourceFile,
} from '../sources/index.ts';
import type { Database } from './database.ts';

/** Which column each reason is about. */
const FIELD_OF: Partial<Record<ReasonCode, Field>> = {
  EMPTY_USER_ID: 'userId',
  EMPTY_ITEM_ID: 'itemId',
  ID_TOO_LONG: 'itemId',
  UNKNOWN_ITEM_ID: 'itemId',
  DECIMAL_ITEM_ID: 'itemId',
  INVALID_RATING: 'rating',
  INVALID_FRACTION: 'fraction',
  INVALID_TIME: 'time',
  TIME_OUT_OF_RANGE: 'time',
};

const VALUE_OF: Partial<Record<Field, string>> = {
  userId: 'user_id',
  itemId: 'item_id',
  rating: 'rating',
  fraction: 'fraction',
  time: 'time',
};

const KINDS = [
  { reason: 'set_aside', test: 'set_aside IS NOT NULL' },
  { reason: 'time_fault', test: 'set_aside IS NULL AND time_fault IS NOT NULL' },
  { reason: "'DECIMAL_ITEM_ID'", test: 'set_aside IS NULL AND is_decimal' },
] as const;

/** Adds the interaction rows that core_checked sets aside or changes to the rejections: all counted, samples as far as they fit. */
export async function addRejections(
  database: Database,
  files: readonly { readonly file: SourceFile; readonly number: number }[],
  feedbackName: string,
  rejections: Rejections,
): Promise<void> {
  const fileOf = (source: number): SourceFile | undefined => files.find((one) => one.number === source)?.file;
  const nameOf = (source: number): string => (source === FEEDBACK_SOURCE ? feedbackName : (fileOf(source)?.name ?? ''));
  for (const { reason, test } of KINDS) {
    const counts = await database.rows<{ source: number; reason: ReasonCode; count: number }>(
      `SELECT source, ${reason} AS reason, count(*) AS count FROM core_checked WHERE ${test} GROUP BY ALL ORDER BY ALL`,
    );
    for (const { source, reason: code, count } of counts) {
      rejections.addCount(nameOf(source), code, count);
      const field = FIELD_OF[code]!;
      const rows = await database.rows<{ line: number; value: string | null }>(
        `SELECT staged.line, left(${VALUE_OF[field]!}, 200) AS value
         FROM (SELECT source, line FROM core_checked WHERE ${test} AND source = ${source} AND ${reason} = '${code}' ORDER BY line LIMIT ${rejections.room}) AS checked
         JOIN staging_interaction AS staged USING (source, line)
         ORDER BY staged.line`,
      );
      const column = columnName(fileOf(source) ?? NO_FILE, fileOf(source)?.columns[field]);
      for (const { line, value } of rows) {
        rejections.addSample({
          file: nameOf(source),
          line,
          field: source === FEEDBACK_SOURCE ? field : column,
          value: value ?? '',
          reason: code,
        });
      }
    }
  }
}

const NO_FILE = { header: [] as readonly string[] } as SourceFile;

/** What the numbers of each source were taken for. */
export async function readScales(
  database: Database,
): Promise<Map<number, { ratingTop: number | null; fractionTop: number | null; monthFirst: boolean }>> {
  const rows = await database.rows<{
    source: number;
    rating_top: number | null;
    fraction_top: number | null;
    month_first: boolean;
  }>('SELECT source, rating_top, fraction_top, month_first FROM core_scale');
  return new Map(
    rows.map((row) => [
      row.source,
      { ratingTop: row.rating_top, fractionTop: row.fraction_top, monthFirst: row.month_first },
    ]),
  );
}
