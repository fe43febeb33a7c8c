/** Plain twins of the dense kernels: f64, obvious, the truth the compiled ones are tested against. */
import type { Numbers, WritableNumbers } from './numbers.ts';

/** C ← A·B. A: m×k, B: k×n, C: m×n, row-major. */
export function multiply(C: WritableNumbers, A: Numbers, B: Numbers, m: number, n: number, k: number): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let s = 0; s < k; s++) sum += A[i * k + s] * B[s * n + j];
      C[i * n + j] = sum;
    }
  }
}

/** G ← YᵀY + regularization·I. Y: n×f, G: f×f. */
export function gram(G: WritableNumbers, Y: Numbers, n: number, f: number, regularization: number): void {
  for (let i = 0; i < f; i++) {
    for (let j = 0; j < f; j++) {
      let sum = i === j ? regularization : 0;
      for (let r = 0; r < n; r++) sum += Y[r * f + i] * Y[r * f + j];
      G[i * f + j] = sum;
    }
  }
}

/** out[r] ← Y[r]·x for r < n. Y: n×f, x: f. */
export function multiplyVector(out: WritableNumbers, Y: Numbers, x: Numbers, n: number, f: number): void {
  multiply(out, Y, x, n, 1, f);
}

/** out[0…n) ← Σ_k weights[k]·B[rows[k], 0…n) for k < count. B: ·×ld. */
export function sumRows(
  out: WritableNumbers,
  B: Numbers,
  rows: Numbers,
  weights: Numbers,
  count: number,
  n: number,
  ld: number,
): void {
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let k = 0; k < count; k++) sum += weights[k] * B[rows[k] * ld + j];
    out[j] = sum;
  }
}

/**
 * A ← A⁻¹ in place, A symmetric positive definite n×ld; only the lower triangle is read, the whole is written. Returns false
 * when a pivot is not positive and finite (A is then spoilt). Gauss–Jordan without pivoting, in f64 if A is.
 */
export function spdInverse(A: WritableNumbers, n: number, ld: number): boolean {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) A[j * ld + i] = A[i * ld + j];
  for (let k = 0; k < n; k++) {
    const pivot = A[k * ld + k];
    if (!(pivot > 0 && pivot < Infinity)) return false;
    A[k * ld + k] = 1;
    for (let j = 0; j < n; j++) A[k * ld + j] = A[k * ld + j] / pivot;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = A[i * ld + k];
      A[i * ld + k] = 0;
      for (let j = 0; j < n; j++) A[i * ld + j] = A[i * ld + j] - factor * A[k * ld + j];
    }
  }
  return true;
}
