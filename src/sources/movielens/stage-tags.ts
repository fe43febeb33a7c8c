import { readTable, type TableRead } from '../read-table.ts';
import type { SourceFile } from '../recognise.ts';
import type { Rejections } from '../rejections.ts';
import type { StagedTable } from '../staged-table.ts';

/** Copies user, item and tag of a MovieLens tags table to the staged table. */
export async function stageTags(
  file: SourceFile,
  source: number,
  table: StagedTable,
  rejections: Rejections,
  onBytes?: (bytes: number) => void,
): Promise<TableRead> {
  const { userId, itemId, tag } = file.columns;
  return readTable(
    file,
    rejections,
    (row) => {
      table.number(source).number(row.line).field(row, userId).field(row, itemId).field(row, tag, true);
    },
    onBytes,
  );
}
