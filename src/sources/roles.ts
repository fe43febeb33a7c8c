/** What a file may be taken for. */
export const SOURCE_ROLES = [
  'titles',
  'interactions',
  'tags',
  'links',
  'tmdb-movies',
  'tmdb-credits',
  'tmdb-keywords',
  'streaming-titles',
  'streaming-ratings',
] as const;

export type SourceRole = (typeof SOURCE_ROLES)[number];
