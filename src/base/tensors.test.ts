import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTensors, encodeTensors, type Tensor } from './tensors.ts';

const sample: [string, Tensor][] = [
  ['weights', { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, NaN) }],
  ['empty', { shape: [0], data: new Int32Array(0) }],
  ['text', { shape: [5], data: new TextEncoder().encode('ñandú'.slice(0, 4)) }],
];
sample[2][1] = { shape: [sample[2][1].data.length], data: sample[2][1].data };

describe('tensors', () => {
  it('returns what was written, as views on the bytes', () => {
    const bytes = encodeTensors(sample, { model: 'ease' });
    const file = decodeTensors(bytes);
    expect([...file.tensors.keys()]).toEqual(['weights', 'empty', 'text']);
    expect(file.metadata).toEqual({ model: 'ease' });
    expect(file.tensors.get('weights')).toEqual({ shape: [2, 3], data: sample[0][1].data });
    expect(new TextDecoder().decode(file.tensors.get('text')?.data)).toBe('ñand');
  });

  it('starts every array on a 64-byte boundary of the file', () => {
    const bytes = encodeTensors(sample);
    for (const { data } of decodeTensors(bytes).tensors.values())
      expect((data.byteOffset - bytes.byteOffset) % 64).toBe(0);
  });

  it('keeps any arrays of any type and length, at any offset of the buffer', () => {
    const arrays = fc.oneof(
      fc.float32Array({ maxLength: 40 }),
      fc.float64Array({ maxLength: 40 }),
      fc.int32Array({ maxLength: 40 }),
      fc.uint8Array({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ minLength: 1 }).filter((name) => !name.startsWith('__')),
          arrays,
        ),
        fc.nat(9),
        (named, offset) => {
          const tensors = Object.entries(named).map(([name, data]): [string, Tensor] => [
            name,
            { shape: [data.length], data },
          ]);
          const bytes = encodeTensors(tensors);
          const shifted = new Uint8Array(bytes.length + offset).subarray(offset);
          shifted.set(bytes);
          const decoded = decodeTensors(shifted);
          for (const [name, { data }] of tensors) expect(decoded.tensors.get(name)?.data).toEqual(data);
        },
      ),
    );
  });

  it('refuses a shape that does not fit the data', () => {
    expect(() => encodeTensors([['x', { shape: [2, 2], data: new Float32Array(3) }]])).toThrow(/invalid shape of x/);
  });

  it('refuses, and never crashes on, bytes that are cut or changed', () => {
    const bytes = encodeTensors(sample, { model: 'ease' });
    for (let end = 0; end < bytes.length - 64; end += 7) {
      expect(() => decodeTensors(bytes.subarray(0, end))).toThrow(
        expect.objectContaining({ code: 'UNSUPPORTED_ARTIFACT' }),
      );
    }
    const withHeader = (header: unknown): Buffer => {
      const text = Buffer.from(JSON.stringify(header));
      const length = Buffer.alloc(8);
      length.writeBigUInt64LE(BigInt(text.length));
      return Buffer.concat([length, text, Buffer.alloc(16)]);
    };
    const entries: unknown[] = [
      { dtype: 'F16', shape: [2], data_offsets: [0, 4] },
      { dtype: 'F32', shape: [2], data_offsets: [0, 800] },
      { dtype: 'F32', shape: [2], data_offsets: [-8, 0] },
      { dtype: 'F32', shape: [-2], data_offsets: [8, 0] },
      { dtype: 'F32', shape: [0.5], data_offsets: [0, 2] },
      { dtype: 'F32', shape: 'x', data_offsets: [0, 4] },
      { dtype: 'F32' },
      null,
      7,
    ];
    for (const entry of entries) {
      expect(() => decodeTensors(withHeader({ x: entry }))).toThrow(
        expect.objectContaining({ code: 'UNSUPPORTED_ARTIFACT' }),
      );
    }
    expect(() => decodeTensors(withHeader([1]))).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_ARTIFACT' }));
  });
});
