import { describe, expect, it } from 'vitest';
import { singularSpanish, stemEnglish, stemSpanish } from './stemmers.ts';

const stems = (stemmer: (word: string) => string, words: string): Set<string> => new Set(words.split(' ').map(stemmer));

describe('stemSpanish', () => {
  it.each([
    'asesino asesina asesinos asesinas',
    'policia policias',
    'ciudad ciudades',
    'mujer mujeres',
    'luz luces',
    'romantica romanticas romantico romanticos',
    'heroe heroes',
    'viaje viajes viajar viajando',
    'joven jovenes',
  ])('takes the forms %s for one word', (words) => {
    expect(stems(stemSpanish, words).size).toBe(1);
  });

  it('keeps words of different meaning apart', () => {
    expect(stems(stemSpanish, 'amor amigo guerra ladron reina rey espacio').size).toBe(7);
  });
});

describe('singularSpanish', () => {
  it('leaves short words and words that do not end like plurals', () => {
    expect(['gas', 'paris', 'tren', 'amor'].map(singularSpanish)).toEqual(['gas', 'pari', 'tren', 'amor']);
  });
});

describe('stemEnglish', () => {
  it.each(['murder murders murdered', 'travel travels traveling', 'thief thieves', 'wolf wolves'])(
    'takes the forms %s for one word',
    (words) => {
      expect(stems(stemEnglish, words).size).toBe(1);
    },
  );

  it('tells animals, anime and animation apart', () => {
    expect(stems(stemEnglish, 'animal anime animation').size).toBe(3);
  });
});

describe('both stemmers', () => {
  it('do not choke on endless words', () => {
    expect(stemEnglish('x'.repeat(10_000)).length).toBeLessThan(50);
    expect(stemSpanish('x'.repeat(10_000)).length).toBeLessThan(50);
  });
});
