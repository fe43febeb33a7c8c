/** What is asked of all catalogues together and what they answer: plain data, without HTTP. */
import type { Platform } from '../../dataset/index.ts';

/** The catalogues of a snapshot as they are searched together. */
export const CATALOGUES = ['titles', 'films', 'platforms'] as const;
export type CatalogueName = (typeof CATALOGUES)[number];

export const BROWSE_TYPES = ['movie', 'tv show'] as const;
export const AUDIENCES = ['with', 'without'] as const;
export const BROWSE_SORTS = ['relevance', 'audience', 'year', 'votes', 'revenue', 'name'] as const;
export type BrowseSort = (typeof BROWSE_SORTS)[number];

/** What titles are told apart by. */
export const FACETS = ['catalogue', 'platform', 'type', 'genre', 'decade', 'language', 'country', 'audience'] as const;
export type Facet = (typeof FACETS)[number];

/** A question to all catalogues: within a facet any of the values will do, between facets all must. */
export interface BrowseQuestion {
  /** Words or beginnings of words of a name, or an id; empty: everything. */
  readonly text: string;
  readonly chosen: Readonly<Partial<Record<Facet, readonly string[]>>>;
  readonly yearFrom: number | null;
  readonly yearTo: number | null;
  readonly sort: BrowseSort;
  /** Titles left out at the beginning. */
  readonly offset: number;
  readonly n: number;
}

/** Where a title stands. */
export interface Standing {
  /** Id among the titles that lists are made of. */
  readonly titleId: string | null;
  readonly tmdbId: number | null;
  /** Ids in the aggregator's catalogue, in order of platform. */
  readonly platformIds: readonly string[];
}

/** A title of any catalogue, those that are tied as one. */
export interface BrowsedTitle extends Standing {
  readonly title: string;
  readonly year: number | null;
  readonly type: (typeof BROWSE_TYPES)[number] | null;
  /** By the names of the facet; others of the catalogues are told on the title's own page. */
  readonly genres: readonly string[];
  /** As the catalogue writes them whose name the title is shown by. */
  readonly ownGenres: readonly string[];
  readonly platforms: readonly Platform[];
  /** Users of the snapshot who interacted with it; null when it is none of the titles that lists are made of. */
  readonly viewers: number | null;
  /** Votes of TMDB; null when it is no film of the films catalogue. */
  readonly votes: number | null;
  /** US dollars; null where unknown. */
  readonly revenue: number | null;
}

export interface FacetValue {
  readonly value: string;
  /** Titles that would be left with this value and the choices of all other facets. */
  readonly count: number;
}

export interface BrowseAnswer {
  readonly titles: readonly BrowsedTitle[];
  /** How many match in all. */
  readonly total: number;
  /** Values of each facet, most titles first; decades, the latest first. */
  readonly facets: Readonly<Record<Facet, readonly FacetValue[]>>;
  /** The nearest names, when no name matches. */
  readonly suggestions: readonly BrowsedTitle[];
}

/** All catalogues as one. */
export interface Browsing {
  /** Rows, each title once wherever it stands. */
  readonly size: number;
  search(question: BrowseQuestion): Promise<BrowseAnswer>;
  /** Where a film of the films catalogue stands; null for one that is not there. */
  standingOfFilm(tmdbId: number): Standing | null;
}
