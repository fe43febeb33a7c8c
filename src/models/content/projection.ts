import type { F32Block, Kernels, SparseBlock } from '../../kernels/index.ts';
import type { TermMatrix } from './term-matrix.ts';

/** The learned columns of a term matrix with their weights, in the kernels' memory, and the transpose. */
export interface PlacedTerms {
  readonly X: SparseBlock;
  readonly Xt: SparseBlock;
}

/** Copies the learned columns into the kernels' memory; the caller releases it. */
export function placeTerms(kernels: Kernels, matrix: TermMatrix, weights: Float32Array): PlacedTerms {
  const { heap } = kernels;
  const { rows, learned } = matrix;
  const indptr = new Int32Array(rows + 1);
  const transposedIndptr = new Int32Array(learned + 1);
  for (let row = 0; row < rows; row++) {
    let end = indptr[row];
    for (let at = matrix.indptr[row]; at < matrix.indptr[row + 1]; at++) {
      const column = matrix.indices[at];
      if (column >= learned) continue;
      transposedIndptr[column + 1]++;
      end++;
    }
    indptr[row + 1] = end;
  }
  const entries = indptr[rows];
  const indices = new Int32Array(entries);
  const values = new Float32Array(entries);
  for (let column = 0; column < learned; column++) transposedIndptr[column + 1] += transposedIndptr[column];
  const transposedIndices = new Int32Array(entries);
  const transposedValues = new Float32Array(entries);
  const next = transposedIndptr.slice();
  let to = 0;
  for (let row = 0; row < rows; row++) {
    for (let at = matrix.indptr[row]; at < matrix.indptr[row + 1]; at++) {
      const column = matrix.indices[at];
      if (column >= learned) continue;
      indices[to] = column;
      values[to++] = weights[at]!;
      const there = next[column]++;
      transposedIndices[there] = row;
      transposedValues[there] = weights[at]!;
    }
  }
  return {
    X: {
      rows,
      columns: learned,
      indptr: heap.i32From(indptr),
      indices: heap.i32From(indices),
      values: heap.f32From(values),
    },
    Xt: {
      rows: learned,
      columns: rows,
      indptr: heap.i32From(transposedIndptr),
      indices: heap.i32From(transposedIndices),
      values: heap.f32From(transposedValues),
    },
  };
}

/**
 * Ridge regression on many targets: B ← argmin Σ_i w_i |x_i·B − y_i|² + λ|B|², by conjugate gradients preconditioned by the
 * diagonal, each target column with its own step lengths.
 * shapes   B: learned×f (written) · Y: items×f · w: items, 0 leaves a title out
 * source   Hestenes and Stiefel 1952, on the normal equations (XᵀWX + λI)·B = XᵀWY; Jacobi's preconditioner
 */
export function solveRidge(
  kernels: Kernels,
  B: F32Block,
  { X, Xt }: PlacedTerms,
  Y: Float32Array,
  w: Float32Array,
  options: { f: number; regularization: number; steps: number },
): void {
  const { heap } = kernels;
  const { f, regularization, steps } = options;
  const size = X.columns * f;
  const mark = heap.mark();
  try {
    const Q = heap.f32(X.rows * f);
    const P = heap.f32(size);
    const S = heap.f32(size);
    const p = P.data;
    const s = S.data;
    const b = B.data;
    const inverse = inverseDiagonal(Xt, w, regularization);
    for (let row = 0; row < X.rows; row++) {
      for (let k = row * f; k < (row + 1) * f; k++) Q.data[k] = w[row] * Y[k];
    }
    kernels.sparseMultiply(P, Xt, Q, f);
    const residual = p.slice(0, size);
    b.fill(0);
    let slopes = new Float64Array(f);
    for (let column = 0, at = 0; column < X.columns; column++) {
      for (let k = 0; k < f; k++, at++) {
        p[at] = inverse[column] * residual[at];
        slopes[k] += p[at] * residual[at];
      }
    }
    for (let step = 0; step < steps; step++) {
      kernels.sparseMultiply(Q, X, P, f);
      for (let row = 0; row < X.rows; row++) {
        for (let k = row * f; k < (row + 1) * f; k++) Q.data[k] *= w[row];
      }
      kernels.sparseMultiply(S, Xt, Q, f);
      const lengths = new Float64Array(f);
      for (let at = 0; at < size; at += f) {
        for (let k = 0; k < f; k++) {
          s[at + k] += regularization * p[at + k];
          lengths[k] += s[at + k] * p[at + k];
        }
      }
      for (let k = 0; k < f; k++) lengths[k] = lengths[k] > 0 ? slopes[k] / lengths[k] : 0;
      const after = new Float64Array(f);
      for (let column = 0, at = 0; column < X.columns; column++) {
        const scale = inverse[column];
        for (let k = 0; k < f; k++, at++) {
          b[at] += lengths[k] * p[at];
          const left = residual[at] - lengths[k] * s[at];
          residual[at] = left;
          after[k] += scale * left * left;
        }
      }
      for (let k = 0; k < f; k++) slopes[k] = slopes[k] > 0 ? after[k] / slopes[k] : 0;
      for (let column = 0, at = 0; column < X.columns; column++) {
        const scale = inverse[column];
        for (let k = 0; k < f; k++, at++) p[at] = scale * residual[at] + slopes[k] * p[at];
      }
      slopes = after;
    }
  } finally {
    heap.release(mark);
  }
}

/** 1/(Σ_i w_i x_ic² + λ) of each column c. */
function inverseDiagonal(Xt: SparseBlock, w: Float32Array, regularization: number): Float32Array {
  const inverse = new Float32Array(Xt.rows);
  const values = Xt.values!.data;
  for (let column = 0; column < Xt.rows; column++) {
    let sum = regularization;
    for (let at = Xt.indptr.data[column]; at < Xt.indptr.data[column + 1]; at++) {
      sum += w[Xt.indices.data[at]] * values[at] * values[at];
    }
    inverse[column] = sum > 0 ? 1 / sum : 0;
  }
  return inverse;
}
