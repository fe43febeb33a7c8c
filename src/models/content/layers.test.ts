import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openKernels } from '../../kernels/index.ts';
import { openLayers } from './layers.ts';

const kernels = await openKernels();
afterAll(() => kernels.close());

/** An index of `lengths.length` terms: term c stands in the titles 0, 1 … lengths[c] − 1, with the weight title + c. */
function indexOf(lengths: readonly number[]): {
  index: { starts: Int32Array; rows: Int32Array };
  weights: Float32Array;
} {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((length, column) => {
    starts[column + 1] = starts[column] + length;
  });
  const rows = lengths.flatMap((length) => Array.from({ length }, (_, title) => title));
  const weights = lengths.flatMap((length, column) => Array.from({ length }, (_, title) => title + column));
  return { index: { starts, rows: Int32Array.from(rows) }, weights: Float32Array.from(weights) };
}

describe('openLayers', () => {
  it('adds up common and rare terms alike, and forgets them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 }),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: -4, max: 4 })), { maxLength: 12 }),
        (lengths, taken) => {
          const mark = kernels.heap.mark();
          const n = 50;
          const { index, weights } = indexOf(lengths);
          const layers = openLayers(kernels, index, weights, n);
          const out = kernels.heap.f32(n);
          layers.base.data.fill(3);
          const expected = new Float64Array(n).fill(3);
          for (const [pick, amount] of taken) {
            const column = pick % lengths.length;
            layers.take(column, amount);
            for (let title = 0; title < lengths[column]; title++) expected[title] += amount * (title + column);
          }
          layers.sum(out);
          expect([...out.data]).toEqual([...expected]);
          layers.sum(out);
          expect([...out.data]).toEqual([...new Float64Array(n).fill(3)]);
          kernels.heap.release(mark);
        },
      ),
      { numRuns: 60 },
    );
  });
});
