import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildInteractionMatrix,
  countInteractions,
  cutWindows,
  type Pattern,
  selectItems,
} from './interaction-matrix.ts';

/** The pattern of lists of items, one list a user. */
function patternOf(items: number, lists: readonly (readonly number[])[]): Pattern {
  const indptr = new Int32Array(lists.length + 1);
  for (const [user, list] of lists.entries()) indptr[user + 1] = indptr[user] + list.length;
  return { users: lists.length, items, indptr, indices: Int32Array.from(lists.flat()) };
}
const rowsOf = (indptr: Int32Array, indices: Int32Array): number[][] =>
  Array.from({ length: indptr.length - 1 }, (_, row) => [...indices.subarray(indptr[row], indptr[row + 1])]);

describe('the interaction matrix', () => {
  it('counts each item', () => {
    expect([...countInteractions(patternOf(4, [[0, 2], [2], []]))]).toEqual([1, 0, 2, 0]);
  });

  it('keeps the items with enough interactions, and of too many those with the most', () => {
    const counts = Int32Array.of(5, 1, 3, 3, 9);
    expect([...selectItems(counts, 2, 10)]).toEqual([0, 2, 3, 4]);
    expect([...selectItems(counts, 2, 3)]).toEqual([0, 2, 4]);
    expect([...selectItems(counts, 10, 3)]).toEqual([]);
  });

  it('holds rows with increasing columns, and its own transpose', () => {
    const lists = fc.array(fc.uniqueArray(fc.nat(9), { maxLength: 10 }), { maxLength: 8 });
    fc.assert(
      fc.property(lists, fc.uniqueArray(fc.nat(9), { maxLength: 10 }), (lists, kept) => {
        const items = Int32Array.from(kept).sort();
        const matrix = buildInteractionMatrix(patternOf(10, lists), items);
        const expected = lists.map((list) => [...items.keys()].filter((column) => list.includes(items[column])));
        expect(rowsOf(matrix.indptr, matrix.indices)).toEqual(expected);
        const flipped = [...items.keys()].map((column) =>
          [...lists.keys()].filter((user) => lists[user].includes(items[column])),
        );
        expect(rowsOf(matrix.transposedIndptr, matrix.transposedIndices)).toEqual(flipped);
      }),
    );
  });

  it('cuts histories into windows in order of time, each length once over', () => {
    const cut = cutWindows(patternOf(9, [[4, 1, 3, 0, 2], [], [7]]), [0, 2]);
    expect(rowsOf(cut.indptr, cut.indices)).toEqual([[4, 1, 3, 0, 2], [7], [4, 1], [3, 0], [2], [7]]);
  });
});
