import { describe, expect, it } from 'vitest';
import { genreSpellings } from './genres.ts';
import { askingLexicon, filmLexicon, makeLexicon, parseLexicon } from './lexicon.ts';
import { ENGLISH_SECTIONS, LEXICON_SECTIONS } from './lexicon/index.ts';
import { tokenize } from './tokenizer.ts';

const english = (text: string): string[] | undefined =>
  filmLexicon()
    .matchAt(tokenize(text), 0)
    ?.entry.english.map((words) => words.join(' '));

describe('parseLexicon', () => {
  it('reads forms, meanings and genres, several entries on a line, and passes over comments', () => {
    expect(parseLexicon('# nothing = here\nrisa, risas = laughter, @comedy; amor = love\n\nno equals sign')).toEqual([
      { headword: 'risa', english: [['laughter']], genres: ['comedy'] },
      { headword: 'risas', english: [['laughter']], genres: ['comedy'] },
      { headword: 'amor', english: [['love']], genres: [] },
    ]);
  });
});

describe('makeLexicon', () => {
  const lexicon = makeLexicon(
    parseLexicon('casa = house\ncaso = case\nasesino = killer\nasesino en serie = serial killer\nviaje = journey'),
  );
  const first = (text: string): string | undefined => lexicon.matchAt(tokenize(text), 0)?.entry.headword;

  it('prefers the longest phrase', () => {
    expect(lexicon.matchAt(tokenize('asesinos en serie en Madrid'), 0)?.length).toBe(3);
    expect(lexicon.matchAt(tokenize('asesinos en Madrid'), 0)?.length).toBe(1);
  });

  it('does not join a phrase over punctuation', () => {
    expect(lexicon.matchAt(tokenize('asesino, en serie'), 0)?.length).toBe(1);
  });

  it('prefers the very word over the singular, and the singular over the stem', () => {
    expect(first('casa')).toBe('casa');
    expect(first('casos')).toBe('caso');
    expect(first('viajando')).toBe('viaje');
  });

  it('answers null where it has nothing', () => {
    expect(lexicon.matchAt(tokenize('xilófono'), 0)).toBeNull();
    expect(lexicon.matchAt([], 0)).toBeNull();
    expect(lexicon.matchAt(tokenize('casa'), 5)).toBeNull();
  });
});

describe('the film lexicon', () => {
  it('has more than two thousand five hundred headwords', () => {
    expect(filmLexicon().size).toBeGreaterThan(2500);
  });

  it.each([
    ['asesinos en serie', 'serial killer'],
    ['segunda guerra mundial', 'world war ii'],
    ['viaje en el tiempo', 'time travel'],
    ['niñas', 'girl'],
    ['perú', 'peru'],
    ['nieve', 'snow'],
    ['enfermeras', 'nurse'],
    ['ladrona', 'thief'],
  ])('translates %s', (spanish, expected) => {
    expect(english(spanish)?.[0]).toBe(expected);
  });

  it('names only genres that exist', () => {
    const known = new Set(genreSpellings().values());
    const entries = [...LEXICON_SECTIONS, ...ENGLISH_SECTIONS].flatMap(parseLexicon);
    expect(entries.flatMap((entry) => entry.genres).filter((genre) => !known.has(genre))).toEqual([]);
  });

  it('means something by every entry', () => {
    const entries = [...LEXICON_SECTIONS, ...ENGLISH_SECTIONS].flatMap(parseLexicon);
    const empty = entries.filter(
      ({ headword, english, genres }) =>
        tokenize(headword).length === 0 ||
        (english.length === 0 && genres.length === 0) ||
        english.some((words) => words.length === 0),
    );
    expect(empty).toEqual([]);
  });

  it('has no line that lost its equals sign', () => {
    const lost = LEXICON_SECTIONS.flatMap((section) => section.split('\n')).filter(
      (line) => line.trim() !== '' && !line.startsWith('#') && !line.includes('='),
    );
    expect(lost).toEqual([]);
  });

  it('finds every one of its own headwords', () => {
    const missed = LEXICON_SECTIONS.flatMap(parseLexicon).filter(({ headword }) => {
      const tokens = tokenize(headword);
      return filmLexicon().matchAt(tokens, 0)?.length !== Math.min(6, tokens.length);
    });
    expect(missed.map(({ headword }) => headword)).toEqual([]);
  });
});

describe('the asking lexicon', () => {
  it('knows what people mean in English', () => {
    expect(askingLexicon().matchAt(tokenize('make me laugh'), 0)?.entry.genres).toEqual(['comedy']);
    expect(askingLexicon().matchAt(tokenize('for the whole family'), 0)?.entry.genres).toContain('family');
  });
});
