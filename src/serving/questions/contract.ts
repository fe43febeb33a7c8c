/**
 * What the analysts' questions answer. The fields are named in Spanish, as the questions are; `mensaje` is the Spanish sentence,
 * `detalle` says in the language asked for what was counted and what was left out.
 */
import type { Catalogues } from '../../dataset/index.ts';
import type { Language } from '../contract.ts';

export interface QuestionAnswer {
  readonly mensaje: string;
  readonly detalle: string;
}

export interface MonthAnswer extends QuestionAnswer {
  readonly mes: string;
  readonly cantidad: number;
}

export interface WeekdayAnswer extends QuestionAnswer {
  readonly dia: string;
  readonly cantidad: number;
}

/** A film of the films catalogue, enough to tell it from its namesakes. */
export interface FilmReference {
  readonly id: string;
  readonly titulo: string;
  readonly anio: number;
}

/** What is answered of one film. */
export interface FilmAnswer extends FilmReference, QuestionAnswer {
  /** Other films of the same name, the best known first. */
  readonly otras: readonly FilmReference[];
}

export interface ScoreAnswer extends FilmAnswer {
  /** TMDB's popularity. */
  readonly score: number;
}

export interface VotesAnswer extends FilmAnswer {
  /** Whether the film has the votes that the answer needs. */
  readonly cumple: boolean;
  /** Null when it has too few. */
  readonly votos: number | null;
  /** Mean vote 0…10; null when it has too few. */
  readonly promedio: number | null;
}

export interface ActorAnswer extends QuestionAnswer {
  readonly actor: string;
  readonly cantidad_filmaciones: number;
  /** Films whose return could be computed; the others count as 0. */
  readonly filmaciones_con_retorno: number;
  readonly retorno_total: number;
  /** Over all films. */
  readonly retorno_promedio: number;
  /** Other people whose names differ from this one by case, accents or punctuation alone. */
  readonly otros: readonly string[];
}

export interface DirectedFilm extends FilmReference {
  /** `YYYY-MM-DD`. */
  readonly fecha: string;
  readonly retorno: number;
  /** US dollars; 0 where the source says nothing. */
  readonly costo: number;
  readonly recaudacion: number;
  /** Revenue minus cost; null where one of them is unknown. */
  readonly ganancia: number | null;
}

export interface DirectorAnswer extends QuestionAnswer {
  readonly director: string;
  readonly cantidad_filmaciones: number;
  readonly filmaciones_con_retorno: number;
  readonly retorno_total: number;
  /** In order of release. */
  readonly peliculas: readonly DirectedFilm[];
  readonly otros: readonly string[];
}

/** A title of the aggregator. */
export interface PlatformTitle {
  readonly id: string;
  readonly titulo: string;
  readonly plataforma: string;
  readonly anio: number | null;
}

export const DURATION_UNITS = ['min', 'season'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

export interface LongestAnswer extends QuestionAnswer {
  /** Null when no title answers the filters; so are `id`, `plataforma`, `anio` and `duracion`. */
  readonly titulo: string | null;
  readonly id: string | null;
  readonly plataforma: string | null;
  readonly anio: number | null;
  readonly duracion: number | null;
  readonly tipo_duracion: DurationUnit;
  /** Other titles that last as long. */
  readonly empates: readonly PlatformTitle[];
}

export interface ScoreCountAnswer extends QuestionAnswer {
  readonly plataforma: string;
  readonly anio: number;
  readonly puntaje: number;
  readonly cantidad: number;
  /** Films of the platform and year, and how many of them have a score at all. */
  readonly peliculas: number;
  readonly con_puntaje: number;
}

export interface PlatformCountAnswer extends QuestionAnswer {
  readonly plataforma: string;
  readonly cantidad: number;
  readonly series: number;
}

export interface PlatformActorAnswer extends QuestionAnswer {
  readonly plataforma: string;
  readonly anio: number;
  /** The first of `actores`; null when nobody is named. */
  readonly actor: string | null;
  readonly apariciones: number;
  /** All who appear as often, in alphabetical order. */
  readonly actores: readonly string[];
  /** Titles of the platform and year, and how many of them name a cast. */
  readonly titulos: number;
  readonly con_reparto: number;
}

export interface SimilarFilm extends FilmReference {
  /** Likeness, 0…1. */
  readonly score: number;
  /** What both share. */
  readonly comparten: {
    readonly coleccion: string | null;
    readonly directores: readonly string[];
    readonly actores: readonly string[];
    readonly palabras_clave: readonly string[];
    readonly generos: readonly string[];
    readonly palabras: readonly string[];
  };
}

export interface SimilarFilmsAnswer extends FilmAnswer {
  /** The model version that found them. */
  readonly modelo: string;
  /** The most similar first. */
  readonly recomendaciones: readonly SimilarFilm[];
}

/** Which film is meant: its name, and its year or TMDB id where several bear it. */
export interface FilmQuestion {
  readonly title: string;
  readonly year?: number | undefined;
  readonly id?: string | undefined;
}

export interface LongestQuestion {
  readonly year?: number | undefined;
  readonly platform?: string | undefined;
  readonly unit: DurationUnit;
}

/**
 * Questions about the films catalogue. A film that is not there throws UNKNOWN_TITLE, a person UNKNOWN_PERSON, both with the nearest
 * names.
 */
export interface FilmAnswers {
  /** `month` 0…11. */
  countMonth(month: number, language: Language): MonthAnswer;
  /** `weekday` 0…6, Monday first. */
  countWeekday(weekday: number, language: Language): WeekdayAnswer;
  score(question: FilmQuestion, language: Language): ScoreAnswer;
  votes(question: FilmQuestion, language: Language): VotesAnswer;
  actor(name: string, language: Language): ActorAnswer;
  director(name: string, language: Language): DirectorAnswer;
}

/** Questions about the aggregator's catalogue. A platform that is not one of the four throws UNKNOWN_PLATFORM. */
export interface PlatformAnswers {
  longest(question: LongestQuestion, language: Language): LongestAnswer;
  countAbove(platform: string, score: number, year: number, language: Language): ScoreCountAnswer;
  countPlatform(platform: string, language: Language): PlatformCountAnswer;
  commonActor(platform: string, year: number, language: Language): PlatformActorAnswer;
}

/** What is asked of the films most similar to one. */
export interface SimilarQuestion extends FilmQuestion {
  /** How many, from 1. */
  readonly n: number;
  /** 0 by likeness alone … 1 as unlike one another as can be. */
  readonly diversity: number;
}

/** The catalogues that answer, and the snapshot they are of. */
export interface ServedCatalogues {
  readonly snapshotId: string;
  readonly catalogues: Catalogues;
}

/**
 * The questions over the catalogues of the latest snapshot, swapped when there is a later one. While nothing could be opened yet
 * everything throws NOT_READY; where the snapshot has no such catalogue, MISSING_CATALOGUE.
 */
export interface Questions {
  films(): FilmAnswers;
  platforms(): PlatformAnswers;
  /** The films most similar to one; NOT_READY while their neighbours have not been found. */
  similar(question: SimilarQuestion, language: Language): SimilarFilmsAnswer;
  /** What serves now; null before the first snapshot was opened. */
  served(): ServedCatalogues | null;
  close(): Promise<void>;
}
