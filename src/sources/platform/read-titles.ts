import { columnName, readTable, type TableRead } from '../read-table.ts';
import { ML100K_GENRES } from '../classify.ts';
import { repairMojibake } from '../csv/repair-mojibake.ts';
import type { SourceFile } from '../recognise.ts';
import type { Rejections } from '../rejections.ts';
import { trimBlanks } from '../staged-table.ts';
import { parsePythonLiteral } from '../tmdb/python-literal.ts';
import { frontArticle, parseTitleName, parseYear } from './title-name.ts';

/** A title as one catalogue row tells it. */
export interface SourceTitle {
  readonly id: string;
  readonly name: string;
  readonly year: number | null;
  readonly genres: readonly string[];
  readonly tags: readonly string[];
  readonly synopsis: string | null;
  readonly cast: readonly string[];
  readonly directors: readonly string[];
  readonly imdbId: string | null;
  readonly tmdbId: string | null;
}

/** Longest id, in characters. */
const ID_LIMIT = 512;
const CAST_LIMIT = 10;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>', nbsp: ' ' };
const TAG_LIMIT = 100;

/** What programs write for an id that is not there. */
const NO_ID = new Set(['NaN', 'nan', 'NULL', 'null', 'None', '\\N']);
const NOTHING = /^(|nan|null|none|n\/a|na|\\n|-|\(no genres listed\))$/i;

/** The cell's text without blanks around it, null when it stands for nothing (`NaN`, `null`, `N/A`, `\N`, …). */
export function readText(cell: string): string | null {
  const text = cell.trim();
  return NOTHING.test(text) ? null : text;
}

/** The text without the marks of web pages: `<br>`, `<i>`, `&amp;` … */
export function stripMarkup(text: string): string {
  if (!/[<&]/.test(text)) return text;
  return text
    .replace(/<br\s*\/?>|<\/p>/gi, ' ')
    .replace(/<\/?(p|i|b|u|em|strong|span|a|div|font)(\s[^<>]*)?>/gi, '')
    .replace(/&(amp|quot|apos|lt|gt|nbsp|#0?39);/gi, (_, name: string) => ENTITIES[name.toLowerCase()] ?? "'")
    .trim();
}

/** Names in a list cell: a Python or JSON list (of texts, or of records with a name), or texts between separators. */
export function splitList(cell: string, separator: string): string[] {
  const text = readText(cell);
  if (text === null) return [];
  let parts: string[] | null = null;
  if (text.startsWith('[') && text.endsWith(']')) {
    const literal = parsePythonLiteral(text);
    if (Array.isArray(literal)) {
      parts = literal.map((part: unknown) => {
        const name = (part as { name?: unknown } | null)?.name;
        return typeof part === 'string' ? part : typeof name === 'string' ? name : '';
      });
    }
  }
  parts ??= text.split(separator);
  const seen = new Set<string>();
  const out: string[] = [];
  for (const part of parts) {
    const name = (/\s\s|[^\S ]/.test(part) ? part.replace(/\s+/g, ' ') : part).trim();
    const key = name.toLowerCase();
    if (NOTHING.test(name) || seen.has(key)) continue;
    seen.add(key);
    out.push(name);
  }
  return out;
}

/** The separator that a column's cells share: `|` or `;` where at least one cell in a hundred has it, else a comma. */
export function listSeparator(cells: readonly string[]): string {
  const filled = cells.filter((cell) => cell !== '' && !cell.startsWith('['));
  for (const separator of ['|', ';']) {
    if (filled.filter((cell) => cell.includes(separator)).length > filled.length / 100) return separator;
  }
  return ',';
}

/** What has been read of the catalogue so far, over all its files. */
export class KnownTitles {
  readonly ids = new Set<string>();
  /** Name in lower case with the year. */
  readonly names = new Set<string>();
}

interface RawTitle {
  readonly id: string;
  readonly name: string;
  readonly year: number | null;
  readonly cells: readonly [genres: string, tags: string, cast: string, directors: string];
  readonly synopsis: string | null;
  readonly imdbId: string | null;
  readonly tmdbId: string | null;
}

/**
 * Reads a titles table. Rows without id or name, and repeated ids, are set aside (the first row of an id stands); `known` holds
 * what the files read before have, and is added to.
 */
export async function readTitles(
  file: SourceFile,
  known: KnownTitles,
  rejections: Rejections,
  onBytes?: (bytes: number) => void,
): Promise<{ titles: SourceTitle[]; read: TableRead }> {
  const { columns } = file;
  const raw: RawTitle[] = [];
  const flags = file.header.length === 24 && file.header[5] === ML100K_GENRES[0];
  const yearIsOwnColumn = columns.year !== undefined;
  const read = await readTable(
    file,
    rejections,
    (row) => {
      let misread = -1;
      const text = (position: number | undefined): string => {
        if (position === undefined) return '';
        const cell = row.text(position);
        const meant = repairMojibake(cell);
        if (meant !== cell && misread < 0) misread = position;
        return meant;
      };
      const refuse = (reason: 'EMPTY_ITEM_ID' | 'ID_TOO_LONG' | 'EMPTY_NAME' | 'DUPLICATE_ITEM_ID', field: number) =>
        rejections.add({
          file: file.name,
          line: row.line,
          field: columnName(file, field),
          value: row.text(field),
          reason,
        });
      const id = trimBlanks(row.text(columns.itemId!));
      if (id === '' || NO_ID.has(id)) return refuse('EMPTY_ITEM_ID', columns.itemId!);
      if (id.length > ID_LIMIT) return refuse('ID_TOO_LONG', columns.itemId!);
      const given = stripMarkup(text(columns.name)).trim();
      if (given === '') return refuse('EMPTY_NAME', columns.name!);
      if (known.ids.has(id)) return refuse('DUPLICATE_ITEM_ID', columns.itemId!);
      known.ids.add(id);
      const parsed = parseTitleName(given);
      let { year } = parsed;
      const yearCell = yearIsOwnColumn ? readText(text(columns.year)) : null;
      if (yearCell !== null) {
        year = parseYear(yearCell) ?? year;
        if (parseYear(yearCell) === null) {
          const field = columnName(file, columns.year);
          rejections.add({ file: file.name, line: row.line, field, value: yearCell, reason: 'INVALID_YEAR' });
        }
      }
      const twin = `${parsed.name.toLowerCase()} (${year})`;
      if (year !== null && known.names.has(twin)) {
        const field = columnName(file, columns.name);
        rejections.add({ file: file.name, line: row.line, field, value: given, reason: 'SAME_NAME_AND_YEAR' });
      }
      known.names.add(twin);
      const genres = flags
        ? ML100K_GENRES.filter((genre, i) => i > 0 && row.text(5 + i) === '1' && genre !== '').join('|')
        : text(columns.genres).trim();
      raw.push({
        id,
        name: parsed.name === '' ? frontArticle(given) : parsed.name,
        year,
        cells: [genres, text(columns.tags).trim(), text(columns.cast).trim(), text(columns.directors).trim()],
        synopsis: readText(stripMarkup(text(columns.synopsis))),
        imdbId: readText(text(columns.imdbId)),
        tmdbId: readText(text(columns.tmdbId)),
      });
      if (misread >= 0) {
        const field = columnName(file, misread);
        rejections.add({ file: file.name, line: row.line, field, value: row.text(misread), reason: 'MISREAD_TEXT' });
      }
    },
    onBytes,
  );
  const separators = [0, 1, 2, 3].map((i) =>
    flags && i === 0 ? '|' : listSeparator(raw.map(({ cells }) => cells[i])),
  );
  const titles = raw.map(({ cells, ...title }): SourceTitle => {
    const list = (i: number): string[] => splitList(cells[i], separators[i]);
    return {
      ...title,
      genres: list(0),
      tags: list(1).slice(0, TAG_LIMIT),
      cast: list(2).slice(0, CAST_LIMIT),
      directors: list(3),
    };
  });
  return { titles, read };
}
