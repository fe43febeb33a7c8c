import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontArticle, parseTitleName, parseYear } from './title-name.ts';

describe('parseTitleName', () => {
  it.each([
    ['Toy Story (1995)', 'Toy Story', 1995],
    ['Matrix, The (1999)', 'The Matrix', 1999],
    ['  Laberinto   del fauno, El  (2006) ', 'El Laberinto del fauno', 2006],
    ["Avventura, L' (1960)", "L'Avventura", 1960],
    ['Misérables, Les (1995)', 'Les Misérables', 1995],
    [
      'City of Lost Children, The (Cité des enfants perdus, La) (1995)',
      'The City of Lost Children (La Cité des enfants perdus)',
      1995,
    ],
    ['Seven (a.k.a. Se7en) (1995)', 'Seven (a.k.a. Se7en)', 1995],
    ['Postman, The (Postino, Il) (1994)', 'The Postman (Il Postino)', 1994],
    ['2001: A Space Odyssey (1968)', '2001: A Space Odyssey', 1968],
    ['Fawlty Towers (1975-1979)', 'Fawlty Towers', 1975],
    ['The Office (2005– )', 'The Office', 2005],
    ['Metropolis [1927]', 'Metropolis', 1927],
    ['Hyena Road', 'Hyena Road', null],
    ['1984', '1984', null],
    ['(1999)', '(1999)', null],
    ['Good, the Bad and the Ugly, The', 'The Good, the Bad and the Ugly', null],
    ['Crouching Tiger, Hidden Dragon', 'Crouching Tiger, Hidden Dragon', null],
  ])('reads %s', (text, name, year) => {
    expect(parseTitleName(text)).toEqual({ name, year });
  });

  it('never loses a name and never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { name, year } = parseTitleName(text);
        expect(name === '').toBe(text.trim() === '');
        expect(year === null || (year >= 1800 && year < 2100)).toBe(true);
      }),
    );
  });

  it('leaves a name alone that it has already put in order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('The', 'El', "L'", 'Los'),
        fc.stringMatching(/^[A-Z][a-z]{1,8}( [a-z]{2,6})?$/),
        (article, rest) => {
          const once = frontArticle(`${rest}, ${article}`);
          expect(once).toBe(`${article}${article.endsWith("'") ? '' : ' '}${rest}`);
          expect(frontArticle(once)).toBe(once);
        },
      ),
    );
  });
});

describe('parseYear', () => {
  it.each([
    ['1999', 1999],
    ['1999.0', 1999],
    ['1999-03-31', 1999],
    ['31/03/1999', 1999],
    ['01-Jan-1995', 1995],
    ['1492', null],
    ['99', null],
    ['soon', null],
    ['2020202', null],
  ])('reads %s', (text, year) => {
    expect(parseYear(text)).toBe(year);
  });
});
