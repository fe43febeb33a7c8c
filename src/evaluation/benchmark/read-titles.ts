import type { Hash } from 'node:crypto';
import { lineError, readLines } from './lines.ts';

/** Names that flags of a line stand for are not in the file: each is called by its place. */
const FIRST_FLAG = 5;
const FORM = 'id|title|date|…|address|flag|flag … or id::title::genre|genre';

/**
 * Reads the genres of titles by outside id, plain or gzip: `id|title|date|…|address|flag|flag…` lines (one flag a genre, 0 or 1) or
 * `id::title::genre|genre` lines. Throws MISSING_FILE, and UNSUPPORTED_FILE with the line.
 */
export function readGenres(path: string, hash: Hash): Map<string, string[]> {
  const genres = new Map<string, string[]>();
  for (const line of readLines(path, hash)) {
    const named = line.text.split('::');
    if (named.length === 3) {
      genres.set(named[0], named[2].split('|'));
      continue;
    }
    const fields = line.text.split('|');
    const flags = fields.slice(FIRST_FLAG);
    if (flags.length === 0 || !flags.every((flag) => flag === '0' || flag === '1')) {
      throw lineError(line, 'invalid title', FORM);
    }
    genres.set(
      fields[0],
      flags.flatMap((flag, place) => (flag === '1' ? [String(place)] : [])),
    );
  }
  return genres;
}
