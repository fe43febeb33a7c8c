/** What serving is asked and what it answers: plain data, without HTTP. */
import type { Platform, SnapshotManifest } from '../dataset/index.ts';
import type { StoredEvent } from '../store/index.ts';
import type { TitleAudience } from './audience.ts';
import type { ItemColumns } from './browsing/item-columns.ts';
import type { Verdict, VerdictCertainty, VerdictRequest } from './verdict/contract.ts';

export const LANGUAGES = ['es', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export type Match = 'any' | 'all';

/** The name under which every snapshot answers without a model: what most users watched. */
export const BASELINE = 'popularity';

/** One interaction of a history that comes with the question, oldest first. */
export interface GivenInteraction {
  /** Id or name of the title. */
  readonly title: string;
  readonly kind?: 'view' | 'rating' | 'like' | 'dislike' | 'watched' | undefined;
  readonly rating?: number | undefined;
  readonly fraction?: number | undefined;
}

/**
 * What a list is asked with; everything is optional. Members of lists may be written together, between commas or bars
 * (see resolveList); titles are ids or names.
 */
export interface RecommendRequest {
  /** The version that answers, or BASELINE; defaults to the one that serves. */
  readonly model?: string | undefined;
  /** A user of the snapshot or of the live feedback; UNKNOWN_USER otherwise. Absent: a stranger. */
  readonly userId?: string | undefined;
  readonly history?: readonly GivenInteraction[] | undefined;
  readonly liked?: readonly string[] | undefined;
  readonly disliked?: readonly string[] | undefined;
  readonly genres?: readonly string[] | undefined;
  /** Whether a title needs any of the genres or all; defaults to any. */
  readonly genresMatch?: Match | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly tagsMatch?: Match | undefined;
  readonly text?: string | undefined;
  readonly yearFrom?: number | undefined;
  readonly yearTo?: number | undefined;
  readonly platform?: string | undefined;
  readonly exclude?: readonly string[] | undefined;
  /** Whether titles of the history may come back; defaults to false. */
  readonly includeSeen?: boolean | undefined;
  /** Length of the list, 1…100; defaults to 10. */
  readonly n?: number | undefined;
  /** The variety dial, 0…1; see rerank. */
  readonly diversity?: number | undefined;
  /** Whether the list is shown to a viewer and logged as such; defaults to true. False: somebody only looks at it. */
  readonly exposure?: boolean | undefined;
  readonly language: Language;
  /** Which door asked, for the exposure log. */
  readonly context: string;
}

/** What a wall is asked with. */
export type WallRequest = Pick<RecommendRequest, 'liked' | 'disliked' | 'genres' | 'language'> & { readonly n: number };

export interface TitleReference {
  readonly id: string;
  readonly title: string;
}

export interface Because {
  readonly kind: 'history' | 'word' | 'tag' | 'genre' | 'person' | 'popularity';
  readonly title?: TitleReference;
  readonly term?: string;
  /** Part of the score, in the model's own unit; null for what the catalogue knows the titles to share and the model did not weigh. */
  readonly amount: number | null;
}

export interface BriefTitle {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
  readonly genres: readonly string[];
  /** The platforms that have it; absent where no platform's catalogue was imported. */
  readonly availableOn?: readonly Platform[];
}

/** A title of a platform that is the same film. */
export interface Available {
  readonly platform: Platform;
  /** Its id in the aggregator's catalogue. */
  readonly id: string;
  /** How sure it is that it is the same, 0…1. */
  readonly confidence: number;
}

/** What the films catalogue says of a title. */
export interface LinkedFilm {
  readonly tmdbId: number;
  /** How sure it is that it is the same, 0…1. */
  readonly confidence: number;
  /** YYYY-MM-DD. */
  readonly releaseDate: string;
  /** Minutes; null where unknown. */
  readonly runtime: number | null;
  readonly collection: string | null;
  readonly countries: readonly string[];
  /** Votes of TMDB, their mean 0…10. */
  readonly votes: { readonly count: number; readonly average: number };
  /** US dollars; 0 where the source says nothing. */
  readonly budget: number;
  readonly revenue: number;
  /** revenue / budget, 0 where it cannot be computed. */
  readonly return: number;
}

export interface Recommendation extends BriefTitle {
  /** From 1. */
  readonly rank: number;
  /** Higher is better within one list; null when popularity alone ordered it. */
  readonly score: number | null;
  readonly reason: string;
  readonly because: readonly Because[];
}

export type WarningCode =
  | 'UNKNOWN_USER'
  | 'UNKNOWN_TITLE'
  | 'UNKNOWN_GENRE'
  | 'UNKNOWN_TAG'
  | 'UNKNOWN_PLATFORM'
  | 'FEW_MATCHES';

/** Something asked for that could not be followed. */
export interface Warning {
  readonly code: WarningCode;
  readonly parameter: string;
  readonly value: string;
  readonly message: string;
  readonly suggestions: readonly string[];
}

export interface ModelName {
  readonly version: string;
  readonly name: string;
}

export interface Slate {
  readonly slateId: string;
  readonly userId: string | null;
  readonly model: ModelName;
  readonly snapshot: string;
  readonly language: Language;
  readonly basedOn: {
    readonly history: number;
    readonly liked: readonly TitleReference[];
    readonly disliked: readonly TitleReference[];
    readonly genres: readonly string[];
    readonly tags: readonly string[];
    readonly text: string | null;
  };
  readonly recommendations: readonly Recommendation[];
  readonly warnings: readonly Warning[];
}

export interface SimilarTitles {
  readonly title: BriefTitle;
  readonly model: ModelName;
  readonly similar: readonly (Omit<Recommendation, 'score'> & { readonly score: number })[];
}

export interface TitleDetail extends BriefTitle {
  readonly tags: readonly string[];
  readonly synopsis: string | null;
  readonly cast: readonly string[];
  readonly directors: readonly string[];
  readonly viewers: number;
  /** Where it is available; absent where no platform's catalogue was imported. */
  readonly available?: readonly Available[];
  /** Null where the film is not known; absent where no films catalogue was imported. */
  readonly film?: LinkedFilm | null;
}

export interface TitleList {
  readonly titles: readonly BriefTitle[];
  readonly total: number;
  readonly suggestions: readonly BriefTitle[];
}

export interface UserList {
  readonly users: readonly { readonly id: string; readonly interactions: number }[];
  readonly total: number;
}

/** Somebody whose taste is more marked than most people's. */
export interface TypicalUser {
  readonly id: string;
  readonly interactions: number;
  /** The genres that the user stands out by, the most telling first, with their part of all the user watched and liked. */
  readonly genres: readonly { readonly name: string; readonly share: number }[];
  /** Liked titles of the first genre, the best known first. */
  readonly favourites: readonly BriefTitle[];
}

/** A title to pick from: `kin` of what was picked, or `known` by many and unlike the others. */
export interface WallTitle extends BriefTitle {
  readonly kind: 'kin' | 'known';
}

/** What there is to pick from. */
export interface Wall {
  readonly titles: readonly WallTitle[];
  /** Every genre of the catalogue as the source writes it and as people read it, those with most titles first. */
  readonly genres: readonly { readonly name: string; readonly label: string; readonly titles: number }[];
}

export interface UserDetail {
  readonly id: string;
  readonly counts: {
    readonly interactions: number;
    readonly positive: number;
    readonly negative: number;
    readonly live: number;
    readonly unknownTitles: number;
  };
  readonly history: readonly {
    readonly title: TitleReference;
    readonly weight: number;
    readonly time: string | null;
  }[];
  readonly tastes: {
    readonly genres: readonly { readonly name: string; readonly share: number }[];
    readonly tags: readonly { readonly name: string; readonly share: number }[];
  };
}

export interface Readiness {
  readonly ready: boolean;
  readonly model: ModelName | null;
  readonly snapshot: string | null;
  /** Why the newest champion could not be loaded. */
  readonly problem: { readonly code: string; readonly message: string } | null;
}

export interface EngineCounts {
  /** Users known, live ones included. */
  readonly users: number;
  readonly titles: number;
  /** Live events held in memory. */
  readonly liveEvents: number;
}

export interface RecommenderCounts extends EngineCounts {
  /** Models put into service since the start. */
  readonly swaps: number;
  readonly failedSwaps: number;
  readonly slates: number;
  /** Those of the slates that were given again to the very same question. */
  readonly repeated: number;
}

/** The serving model with its catalogue and the live histories. Everything throws NOT_READY while no model serves. */
export interface Recommender {
  recommend(request: RecommendRequest): Promise<Slate>;
  /** The same as JSON in UTF-8, to be sent on as it is. */
  recommendBytes(request: RecommendRequest): Promise<Uint8Array>;
  /** The `n` most similar titles; UNKNOWN_TITLE with the nearest names otherwise. */
  similar(title: string, options: { n: number; language: Language }): Promise<SimilarTitles>;
  /** A title by id or exact name; UNKNOWN_TITLE with the nearest names otherwise. */
  title(title: string, language: Language): Promise<TitleDetail>;
  searchTitles(text: string, n: number): Promise<TitleList>;
  searchUsers(beginning: string, n: number): Promise<UserList>;
  /** One user for each marked taste, at most `n`; found once for each model in service. */
  typicalUsers(n: number): Promise<readonly TypicalUser[]>;
  /** `n` titles to pick from, which answer to what was picked so far (ids or names). */
  wall(request: WallRequest): Promise<Wall>;
  /** The titles of these ids, in their order; unknown ones are left out. */
  briefTitles(ids: readonly string[]): Promise<readonly BriefTitle[]>;
  /** UNKNOWN_USER when neither the snapshot nor the live feedback knows the id. */
  user(userId: string, options: { n: number; language: Language }): Promise<UserDetail>;
  /** Who watched a title of the snapshot, by id or exact name; UNKNOWN_TITLE with the nearest names otherwise. */
  audience(title: string): Promise<TitleAudience>;
  /** The titles of the serving snapshot in columns, for searching all catalogues together. */
  itemColumns(): Promise<ItemColumns>;
  /** Whether a viewer will like a title. UNKNOWN_TITLE; MISSING_RATINGS where there are too few; NOT_READY while they are being learnt from. */
  verdict(request: VerdictRequest): Promise<Verdict>;
  /** How sure verdicts are at a precision that is wanted, 0…1. */
  certainty(precision: number, language: Language): Promise<VerdictCertainty>;
  /** Takes in events that are on the disk: every list asked for afterwards reflects them. */
  addEvents(events: readonly StoredEvent[]): void;
  /** Whether the serving catalogue has a title of this id. */
  knowsTitle(titleId: string): boolean;
  readiness(): Readiness;
  /** The manifest of the serving snapshot, or null. */
  snapshot(): SnapshotManifest | null;
  counts(): Promise<RecommenderCounts>;
  /** Stops watching and lets the model go. */
  close(): Promise<void>;
}
