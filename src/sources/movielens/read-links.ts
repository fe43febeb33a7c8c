import { columnName, readTable, type TableRead } from '../read-table.ts';
import type { SourceFile } from '../recognise.ts';
import type { Rejections } from '../rejections.ts';
import { trimBlanks } from '../staged-table.ts';

export interface Link {
  readonly tmdbId: string;
  /** In the form `tt0114709`, null where unknown. */
  readonly imdbId: string | null;
}

/** `114709`, `0114709` and `tt0114709` → `tt0114709`; null when it is no IMDb title id. */
export function readImdbId(text: string): string | null {
  const digits = /^(?:tt)?(\d{1,10})(?:\.0)?$/.exec(text.trim())?.[1];
  return digits === undefined ? null : `tt${digits.padStart(7, '0')}`;
}

/** Digits of a TMDB id (`862`, `862.0`), or null. */
export function readTmdbId(text: string): string | null {
  return /^0*(\d{1,12})(?:\.0)?$/.exec(text.trim())?.[1] ?? null;
}

/** Adds the links of a table to `links` (by title id); an earlier link of the same title stands. */
export async function readLinks(
  file: SourceFile,
  links: Map<string, Link>,
  rejections: Rejections,
  onBytes?: (bytes: number) => void,
): Promise<TableRead> {
  const { itemId, tmdbId, imdbId } = file.columns;
  return readTable(
    file,
    rejections,
    (row) => {
      const cell = row.text(tmdbId!);
      const number = readTmdbId(cell);
      const id = trimBlanks(row.text(itemId!));
      if (id === '' || number === null) {
        // Titles without a TMDB id are usual in MovieLens: an empty cell is not a fault.
        if (id !== '' && cell.trim() === '') return;
        const field = columnName(file, id === '' ? itemId : tmdbId);
        rejections.add({ file: file.name, line: row.line, field, value: cell, reason: 'INVALID_LINK' });
        return;
      }
      if (!links.has(id)) {
        links.set(id, { tmdbId: number, imdbId: imdbId === undefined ? null : readImdbId(row.text(imdbId)) });
      }
    },
    onBytes,
  );
}
