/**
 * The catalogues of a snapshot beside the platform's own titles: columns, one value a row, read in place. A number that is unknown
 * is NaN in a float column; what stands for unknown in other columns is said there.
 */
import type { ListColumn, StringColumn } from '../../base/string-column.ts';

/** Days since 1970-01-01 that stand for no date. */
export const NO_DATE = -2147483648;

/** The films catalogue (TMDB): every film once, by id, with a release date (requirement M1). Rows in order of TMDB id. */
export interface FilmsCatalogue {
  readonly size: number;
  /** TMDB ids, ascending. */
  readonly ids: Int32Array;
  readonly titles: StringColumn;
  /** Days since 1970-01-01, UTC; always known. */
  readonly releaseDates: Int32Array;
  readonly releaseYears: Int32Array;
  /** US dollars; 0 where the source says nothing. */
  readonly budgets: Float64Array;
  readonly revenues: Float64Array;
  /** revenue / budget, 0 where it cannot be computed. */
  readonly returns: Float64Array;
  readonly voteCounts: Int32Array;
  /** Mean vote 0…10. */
  readonly voteAverages: Float64Array;
  /** TMDB's own unit. */
  readonly popularities: Float64Array;
  /** Minutes; NaN where unknown or 0. */
  readonly runtimes: Float64Array;
  /** ISO 639-1; empty where unknown. */
  readonly originalLanguages: StringColumn;
  /** Empty where unknown. */
  readonly overviews: StringColumn;
  /** At most one name a row. */
  readonly collections: ListColumn;
  readonly genres: ListColumn;
  readonly companies: ListColumn;
  readonly countries: ListColumn;
  readonly spokenLanguages: ListColumn;
  readonly keywords: ListColumn;
  /** Actors in billing order, then those whose place is unknown; each once a film. */
  readonly cast: ListColumn;
  /** People with the job Director. */
  readonly directors: ListColumn;
}

export { type Platform, PLATFORMS } from '../../sources/index.ts';

/** What a title of the aggregator is, in the order of its numbers. */
export const TITLE_TYPES = ['movie', 'tv show'] as const;
/** The units of a duration, in the order of their numbers. */
export const DURATION_TYPES = ['min', 'season'] as const;
/** A number in a column of small numbers that stands for unknown. */
export const UNKNOWN = 255;

/** The aggregator's catalogue: the titles of all platforms after the rules of requirement A1; all text in lower case. Rows in order of platform, then of the number in the id. */
export interface AggregatorCatalogue {
  readonly size: number;
  /** Platform's first letter and show_id: `as123`. */
  readonly ids: StringColumn;
  /** Places in PLATFORMS. */
  readonly platforms: Uint8Array;
  /** Places in TITLE_TYPES, or UNKNOWN. */
  readonly types: Uint8Array;
  readonly titles: StringColumn;
  /** 0 where unknown. */
  readonly releaseYears: Int32Array;
  /** Days since 1970-01-01 on which the platform added it, or NO_DATE. */
  readonly dateAdded: Int32Array;
  /** Maturity rating; `g` where the source has none. */
  readonly ratings: StringColumn;
  /** −1 where unknown. */
  readonly durationInts: Int32Array;
  /** Places in DURATION_TYPES, or UNKNOWN. */
  readonly durationTypes: Uint8Array;
  readonly descriptions: StringColumn;
  /** Mean user rating, NaN where there is none; and how many ratings are behind it (0 when only the mean was given). */
  readonly scores: Float64Array;
  readonly scoreCounts: Int32Array;
  readonly genres: ListColumn;
  readonly directors: ListColumn;
  readonly cast: ListColumn;
  readonly countries: ListColumn;
}

/** How two rows were found to be the same film. */
export const LINK_METHODS = ['file', 'title and year', 'title, year and director'] as const;

/** The same film across catalogues. Confidence 0…1: 1 where a links file says so. */
export interface CatalogueLinks {
  /** items of the snapshot: row of the films catalogue, or −1; with confidence and place in LINK_METHODS (UNKNOWN where none). */
  readonly filmOfItem: Int32Array;
  readonly filmConfidence: Float32Array;
  readonly filmMethod: Uint8Array;
  /** items of the snapshot × rows of the aggregator, CSR: where the title is available. */
  readonly aggregatorIndptr: Int32Array;
  readonly aggregatorIndices: Int32Array;
  readonly aggregatorConfidence: Float32Array;
  /** rows of the aggregator: a number that rows of the same film share, whatever their platform. */
  readonly sameFilm: Int32Array;
  /** rows of the aggregator: row of the films catalogue, or −1. */
  readonly filmOfAggregator: Int32Array;
}

/** The catalogues that a snapshot holds beside its titles; null where nothing of that kind was imported. */
export interface Catalogues {
  readonly films: FilmsCatalogue | null;
  readonly aggregator: AggregatorCatalogue | null;
  /** Null when there is neither. */
  readonly links: CatalogueLinks | null;
}
