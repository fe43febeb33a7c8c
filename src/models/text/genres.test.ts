import { describe, expect, it } from 'vitest';
import { canonicalGenre, genreSpellings } from './genres.ts';

describe('canonicalGenre', () => {
  it.each([
    ['Sci-Fi', 'science-fiction'],
    ['Science Fiction', 'science-fiction'],
    ['ciencia ficción', 'science-fiction'],
    ['Comedias', 'comedy'],
    ['TERROR', 'horror'],
    ['Film-Noir', 'film-noir'],
    ["Children's", 'children'],
    ['Suspenso', 'thriller'],
  ])('knows %s as %s', (name, key) => {
    expect(canonicalGenre(name)).toBe(key);
  });

  it('keeps a genre that it does not know, folded', () => {
    expect(canonicalGenre('Telenovela Turca')).toBe('telenovela turca');
  });

  it('leads every spelling to its genre', () => {
    for (const [spelling, key] of genreSpellings()) expect(canonicalGenre(spelling)).toBe(key);
  });
});
