import { readTable, type TableRead } from '../read-table.ts';
import type { SourceFile } from '../recognise.ts';
import type { Rejections } from '../rejections.ts';
import type { StagedTable } from '../staged-table.ts';

/**
 * Copies the columns that count (user, item, rating, fraction, time) of an interactions table to the staged table, as they are
 * written; `source` is the file's number in the staged tables. What they mean is decided where all of them can be seen.
 */
export async function stageInteractions(
  file: SourceFile,
  source: number,
  table: StagedTable,
  rejections: Rejections,
  onBytes?: (bytes: number) => void,
): Promise<TableRead> {
  const { userId, itemId, rating, fraction, time } = file.columns;
  return readTable(
    file,
    rejections,
    (row) => {
      table.number(source).number(row.line).field(row, userId).field(row, itemId);
      table.field(row, rating).field(row, fraction).field(row, time, true);
    },
    onBytes,
  );
}
