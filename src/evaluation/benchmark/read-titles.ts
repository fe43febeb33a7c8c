import type { Hash } from 'node:crypto';
import type { Title } from '../../dataset/index.ts';
import { lineError, readLines } from './lines.ts';

/** What a file of titles says of one. */
export type KnownTitle = Pick<Title, 'name' | 'year' | 'genres'>;

/** Names that flags of a line stand for are not in the file: each is called by its place. */
const FIRST_FLAG = 5;
const FORM = 'id|title|date|…|address|flag|flag … or id::title::genre|genre';
const YEAR_AFTER_NAME = /^(.*\S)\s*\((\d{4})\)$/;
const YEAR_OF_DATE = /(?:^|\D)(\d{4})$/;

/**
 * Reads names, years and genres of titles by outside id, plain or gzip: `id|title|date|…|address|flag|flag…` lines (one flag a genre,
 * 0 or 1) or `id::title::genre|genre` lines. The year stands after the name in brackets, or ends the date; null where neither is so.
 * Throws MISSING_FILE, and UNSUPPORTED_FILE with the line.
 */
export function readTitles(path: string, hash: Hash): Map<string, KnownTitle> {
  const titles = new Map<string, KnownTitle>();
  for (const line of readLines(path, hash)) {
    const named = line.text.split('::');
    if (named.length === 3) {
      titles.set(named[0], { ...readName(named[1], ''), genres: named[2].split('|') });
      continue;
    }
    const fields = line.text.split('|');
    const flags = fields.slice(FIRST_FLAG);
    if (flags.length === 0 || !flags.every((flag) => flag === '0' || flag === '1')) {
      throw lineError(line, 'invalid title', FORM);
    }
    const genres = flags.flatMap((flag, place) => (flag === '1' ? [String(place)] : []));
    titles.set(fields[0], { ...readName(fields[1], fields[2]), genres });
  }
  return titles;
}

function readName(text: string, date: string): Omit<KnownTitle, 'genres'> {
  const [, name = text, after = ''] = YEAR_AFTER_NAME.exec(text) ?? [];
  const year = after === '' ? YEAR_OF_DATE.exec(date)?.[1] : after;
  return { name, year: year === undefined ? null : Number(year) };
}
