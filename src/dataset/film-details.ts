import { FILM_LISTS, StagedTable } from '../sources/index.ts';
import type { Database } from './database.ts';

/** What the films tables know of a film, as far as titles take it. */
export interface FilmDetails {
  /** Billing order, at most 10. */
  readonly cast: string[];
  readonly directors: string[];
  readonly keywords: string[];
  overview: string | null;
}

const CAST_LIMIT = 10;
const LISTS = { actor: 'cast', director: 'directors', keyword: 'keywords' } as const;

/**
 * Reads what the core tables of the films know of the wanted TMDB ids, whether the films catalogue has the film or not (an undated
 * film has a cast too). `path` is a file that may be written. The core tables of the films must be there.
 */
export async function readFilmDetails(
  database: Database,
  wanted: Iterable<string>,
  path: string,
): Promise<Map<string, FilmDetails>> {
  const details = new Map<string, FilmDetails>();
  const table = new StagedTable(path);
  for (const id of wanted) {
    if (details.has(id)) continue;
    details.set(id, { cast: [], directors: [], keywords: [], overview: null });
    table.text(id, true);
  }
  table.close();
  await database.setVariable('wanted_films_path', path);
  await database.runFile('film-details');
  const { actor } = Object.fromEntries(FILM_LISTS.map((list, number) => [list, number]));
  for (const list of Object.keys(LISTS) as (keyof typeof LISTS)[]) {
    const number = FILM_LISTS.indexOf(list);
    await database.chunks(
      `SELECT CAST(film_id AS VARCHAR), name
       FROM core_film_name
       SEMI JOIN core_wanted_film USING (film_id)
       WHERE list = ${number} AND (list <> ${actor} OR place < ${CAST_LIMIT})
       ORDER BY film_id, place`,
      ([ids, names], rows) => {
        for (let row = 0; row < rows; row++) details.get(ids[row] as string)![LISTS[list]].push(names[row] as string);
      },
    );
  }
  await database.chunks('SELECT CAST(film_id AS VARCHAR), overview FROM core_film_overview', ([ids, texts], rows) => {
    for (let row = 0; row < rows; row++) details.get(ids[row] as string)!.overview = texts[row] as string;
  });
  return details;
}
