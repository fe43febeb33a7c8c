import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  AWKWARD_SIZES,
  drawNumbers,
  drawSparse,
  findDisagreements,
  generatorOf,
  putSparse,
  transpose,
} from './agreement.ts';
import { type Kernels, openKernels, reference } from './index.ts';

const opened = await Promise.all([1, 2, 3].map((threads) => openKernels({ threads })));
afterAll(() => opened.forEach((kernels) => kernels.close()));

function withThreads(work: (kernels: Kernels) => void): void {
  for (const kernels of opened) {
    const mark = kernels.heap.mark();
    work(kernels);
    kernels.heap.release(mark);
  }
}

describe('sparseGram', () => {
  it('is the exact twin at awkward sizes, and leaves the padding alone', () => {
    for (const rows of [0, 1, 5, 300]) {
      for (const columns of [...AWKWARD_SIZES, 150]) {
        const X = drawSparse(generatorOf('gram', rows, columns), rows, columns, 0.3);
        const ld = columns + 2;
        const expected = new Float64Array(columns * ld).fill(5);
        reference.sparseGram(expected, X, null, ld, 2.5);
        withThreads((kernels) => {
          const G = kernels.heap.f32(columns * ld);
          G.data.fill(5);
          kernels.sparseGram(G, putSparse(kernels.heap, X), putSparse(kernels.heap, transpose(X)), ld, 2.5);
          expect(findDisagreements(G.data, expected, 0), `${rows}×${columns}`).toEqual([]);
        });
      }
    }
  });

  it('counts each row by its weight, to the same bits with any number of threads', () => {
    for (const [rows, columns] of [
      [1, 3],
      [300, 67],
      [2000, 400],
    ]) {
      const X = drawSparse(generatorOf('weighted', rows, columns), rows, columns, 0.1);
      const weights = Float32Array.from({ length: rows }, (_, row) => 0.1 + (row % 7) / 3);
      const expected = new Float64Array(columns * columns);
      reference.sparseGram(expected, X, null, columns, 1.5, weights);
      const found: Float32Array[] = [];
      withThreads((kernels) => {
        const { heap } = kernels;
        const G = heap.f32(columns * columns);
        kernels.sparseGram(G, putSparse(heap, X), putSparse(heap, transpose(X)), columns, 1.5, heap.f32From(weights));
        found.push(G.data.slice());
      });
      for (const G of found) {
        expect(findDisagreements(G, expected, 1e-6), `${rows}×${columns}`).toEqual([]);
        expect(G).toEqual(found[0]);
      }
    }
  });

  it('shares large work between threads to the same bits', () => {
    const X = drawSparse(generatorOf('large'), 2000, 400, 0.1);
    const expected = new Float64Array(400 * 400);
    reference.sparseGram(expected, X, null, 400, 1);
    withThreads((kernels) => {
      const G = kernels.heap.f32(400 * 400);
      kernels.sparseGram(G, putSparse(kernels.heap, X, true), putSparse(kernels.heap, transpose(X), true), 400, 1);
      expect(findDisagreements(G.data, expected, 0)).toEqual([]);
    });
  });
});

describe('addSparseRows', () => {
  it('agrees with its plain twin at any size, with values and without', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(40), fc.nat(20), fc.boolean(), (height, columns, picked, binary) => {
        const generator = generatorOf('pick', height, columns, picked);
        const X = drawSparse(generator, height, columns, 0.4, () => generator.normal());
        const count = height === 0 ? 0 : picked;
        const rows = Array.from({ length: count }, () => generator.below(height));
        const weights = drawNumbers(generator, count);
        const expected = new Float64Array(columns).fill(0.5);
        const { values: _values, ...pattern } = X;
        reference.addSparseRows(expected, binary ? pattern : X, rows, weights, count);
        withThreads((kernels) => {
          const { heap } = kernels;
          const out = heap.f32(columns + 1);
          out.data.fill(0.5, 0, columns).fill(7777, columns);
          kernels.addSparseRows(out, putSparse(heap, X, binary), heap.i32From(rows), heap.f32From(weights), count);
          expect(findDisagreements(out.data.subarray(0, columns), expected, 2e-5)).toEqual([]);
          expect(out.data[columns]).toBe(7777);
        });
      }),
    );
  });

  it('refuses rows that are none and columns that are none, before anything is written, and looks at no others', () => {
    const [kernels] = opened;
    const { heap } = kernels;
    const mark = heap.mark();
    const out = heap.f32(3);
    const weights = heap.f32From([1]);
    const indptr = heap.i32From([0, 1, 2, 9]);
    const X = { rows: 3, columns: 3, indptr, indices: heap.i32From([2, 3, 0]) };
    for (const row of [-1, 1, 2, 3]) {
      expect(() => kernels.addSparseRows(out, X, heap.i32From([row]), weights, 1)).toThrow(RangeError);
    }
    expect([...out.data]).toEqual([0, 0, 0]);
    kernels.addSparseRows(out, X, heap.i32From([0]), weights, 1);
    expect([...out.data]).toEqual([0, 0, 1]);
    heap.release(mark);
  });
});

describe('sparseMultiply', () => {
  it('agrees with its plain twin at any size, with values and without', () => {
    fc.assert(
      fc.property(
        fc.nat(30),
        fc.nat(30),
        fc.constantFrom(...AWKWARD_SIZES),
        fc.boolean(),
        (rows, columns, f, binary) => {
          const generator = generatorOf('product', rows, columns, f);
          const X = drawSparse(generator, rows, columns, 0.4, () => generator.normal());
          const W = drawNumbers(generator, columns * f);
          const expected = new Float64Array(rows * f);
          const { values: _values, ...pattern } = X;
          reference.sparseMultiply(expected, binary ? pattern : X, W, f);
          withThreads((kernels) => {
            const Y = kernels.heap.f32(rows * f + 1);
            Y.data.fill(7777);
            kernels.sparseMultiply(Y, putSparse(kernels.heap, X, binary), kernels.heap.f32From(W), f);
            expect(findDisagreements(Y.data.subarray(0, rows * f), expected, 2e-5)).toEqual([]);
            expect(Y.data[rows * f]).toBe(7777);
          });
        },
      ),
    );
  });

  it('agrees with its plain twin where several threads share the work', () => {
    const generator = generatorOf('shared');
    const X = drawSparse(generator, 700, 300, 0.05, () => generator.normal());
    const W = drawNumbers(generator, 300 * 64);
    const expected = new Float64Array(700 * 64);
    reference.sparseMultiply(expected, X, W, 64);
    withThreads((kernels) => {
      const Y = kernels.heap.f32(700 * 64);
      kernels.sparseMultiply(Y, putSparse(kernels.heap, X), kernels.heap.f32From(W), 64);
      expect(findDisagreements(Y.data, expected, 2e-5)).toEqual([]);
    });
  });
});

describe('weightTerms', () => {
  it.each(['tfidf', 'bm25'] as const)('agrees with its plain twin for %s at any size', (scheme) => {
    const options = fc.record({
      k1: fc.double({ min: 0, max: 3, noNaN: true }),
      b: fc.double({ min: 0, max: 1, noNaN: true }),
      normalize: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), options, (rows, columns, chosen) => {
        const generator = generatorOf('terms', rows, columns);
        const X = drawSparse(generator, rows, columns, 0.4, () => generator.below(5));
        const expected = { ...X, values: Float64Array.from(X.values) };
        reference.weightTerms(expected, scheme, chosen);
        withThreads((kernels) => {
          const block = putSparse(kernels.heap, X);
          kernels.weightTerms(block, scheme, chosen);
          expect(findDisagreements(block.values?.data ?? [], expected.values, 1e-5)).toEqual([]);
        });
      }),
    );
  });

  it('weighs a term of two in three rows as the formula says', () => {
    // N = 3, df = 2, t = 2, length 2 = mean length: ln(1 + 1.5/2.5) · 2·2.2/(2 + 1.2) = 0.4700036 · 1.375
    withThreads((kernels) => {
      const { heap } = kernels;
      const X = {
        rows: 3,
        columns: 2,
        indptr: heap.i32From([0, 1, 2, 3]),
        indices: heap.i32From([0, 0, 1]),
        values: heap.f32From([2, 2, 2]),
      };
      kernels.weightTerms(X, 'bm25');
      expect(X.values.data[0]).toBeCloseTo(0.646255, 5);
    });
  });
});
