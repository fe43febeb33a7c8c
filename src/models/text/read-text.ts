import { genreSpellings } from './genres.ts';
import { detectLanguage } from './language.ts';
import { askingLexicon, filmLexicon, type Lexicon, type LexiconEntry } from './lexicon.ts';
import { type Language, singularSpanish, stemEnglish, stemSpanish } from './stemmers.ts';
import { ASKING_WORDS, ENGLISH_STOP_WORDS, SPANISH_STOP_WORDS } from './stop-words.ts';
import { ALSO_WORDS, decadeAt, genreRunAt, NEGATION_CARRIES, NEGATION_ENDS, NEGATORS, NOT_ONLY } from './text-marks.ts';
import { type Token, tokenize } from './tokenizer.ts';

/** One wish read out of a text. */
export interface TextTerm {
  readonly kind: 'genre' | 'word' | 'phrase' | 'decade';
  /** Genre key, stem, stems joined by spaces, or first year of the decade. */
  readonly key: string;
  /** Language of the stems; genres and decades have none. */
  readonly language: Language | null;
  /** The words of the text it was read from. */
  readonly surface: string;
  /** Below 0: not wanted. 1 for a word as it stands; less for a further meaning of it. */
  readonly weight: number;
  /** Terms of one group are ways to say one thing: a title need hold only one of them. */
  readonly group: number;
}

export interface ReadText {
  readonly language: Language | null;
  readonly terms: readonly TextTerm[];
  /** Runs of one to four folded words as they stand, for names of any language, with the sign of their surroundings. */
  readonly runs: readonly { readonly phrase: string; readonly sign: 1 | -1 }[];
  /** How many content words and phrases there were, and how many of them the lexicon (Spanish) knew or are English. */
  readonly coverage: { readonly words: number; readonly known: number };
}

/** Texts are read up to this many words; the rest is left. */
const LONGEST_TEXT = 400;
const LONGEST_RUN = 4;
const FURTHER_MEANING = 0.6;
/** A word whose genre is asked for already. */
const BESIDE_GENRE = 0.5;
/** A "no" reaches over this many content words at most. */
const NEGATION_REACH = 3;

const isStop = (folded: string, language: Language | null): boolean =>
  ASKING_WORDS.has(folded) ||
  (language !== 'en' && SPANISH_STOP_WORDS.has(folded)) ||
  (language !== 'es' && ENGLISH_STOP_WORDS.has(folded));

/** Returns the language of a query text: stop words and letters, helped by which side of the lexicon knows its words; null if nothing tells. */
function textLanguage(tokens: readonly Token[], lexicon: Lexicon): Language | null {
  return detectLanguage(tokens, (folded) => {
    const spanish = lexicon.knows(folded);
    const english = lexicon.knowsEnglish(folded);
    return spanish === english ? 0 : spanish ? 1 : -1;
  }).language;
}

/**
 * Returns what a text in Spanish or English asks for. Spanish words become English stems through the lexicon (and keep their own
 * Spanish stems, for catalogues in Spanish); genre words become genres; "sin …", "not …" turn the sign; decades are read. Words
 * that no lexicon knows stand for themselves in both languages (names mostly). A text without content words gives no terms.
 */
export function readText(text: string, options: { language?: Language | undefined; lexicon?: Lexicon } = {}): ReadText {
  const lexicon = options.lexicon ?? filmLexicon();
  const tokens = tokenize(text.slice(0, LONGEST_TEXT * 30)).slice(0, LONGEST_TEXT);
  const language = options.language ?? textLanguage(tokens, lexicon);
  const reader = createReader(language);
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token.afterBreak || NEGATION_ENDS.has(token.folded)) reader.endNegation();
    at += readAt(tokens, at, language, lexicon, reader);
  }
  const { terms, coverage } = reader;
  const runs = readRuns(tokens, language, terms, reader.nextGroup());
  return { language, terms: [...terms, ...runs.terms], runs: runs.runs, coverage };
}

/** Reads what starts at a token; returns how many tokens that took. */
function readAt(
  tokens: readonly Token[],
  at: number,
  language: Language | null,
  lexicon: Lexicon,
  reader: Reader,
): number {
  const { folded, surface } = tokens[at];
  const run = (length: number): readonly Token[] => tokens.slice(at, at + length);
  const match =
    (language === 'en' ? null : lexicon.matchAt(tokens, at)) ??
    (language === 'es' ? null : askingLexicon().matchAt(tokens, at));
  if (match !== null && match.length > 1) {
    reader.addEntry(match.entry, run(match.length));
    return match.length;
  }
  const decade = decadeAt(tokens, at);
  if (decade !== null) {
    reader.addDecade(decade, surface);
    return 1;
  }
  if (NEGATORS.has(folded)) {
    if (!NOT_ONLY.has(tokens[at + 1]?.folded ?? '')) reader.startNegation();
    return 1;
  }
  if (reader.isNegative() && NEGATION_CARRIES.has(folded)) return 1;
  const genre = match !== null && match.entry.genres.length > 0 ? null : genreRunAt(tokens, at);
  if (genre !== null) {
    reader.addGenre(genre.key, run(genre.length), ALSO_WORDS.has(genre.phrase) ? (match?.entry ?? null) : undefined);
    return genre.length;
  }
  if (isStop(folded, language)) return 1;
  if (match !== null) reader.addEntry(match.entry, run(1));
  else reader.addWord(tokens[at]);
  return 1;
}

const joinSurfaces = (run: readonly Token[]): string => run.map((token) => token.surface).join(' ');

/** Collects terms under the sign in force. */
interface Reader {
  readonly terms: TextTerm[];
  readonly coverage: { words: number; known: number };
  startNegation(): void;
  endNegation(): void;
  isNegative(): boolean;
  nextGroup(): number;
  addDecade(decade: number, surface: string): void;
  /** `alsoWord`: an entry or null when the name is to be read as a word too, undefined when not. */
  addGenre(key: string, run: readonly Token[], alsoWord: LexiconEntry | null | undefined): void;
  addEntry(entry: LexiconEntry, run: readonly Token[]): void;
  addWord(token: Token): void;
}

function createReader(language: Language | null): Reader {
  const terms: TextTerm[] = [];
  const coverage = { words: 0, known: 0 };
  let reach = 0;
  let group = 0;
  const add = (
    kind: TextTerm['kind'],
    key: string,
    of: Language | null,
    surface: string,
    weight: number,
    inGroup: number,
  ): void => {
    terms.push({ kind, key, language: of, surface, weight: reach > 0 ? -weight : weight, group: inGroup });
  };
  const finish = (known: boolean): void => {
    coverage.words++;
    if (known) coverage.known++;
    if (reach > 0) reach--;
  };

  /** The usual equivalent is read as if it had been typed in English; further ones are other ways to say it. */
  const addEnglish = ([main, ...others]: LexiconEntry['english'], surface: string, asGenre: boolean): number => {
    const own = group++;
    if (main === undefined) return own;
    const usual = asGenre ? BESIDE_GENRE : 1;
    if (main.length > 1) add('phrase', main.map(stemEnglish).join(' '), 'en', surface, usual, own);
    for (const word of main) {
      const named = asGenre && genreSpellings().has(word) && !ALSO_WORDS.has(word);
      if (named || ENGLISH_STOP_WORDS.has(word)) continue;
      add('word', stemEnglish(word), 'en', surface, usual, main.length > 1 && !asGenre ? group++ : own);
    }
    for (const words of others) {
      const kind = words.length > 1 ? 'phrase' : 'word';
      add(kind, words.map(stemEnglish).join(' '), 'en', surface, usual * FURTHER_MEANING, own);
    }
    return own;
  };

  return {
    terms,
    coverage,
    startNegation() {
      reach = NEGATION_REACH;
    },
    endNegation() {
      reach = 0;
    },
    isNegative: () => reach > 0,
    nextGroup: () => group,
    addDecade: (decade, surface) => add('decade', String(decade), null, surface, 1, group++),
    addGenre(key, run, alsoWord) {
      const surface = joinSurfaces(run);
      add('genre', key, null, surface, 1, group++);
      if (alsoWord === null) {
        for (const { folded } of run) add('word', stemEnglish(folded), 'en', surface, BESIDE_GENRE, group++);
      } else if (alsoWord !== undefined) addEnglish(alsoWord.english, surface, true);
      finish(true);
    },
    addEntry(entry, run) {
      const surface = joinSurfaces(run);
      for (const genre of entry.genres) add('genre', genre, null, surface, 1, group++);
      const own = addEnglish(entry.english, surface, entry.genres.length > 0);
      if (language !== 'en') {
        const stems = run.map((token) => stemSpanish(token.folded));
        if (run.length > 1) add('phrase', stems.join(' '), 'es', surface, 1, own);
        run.forEach(({ folded }, position) => {
          if (run.length > 1 && SPANISH_STOP_WORDS.has(folded)) return;
          add('word', stems[position] ?? folded, 'es', surface, 1, run.length > 1 ? group++ : own);
        });
      }
      finish(true);
    },
    addWord({ folded, surface }) {
      const own = group++;
      add('word', stemEnglish(folded), 'en', surface, 1, own);
      if (language !== 'en') {
        add('word', stemSpanish(folded), 'es', surface, 1, own);
        const singular = stemEnglish(singularSpanish(folded));
        if (singular !== stemEnglish(folded)) add('word', singular, 'en', surface, FURTHER_MEANING, own);
      }
      finish(language === 'en');
    },
  };
}

/** Returns the runs of words that may be names, and English runs as phrases by their stems (tags of several words). */
function readRuns(
  tokens: readonly Token[],
  language: Language | null,
  read: readonly TextTerm[],
  firstGroup: number,
): { terms: TextTerm[]; runs: { phrase: string; sign: 1 | -1 }[] } {
  const terms: TextTerm[] = [];
  const runs: { phrase: string; sign: 1 | -1 }[] = [];
  const unwanted = new Set(read.filter((term) => term.weight < 0).flatMap((term) => term.surface.split(' ')));
  for (let start = 0; start < tokens.length; start++) {
    for (let length = 1; length <= LONGEST_RUN && start + length <= tokens.length; length++) {
      const run = tokens.slice(start, start + length);
      if (run.slice(1).some((token) => token.afterBreak)) break;
      const content = run.filter((token) => !isStop(token.folded, language));
      if (content.length === 0) continue;
      const sign = content.every((token) => unwanted.has(token.surface)) ? -1 : 1;
      runs.push({ phrase: run.map((token) => token.folded).join(' '), sign });
      const wholeWords = content[0] === run[0] && content.at(-1) === run.at(-1);
      if (length > 1 && language !== 'es' && wholeWords) {
        const surface = run.map((token) => token.surface).join(' ');
        const key = run.map((token) => stemEnglish(token.folded)).join(' ');
        const weight = content.every((token) => genreSpellings().has(token.folded)) ? sign * BESIDE_GENRE : sign;
        terms.push({ kind: 'phrase', key, language: 'en', surface, weight, group: firstGroup + terms.length });
      }
    }
  }
  return { terms, runs };
}
