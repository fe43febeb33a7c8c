import type { ListColumn } from '../base/string-column.ts';
import type { MainCatalogue } from '../sources/index.ts';
import {
  type AggregatorCatalogue,
  type FilmsCatalogue,
  type Platform,
  PLATFORMS,
  UNKNOWN,
} from './catalogues/contract.ts';

/** What the films catalogue holds, and what its films do not say. */
export interface FilmsReport {
  readonly films: number;
  /** Names, each once. */
  readonly actors: number;
  readonly directors: number;
  /** Pairs of a film and an actor or director. */
  readonly credits: number;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly withoutBudget: number;
  readonly withoutRevenue: number;
  readonly withoutOverview: number;
  readonly withoutCast: number;
  readonly withoutDirector: number;
}

/** What the aggregator holds of a platform, and what its titles do not say. */
export interface PlatformReport {
  readonly platform: Platform;
  readonly movies: number;
  readonly series: number;
  readonly withoutDuration: number;
  readonly withoutCast: number;
  readonly withoutScore: number;
}

/** The catalogues of an import; null where there is none of that kind. */
export interface CataloguesReport {
  /** Where the snapshot's titles come from. */
  readonly main: MainCatalogue;
  readonly films: FilmsReport | null;
  /** Platforms that have at least one title. */
  readonly platforms: readonly PlatformReport[];
}

function count(size: number, test: (row: number) => boolean): number {
  let found = 0;
  for (let row = 0; row < size; row++) if (test(row)) found++;
  return found;
}

const isEmpty = ({ indptr }: ListColumn, row: number): boolean => indptr[row] === indptr[row + 1];

function countFilms(films: FilmsCatalogue): FilmsReport {
  const { size, releaseYears, budgets, revenues, overviews, cast, directors } = films;
  return {
    films: size,
    actors: cast.names.size,
    directors: directors.names.size,
    credits: cast.indices.length + directors.indices.length,
    firstYear: releaseYears.reduce((first, year) => Math.min(first, year), Infinity),
    lastYear: releaseYears.reduce((last, year) => Math.max(last, year), -Infinity),
    withoutBudget: count(size, (row) => budgets[row] === 0),
    withoutRevenue: count(size, (row) => revenues[row] === 0),
    withoutOverview: count(size, (row) => overviews.offsets[row] === overviews.offsets[row + 1]),
    withoutCast: count(size, (row) => isEmpty(cast, row)),
    withoutDirector: count(size, (row) => isEmpty(directors, row)),
  };
}

function countPlatform(aggregator: AggregatorCatalogue, platform: Platform): PlatformReport {
  const { size, platforms, types, durationTypes, cast, scores } = aggregator;
  const place = PLATFORMS.indexOf(platform);
  const of = (test: (row: number) => boolean): number => count(size, (row) => platforms[row] === place && test(row));
  return {
    platform,
    movies: of((row) => types[row] === 0),
    series: of((row) => types[row] === 1),
    withoutDuration: of((row) => durationTypes[row] === UNKNOWN),
    withoutCast: of((row) => isEmpty(cast, row)),
    withoutScore: of((row) => Number.isNaN(scores[row])),
  };
}

/** Counts what the catalogues hold. */
export function countCatalogues(
  main: MainCatalogue,
  { films, aggregator }: { readonly films: FilmsCatalogue | null; readonly aggregator: AggregatorCatalogue | null },
): CataloguesReport {
  const platforms = aggregator === null ? [] : PLATFORMS.map((platform) => countPlatform(aggregator, platform));
  return {
    main,
    films: films === null ? null : countFilms(films),
    platforms: platforms.filter(({ platform }) => aggregator!.platforms.includes(PLATFORMS.indexOf(platform))),
  };
}

const WORDS = {
  es: {
    heading: 'Catálogos',
    main: {
      titles: 'los títulos vienen de su propia tabla',
      films: 'los títulos vienen de las tablas de películas',
      aggregator: 'los títulos vienen de los catálogos de las plataformas',
    },
    films: (films: string, first: string, last: string) => `películas: ${films}, estrenadas de ${first} a ${last}`,
    people: (credits: string, actors: string, directors: string) =>
      `${credits} créditos de ${actors} intérpretes y ${directors} personas que dirigen`,
    money: (budget: string, revenue: string) =>
      `sin presupuesto: ${budget}; sin ingresos: ${revenue} (cuentan como 0, y su retorno es 0)`,
    missing: (overview: string, cast: string, director: string) =>
      `sin sinopsis: ${overview}; sin reparto: ${cast}; sin dirección: ${director}`,
    platform: (name: string, movies: string, series: string) => `${name}: ${movies} películas, ${series} series`,
    platformMissing: (duration: string, cast: string, score: string) =>
      `sin duración: ${duration}; sin reparto: ${cast}; sin puntuación: ${score}`,
  },
  en: {
    heading: 'Catalogues',
    main: {
      titles: 'the titles come from their own table',
      films: 'the titles come from the films tables',
      aggregator: 'the titles come from the catalogues of the platforms',
    },
    films: (films: string, first: string, last: string) => `films: ${films}, released from ${first} to ${last}`,
    people: (credits: string, actors: string, directors: string) =>
      `${credits} credits of ${actors} actors and ${directors} directors`,
    money: (budget: string, revenue: string) =>
      `without budget: ${budget}; without revenue: ${revenue} (they count as 0, and the return is 0)`,
    missing: (overview: string, cast: string, director: string) =>
      `without synopsis: ${overview}; without cast: ${cast}; without director: ${director}`,
    platform: (name: string, movies: string, series: string) => `${name}: ${movies} films, ${series} series`,
    platformMissing: (duration: string, cast: string, score: string) =>
      `without duration: ${duration}; without cast: ${cast}; without score: ${score}`,
  },
} as const;

/** The same as lines of text for people; none where there is no catalogue beside the titles. `number` writes a number in the language. */
export function describeCatalogues(
  { main, films, platforms }: CataloguesReport,
  language: 'es' | 'en',
  number: (value: number) => string,
): string[] {
  if (films === null && platforms.length === 0) return [];
  const words = WORDS[language];
  const lines: string[] = [words.heading, `  ${words.main[main]}`];
  if (films !== null) {
    lines.push(
      `  ${words.films(number(films.films), String(films.firstYear), String(films.lastYear))}`,
      `    ${words.people(number(films.credits), number(films.actors), number(films.directors))}`,
      `    ${words.money(number(films.withoutBudget), number(films.withoutRevenue))}`,
      `    ${words.missing(number(films.withoutOverview), number(films.withoutCast), number(films.withoutDirector))}`,
    );
  }
  for (const { platform, movies, series, ...missing } of platforms) {
    lines.push(
      `  ${words.platform(platform, number(movies), number(series))}`,
      `    ${words.platformMissing(number(missing.withoutDuration), number(missing.withoutCast), number(missing.withoutScore))}`,
    );
  }
  return lines;
}
