import { describe, expect, it } from 'vitest';
import { detectLanguage } from './language.ts';

describe('detectLanguage', () => {
  it.each([
    ['Un policía persigue a un asesino por las calles de Madrid.', 'es'],
    ['película de miedo con fantasmas', 'es'],
    ['algo para reír', 'es'],
    ['Led by Woody, Andy’s toys live happily in his room until his birthday.', 'en'],
    ['a horror movie with ghosts', 'en'],
    ['something to laugh about', 'en'],
  ])('finds the language of “%s”', (text, language) => {
    expect(detectLanguage(text).language).toBe(language);
  });

  it('is surer of a long text than of a short one', () => {
    const long =
      'Una familia se muda a una casa en el campo donde nada es lo que parece, y los niños oyen voces por la noche.';
    expect(detectLanguage(long).confidence).toBeGreaterThan(detectLanguage('una casa').confidence);
  });

  it('says so when nothing tells', () => {
    expect(detectLanguage('Drama 1984')).toEqual({ language: null, confidence: 0 });
    expect(detectLanguage('')).toEqual({ language: null, confidence: 0 });
  });

  it('lets evidence about single words decide where the text alone does not', () => {
    const evidence = (word: string): number => (word === 'perros' ? 1 : 0);
    expect(detectLanguage('perros', evidence).language).toBe('es');
  });
});
