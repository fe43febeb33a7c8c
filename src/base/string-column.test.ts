import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listAt, packLists, packStrings } from './string-column.ts';

describe('packStrings', () => {
  it('gives every string back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (strings) => {
        const column = packStrings(strings);
        expect(column.size).toBe(strings.length);
        expect([...column]).toEqual(strings);
      }),
    );
  });

  it('is empty outside', () => {
    const column = packStrings(['a']);
    expect(column.at(-1)).toBe('');
    expect(column.at(1)).toBe('');
  });
});

describe('packLists', () => {
  it('gives every list back, each name kept once', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom('ana', 'bo', 'çé', ''))), (rows) => {
        const column = packLists(rows);
        expect(rows.map((_, row) => listAt(column, row))).toEqual(rows);
        expect(new Set(column.names).size).toBe(column.names.size);
      }),
    );
  });
});
