import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText, type TextTerm } from './read-text.ts';

const named = (terms: readonly TextTerm[], sign: 1 | -1 = 1): string[] =>
  terms
    .filter(({ weight, language }) => weight * sign > 0 && language !== 'es')
    .map(({ kind, key }) => `${kind} ${key}`);

describe('readText', () => {
  it('turns a wish in Spanish into genres and English words', () => {
    const { language, terms } = readText('una comedia romántica en París');
    expect(language).toBe('es');
    expect(named(terms)).toEqual(expect.arrayContaining(['genre comedy', 'genre romance', 'word pari']));
  });

  it('reads the same wish in English', () => {
    const { language, terms } = readText('a romantic comedy in Paris');
    expect(language).toBe('en');
    expect(named(terms)).toEqual(expect.arrayContaining(['genre comedy', 'genre romance', 'word pari']));
  });

  it('reads phrases as a whole, and their words', () => {
    expect(named(readText('un asesino en serie').terms)).toEqual(
      expect.arrayContaining(['phrase serial killer', 'word serial', 'word killer']),
    );
    expect(named(readText('about a serial killer').terms)).toEqual(
      expect.arrayContaining(['phrase serial killer', 'word serial', 'word killer']),
    );
  });

  it('does not care for accents', () => {
    expect(named(readText('ciencia ficcion en el espacio', { language: 'es' }).terms)).toEqual(
      named(readText('ciencia ficción en el espacio', { language: 'es' }).terms),
    );
  });

  it.each([
    ['western sin violencia', 'word violenc'],
    ['una comedia que no sea romántica', 'genre romance'],
    ['horror but not zombies', 'word zombi'],
    ['a thriller without ghosts', 'word ghost'],
    ['nada de terror', 'genre horror'],
  ])('hears what “%s” does not want', (text, unwanted) => {
    const { terms } = readText(text);
    expect(named(terms, -1)).toContain(unwanted);
    expect(named(terms)).not.toContain(unwanted);
  });

  it('ends a negation at “pero”, “but” and punctuation', () => {
    expect(named(readText('sin violencia pero con misterio').terms)).toContain('genre mystery');
    expect(named(readText('no zombies, a ghost story').terms)).toContain('word ghost');
    expect(named(readText('not only comedy').terms)).toContain('genre comedy');
  });

  it('takes “sin hogar” for the homeless, not for a negation', () => {
    const { terms } = readText('la vida de las personas sin hogar en Londres');
    expect(named(terms)).toContain('word homeless');
    expect(named(terms, -1)).toEqual([]);
  });

  it.each([
    ['películas de los años 80', '1980'],
    ['cine de los noventa', '1990'],
    ['comedia ochentera', '1980'],
    ['movies from the 1970s', '1970'],
    ['90s action', '1990'],
    ['something from the sixties', '1960'],
  ])('reads the decade of “%s”', (text, decade) => {
    expect(named(readText(text).terms)).toContain(`decade ${decade}`);
  });

  it('does not take any number for a decade', () => {
    expect(readText('ocean 11 y 80 hombres').terms.filter(({ kind }) => kind === 'decade')).toEqual([]);
  });

  it('keeps unknown words in both languages, and runs that may be names', () => {
    const { terms, runs } = readText('películas de almodóvar', { language: 'es' });
    expect(terms.filter(({ surface }) => surface === 'almodóvar').map(({ language }) => language)).toEqual([
      'en',
      'es',
    ]);
    expect(runs.map(({ phrase }) => phrase)).toContain('almodovar');
  });

  it('puts further meanings into one group with the usual one', () => {
    const terms = readText('vampiros', { language: 'es' }).terms.filter(({ kind }) => kind === 'word');
    expect(new Set(terms.map(({ group }) => group)).size).toBe(1);
    expect(Math.max(...terms.map(({ weight }) => weight))).toBe(1);
  });

  it('counts the content words it knew', () => {
    expect(readText('un vampiro en zzyzx', { language: 'es' }).coverage).toEqual({ words: 2, known: 1 });
  });

  it('asks nothing for a text without content', () => {
    for (const text of ['', '   ', '¿?', 'quiero ver una película', 'a good movie please']) {
      expect(readText(text).terms).toEqual([]);
    }
  });

  it('bears any text, and gives finite weights', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { weight } of readText(text).terms) expect(Number.isFinite(weight) && weight !== 0).toBe(true);
      }),
    );
    expect(readText('palabra '.repeat(50_000)).terms.length).toBeLessThan(5000);
  });
});
