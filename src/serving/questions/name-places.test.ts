import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packStrings } from '../../base/string-column.ts';
import { comparisonForm, foldColumn } from './fold-column.ts';
import { buildNamePlaces } from './name-places.ts';

const letters = fc.string({
  unit: fc.constantFrom('a', 'á', 'b', 'ñ', ' ', 'Z', '-', '9', '.', 'ß', '七'),
  maxLength: 12,
});

describe('a folded column', () => {
  it('holds every name as it is compared, found by the short way or by the long one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(letters, fc.string({ unit: 'grapheme' })), { maxLength: 20 }),
        async (names) => {
          const folded = [...(await foldColumn(packStrings(names)))];
          // What cannot be written in UTF-8 (half a pair of surrogates) is replaced on the way into the column.
          expect(folded).toEqual([...packStrings(names)].map(comparisonForm));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('takes names that grow when they are folded', async () => {
    const names = ['ﷺ'.repeat(50), 'a', 'ﬃ'.repeat(2_000)];
    expect([...(await foldColumn(packStrings(names)))]).toEqual(names.map(comparisonForm));
  });
});

describe('names by place', () => {
  it('are all found, each with its namesakes, among any others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(letters, { maxLength: 60 }), async (names) => {
        const places = await buildNamePlaces(packStrings(names), new Int32Array(names.length));
        for (const name of names) {
          const form = comparisonForm(name);
          const expected = names.flatMap((other, at) => (comparisonForm(other) === form && form !== '' ? [at] : []));
          expect(places.exact(name).toSorted((a, b) => a - b)).toEqual(expected);
          const spellings = places.exact(name).map((place) => names[place].trim());
          expect(spellings.slice(0, 1)).toEqual(form === '' ? [] : [name.trim()]);
          expect(places.nearest(name, 3).length).toBeLessThanOrEqual(3);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('of equal spelling come with the best known first', async () => {
    const places = await buildNamePlaces(packStrings(['Heat', 'HEAT', 'heat', 'Heat']), [1, 9, 5, 3]);
    expect(places.exact('Heat')).toEqual([3, 0, 1, 2]);
    expect(places.exact('héat')).toEqual([1, 2, 3, 0]);
  });

  it('are near when they hold what was asked, the best known first', async () => {
    const names = ['Sasha Spielberg', 'Steven Spielberg', 'Anne Hathaway', 'Daniel Berg'];
    const places = await buildNamePlaces(packStrings(names), [3, 30, 40, 5]);
    expect(places.nearest('spielberg', 2)).toEqual([1, 0]);
    expect(places.nearest('Steve Spielburg', 1)).toEqual([1]);
    expect(places.nearest('zzyzx', 5)).toEqual([]);
    expect(places.nearest('', 5)).toEqual([]);
  });

  it('may be none at all', async () => {
    const places = await buildNamePlaces(packStrings([]), []);
    expect(places.exact('Heat')).toEqual([]);
    expect(places.nearest('Heat', 5)).toEqual([]);
  });
});
