import { barrier, takeTicket } from './threads';
import { ADD, TILE_COLUMNS, TILE_ROWS, tile } from './tile';

/** Rows of Y packed at once. */
export const GRAM_ROWS: i32 = 128;

/** Adds the products of `rows` packed rows (width w, a multiple of 8) to the lower tiles of G (w×w). */
function addProducts(G: usize, packed: usize, rows: i32, w: i32): void {
  const step: usize = (<usize>w) << 2;
  for (let i = 0; i < w; i += TILE_ROWS) {
    for (let j = 0; j < i + TILE_ROWS; j += TILE_COLUMNS) {
      const c = G + ((<usize>(i * w + j)) << 2);
      tile(ADD, rows, packed + ((<usize>i) << 2), step, packed + ((<usize>j) << 2), step, c, step);
    }
  }
}

/**
 * G ← YᵀY + regularization·I. Y: n×f, G: f×f.
 * Rows are summed in pieces of `piece` rows, each into its own w×w matrix of `parts` (zeroed; w = f rounded up to 8), which are
 * then added in order: so the result does not depend on the number of threads.
 * own: per thread GRAM_ROWS×w floats, `ownBytes` apart.
 */
export function gram(
  thread: i32,
  threads: i32,
  G: usize,
  Y: usize,
  n: i32,
  f: i32,
  regularization: f32,
  piece: i32,
  parts: usize,
  own: usize,
  ownBytes: usize,
): void {
  const w = (f + TILE_COLUMNS - 1) & ~(TILE_COLUMNS - 1);
  const partBytes: usize = (<usize>(w * w)) << 2;
  const rowBytes: usize = (<usize>f) << 2;
  const packedRowBytes: usize = (<usize>w) << 2;
  const packed = own + <usize>thread * ownBytes;
  const pieces = (n + piece - 1) / piece;
  for (let p = takeTicket(1); p < pieces; p = takeTicket(1)) {
    const part = parts + <usize>p * partBytes;
    const end = min(n, (p + 1) * piece);
    for (let r0 = p * piece; r0 < end; r0 += GRAM_ROWS) {
      const rows = min(GRAM_ROWS, end - r0);
      for (let r = 0; r < rows; r++) {
        const to = packed + <usize>r * packedRowBytes;
        memory.copy(to, Y + <usize>(r0 + r) * rowBytes, rowBytes);
        memory.fill(to + rowBytes, 0, packedRowBytes - rowBytes);
      }
      addProducts(part, packed, rows, w);
    }
  }
  barrier(threads);
  for (let i = takeTicket(1); i < f; i = takeTicket(1)) {
    for (let j = 0; j <= i; j++) {
      let sum: f32 = 0;
      let at = parts + ((<usize>(i * w + j)) << 2);
      for (let p = 0; p < pieces; p++) {
        sum += load<f32>(at);
        at += partBytes;
      }
      if (i == j) sum += regularization;
      store<f32>(G + ((<usize>(i * f + j)) << 2), sum);
      store<f32>(G + ((<usize>(j * f + i)) << 2), sum);
    }
  }
  barrier(threads);
}
