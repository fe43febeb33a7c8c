import { describe, expect, it } from 'vitest';
import { listAt, packLists, packStrings } from '../../base/string-column.ts';
import { encodeTensors } from '../../base/tensors.ts';
import { decodeColumns, encodeColumns, rowsOf } from './column-file.ts';

const KINDS = { ids: 'i32', scores: 'f64', kinds: 'u8', names: 'strings', genres: 'lists' } as const;
const COLUMNS = {
  ids: Int32Array.of(3, -1),
  scores: Float64Array.of(0.1, Number.NaN),
  kinds: Uint8Array.of(255, 0),
  names: packStrings(['Amélie', '']),
  genres: packLists([['Drama', 'War'], []]),
};

describe('a file of columns', () => {
  it('gives back what was written, as views on its bytes', () => {
    const bytes = encodeColumns(KINDS, COLUMNS, 'test-1');
    const { ids, scores, kinds, names, genres } = decodeColumns(KINDS, bytes, 'test-1');
    expect([[...ids], [...scores], [...kinds], [...names]]).toEqual([
      [3, -1],
      [0.1, Number.NaN],
      [255, 0],
      ['Amélie', ''],
    ]);
    expect([listAt(genres, 0), listAt(genres, 1)]).toEqual([['Drama', 'War'], []]);
    expect([ids, kinds, names, genres].map(rowsOf)).toEqual([2, 2, 2, 2]);
    expect(names.bytes.buffer).toBe(bytes.buffer);
  });

  it('has the same bytes for the same columns', () => {
    expect(encodeColumns(KINDS, { ...COLUMNS, ids: Int32Array.of(3, -1) }, 'test-1')).toEqual(
      encodeColumns(KINDS, COLUMNS, 'test-1'),
    );
  });

  const bytes = encodeColumns(KINDS, COLUMNS, 'test-1');
  const tensor = (data: Int32Array | Uint8Array) => ({ shape: [data.length], data });
  it.each<[string, () => unknown]>([
    ['of another format', () => decodeColumns(KINDS, bytes, 'test-2')],
    ['without one of the columns', () => decodeColumns({ ...KINDS, more: 'i32' }, bytes, 'test-1')],
    ['with a column of another type', () => decodeColumns({ ids: 'f32' }, bytes, 'test-1')],
    ['that is no safetensors file', () => decodeColumns(KINDS, Buffer.from('not a file of columns at all'), 'test-1')],
    [
      'whose offsets do not fit its text',
      () => {
        const odd = encodeTensors(
          [
            ['names.bytes', tensor(Uint8Array.of(65, 66))],
            ['names.offsets', tensor(Int32Array.of(0, 3))],
          ],
          { format: 'test-1' },
        );
        return decodeColumns({ names: 'strings' }, odd, 'test-1');
      },
    ],
  ])('is refused %s', (_, decode) => {
    expect(decode).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_ARTIFACT' }));
  });
});
