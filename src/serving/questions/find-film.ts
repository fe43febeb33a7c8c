import { ButacaError } from '../../base/errors.ts';
import type { FilmsCatalogue } from '../../dataset/index.ts';
import type { FilmQuestion, FilmReference } from './contract.ts';
import { buildNamePlaces, type NamePlaces } from './name-places.ts';

/** Films offered for a name that is not known. */
const SUGGESTIONS = 5;
const YEAR_AT_END = /\s+[([]?(1[89]\d\d|20\d\d)[)\]]?\s*$/;
const ARTICLES = ['the', 'a', 'an', 'el', 'la', 'los', 'las', 'le', 'les', 'il', 'der', 'die', 'das'];

/** A film found by its name, and its namesakes, the best known first. */
export interface FoundFilm {
  readonly film: number;
  readonly others: readonly number[];
}

export interface FilmFinder {
  /**
   * The film of a name; among several the one of the year or id that the question gives, else the best known. A year may stand at the
   * end of the name, an article at its beginning may be missing. Throws UNKNOWN_TITLE with the nearest names, or with the namesakes
   * when only year or id do not fit.
   */
  find(question: FilmQuestion): FoundFilm;
  reference(film: number): FilmReference;
}

/** Indexes the films by name; the best known are those with most votes. */
export async function buildFilmFinder(films: FilmsCatalogue): Promise<FilmFinder> {
  const names = await buildNamePlaces(films.titles, films.voteCounts);
  const reference = (film: number): FilmReference => ({
    id: String(films.ids[film]),
    titulo: films.titles.at(film),
    anio: films.releaseYears[film],
  });

  const unknown = (title: string, near: readonly number[]): ButacaError => {
    const suggestions = near.map(reference).map(({ id, titulo, anio }) => ({ id, title: titulo, year: anio }));
    const meant = suggestions.map((film) => `${film.title} (${film.year})`).join(', ');
    return new ButacaError(
      'UNKNOWN_TITLE',
      `unknown title: ${title}${meant === '' ? '' : `; did you mean ${meant}?`}`,
      {
        details: { title, suggestions },
      },
    );
  };

  const find = ({ title, year, id }: FilmQuestion): FoundFilm => {
    const { named, wantedYear } = findNamed(names, title);
    const from = year ?? wantedYear;
    const fits = (film: number): boolean =>
      (from === undefined || films.releaseYears[film] === from) && (id === undefined || String(films.ids[film]) === id);
    const film = named.find(fits);
    if (film === undefined) throw unknown(title, named.length > 0 ? named.slice(0, SUGGESTIONS) : near(title));
    return { film, others: named.filter((other) => other !== film) };
  };
  const near = (title: string): number[] => {
    const found = names.nearest(title.replace(YEAR_AT_END, ''), SUGGESTIONS);
    return found.length > 0 ? found : names.nearest(title, SUGGESTIONS);
  };
  return { find, reference };
}

/** All films of a name, and the year at its end where that is no part of the name. */
function findNamed(names: NamePlaces, title: string): { named: readonly number[]; wantedYear?: number } {
  const whole = names.exact(title);
  if (whole.length > 0) return { named: whole };
  const year = YEAR_AT_END.exec(title)?.[1];
  if (year !== undefined) {
    const { named } = findNamed(names, title.replace(YEAR_AT_END, ''));
    if (named.length > 0) return { named, wantedYear: Number(year) };
  }
  for (const article of ARTICLES) {
    const named = names.exact(`${article} ${title}`);
    if (named.length > 0) return { named };
  }
  return { named: [] };
}
