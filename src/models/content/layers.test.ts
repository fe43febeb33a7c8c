import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openKernels, type SparseBlock } from '../../kernels/index.ts';
import { openLayers } from './layers.ts';

const kernels = await openKernels();
afterAll(() => kernels.close());

/** Terms over n titles: term c stands in the titles 0, 1 … lengths[c] − 1, with the weight title + c. */
function termsOf(lengths: readonly number[], n: number): SparseBlock {
  const { heap } = kernels;
  const starts = [0];
  for (const length of lengths) starts.push(starts.at(-1)! + length);
  const each = (weigh: (title: number, column: number) => number): number[] =>
    lengths.flatMap((length, column) => Array.from({ length }, (_, title) => weigh(title, column)));
  return {
    rows: lengths.length,
    columns: n,
    indptr: heap.i32From(starts),
    indices: heap.i32From(each((title) => title)),
    values: heap.f32From(each((title, column) => title + column)),
  };
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
          const layers = openLayers(kernels, termsOf(lengths, n));
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
