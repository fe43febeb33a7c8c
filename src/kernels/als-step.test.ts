import { afterAll, describe, expect, it } from 'vitest';
import { drawNumbers, drawSparse, findDisagreements, generatorOf, putSparse } from './agreement.ts';
import { type Kernels, openKernels, reference } from './index.ts';

const opened = await Promise.all([1, 2, 3].map((threads) => openKernels({ threads })));
afterAll(() => opened.forEach((kernels) => kernels.close()));

interface Case {
  readonly rows: number;
  readonly columns: number;
  readonly f: number;
  readonly steps: number;
  readonly density?: number;
  readonly binary?: boolean;
  readonly regularized?: boolean;
}

/** Runs one half step on every number of threads and in the twin; returns their results, the twin's last. */
function solve({ rows, columns, f, steps, density = 0.3, binary = false, regularized = false }: Case): Numbers[] {
  const generator = generatorOf(rows, columns, f, steps);
  const R = drawSparse(generator, rows, columns, density, () => generator.normal() * 2 + 1);
  const { values: _values, ...pattern } = R;
  const Y = drawNumbers(generator, columns * f).map((y) => y * 0.3);
  const X = drawNumbers(generator, rows * f).map((x) => x * 0.3);
  const G = new Float32Array(f * f);
  reference.gram(G, Y, columns, f, 0.1);
  const extra = regularized ? drawNumbers(generator, rows).map(Math.abs) : undefined;
  const found = opened.map((kernels: Kernels) => {
    const { heap } = kernels;
    const mark = heap.mark();
    const block = heap.f32From([...X, 7777]);
    const own = extra === undefined ? undefined : heap.f32From(extra);
    kernels.alsStep(block, putSparse(heap, R, binary), heap.f32From(Y), heap.f32From(G), f, steps, own);
    const result = block.data.slice();
    heap.release(mark);
    return result;
  });
  const expected = Float64Array.from(X);
  reference.alsStep(expected, binary ? pattern : R, Y, G, f, steps, extra);
  return [...found, expected];
}
type Numbers = Float32Array | Float64Array;

describe('alsStep', () => {
  it.each([4, 8, 12, 16, 20, 64, 68])('agrees with its plain twin for f = %i, whatever the threads', (f) => {
    for (const [rows, columns] of [
      [0, 5],
      [1, 1],
      [5, 3],
      [40, 33],
    ] as const) {
      for (const regularized of [false, true]) {
        for (const binary of [false, true]) {
          const results = solve({ rows, columns, f, steps: 3, regularized, binary });
          const expected = results.at(-1) as Float64Array;
          for (const found of results.slice(0, -1)) {
            expect(findDisagreements(found.subarray(0, rows * f), expected, 2e-4), `${rows}×${columns}`).toEqual([]);
            expect(found[rows * f]).toBe(7777);
          }
        }
      }
    }
  });

  it('gathers rows longer than its buffer piece by piece', () => {
    // 1 MiB of buffer holds 1024 rows of 256 factors; these have about 1,500.
    const results = solve({ rows: 3, columns: 2000, f: 256, steps: 2, density: 0.75 });
    const expected = results.at(-1) as Float64Array;
    for (const found of results.slice(0, -1)) {
      expect(findDisagreements(found.subarray(0, -1), expected, 1e-3)).toEqual([]);
    }
  });

  it('gives the same bits for any number of threads', () => {
    const [one, two, three] = solve({ rows: 400, columns: 120, f: 32, steps: 3 });
    expect(two).toEqual(one);
    expect(three).toEqual(one);
  });

  it('reaches the exact solution in as many steps as there are factors', () => {
    // One entry of value 3 on y = (1, 0, 0, 0), G = yyᵀ + I: (1 + 3 + 1)·x₀ = 4, so x₀ = 0.8.
    for (const kernels of opened) {
      const { heap } = kernels;
      const R = {
        rows: 1,
        columns: 1,
        indptr: heap.i32From([0, 1]),
        indices: heap.i32From([0]),
        values: heap.f32From([3]),
      };
      const X = heap.f32(4);
      const G = heap.f32From([2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
      kernels.alsStep(X, R, heap.f32From([1, 0, 0, 0]), G, 4, 4);
      expect([...X.data]).toEqual([expect.closeTo(0.8, 6), 0, 0, 0]);
    }
  });

  it('pushes away from what was disliked', () => {
    // The same with a value of −3: preference 0 with confidence 4, whose solution is 0 from any start.
    for (const kernels of opened) {
      const { heap } = kernels;
      const R = {
        rows: 1,
        columns: 1,
        indptr: heap.i32From([0, 1]),
        indices: heap.i32From([0]),
        values: heap.f32From([-3]),
      };
      const X = heap.f32From([1, 0, 0, 0]);
      const G = heap.f32From([2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
      kernels.alsStep(X, R, heap.f32From([1, 0, 0, 0]), G, 4, 4);
      expect(X.data[0]).toBeCloseTo(0, 6);
    }
  });

  it('keeps the row it began with when the system is not positive', () => {
    for (const kernels of opened) {
      const { heap } = kernels;
      const R = { rows: 1, columns: 1, indptr: heap.i32From([0, 1]), indices: heap.i32From([0]) };
      const X = heap.f32From([1, 2, 3, 4]);
      const G = heap.f32From([-9, 0, 0, 0, 0, -9, 0, 0, 0, 0, -9, 0, 0, 0, 0, -9]);
      kernels.alsStep(X, R, heap.f32From([0, 0, 0, 1]), G, 4, 3);
      expect([...X.data]).toEqual([1, 2, 3, 4]);
    }
  });

  it('sets a row without entries to zero', () => {
    for (const kernels of opened) {
      const { heap } = kernels;
      const R = { rows: 1, columns: 1, indptr: heap.i32From([0, 0]), indices: heap.i32From([]) };
      const X = heap.f32From([1, 2, 3, 4]);
      kernels.alsStep(X, R, heap.f32From([1, 1, 1, 1]), heap.f32(16), 4, 3);
      expect([...X.data]).toEqual([0, 0, 0, 0]);
    }
  });
});
