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

/**
 * G ← XᵀX + regularization·I for binary X, given by rows and (T) by columns, each in increasing order. G: n×ld.
 * own: per thread n integers, `ownBytes` apart. Counts are whole numbers, so any order of work gives the same bits.
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
  own: usize,
  ownBytes: usize,
): void {
  const counts = own + <usize>thread * ownBytes;
  for (let i0 = takeTicket(ROWS); i0 < n; i0 = takeTicket(ROWS)) {
    const i1 = min(n, i0 + ROWS);
    for (let i = i0; i < i1; i++) {
      memory.fill(counts, 0, (<usize>(i + 1)) << 2);
      countCompany(counts, i, indptr, indices, indptrT, indicesT);
      const row = G + ((<usize>(i * ld)) << 2);
      for (let j = 0; j <= i; j++) {
        store<f32>(row + ((<usize>j) << 2), <f32>load<i32>(counts + ((<usize>j) << 2)));
      }
      const diagonal = row + ((<usize>i) << 2);
      store<f32>(diagonal, load<f32>(diagonal) + regularization);
    }
  }
  barrier(threads);
  mirrorLower(threads, G, n, ld, false);
}
