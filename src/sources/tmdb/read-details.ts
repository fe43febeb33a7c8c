import { columnName, columnPosition, readTable, type TableRead } from '../read-table.ts';
import type { SourceFile } from '../recognise.ts';
import type { Rejections } from '../rejections.ts';
import { readTmdbId } from '../movielens/read-links.ts';
import { readText } from '../platform/read-titles.ts';
import { type Literal, parsePythonLiteral } from './python-literal.ts';

/** What the films catalogue knows of a film, as far as titles take it. */
export interface FilmDetails {
  cast?: readonly string[];
  directors?: readonly string[];
  keywords?: readonly string[];
  overview?: string;
}

/** Details by TMDB id; only the ids that are in the map are read. */
export type DetailsById = Map<string, FilmDetails>;

const CAST_LIMIT = 10;

const records = (literal: Literal | undefined): Record<string, Literal>[] | null =>
  Array.isArray(literal)
    ? (literal.filter((part) => part !== null && typeof part === 'object' && !Array.isArray(part)) as Record<
        string,
        Literal
      >[])
    : null;

const names = (people: readonly Record<string, Literal>[]): string[] => {
  const found = people.map(({ name }) => (typeof name === 'string' ? name.trim() : ''));
  return [...new Set(found.filter((name) => name !== ''))];
};

/** Place in the billing; people without one come last. */
const order = (person: Record<string, Literal>): number =>
  typeof person['order'] === 'number' ? person['order'] : Number.MAX_SAFE_INTEGER;

/** Reads cast (billing order, at most 10) and directors of the wanted films. Broken cells are set aside. */
export async function readCredits(
  file: SourceFile,
  details: DetailsById,
  rejections: Rejections,
  onBytes?: (bytes: number) => void,
): Promise<TableRead> {
  const { itemId, cast } = file.columns;
  const crew = columnPosition(file, 'crew');
  return readTable(
    file,
    rejections,
    (row) => {
      const film = details.get(readTmdbId(row.text(itemId!)) ?? '');
      if (film === undefined) return;
      const cell = (position: number): Record<string, Literal>[] | null => {
        const text = row.text(position);
        if (text.trim() === '') return [];
        const people = records(parsePythonLiteral(text));
        if (people === null) {
          const field = columnName(file, position);
          rejections.add({ file: file.name, line: row.line, field, value: text, reason: 'INVALID_LITERAL' });
        }
        return people;
      };
      const actors = cell(cast!);
      if (actors !== null && film.cast === undefined) {
        film.cast = names(actors.toSorted((a, b) => order(a) - order(b))).slice(0, CAST_LIMIT);
      }
      const people = cell(crew);
      if (people !== null && film.directors === undefined) {
        film.directors = names(people.filter((person) => person['job'] === 'Director'));
      }
    },
    onBytes,
  );
}

/** Reads the keywords of the wanted films. Broken cells are set aside. */
export async function readKeywords(
  file: SourceFile,
  details: DetailsById,
  rejections: Rejections,
  onBytes?: (bytes: number) => void,
): Promise<TableRead> {
  const { itemId, tags } = file.columns;
  return readTable(
    file,
    rejections,
    (row) => {
      const film = details.get(readTmdbId(row.text(itemId!)) ?? '');
      if (film === undefined || film.keywords !== undefined) return;
      const text = row.text(tags!);
      const words = records(parsePythonLiteral(text));
      if (words !== null) film.keywords = names(words);
      else if (text.trim() !== '') {
        const field = columnName(file, tags);
        rejections.add({ file: file.name, line: row.line, field, value: text, reason: 'INVALID_LITERAL' });
      }
    },
    onBytes,
  );
}

/** Reads the overview of the wanted films. */
export async function readOverviews(
  file: SourceFile,
  details: DetailsById,
  rejections: Rejections,
  onBytes?: (bytes: number) => void,
): Promise<TableRead> {
  const { itemId, synopsis } = file.columns;
  return readTable(
    file,
    rejections,
    (row) => {
      const film = details.get(readTmdbId(row.text(itemId!)) ?? '');
      const overview = synopsis === undefined ? null : readText(row.text(synopsis));
      if (film !== undefined && film.overview === undefined && overview !== null) film.overview = overview;
    },
    onBytes,
  );
}
