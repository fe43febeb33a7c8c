/** What the reason of a recommendation may say; names and terms come ready for reading. */
export interface ReasonParts {
  /** Names of titles of the history that carried it. */
  readonly watched: readonly string[];
  /** Names of titles that the viewer said to like. */
  readonly liked: readonly string[];
  /** Words, tags, genres and people that carried it. */
  readonly shared: readonly string[];
  /** Whether the viewer asked with words, genres or tags, so that `shared` answers them. */
  readonly asked: boolean;
  /** Whether popularity carried it: at least half of what the model tells, less, or not at all. */
  readonly popular: 'mostly' | 'partly' | 'no';
  /** Whether there was a history at all. */
  readonly history: boolean;
}

/** All sentences of serving in one language. */
export interface Wording {
  readonly reason: (parts: ReasonParts) => string;
  readonly similarReason: (name: string, shared: readonly string[]) => string;
  readonly unknownTitle: (name: string, suggestions: readonly string[]) => string;
  readonly unknownGenre: (name: string, suggestions: readonly string[]) => string;
  readonly unknownTag: (name: string, suggestions: readonly string[]) => string;
  readonly noPlatforms: (name: string) => string;
  readonly unknownPlatform: (name: string, known: readonly string[]) => string;
  readonly fewMatches: (found: number, wanted: number) => string;
}
