import { mirrorLower } from './mirror-lower';
import { barrier, takeTicket } from './threads';

/** Rows of G taken at once. */
const ROWS: i32 = 16;
/** Counts, for item i, with how many of its users it shares each item j ≤ i; adds into `counts`. */
function countCompany(counts: usize, i: i32, indptr: usize, indices: usize, indptrT: usize, indicesT: usize): void {
  const end = load<i32>(indptrT + ((<usize>i) << 2), 4);
  for (let k = load<i32>(indptrT + ((<usize>i) << 2)); k < end; k++) {
    const row = indptr + ((<usize>load<i32>(indicesT + ((<usize>k) << 2))) << 2);
    let at = indices + ((<usize>load<i32>(row)) << 2);
    const last = indices + ((<usize>load<i32>(row, 4)) << 2);
    for (; at < last; at += 4) {
      const j = load<i32>(at);
      if (j > i) break;
      const count = counts + ((<usize>j) << 2);
      store<i32>(count, load<i32>(count) + 1);
    }
  }
}

/** The same, each user counting its weight; adds into `sums` in order of users. */
function weighCompany(
  sums: usize,
  i: i32,
  indptr: usize,
  indices: usize,
  indptrT: usize,
  indicesT: usize,
  weights: usize,
): void {
  const end = load<i32>(indptrT + ((<usize>i) << 2), 4);
  for (let k = load<i32>(indptrT + ((<usize>i) << 2)); k < end; k++) {
    const user = <usize>load<i32>(indicesT + ((<usize>k) << 2));
    const weight = <f64>load<f32>(weights + (user << 2));
    const row = indptr + (user << 2);
    let at = indices + ((<usize>load<i32>(row)) << 2);
    const last = indices + ((<usize>load<i32>(row, 4)) << 2);
    for (; at < last; at += 4) {
      const j = load<i32>(at);
      if (j > i) break;
      const sum = sums + ((<usize>j) << 3);
      store<f64>(sum, load<f64>(sum) + weight);
    }
  }
}

/**
 * G ← Xᵀ·diag(weights)·X + regularization·I for binary X, given by rows and (T) by columns, each in increasing order; weights 0: all 1.
 * G: n×ld. own: per thread n numbers of 8 bytes (4 without weights), `ownBytes` apart. A row of G is one thread's, its sums in order of
 * users: any number of threads gives the same bits.
 */
export function sparseGram(
  thread: i32,
  threads: i32,
  G: usize,
  indptr: usize,
  indices: usize,
  indptrT: usize,
  indicesT: usize,
  n: i32,
  ld: i32,
  regularization: f32,
  weights: usize,
  own: usize,
  ownBytes: usize,
): void {
  const counts = own + <usize>thread * ownBytes;
  for (let i0 = takeTicket(ROWS); i0 < n; i0 = takeTicket(ROWS)) {
    const i1 = min(n, i0 + ROWS);
    for (let i = i0; i < i1; i++) {
      const row = G + ((<usize>(i * ld)) << 2);
      if (weights === 0) {
        memory.fill(counts, 0, (<usize>(i + 1)) << 2);
        countCompany(counts, i, indptr, indices, indptrT, indicesT);
        for (let j = 0; j <= i; j++) {
          store<f32>(row + ((<usize>j) << 2), <f32>load<i32>(counts + ((<usize>j) << 2)));
        }
      } else {
        memory.fill(counts, 0, (<usize>(i + 1)) << 3);
        weighCompany(counts, i, indptr, indices, indptrT, indicesT, weights);
        for (let j = 0; j <= i; j++) {
          store<f32>(row + ((<usize>j) << 2), <f32>load<f64>(counts + ((<usize>j) << 3)));
        }
      }
      const diagonal = row + ((<usize>i) << 2);
      store<f32>(diagonal, load<f32>(diagonal) + regularization);
    }
  }
  barrier(threads);
  mirrorLower(threads, G, n, ld, false);
}
