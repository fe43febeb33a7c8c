/**
 * In: files of outside formats, feedback events. Out: titles, staged tables, rows set aside with their reasons.
 * Does not know: the database, the snapshot, models.
 */
export type { Field } from './columns.ts';
export { stageInteractions } from './platform/stage-interactions.ts';
export { findPlatform, type Platform, PLATFORMS } from './aggregator/platforms.ts';
export { stageMeanRatings } from './aggregator/stage-mean-ratings.ts';
export { stageStreamingTitles } from './aggregator/stage-titles.ts';
export { StagedTable } from './staged-table.ts';
export { KnownTitles, readTitles, type SourceTitle } from './platform/read-titles.ts';
export { type Link, readImdbId, readLinks, readTmdbId } from './movielens/read-links.ts';
export { stageTags } from './movielens/stage-tags.ts';
export {
  FILM_LISTS,
  type FilmList,
  FilmTables,
  stageCredits,
  stageFilms,
  stageKeywords,
} from './tmdb/stage-films.ts';
export { FEEDBACK_SOURCE, stageEvents, type StoredEventLike } from './feedback/stage-events.ts';
export { inspectTable, type TableInspection } from './inspect-table.ts';
export { columnName, readRows, type TableRead } from './read-table.ts';
export type { Mapping } from './mapping.ts';
export {
  type IgnoredFile,
  type MainCatalogue,
  type Recognised,
  recogniseSources,
  type SourceFile,
} from './recognise.ts';
export type { SourcePaths } from './list-files.ts';
export type { SourceRole } from './roles.ts';
export { type ReasonCode, REASONS } from './reasons.ts';
export { clipRow, type Rejection, Rejections } from './rejections.ts';
