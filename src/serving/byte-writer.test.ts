import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createByteWriter } from './byte-writer.ts';
import { rounded } from './explain.ts';

const written = (write: (writer: ReturnType<typeof createByteWriter>) => void): string => {
  const writer = createByteWriter();
  write(writer);
  return Buffer.from(writer.take()).toString();
};

describe('createByteWriter', () => {
  it('writes every number as JSON does', () => {
    const same = (value: number): void => {
      expect(written((writer) => writer.number(value))).toBe(JSON.stringify(value));
    };
    fc.assert(fc.property(fc.double(), same));
    fc.assert(fc.property(fc.double({ min: 0, max: 200_000, noNaN: true }), same));
    // Numbers with five digits go a way of their own.
    fc.assert(fc.property(fc.double({ min: 1e-5, max: 2e5, noNaN: true }), (value) => same(rounded(value))));
    fc.assert(fc.property(fc.integer({ min: -3, max: 200_000 }), same));
    for (const value of [0.001, 0.00099999, 0.01, 0.1, 0.99999, 1, 9.9999, 10, 99999, 1e5, 0.10203, 5.0005, 0.3])
      same(value);
    expect(written((writer) => writer.number(null))).toBe('null');
  });

  it('puts pieces of any length behind each other and begins anew after each take', () => {
    const long = '«ñ€😀»'.repeat(9_000);
    const writer = createByteWriter();
    writer.text('a');
    writer.bytes(Buffer.from(long));
    writer.text(long);
    writer.number(1.5);
    expect(Buffer.from(writer.take()).toString()).toBe(`a${long}${long}1.5`);
    writer.text('b');
    const bytes = writer.take();
    expect([bytes.byteOffset, bytes.buffer.byteLength, bytes[0]]).toEqual([0, 1, 0x62]);
  });
});
