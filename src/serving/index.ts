/**
 * In: questions (who, what they like, filters), the champion of the registry, live feedback. Out: slates with reasons, neighbours,
 * titles and users as people see them; the analysts' questions answered from the catalogues of a snapshot. Knows nothing of HTTP, of
 * training, of how numbers are computed.
 */
export type * from './contract.ts';
export type { TitleAudience } from './audience.ts';
export * from './browsing/contract.ts';
export { type FilmDetail, readFilm } from './browsing/film.ts';
export { openBrowsing } from './browsing/open-browsing.ts';
export type { Verdict, VerdictCertainty, VerdictRequest } from './verdict/contract.ts';
export { type OpenRecommenderOptions, openRecommender } from './open-recommender.ts';
export { openPlatformTitles, type PlatformTitles } from './platform-titles.ts';
export type * from './questions/contract.ts';
export { findDurationUnit } from './questions/answer-platforms.ts';
export { type NeighboursSource, openQuestions, type OpenQuestionsOptions } from './questions/open-questions.ts';
export { registeredNeighbours } from './questions/registered-neighbours.ts';
export { findMonth, findWeekday, MONTHS, nearestWord, WEEKDAYS } from './questions/spanish-calendar.ts';
