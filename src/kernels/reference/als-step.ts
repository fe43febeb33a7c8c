import type { Numbers, Sparse, WritableNumbers } from './numbers.ts';

/**
 * X ← one half step of implicit ALS by `steps` conjugate-gradient steps for each row, from the X that is there:
 *   (G + Σ_k |v_k|·y_k y_kᵀ + regularization·I)·x = Σ_{v_k > 0} (1 + v_k)·y_k
 * X: rows×f, Y: columns×f, G: f×f = YᵀY plus the regularization equal for all. A row without entries becomes 0.
 * A row whose system is not positive along a step keeps what it has reached.
 * Source: Hu, Koren, Volinsky 2008; Takács, Pilászy, Tikk 2011.
 */
export function alsStep(
  X: WritableNumbers,
  R: Sparse,
  Y: Numbers,
  G: Numbers,
  f: number,
  steps: number,
  rowRegularization?: Numbers,
): void {
  for (let row = 0; row < R.rows; row++) {
    const start = R.indptr[row];
    const end = R.indptr[row + 1];
    const { A, b } = normalEquations(R, Y, G, f, start, end, rowRegularization?.[row] ?? 0);
    let x = Array.from({ length: f }, (_, j) => (start === end ? 0 : X[row * f + j]));
    let r = subtract(b, apply(A, x, f), 1);
    let p = r;
    let rest = inner(r, r);
    for (let step = 0; step < steps && rest >= 1e-20; step++) {
      const q = apply(A, p, f);
      const curvature = inner(p, q);
      if (!(curvature > 0)) break;
      const a = rest / curvature;
      x = subtract(x, p, -a);
      r = subtract(r, q, a);
      const next = inner(r, r);
      p = subtract(r, p, -next / rest);
      rest = next;
    }
    for (let j = 0; j < f; j++) X[row * f + j] = x[j];
  }
}

/** The matrix and the right side of one row's equations. */
function normalEquations(
  R: Sparse,
  Y: Numbers,
  G: Numbers,
  f: number,
  start: number,
  end: number,
  regularization: number,
): { A: number[]; b: number[] } {
  const A = Array.from({ length: f * f }, (_, at) => G[at]);
  const b = Array.from({ length: f }, () => 0);
  for (let j = 0; j < f; j++) A[j * f + j] = A[j * f + j] + regularization;
  for (let k = start; k < end; k++) {
    const value = R.values?.[k] ?? 1;
    const y = (j: number): number => Y[R.indices[k] * f + j];
    for (let i = 0; i < f; i++) {
      if (value > 0) b[i] = b[i] + (1 + value) * y(i);
      for (let j = 0; j < f; j++) A[i * f + j] = A[i * f + j] + Math.abs(value) * y(i) * y(j);
    }
  }
  return { A, b };
}

const apply = (A: readonly number[], x: readonly number[], f: number): number[] =>
  x.map((_, i) => x.reduce((sum, value, j) => sum + A[i * f + j] * value, 0));
const inner = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, j) => sum + value * b[j], 0);
/** a − s·b */
const subtract = (a: readonly number[], b: readonly number[], s: number): number[] =>
  a.map((value, j) => value - s * b[j]);
