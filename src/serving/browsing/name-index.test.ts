import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packStrings } from '../../base/string-column.ts';
import { WordPlaces } from '../word-places.ts';
import { indexNames } from './name-index.ts';
import { countCommon, hasRow, type RowSet } from './row-sets.ts';
import { NAME_BORDER } from './rows.ts';

const rowsOf = (set: RowSet, size: number): number[] =>
  Array.from({ length: size }, (_, row) => row).filter((row) => hasRow(set, row));

/** Few words that begin alike, so that texts meet many names. */
const word = fc.constantFrom('the', 'then', 'th', 'a', 'an', 'ñandu', 'n', 'amelie', '1', '12', '…');
const name = fc.array(word, { minLength: 0, maxLength: 4 }).map((words) => words.join(' '));
const row = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join(NAME_BORDER));
const text = fc.oneof(
  name,
  fc.tuple(name, fc.constantFrom('t', 'am', 'ñ', 'x', '')).map(([words, end]) => `${words} ${end}`.trim()),
);

/** By looking at every name: 0 where one is the text, 1 where one begins so, else 2. */
function rankPlainly(names: string, asked: string): number {
  const parts = names.split(NAME_BORDER);
  if (parts.includes(asked)) return 0;
  return parts.some((part) => part.startsWith(asked)) ? 1 : 2;
}

describe('indexNames', () => {
  it('finds the rows that looking through all names finds, and how their names begin', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 70 }),
        fc.array(text, { minLength: 1, maxLength: 8 }),
        async (rows, texts) => {
          const folded = packStrings(rows);
          const index = await indexNames(folded);
          const plain = new WordPlaces(folded.bytes, folded.offsets);
          for (const asked of texts) {
            const found = rowsOf(index.holding(asked), rows.length);
            expect(found, asked).toEqual(plain.find(asked));
            const ranks = new Uint8Array(rows.length).fill(2);
            index.rank(asked, ranks);
            const expected = found.map((place) => rankPlainly(rows[place], asked));
            expect(
              found.map((place) => ranks[place]),
              asked,
            ).toEqual(expected);
          }
        },
      ),
      { numRuns: 150, seed: 3 },
    );
  });

  it('goes on from block to block among thousands of names', async () => {
    const rows = Array.from({ length: 2_500 }, (_, at) => `film ${at % 7}${NAME_BORDER}number ${at}`);
    const index = await indexNames(packStrings(rows));
    const sevens = index.holding('num 249');
    expect(rowsOf(sevens, rows.length)).toEqual([249, ...Array.from({ length: 10 }, (_, at) => 2_490 + at)]);
    const all = index.holding('f');
    expect(countCommon(all, all)).toBe(2_500);
    const ranks = new Uint8Array(2_500).fill(2);
    index.rank('number 249', ranks);
    expect([ranks[249], ranks[2_495], ranks[24]]).toEqual([0, 1, 2]);
  });
});
