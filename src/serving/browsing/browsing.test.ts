import { describe, expect, it } from 'vitest';
import { packStrings } from '../../base/string-column.ts';
import { countryCode } from './countries.ts';
import { filmGenres } from './genres.ts';
import { orderByKey, orderByName } from './orders.ts';

describe('the order of rows', () => {
  it('puts the largest keys first and settles equal ones by the other order', () => {
    // Rows 1 and 3 share a key; row 3 comes first in the other order.
    const tie = Int32Array.of(3, 2, 0, 1);
    expect([...orderByKey([5, 7, -1, 7], tie)]).toEqual([3, 1, 0, 2]);
  });

  it('keeps the other order where all keys are the same, and copes with none', () => {
    expect([...orderByKey([0, 0, 0], Int32Array.of(2, 0, 1))]).toEqual([1, 2, 0]);
    expect([...orderByKey([], new Int32Array(0))]).toEqual([]);
  });

  it('tells large amounts of dollars apart among as many rows as a catalogue has', () => {
    const size = 70_000;
    const keys = Float64Array.from({ length: size }, (_, row) => 2_787_965_087 - row);
    const order = orderByKey(
      keys,
      Int32Array.from({ length: size }, (_, row) => size - 1 - row),
    );
    expect([...order.subarray(0, 3)]).toEqual([0, 1, 2]);
  });

  it('puts names in the order of their letters, nameless rows first', async () => {
    const names = packStrings(['the matrix', '', 'amelie', 'alien', 'ñandu']);
    expect([...(await orderByName(names))]).toEqual([1, 3, 2, 0, 4]);
  });
});

describe('a genre of a platform', () => {
  it.each([
    ['Sci-Fi', ['Sci-Fi']],
    ['Science Fiction', ['Sci-Fi']],
    ['dramas', ['Drama']],
    ['action & adventure', ['Action', 'Adventure']],
    ['action-adventure', ['Action', 'Adventure']],
    ["kids' tv", ['Children']],
    ['horror movies', ['Horror']],
    ['romantic tv shows', ['Romance']],
    ['stand-up comedy & talk shows', ['Comedy']],
    ['international movies', []],
    ['(no genres listed)', []],
  ])('%s is counted as %j', (name, genres) => {
    expect(filmGenres(name)).toEqual(genres);
  });
});

describe('a country', () => {
  it.each([
    ['United States of America', 'US'],
    ['united states', 'US'],
    ['Germany', 'DE'],
    ['Czech Republic', 'CZ'],
    ['South Korea', 'KR'],
    ["Cote D'Ivoire", 'CI'],
    ['Soviet Union', 'soviet union'],
  ])('%s is %s', (name, code) => {
    expect(countryCode(name)).toBe(code);
  });
});
