import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveList } from './lists.ts';

const KNOWN = new Set([
  'Toy Story',
  'Jumanji',
  'Crouching Tiger, Hidden Dragon',
  'Good, the Bad and the Ugly, The',
  '7',
  'Say "Hi"',
]);
const resolve = (...values: string[]): { found: string[]; unknown: string[] } => {
  const { found, unknown } = resolveList(values, (name) => (KNOWN.has(name) ? name : null), 200);
  return { found: found.map(({ value }) => value), unknown };
};

describe('resolveList', () => {
  it('parts members at commas and bars, and takes repeated parameters', () => {
    expect(resolve('Toy Story, Jumanji').found).toEqual(['Toy Story', 'Jumanji']);
    expect(resolve('Toy Story|Jumanji|7').found).toEqual(['Toy Story', 'Jumanji', '7']);
    expect(resolve('Toy Story', '7,Jumanji').found).toEqual(['Toy Story', '7', 'Jumanji']);
  });

  it('finds names with commas, quoted or not, alone or among others', () => {
    expect(resolve('Crouching Tiger, Hidden Dragon').found).toEqual(['Crouching Tiger, Hidden Dragon']);
    expect(resolve('"Crouching Tiger, Hidden Dragon",7').found).toEqual(['Crouching Tiger, Hidden Dragon', '7']);
    expect(resolve('7,Good, the Bad and the Ugly, The,Jumanji').found).toEqual([
      '7',
      'Good, the Bad and the Ugly, The',
      'Jumanji',
    ]);
  });

  it('tells the members it does not know, one by one, and goes on', () => {
    expect(resolve('Toy Story,Nothing,Jumanji|No, neither')).toEqual({
      found: ['Toy Story', 'Jumanji'],
      unknown: ['Nothing', 'No', 'neither'],
    });
  });

  it('reads a doubled quote inside quotes as one', () => expect(resolve('"Say ""Hi"""').found).toEqual(['Say "Hi"']));

  it('gives each member once', () => expect(resolve('7,7', '7').found).toEqual(['7']));

  it('finds nothing in nothing', () => {
    for (const value of ['', ',', '|', ' , ', '""', '"']) expect(resolve(value).found).toEqual([]);
  });

  it('says when there are more members than the limit', () => {
    const find = (name: string): string | null => (name.includes(',') ? null : name);
    expect(resolveList(['a,b'], find, 2)).toMatchObject({ unknown: [], complete: true });
    expect(resolveList(['a|b', 'c'], find, 2)).toMatchObject({
      found: [{ name: 'a' }, { name: 'b' }],
      complete: false,
    });
  });

  it('takes any text, and every quoted member comes back whole', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 20 }), (names) => {
        const values = names.map((name) => `"${name.replaceAll('"', '""')}"`);
        const { found } = resolveList(values, (name) => name, 200);
        const expected = names.map((name) => name.trim()).filter((name) => name !== '');
        expect(found.map(({ value }) => value)).toEqual([...new Set(expected)]);
      }),
    );
  });
});
