/**
 * What a snapshot holds and how it is read. A snapshot is immutable and named by the hash of its contents; training and serving
 * open it read-only and in place, without a database.
 */

/** The two-way map between outside ids (strings) and numbers 0…size−1 of one snapshot. */
export interface Vocabulary {
  readonly size: number;
  /** The number of an id, or −1. */
  num(id: string): number;
  /** The id of a number; undefined outside 0…size−1. */
  id(num: number): string | undefined;
  /** SHA-256 over the ids in order; a model carries it to prove that it was trained on this numbering. */
  readonly checksum: string;
}

/** A title with everything known of it; lists are empty and texts null where unknown. */
export interface Title {
  readonly num: number;
  readonly id: string;
  /** The name without the year: "Toy Story". Articles stand in front ("The Matrix", not "Matrix, The"). */
  readonly name: string;
  readonly year: number | null;
  readonly genres: readonly string[];
  readonly tags: readonly string[];
  readonly synopsis: string | null;
  /** Billing order, at most 10, from a linked films catalogue. */
  readonly cast: readonly string[];
  readonly directors: readonly string[];
  /** The same film in IMDb (`tt0114709`) and TMDB (`862`), where the links tell. */
  readonly imdbId?: string;
  readonly tmdbId?: string;
}

/**
 * All interactions, CSR by user; within a user in order of time (those without a time first), then of item num. One row per
 * user × item: the last known rating, the last known watched part and the last time of all its facts; how many were folded
 * together is in the import report.
 */
export interface Interactions {
  readonly users: number;
  readonly items: number;
  /** users+1 offsets. */
  readonly indptr: Int32Array;
  /** Item nums. */
  readonly indices: Int32Array;
  /** Stars on the scale 0.5…5 (other scales are mapped at import); NaN where the row has none. */
  readonly ratings: Float32Array;
  /** Watched part, 0…1; NaN where the row has none. */
  readonly fractions: Float32Array;
  /** Seconds since 1970, UTC; NaN where the row has none. */
  readonly times: Float64Array;
}

export interface SnapshotManifest {
  /** Format of the folder; a reader refuses other numbers. */
  readonly format: 1;
  /** `<16 hex digits>` of the content hash; also the folder's name. */
  readonly id: string;
  readonly contentHash: string;
  readonly counts: { readonly users: number; readonly items: number; readonly interactions: number };
  /** Interactions that have stars; absent in snapshots made before it was counted. */
  readonly ratings?: number;
  /** Where the titles come from: a platform's table, the films tables or the aggregator's catalogues. Absent before there were others: `titles`. */
  readonly main?: 'titles' | 'films' | 'aggregator';
  /** What the catalogues beside the titles hold; a kind that was not given is absent. */
  readonly catalogues?: {
    readonly films?: {
      readonly films: number;
      /** Names, each once. */
      readonly actors: number;
      readonly directors: number;
      /** Pairs of a film and an actor or director. */
      readonly credits: number;
      /** Items of the snapshot that are tied to a film. */
      readonly linkedItems: number;
    };
    readonly aggregator?: {
      readonly titles: number;
      readonly byPlatform: Readonly<Record<string, number>>;
      /** Titles of platforms that are tied to a film. */
      readonly linkedToFilms: number;
    };
  };
  readonly itemsChecksum: string;
  readonly usersChecksum: string;
  /** Files of this snapshot with their hashes: the content hash covers these. */
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
  /** Parquet tables for analysis beside them; outside the content hash, for their bytes depend on the database's version. */
  readonly tables: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
  /** Where it came from: file name (no folder), bytes, hash of the file as given, what it was taken for. */
  readonly sources: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly role: string;
  }[];
  /** The last feedback event (store sequence) that is inside; serving adds later ones live. 0: none. */
  readonly feedbackSequence: number;
}

export interface Snapshot {
  readonly id: string;
  readonly manifest: SnapshotManifest;
  readonly users: Vocabulary;
  readonly items: Vocabulary;
  readonly titles: readonly Title[];
  readonly interactions: Interactions;
}
