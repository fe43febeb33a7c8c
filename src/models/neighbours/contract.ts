/** Films near films, over the whole films catalogue: found once after an import, read in microseconds. */

/** A film beside another one. */
export interface NeighbourFilm {
  /** Row of the films catalogue. */
  readonly film: number;
  /** Likeness from 0 (nothing shared) to 1 (everything shared); comparable between films. */
  readonly score: number;
}

/** What two films share: people in the order of the first film's credits, the rest rarest first; empty where nothing. */
export interface SharedTraits {
  readonly collection: string | null;
  readonly directors: readonly string[];
  readonly cast: readonly string[];
  readonly keywords: readonly string[];
  readonly genres: readonly string[];
  /** Words of both overviews or names, as they read in the first film. */
  readonly words: readonly string[];
}

export interface FilmNeighbours {
  /** The model version it was read from. */
  readonly versionId: string;
  /** Rows of the films catalogue it answers for. */
  readonly size: number;
  /** The most neighbours that are known of a film. */
  readonly depth: number;
  /**
   * The n most similar films (fewer where fewer are known), best first, equal scores in order of row. `diversity` 0 keeps the order of
   * likeness, up to 1 puts others before copies of what the list has already. Empty for a film that was not there when the neighbours
   * were found. Same question, same answer.
   */
  similar(film: number, n: number, diversity: number): NeighbourFilm[];
  /** What carried the likeness of two films. */
  explain(film: number, other: number): SharedTraits;
}
