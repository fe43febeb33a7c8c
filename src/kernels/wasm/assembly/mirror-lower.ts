import { barrier, takeTicket } from './threads';

/** Side of the squares in which a matrix is mirrored: source and image together stay in the first-level cache. */
const SQUARE: i32 = 32;

/** Writes four rows of four numbers from `from` as columns to `to`; both have rows ldBytes apart. */
function transposeFour(from: usize, to: usize, ldBytes: usize): void {
  const r0 = v128.load(from);
  const r1 = v128.load(from + ldBytes);
  const r2 = v128.load(from + 2 * ldBytes);
  const r3 = v128.load(from + 3 * ldBytes);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(to + ldBytes, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(to + 2 * ldBytes, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(to + 3 * ldBytes, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}

/** row ← −row over n floats. */
function negateRow(row: usize, n: i32): void {
  const whole = row + ((<usize>(n & ~3)) << 2);
  const end = row + ((<usize>n) << 2);
  for (; row < whole; row += 16) v128.store(row, f32x4.neg(v128.load(row)));
  for (; row < end; row += 4) store<f32>(row, -load<f32>(row));
}

/** Mirrors the part of rows i0 … i1 that lies in columns j0 … j1 and below the diagonal. */
function mirrorSquare(A: usize, ldBytes: usize, i0: i32, i1: i32, j0: i32, j1: i32): void {
  if (i1 - i0 == SQUARE && j0 < i0) {
    for (let i = i0; i < i1; i += 4) {
      for (let j = j0; j < j1; j += 4) {
        const from = A + <usize>i * ldBytes + ((<usize>j) << 2);
        transposeFour(from, A + <usize>j * ldBytes + ((<usize>i) << 2), ldBytes);
      }
    }
    return;
  }
  for (let i = i0; i < i1; i++) {
    for (let j = j0; j < min(i, j1); j++) {
      const value = load<f32>(A + <usize>i * ldBytes + ((<usize>j) << 2));
      store<f32>(A + <usize>j * ldBytes + ((<usize>i) << 2), value);
    }
  }
}

/** Writes the lower triangle of an n×n matrix (ld floats a row), negated if asked, over itself and the upper one. */
export function mirrorLower(threads: i32, A: usize, n: i32, ld: i32, negated: bool): void {
  const ldBytes: usize = (<usize>ld) << 2;
  const last = ((n - 1) / SQUARE) * SQUARE;
  // From the last rows up, because those are the longest.
  for (let i0 = last - takeTicket(SQUARE); i0 >= 0; i0 = last - takeTicket(SQUARE)) {
    const i1 = min(n, i0 + SQUARE);
    if (negated) for (let i = i0; i < i1; i++) negateRow(A + <usize>i * ldBytes, i + 1);
    for (let j0 = 0; j0 <= i0; j0 += SQUARE) mirrorSquare(A, ldBytes, i0, i1, j0, min(i1, j0 + SQUARE));
  }
  barrier(threads);
}
