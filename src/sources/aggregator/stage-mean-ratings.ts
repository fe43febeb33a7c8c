import { readTable, type TableRead } from '../read-table.ts';
import type { SourceFile } from '../recognise.ts';
import type { Rejections } from '../rejections.ts';
import type { StagedTable } from '../staged-table.ts';

/** Copies a table of mean ratings to the staged table as it is written: source (the file's number), line, title id, mean rating. */
export async function stageMeanRatings(
  file: SourceFile,
  source: number,
  table: StagedTable,
  rejections: Rejections,
  onBytes?: (bytes: number) => void,
): Promise<TableRead> {
  const { itemId, rating } = file.columns;
  return readTable(
    file,
    rejections,
    (row) => table.number(source).number(row.line).field(row, itemId).field(row, rating, true),
    onBytes,
  );
}
