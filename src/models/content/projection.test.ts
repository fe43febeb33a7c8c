import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { openKernels } from '../../kernels/index.ts';
import { placeTerms, solveRidge } from './projection.ts';
import type { TermMatrix } from './term-matrix.ts';

/** A term matrix with just what the projection looks at. */
function matrixOf(rows: number[][], learned: number): { matrix: TermMatrix; weights: Float32Array } {
  const indptr = Int32Array.from([0, ...rows.map((_, at) => rows.slice(0, at + 1).flatMap(nonZero).length)]);
  const columns = rows[0]?.length ?? 0;
  return {
    matrix: {
      rows: rows.length,
      columns,
      indptr,
      indices: Int32Array.from(rows.flatMap(nonZero)),
      counts: new Float32Array(indptr.at(-1)!).fill(1),
      learned,
      keys: Array.from({ length: columns }, (_, at) => `w:${at}`),
      surfaces: Array.from({ length: columns }, String),
      kinds: new Uint8Array(columns),
      frequencies: new Int32Array(columns).fill(1),
    },
    weights: Float32Array.from(rows.flatMap((row) => row.filter((value) => value !== 0))),
  };
}

const nonZero = (row: number[]): number[] => row.flatMap((value, column) => (value === 0 ? [] : [column]));

/** (XᵀWX + λI)⁻¹XᵀWy by Gaussian elimination, f64. */
function solveDirectly(X: number[][], y: number[], w: number[], lambda: number): number[] {
  const m = X[0].length;
  const A = Array.from({ length: m }, (_, i) =>
    Array.from({ length: m + 1 }, (_, j) =>
      X.reduce((sum, row, r) => sum + w[r] * row[i] * (j < m ? row[j] : y[r]), i === j ? lambda : 0),
    ),
  );
  for (let i = 0; i < m; i++) {
    for (let r = 0; r < m; r++) {
      if (r === i) continue;
      const factor = A[r][i] / A[i][i];
      for (let j = i; j <= m; j++) A[r][j] -= factor * A[i][j];
    }
  }
  return A.map((row, i) => row[m] / row[i]);
}

describe('solveRidge', () => {
  it('finds the solution of the normal equations', async () => {
    const kernels = await openKernels();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0.1, max: 10, noNaN: true }), (seed, lambda) => {
        const draw = random(seed, 'ridge');
        const X = Array.from({ length: 9 }, () =>
          Array.from({ length: 5 }, () => (draw.next() < 0.5 ? 0 : draw.normal())),
        );
        const targets = Array.from({ length: 9 }, () => [draw.normal(), draw.normal(), draw.normal()]);
        const w = Float32Array.from(X, (_, at) => (at % 4 === 0 ? 0 : draw.next()));
        const { matrix, weights } = matrixOf(X, 5);
        const mark = kernels.heap.mark();
        const B = kernels.heap.f32(15);
        solveRidge(kernels, B, placeTerms(kernels, matrix, weights), Float32Array.from(targets.flat()), w, {
          f: 3,
          regularization: lambda,
          steps: 12,
        });
        for (let k = 0; k < 3; k++) {
          const expected = solveDirectly(
            X,
            targets.map((target) => target[k]),
            [...w],
            lambda,
          );
          expected.forEach((value, column) => expect(B.data[column * 3 + k]).toBeCloseTo(value, 3));
        }
        kernels.heap.release(mark);
      }),
      { numRuns: 40 },
    );
    kernels.close();
  });

  it('leaves columns alone that are not learned', async () => {
    const kernels = await openKernels();
    const { matrix, weights } = matrixOf(
      [
        [1, 0, 1],
        [1, 1, 0],
      ],
      2,
    );
    const { X, Xt } = placeTerms(kernels, matrix, weights);
    expect([X.columns, Xt.rows]).toEqual([2, 2]);
    expect([...X.indices.data]).toEqual([0, 0, 1]);
    expect([...Xt.indices.data]).toEqual([0, 1, 1]);
    kernels.close();
  });

  it('gives zeros when nothing has a weight', async () => {
    const kernels = await openKernels();
    const { matrix, weights } = matrixOf([[1, 1]], 2);
    const B = kernels.heap.f32(2);
    const options = { f: 1, regularization: 1, steps: 5 };
    solveRidge(kernels, B, placeTerms(kernels, matrix, weights), Float32Array.of(3), Float32Array.of(0), options);
    expect([...B.data]).toEqual([0, 0]);
    kernels.close();
  });
});
