import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { AWKWARD_SIZES, drawNumbers, findDisagreements, generatorOf } from './agreement.ts';
import { type F32Block, type Kernels, openKernels, reference } from './index.ts';

const opened = await Promise.all([1, 2, 3].map((threads) => openKernels({ threads })));
afterAll(() => opened.forEach((kernels) => kernels.close()));

/** Runs with every number of threads, giving back the memory after each. */
function withThreads(work: (kernels: Kernels) => void): void {
  for (const kernels of opened) {
    const mark = kernels.heap.mark();
    work(kernels);
    kernels.heap.release(mark);
  }
}

/** A block with a guard number behind its end, which nothing may overwrite. */
function guarded(kernels: Kernels, length: number): F32Block & { readonly isIntact: () => boolean } {
  const block = kernels.heap.f32(length + 1);
  block.data.fill(7777, length);
  return { ...block, isIntact: () => block.data[length] === 7777 };
}

/** A symmetric positive definite matrix, rows ld apart, with 5 in the padding and NaN in the upper triangle. */
function drawDefinite(n: number, ld: number): Float32Array {
  const Y = drawNumbers(generatorOf('definite', n), n * (n + 2));
  const G = new Float64Array(n * n);
  reference.gram(G, Y, n + 2, n, 1);
  const A = new Float32Array(Math.max(0, n * ld)).fill(5);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) A[i * ld + j] = j <= i ? G[i * n + j] : NaN;
  return A;
}

describe('multiply', () => {
  it('agrees with its plain twin at awkward sizes, whatever the threads', () => {
    for (const m of [0, 1, 4, 5, 67]) {
      for (const n of [0, 1, 7, 8, 9, 67]) {
        for (const k of [0, 1, 4, 67, 257]) {
          const generator = generatorOf(m, n, k);
          const A = drawNumbers(generator, m * k);
          const B = drawNumbers(generator, k * n);
          const expected = new Float64Array(m * n);
          reference.multiply(expected, A, B, m, n, k);
          withThreads((kernels) => {
            const C = guarded(kernels, m * n);
            C.data.fill(3, 0, m * n);
            kernels.multiply(C, kernels.heap.f32From(A), kernels.heap.f32From(B), m, n, k);
            expect(findDisagreements(C.data, expected, 3e-5), `${m}×${n}×${k}`).toEqual([]);
            expect(C.isIntact()).toBe(true);
          });
        }
      }
    }
  });

  it('agrees with its plain twin at any size', () => {
    fc.assert(
      fc.property(fc.nat(90), fc.nat(40), fc.nat(300), (m, n, k) => {
        const generator = generatorOf('product', m, n, k);
        const A = drawNumbers(generator, m * k);
        const B = drawNumbers(generator, k * n);
        const expected = new Float64Array(m * n);
        reference.multiply(expected, A, B, m, n, k);
        withThreads((kernels) => {
          const C = guarded(kernels, m * n);
          kernels.multiply(C, kernels.heap.f32From(A), kernels.heap.f32From(B), m, n, k);
          expect(findDisagreements(C.data, expected, 1e-4)).toEqual([]);
          expect(C.isIntact()).toBe(true);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('agrees with its plain twin where several threads share the work', () => {
    const [m, n, k] = [403, 131, 300];
    const generator = generatorOf('shared');
    const A = drawNumbers(generator, m * k);
    const B = drawNumbers(generator, k * n);
    const expected = new Float64Array(m * n);
    reference.multiply(expected, A, B, m, n, k);
    withThreads((kernels) => {
      const C = kernels.heap.f32(m * n);
      kernels.multiply(C, kernels.heap.f32From(A), kernels.heap.f32From(B), m, n, k);
      expect(findDisagreements(C.data, expected, 1e-4)).toEqual([]);
    });
  });

  it('carries NaN and infinity to the row and column they belong to', () => {
    withThreads((kernels) => {
      const A = kernels.heap.f32From([1, NaN, 1, 1, 1, 1, 1, 1, Infinity]);
      const B = kernels.heap.f32From([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      const C = kernels.heap.f32(9);
      kernels.multiply(C, A, B, 3, 3, 3);
      expect([...C.data]).toEqual([NaN, NaN, NaN, 12, 15, 18, Infinity, Infinity, Infinity]);
    });
  });
});

describe('gram', () => {
  it('agrees with its plain twin at awkward sizes, whatever the threads', () => {
    for (const f of AWKWARD_SIZES) {
      for (const n of [0, 1, 4, 127, 129, 700]) {
        const Y = drawNumbers(generatorOf('gram', n, f), n * f);
        const expected = new Float64Array(f * f);
        reference.gram(expected, Y, n, f, 0.5);
        withThreads((kernels) => {
          const G = guarded(kernels, f * f);
          kernels.gram(G, kernels.heap.f32From(Y), n, f, 0.5);
          expect(findDisagreements(G.data, expected, 1e-4), `${n}×${f}`).toEqual([]);
          expect(G.isIntact()).toBe(true);
        });
      }
    }
  });
});

describe('spdInverse', () => {
  it('agrees with its plain twin at awkward sizes and row lengths, whatever the threads', () => {
    for (const n of [...AWKWARD_SIZES, 143, 144, 145, 150, 301]) {
      for (const ld of [n, n + 3]) {
        const A = drawDefinite(n, ld);
        const expected = Float64Array.from(A);
        expect(reference.spdInverse(expected, n, ld)).toBe(true);
        withThreads((kernels) => {
          const block = kernels.heap.f32From(A);
          expect(kernels.spdInverse(block, n, ld)).toBe(true);
          expect(findDisagreements(block.data, expected, 1e-5), `n = ${n}, ld = ${ld}`).toEqual([]);
        });
      }
    }
  });

  it('agrees with its plain twin at any size', () => {
    fc.assert(
      fc.property(fc.nat(180), fc.nat(9), (n, padding) => {
        const A = drawDefinite(n, n + padding);
        const expected = Float64Array.from(A);
        reference.spdInverse(expected, n, n + padding);
        withThreads((kernels) => {
          const block = kernels.heap.f32From(A);
          expect(kernels.spdInverse(block, n, n + padding)).toBe(true);
          expect(findDisagreements(block.data, expected, 1e-5)).toEqual([]);
        });
      }),
      { numRuns: 25 },
    );
  });

  it('gives back the identity when multiplied with what it inverted', () => {
    const n = 250;
    const A = drawDefinite(n, n);
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) A[i * n + j] = A[j * n + i];
    withThreads((kernels) => {
      const inverse = kernels.heap.f32From(A);
      kernels.spdInverse(inverse, n, n);
      const product = kernels.heap.f32(n * n);
      kernels.multiply(product, kernels.heap.f32From(A), inverse, n, n, n);
      const identity = Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));
      expect(findDisagreements(product.data, identity, 2e-3)).toEqual([]);
    });
  });

  it.each([
    ['a zero pivot', [0]],
    ['a negative pivot', [1, 0, 2, -1]],
    ['a pivot that is not a number', [NaN]],
    ['an infinite pivot', [Infinity]],
    ['two equal rows', [1, 1, 1, 1]],
    ['a negative definite matrix', [-2, 0, 0, 0, -2, 0, 0, 0, -2]],
  ])('returns false for %s', (_name, numbers) => {
    const n = Math.sqrt(numbers.length);
    withThreads((kernels) => expect(kernels.spdInverse(kernels.heap.f32From(numbers), n, n)).toBe(false));
    expect(reference.spdInverse([...numbers], n, n)).toBe(false);
  });

  it('returns false when a late pivot is not positive, on every thread', () => {
    const n = 301;
    for (const [row, value] of [
      [299, -1],
      [200, NaN],
      [150, 0],
    ] as const) {
      const A = drawDefinite(n, n);
      A[row * n + row] = value;
      withThreads((kernels) => {
        expect(kernels.spdInverse(kernels.heap.f32From(A), n, n)).toBe(false);
        expect(kernels.spdInverse(kernels.heap.f32From([4]), 1, 1)).toBe(true);
      });
    }
  });
});

describe('sumRows', () => {
  it('agrees with its plain twin at awkward sizes', () => {
    const generator = generatorOf('sumRows');
    for (const count of [0, 1, 2, 3, 4, 7, 8, 9, 31]) {
      for (const n of [...AWKWARD_SIZES, 4095, 4101]) {
        const ld = n + 3;
        const B = drawNumbers(generator, 12 * ld);
        const rows = Array.from({ length: count }, () => generator.below(12));
        const weights = drawNumbers(generator, count);
        const expected = new Float64Array(n);
        reference.sumRows(expected, B, rows, weights, count, n, ld);
        withThreads((kernels) => {
          const { heap } = kernels;
          const out = guarded(kernels, n);
          out.data.fill(9, 0, n);
          kernels.sumRows(out, heap.f32From(B), heap.i32From(rows), heap.f32From(weights), count, n, ld);
          expect(findDisagreements(out.data, expected, 2e-5), `${count} rows of ${n}`).toEqual([]);
          expect(out.isIntact()).toBe(true);
        });
      }
    }
  });
});

describe('multiplyVector', () => {
  it('agrees with its plain twin at any size', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(70), (n, f) => {
        const generator = generatorOf('vector', n, f);
        const Y = drawNumbers(generator, n * f);
        const x = drawNumbers(generator, f);
        const expected = new Float64Array(n);
        reference.multiplyVector(expected, Y, x, n, f);
        withThreads((kernels) => {
          const out = guarded(kernels, n);
          kernels.multiplyVector(out, kernels.heap.f32From(Y), kernels.heap.f32From(x), n, f);
          expect(findDisagreements(out.data, expected, 2e-5)).toEqual([]);
          expect(out.isIntact()).toBe(true);
        });
      }),
    );
  });
});
