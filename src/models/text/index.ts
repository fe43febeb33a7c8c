/**
 * In: texts, titles. Out: terms that can be compared, in Spanish and English.
 * Knows nothing of users, interactions or scores.
 */
export {
  buildDocument,
  catalogueLanguage,
  type DocumentTerm,
  genreKey,
  personKey,
  tagKey,
  type TermKind,
} from './document.ts';
export { askingLexicon, filmLexicon } from './lexicon.ts';
export { type ReadText, readText, type TextTerm } from './read-text.ts';
export { stemEnglish } from './stemmers.ts';
