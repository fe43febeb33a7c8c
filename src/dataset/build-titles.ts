import { type Link, readImdbId, readTmdbId, type SourceTitle } from '../sources/index.ts';
import type { FilmDetails } from './film-details.ts';

/** A title with everything that the sources say of it, in the form of the table staging_title. */
export interface BuiltTitle {
  readonly id: string;
  readonly name: string;
  readonly year: number | null;
  readonly genres: readonly string[];
  readonly tags: readonly string[];
  readonly synopsis: string | null;
  readonly synopsis_origin: 'catalogue' | 'tmdb' | null;
  readonly actors: readonly string[];
  readonly directors: readonly string[];
  readonly imdb_id: string | null;
  readonly tmdb_id: string | null;
}

const TAG_LIMIT = 100;

/** The link of a title: the one its own row tells, completed by the links table. */
export function linkOf(
  title: SourceTitle,
  links: ReadonlyMap<string, Link>,
): { tmdbId: string | null; imdbId: string | null } {
  const link = links.get(title.id);
  return {
    tmdbId: (title.tmdbId === null ? null : readTmdbId(title.tmdbId)) ?? link?.tmdbId ?? null,
    imdbId: (title.imdbId === null ? null : readImdbId(title.imdbId)) ?? link?.imdbId ?? null,
  };
}

/**
 * Completes the titles: what the catalogue says stands; where it says nothing, tags come from users' tags and then TMDB keywords,
 * synopsis, cast and directors from the linked TMDB film. `enriched` counts the titles that took something.
 */
export function buildTitles(
  titles: readonly SourceTitle[],
  links: ReadonlyMap<string, Link>,
  details: ReadonlyMap<string, FilmDetails>,
  userTags: ReadonlyMap<string, readonly string[]>,
): { built: BuiltTitle[]; enriched: { synopsis: number; tags: number; credits: number } } {
  const enriched = { synopsis: 0, tags: 0, credits: 0 };
  const built = titles.map((title): BuiltTitle => {
    const { tmdbId, imdbId } = linkOf(title, links);
    const film = tmdbId === null ? undefined : details.get(tmdbId);
    const synopsis = title.synopsis ?? film?.overview ?? null;
    const otherTags = userTags.get(title.id) ?? film?.keywords ?? [];
    const tags = title.tags.length > 0 ? title.tags : otherTags.slice(0, TAG_LIMIT);
    const actors = title.cast.length > 0 ? title.cast : (film?.cast ?? []);
    const directors = title.directors.length > 0 ? title.directors : (film?.directors ?? []);
    if (title.synopsis === null && synopsis !== null) enriched.synopsis++;
    if (title.tags.length === 0 && tags.length > 0) enriched.tags++;
    if (actors !== title.cast || directors !== title.directors) {
      if (actors.length + directors.length > title.cast.length + title.directors.length) enriched.credits++;
    }
    return {
      id: title.id,
      name: title.name,
      year: title.year,
      genres: title.genres,
      tags,
      synopsis,
      synopsis_origin: synopsis === null ? null : title.synopsis === null ? 'tmdb' : 'catalogue',
      actors,
      directors,
      imdb_id: imdbId,
      tmdb_id: tmdbId,
    };
  });
  return { built, enriched };
}
