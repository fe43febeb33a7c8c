import { describe, expect, it } from 'vitest';
import type { Title } from '../../dataset/index.ts';
import { buildDocument, catalogueLanguage, tagKey } from './document.ts';

const title = (parts: Partial<Title>): Title => ({
  num: 0,
  id: '1',
  name: 'Untitled',
  year: null,
  genres: [],
  tags: [],
  synopsis: null,
  cast: [],
  directors: [],
  ...parts,
});
const keys = (parts: Partial<Title>, synopsis = true): string[] =>
  buildDocument(title(parts), { synopsis, language: 'en' }).map(({ kind, key }) => `${kind} ${key}`);

describe('buildDocument', () => {
  it('names every kind of term', () => {
    expect(
      keys({
        name: 'Heat',
        genres: ['Crime'],
        tags: ['bank robbery'],
        synopsis: 'A thief.',
        cast: ['Al Pacino'],
        directors: ['Michael Mann'],
      }),
    ).toEqual([
      'word w:thief',
      'name w:heat',
      'tag t:bank robberi',
      'tagWord w:bank',
      'tagWord w:robberi',
      'genre g:crime',
      'cast p:al pacino',
      'director p:michael mann',
    ]);
  });

  it('leaves the synopsis out when told to', () => {
    expect(keys({ name: 'Heat', synopsis: 'A thief.' }, false)).toEqual(['name w:heat']);
  });

  it('puts a Spanish synopsis under English words too, so that the two languages meet', () => {
    const terms = keys({
      synopsis: 'Un asesino en serie recorre las calles de Sevilla y la policía no sabe qué hacer.',
    });
    expect(terms).toEqual(
      expect.arrayContaining(['word s:asesin', 'word w:serial', 'word w:killer', 'word w:polic', 'word s:call']),
    );
  });

  it('gives Spanish and English names of a tag one key', () => {
    expect(tagKey('viaje en el tiempo', 'es')).toBe(tagKey('time travel', 'en'));
    expect(tagKey('Serial Killers', 'en')).toBe(tagKey('serial killer', 'en'));
  });

  it('bears titles without anything', () => {
    expect(keys({ name: '', genres: [' '], tags: ['', '!!'], synopsis: '', cast: ['?'] })).toEqual([]);
  });
});

describe('catalogueLanguage', () => {
  it('is that of most synopses', () => {
    const spanish = title({ synopsis: 'Una mujer vuelve a su pueblo después de muchos años.' });
    const english = title({ synopsis: 'A woman returns to her home town after many years.' });
    expect(catalogueLanguage([spanish, spanish, english])).toBe('es');
    expect(catalogueLanguage([spanish, english, english])).toBe('en');
    expect(catalogueLanguage([])).toBe('en');
  });
});
