import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openKernels, reference } from './index.ts';

const kernels = await openKernels();
afterAll(() => kernels.close());

/** Returns what the kernel finds; `mask` null for none. */
function findTop(scores: readonly number[], mask: readonly number[] | null, n: number): number[] {
  const { heap } = kernels;
  const mark = heap.mark();
  const items = heap.i32(n);
  const bytes = mask === null ? null : heap.u8(mask.length);
  if (mask !== null) bytes?.data.set(mask);
  const count = kernels.topN(items, heap.f32From(scores), bytes, scores.length, n);
  const found = [...items.data.subarray(0, count)];
  heap.release(mark);
  return found;
}

function findTopPlainly(scores: readonly number[], mask: readonly number[] | null, n: number): number[] {
  const items: number[] = [];
  const count = reference.topN(items, Float32Array.from(scores), mask, scores.length, n);
  return items.slice(0, count);
}

describe('topN', () => {
  it('is the exact twin for any scores, NaN, infinities and ties among them', () => {
    const score = fc.oneof(fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, 1, 1, 2), fc.float({ noNaN: true }));
    const entry = fc.tuple(score, fc.constantFrom(0, 0, 0, 1, 255));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 80 }), fc.nat(90), fc.boolean(), (entries, n, masked) => {
        const scores = entries.map(([value]) => value);
        const mask = masked ? entries.map(([, byte]) => byte) : null;
        expect(findTop(scores, mask, n)).toEqual(findTopPlainly(scores, mask, n));
      }),
      { numRuns: 500 },
    );
  });

  it('puts the smaller position first among equal scores, and keeps it when the list is full', () => {
    expect(findTop([1, 1, 1, 1, 1, 1], null, 3)).toEqual([0, 1, 2]);
    expect(findTop([0, 2, 1, 2, 1, 2], null, 4)).toEqual([1, 3, 5, 2]);
  });

  it('never lets NaN in, not even when nothing else is left', () => {
    expect(findTop([NaN, NaN, NaN], null, 2)).toEqual([]);
    expect(findTop([NaN, -Infinity, NaN, NaN, NaN, 3], null, 5)).toEqual([5, 1]);
  });

  it('returns fewer when the mask leaves fewer', () => {
    expect(findTop([3, 2, 1], [0, 1, 0], 3)).toEqual([0, 2]);
    expect(findTop([3, 2, 1], [1, 1, 1], 3)).toEqual([]);
  });

  it('finds none for n = 0 and for no scores', () => {
    expect(findTop([1, 2], null, 0)).toEqual([]);
    expect(findTop([], null, 5)).toEqual([]);
  });
});
