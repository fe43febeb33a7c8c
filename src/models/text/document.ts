import type { Title } from '../../dataset/index.ts';
import { canonicalGenre } from './genres.ts';
import { detectLanguage } from './language.ts';
import { filmLexicon, type Lexicon } from './lexicon.ts';
import { type Language, stemEnglish, stemSpanish } from './stemmers.ts';
import { ENGLISH_STOP_WORDS, SPANISH_STOP_WORDS } from './stop-words.ts';
import { normalizePhrase, type Token, tokenize } from './tokenizer.ts';

/** What a term of a title is; `word` is of the synopsis, `name` of the title's name, `tagWord` a word of a tag. */
export type TermKind = 'word' | 'name' | 'tag' | 'tagWord' | 'genre' | 'cast' | 'director';

export interface DocumentTerm {
  /** `w:` English stem (or pivot), `s:` Spanish stem, `t:` tag by its stems, `g:` genre key, `p:` person. */
  readonly key: string;
  readonly kind: TermKind;
  /** How it reads in the source. */
  readonly surface: string;
  /** How often; below 1 for a translation. */
  readonly count: number;
}

/** A word reached by translation counts this much. */
const TRANSLATED = 0.7;

/** So many titles, evenly spread, tell the language of a catalogue. */
const LANGUAGE_SAMPLE = 400;

/** Returns the main language of the catalogue's synopses, or of its tags and names where there are none; English when nothing tells. */
export function catalogueLanguage(titles: readonly Title[]): Language {
  let balance = 0;
  const step = Math.max(1, titles.length / LANGUAGE_SAMPLE);
  for (let at = 0; at < titles.length; at += step) {
    const { synopsis, tags, name } = titles[Math.floor(at)];
    const found = detectLanguage(synopsis ?? (tags.length > 0 ? tags.join('. ') : name));
    if (found.language !== null) balance += (found.language === 'es' ? 1 : -1) * found.confidence;
  }
  return balance > 0 ? 'es' : 'en';
}

/** Returns the key of a tag: its stems; a Spanish tag that the lexicon knows has the key of its English name. */
export function tagKey(tag: string, language: Language, lexicon: Lexicon = filmLexicon()): string {
  const tokens = tokenize(tag);
  if (language === 'es') {
    const match = lexicon.matchAt(tokens, 0);
    const english = match?.length === tokens.length ? match.entry.english[0] : undefined;
    if (english !== undefined) return `t:${english.map(stemEnglish).join(' ')}`;
    return `t:${tokens.map((token) => stemSpanish(token.folded)).join(' ')}`;
  }
  return `t:${tokens.map((token) => stemEnglish(token.folded)).join(' ')}`;
}

/** Returns the key of a genre or a person. */
export const genreKey = (genre: string): string => `g:${canonicalGenre(genre)}`;
export const personKey = (name: string): string => `p:${normalizePhrase(name)}`;

const KEY_LIMIT = 200_000;

/** The same key object for the same word: its hash is then worked out once. */
const keyMaker = (prefix: string, stemmer: (folded: string) => string): ((folded: string) => string) => {
  const keys = new Map<string, string>();
  return (folded) => {
    let key = keys.get(folded);
    if (key === undefined) {
      if (keys.size >= KEY_LIMIT) keys.clear();
      key = prefix + stemmer(folded);
      keys.set(folded, key);
    }
    return key;
  };
};
const englishKey = keyMaker('w:', stemEnglish);
const spanishKey = keyMaker('s:', stemSpanish);

function addWords(
  terms: DocumentTerm[],
  tokens: readonly Token[],
  kind: TermKind,
  language: Language,
  lexicon: Lexicon,
): void {
  const stops = language === 'es' ? SPANISH_STOP_WORDS : ENGLISH_STOP_WORDS;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined || (token.folded.length < 2 && !/\d/u.test(token.folded))) continue;
    const stop = stops.has(token.folded);
    if (language === 'en') {
      if (!stop) terms.push({ key: englishKey(token.folded), kind, surface: token.surface, count: 1 });
      continue;
    }
    if (!stop) terms.push({ key: spanishKey(token.folded), kind, surface: token.surface, count: 1 });
    const match = lexicon.matchAt(tokens, at);
    if (match === null || (stop && match.length === 1)) {
      // Names are the same in both languages.
      if (!stop) terms.push({ key: englishKey(token.folded), kind, surface: token.surface, count: TRANSLATED });
      continue;
    }
    const surface = tokens
      .slice(at, at + match.length)
      .map((part) => part.surface)
      .join(' ');
    for (const word of match.entry.english[0] ?? []) {
      if (!ENGLISH_STOP_WORDS.has(word)) terms.push({ key: englishKey(word), kind, surface, count: TRANSLATED });
    }
  }
}

/**
 * Returns the terms of a title, as they come (a key may come several times): words of the synopsis and the name, tags and their
 * words, genres, people. Spanish words also stand under the English words of the lexicon, so that titles and queries
 * of the two languages meet.
 */
export function buildDocument(
  title: Title,
  options: { synopsis: boolean; language: Language; lexicon?: Lexicon },
): DocumentTerm[] {
  const lexicon = options.lexicon ?? filmLexicon();
  const terms: DocumentTerm[] = [];
  if (options.synopsis && title.synopsis !== null) {
    const tokens = tokenize(title.synopsis);
    const found = detectLanguage(tokens);
    const language = found.language !== null && found.confidence > 0.3 ? found.language : options.language;
    addWords(terms, tokens, 'word', language, lexicon);
  }
  const nameTokens = tokenize(title.name);
  addWords(terms, nameTokens, 'name', detectLanguage(nameTokens).language ?? options.language, lexicon);
  for (const tag of title.tags) {
    const tokens = tokenize(tag);
    if (tokens.length === 0) continue;
    terms.push({ key: tagKey(tag, options.language, lexicon), kind: 'tag', surface: tag.trim(), count: 1 });
    addWords(terms, tokens, 'tagWord', options.language, lexicon);
  }
  for (const genre of title.genres) {
    if (genre.trim() !== '') terms.push({ key: genreKey(genre), kind: 'genre', surface: genre.trim(), count: 1 });
  }
  for (const [kind, names] of [
    ['cast', title.cast],
    ['director', title.directors],
  ] as const) {
    for (const name of names) {
      const key = personKey(name);
      if (key !== 'p:') terms.push({ key, kind, surface: name, count: 1 });
    }
  }
  return terms;
}
