import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallSnapshot } from '../../test/fixtures/small-catalogue.ts';
import { buildCatalogue, findTitle } from './catalogue.ts';
import { foldName } from './names.ts';

const catalogue = buildCatalogue(smallSnapshot());
const idOf = (name: string): string | null => {
  const num = findTitle(catalogue, name);
  return num === null ? null : catalogue.titles[num].id;
};

describe('foldName', () => {
  it('sets case, accents, punctuation and the place of the article aside', () => {
    expect(foldName('Matrix, The')).toBe('the matrix');
    expect(foldName('AMÉLIE!')).toBe('amelie');
    expect(foldName("Schindler's List")).toBe('schindlers list');
    expect(foldName('Lilo & Stitch')).toBe('lilo and stitch');
  });

  it('keeps letters of other scripts', () => {
    expect(foldName('七人の侍')).toBe('七人の侍'.normalize('NFKD'));
  });

  it('is empty when nothing is left, whatever the text', () => {
    expect(foldName('¿¡…!?')).toBe('');
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof foldName(text) === 'string'));
  });

  it('changes nothing more when folded again', () => {
    fc.assert(fc.property(fc.string(), (text) => foldName(foldName(text)) === foldName(text)));
  });
});

describe('findTitle', () => {
  it('finds by id before name', () => expect(idOf('i3')).toBe('i3'));

  it.each([
    ['Toy Story', 'i0'],
    ['toy story (1995)', 'i0'],
    ['TOY STORY 1995', 'i0'],
    ['Toy Story 2', 'i1'],
    ['Matrix, The (1999)', 'i2'],
    ['Matrix', 'i2'],
    ['amelie', 'i5'],
    ['Crouching Tiger, Hidden Dragon', 'i4'],
    ['La cité des enfants perdus', 'i8'],
    ['The City of Lost Children', 'i8'],
    ['dracula', 'i11'],
    ['great performances', 'i10'],
  ])('finds %s', (name, id) => expect(idOf(name)).toBe(id));

  it('takes the best known of two films with one name, and the one of the year when a year is given', () => {
    expect(idOf('Sabrina')).toBe('i6');
    expect(idOf('Sabrina (1995)')).toBe('i7');
    expect(idOf('Sabrina 1954')).toBe('i6');
  });

  it('takes a year that is off by one, as catalogues disagree, but no other', () => {
    expect(idOf('Heat (1996)')).toBe('i9');
    expect(idOf('Heat (1999)')).toBeNull();
  });

  it('finds nothing for what is not a name', () => {
    for (const name of ['', ' ', '??', 'Toy', "'; DROP TABLE titles; --"]) expect(idOf(name)).toBeNull();
  });
});

describe('nearest', () => {
  const nearest = (name: string): string[] => catalogue.names.nearest(name, 3).map((num) => catalogue.titles[num].name);

  it('offers what a slip meant, nearest first', () => {
    expect(nearest('Toy Stori')[0]).toBe('Toy Story');
    expect(nearest('Matirx')[0]).toBe('The Matrix');
    expect(nearest('Crouching Tigre Hidden Dragon')[0]).toBe('Crouching Tiger, Hidden Dragon');
  });

  it('offers nothing for what resembles nothing', () => expect(nearest('xqzw kkkkj')).toEqual([]));

  it('takes any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => nearest(text).length <= 3));
  });
});

describe('search', () => {
  const search = (text: string): string[] => catalogue.names.search(text).map((num) => catalogue.titles[num].id);

  it('takes words as beginnings, in any order', () => {
    expect(search('toy sto')).toEqual(['i0', 'i1']);
    expect(search('dragon crou')).toEqual(['i4']);
  });

  it('puts the whole name before longer ones', () => expect(search('the matrix')).toEqual(['i2', 'i3']));

  it('finds with and without accents', () => {
    expect(search('Amelie')).toEqual(['i5']);
    expect(search('drac')).toEqual(['i11']);
  });

  it('finds nothing when one word fits nowhere', () => expect(search('toy zebra')).toEqual([]));
});
