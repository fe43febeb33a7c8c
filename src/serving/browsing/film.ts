import { listAt } from '../../base/string-column.ts';
import { type Catalogues, PLATFORMS, type Platform } from '../../dataset/index.ts';

const DAY_MS = 86_400_000;

/** Everything that the films catalogue says of a film. */
export interface FilmDetail {
  readonly tmdbId: number;
  readonly title: string;
  readonly year: number;
  /** YYYY-MM-DD. */
  readonly releaseDate: string;
  readonly overview: string | null;
  /** Minutes. */
  readonly runtime: number | null;
  /** ISO 639-1. */
  readonly originalLanguage: string | null;
  readonly spokenLanguages: readonly string[];
  readonly collection: string | null;
  readonly genres: readonly string[];
  readonly companies: readonly string[];
  readonly countries: readonly string[];
  readonly keywords: readonly string[];
  /** In order of billing. */
  readonly cast: readonly string[];
  readonly directors: readonly string[];
  readonly votes: { readonly count: number; readonly average: number };
  /** TMDB's own unit. */
  readonly popularity: number;
  /** US dollars; 0 where the source says nothing. */
  readonly budget: number;
  readonly revenue: number;
  /** revenue / budget, 0 where it cannot be computed. */
  readonly return: number;
  /** The platforms' titles that are this film; absent where no platform's catalogue was imported. */
  readonly available?: readonly { readonly platform: Platform; readonly id: string }[];
}

/** The film of a TMDB id; null when the catalogue has none. */
export function readFilm({ films, aggregator, links }: Catalogues, tmdbId: number): FilmDetail | null {
  const at = films === null ? -1 : films.ids.indexOf(tmdbId);
  if (films === null || at < 0) return null;
  const runtime = films.runtimes[at];
  const available: { platform: Platform; id: string }[] = [];
  if (aggregator !== null && links !== null) {
    for (let row = links.filmOfAggregator.indexOf(at); row >= 0; row = links.filmOfAggregator.indexOf(at, row + 1)) {
      available.push({ platform: PLATFORMS[aggregator.platforms[row]], id: aggregator.ids.at(row) });
    }
  }
  return {
    tmdbId,
    title: films.titles.at(at),
    year: films.releaseYears[at],
    releaseDate: new Date(films.releaseDates[at] * DAY_MS).toISOString().slice(0, 10),
    overview: films.overviews.at(at) || null,
    runtime: Number.isNaN(runtime) ? null : runtime,
    originalLanguage: films.originalLanguages.at(at) || null,
    spokenLanguages: listAt(films.spokenLanguages, at),
    collection: listAt(films.collections, at)[0] ?? null,
    genres: listAt(films.genres, at),
    companies: listAt(films.companies, at),
    countries: listAt(films.countries, at),
    keywords: listAt(films.keywords, at),
    cast: listAt(films.cast, at),
    directors: listAt(films.directors, at),
    votes: { count: films.voteCounts[at], average: films.voteAverages[at] },
    popularity: films.popularities[at],
    budget: films.budgets[at],
    revenue: films.revenues[at],
    return: films.returns[at],
    ...(aggregator !== null && { available }),
  };
}
