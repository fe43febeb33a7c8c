import type { Field } from '../columns.ts';
import { repairMojibake } from '../csv/repair-mojibake.ts';
import { columnName, readTable, type TableRead } from '../read-table.ts';
import type { SourceFile } from '../recognise.ts';
import type { Rejections } from '../rejections.ts';
import type { StagedTable } from '../staged-table.ts';
import { type Platform, PLATFORMS } from './platforms.ts';

/** The staged columns after source, line and platform, in their order. */
const STAGED: readonly Field[] = [
  'itemId',
  'type',
  'name',
  'directors',
  'cast',
  'countries',
  'dateAdded',
  'year',
  'rating',
  'duration',
  'genres',
  'synopsis',
];

/** Marks that cannot be seen, and blanks other than single spaces. */
const ODD_BLANKS = /\s\s|[^\S ]|[\u200b-\u200d\u2060\ufeff]/;

const plain = (text: string): string =>
  (ODD_BLANKS.test(text) ? text.replace(/[\u200b-\u200d\u2060\ufeff]/g, '').replace(/\s+/g, ' ') : text).trim();

/**
 * Copies a platform's catalogue to the staged table as it is written: source (the file's number), line, the platform's place in
 * PLATFORMS, then show id, type, title, director, cast, country, date added, release year, rating, duration, genres, description.
 * Only blanks are made single spaces, invisible marks left out, and text that was once saved in the wrong encoding put right and told.
 * What the cells mean is decided in SQL.
 */
export async function stageStreamingTitles(
  file: SourceFile,
  source: number,
  platform: Platform,
  table: StagedTable,
  rejections: Rejections,
  onBytes?: (bytes: number) => void,
): Promise<TableRead> {
  const positions = STAGED.map((field) => file.columns[field]);
  const place = PLATFORMS.indexOf(platform);
  return readTable(
    file,
    rejections,
    (row) => {
      table.number(source).number(row.line).number(place);
      for (const [i, position] of positions.entries()) {
        const cell = position === undefined ? '' : row.text(position);
        const meant = repairMojibake(cell);
        if (meant !== cell) {
          const field = columnName(file, position);
          rejections.add({ file: file.name, line: row.line, field, value: cell, reason: 'MISREAD_TEXT' });
        }
        table.text(plain(meant), i === positions.length - 1);
      }
    },
    onBytes,
  );
}
