import { ENGLISH_SECTIONS, LEXICON_SECTIONS } from './lexicon/index.ts';
import { type Language, singularSpanish, stemEnglish, stemSpanish } from './stemmers.ts';
import { type Token, tokenize } from './tokenizer.ts';

/** What a word or phrase, Spanish in the shipped lexicon, means in the English of catalogues. */
export interface LexiconEntry {
  /** The headword as written in the lexicon. */
  readonly headword: string;
  /** English words or phrases, the usual one first; each as folded words. */
  readonly english: readonly (readonly string[])[];
  /** Genre keys it stands for. */
  readonly genres: readonly string[];
}

/** An entry found in a text: it covers `length` tokens. */
export interface LexiconMatch {
  readonly entry: LexiconEntry;
  readonly length: number;
}

export interface Lexicon {
  /** Number of headwords and phrases. */
  readonly size: number;
  /** The longest entry that starts at a token, by its very words first, then singulars, then stems; null if there is none. */
  matchAt(tokens: readonly Token[], start: number): LexiconMatch | null;
  /** Whether the folded word alone, or an inflection of it, is a headword. */
  knows(folded: string): boolean;
  /** Whether the stem of the folded word occurs among the English equivalents. */
  knowsEnglish(folded: string): boolean;
}

const LONGEST_PHRASE = 6;
/** How the words of a phrase are compared, from exact to loose. */
type Readings = readonly ((folded: string) => string)[];
const asWritten = (folded: string): string => folded;
const SPANISH_READINGS: Readings = [asWritten, singularSpanish, stemSpanish];
const ENGLISH_READINGS: Readings = [asWritten, stemEnglish];

const foldedWords = (text: string): string[] => tokenize(text).map((token) => token.folded);

/**
 * Returns the entries of lexicon text: `forma, otra forma = word, other phrase, @genre`, several on a line parted by `;`. Lines
 * without `=` are passed over: empty ones and comments, which start with `#`.
 */
export function parseLexicon(text: string): LexiconEntry[] {
  const entries: LexiconEntry[] = [];
  const parts = text.split('\n').flatMap((line) => (line.split('#', 1)[0] ?? '').split(';'));
  for (const part of parts) {
    const [left, right] = part.split('=');
    if (left === undefined || right === undefined) continue;
    const meanings = right.split(',').map((meaning) => meaning.trim());
    const genres = meanings.filter((meaning) => meaning.startsWith('@')).map((meaning) => meaning.slice(1));
    const english = meanings.filter((meaning) => meaning !== '' && !meaning.startsWith('@')).map(foldedWords);
    for (const form of left.split(',')) {
      const headword = form.trim();
      if (headword !== '') entries.push({ headword, english, genres });
    }
  }
  return entries;
}

/** Returns a lexicon over the entries, whose headwords are in `language`; among entries that a reading cannot tell apart, the first stands. */
export function makeLexicon(entries: readonly LexiconEntry[], language: Language = 'es'): Lexicon {
  const readings = language === 'es' ? SPANISH_READINGS : ENGLISH_READINGS;
  const loosest = readings.at(-1) ?? asWritten;
  const byReading = readings.map(() => new Map<string, LexiconEntry>());
  const longestFrom = new Map<string, number>();
  const englishStems = new Set<string>();
  for (const entry of entries) {
    const words = foldedWords(entry.headword).slice(0, LONGEST_PHRASE);
    const first = words[0];
    if (first === undefined) continue;
    for (const [level, read] of readings.entries()) {
      const key = words.map(read).join(' ');
      const map = byReading[level];
      if (map !== undefined && !map.has(key)) map.set(key, entry);
    }
    const start = loosest(first);
    longestFrom.set(start, Math.max(longestFrom.get(start) ?? 0, words.length));
    for (const phrase of entry.english) for (const word of phrase) englishStems.add(stemEnglish(word));
  }
  const find = (words: readonly string[]): LexiconEntry | undefined => {
    for (const [level, read] of readings.entries()) {
      const entry = byReading[level]?.get(words.map(read).join(' '));
      if (entry !== undefined) return entry;
    }
    return undefined;
  };
  return {
    size: byReading[0]?.size ?? 0,
    matchAt(tokens, start) {
      const first = tokens[start];
      if (first === undefined) return null;
      const longest = longestFrom.get(loosest(first.folded));
      if (longest === undefined) return null;
      const words = [first.folded];
      for (let at = start + 1; at < tokens.length && words.length < longest; at++) {
        const token = tokens[at];
        if (token === undefined || token.afterBreak) break;
        words.push(token.folded);
      }
      for (let length = words.length; length > 0; length--) {
        const entry = find(words.slice(0, length));
        if (entry !== undefined) return { entry, length };
      }
      return null;
    },
    knows: (folded) => find([folded]) !== undefined,
    knowsEnglish: (folded) => englishStems.has(stemEnglish(folded)),
  };
}

const shipped: { spanish?: Lexicon; english?: Lexicon } = {};

/** Returns the lexicon of film words that ships with Butaca (Spanish → English), read at the first call. */
export function filmLexicon(): Lexicon {
  shipped.spanish ??= makeLexicon(LEXICON_SECTIONS.flatMap(parseLexicon));
  return shipped.spanish;
}

/** Returns the list of English ways of asking that catalogues say otherwise, read at the first call. */
export function askingLexicon(): Lexicon {
  shipped.english ??= makeLexicon(ENGLISH_SECTIONS.flatMap(parseLexicon), 'en');
  return shipped.english;
}
