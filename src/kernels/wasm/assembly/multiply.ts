import { barrier, takeTicket } from './threads';
import { ADD, SET, TILE_COLUMNS, TILE_ROWS, edgeTile, tile } from './tile';

/** Steps of the inner dimension done at once: a panel of B (8×256 floats) stays in the first-level cache. */
export const DEPTH: i32 = 256;
/** Rows of A packed at once by one thread (192×256 floats: second-level cache). */
export const ROWS: i32 = 192;

/** Packs `depth` steps of columns j … j+7 of B, zeros beyond the edge. */
function packColumns(to: usize, B: usize, n: i32, j: i32, depth: i32): void {
  const width = min(TILE_COLUMNS, n - j);
  const step: usize = (<usize>n) << 2;
  let from = B + ((<usize>j) << 2);
  for (let k = 0; k < depth; k++) {
    if (width == TILE_COLUMNS) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
    } else {
      for (let q = 0; q < TILE_COLUMNS; q++) {
        store<f32>(to + ((<usize>q) << 2), q < width ? load<f32>(from + ((<usize>q) << 2)) : 0);
      }
    }
    to += 32;
    from += step;
  }
}

/** Packs `depth` steps of rows i … i+3 of A, step by step, zeros beyond the edge. */
function packRows(to: usize, A: usize, k: i32, rows: i32, depth: i32): void {
  for (let r = 0; r < TILE_ROWS; r++) {
    let at = to + ((<usize>r) << 2);
    if (r < rows) {
      let from = A + ((<usize>(r * k)) << 2);
      for (let step = 0; step < depth; step++) {
        store<f32>(at, load<f32>(from));
        from += 4;
        at += 16;
      }
    } else {
      for (let step = 0; step < depth; step++) {
        store<f32>(at, 0);
        at += 16;
      }
    }
  }
}

/**
 * C ← A·B. A: m×k, B: k×n, C: m×n.
 * shared: room for DEPTH × (n rounded up to 8) floats; own: per thread ROWS×DEPTH + 32 floats, `ownBytes` apart.
 */
export function multiply(
  thread: i32,
  threads: i32,
  C: usize,
  A: usize,
  B: usize,
  m: i32,
  n: i32,
  k: i32,
  shared: usize,
  own: usize,
  ownBytes: usize,
): void {
  const panels = (n + TILE_COLUMNS - 1) / TILE_COLUMNS;
  const packed = own + <usize>thread * ownBytes;
  const spare = packed + ((<usize>(ROWS * DEPTH)) << 2);
  const cStep: usize = (<usize>n) << 2;
  // Few rows: smaller pieces, so that every thread has some. The sums do not depend on it.
  const share = ((m + threads - 1) / threads + TILE_ROWS - 1) & ~(TILE_ROWS - 1);
  const rows = min(ROWS, max(TILE_ROWS, share));
  for (let k0 = 0; k0 < k; k0 += DEPTH) {
    const depth = min(DEPTH, k - k0);
    const op = k0 == 0 ? SET : ADD;
    const panelBytes: usize = (<usize>(TILE_COLUMNS * depth)) << 2;
    for (let p = takeTicket(1); p < panels; p = takeTicket(1)) {
      packColumns(shared + <usize>p * panelBytes, B + ((<usize>(k0 * n)) << 2), n, p * TILE_COLUMNS, depth);
    }
    barrier(threads);
    for (let i0 = takeTicket(rows); i0 < m; i0 = takeTicket(rows)) {
      const i1 = min(m, i0 + rows);
      for (let i = i0; i < i1; i += TILE_ROWS) {
        const to = packed + ((<usize>((i - i0) * depth)) << 2);
        packRows(to, A + ((<usize>(i * k + k0)) << 2), k, min(TILE_ROWS, i1 - i), depth);
      }
      for (let p = 0; p < panels; p++) {
        const b = shared + <usize>p * panelBytes;
        const j = p * TILE_COLUMNS;
        const columns = min(TILE_COLUMNS, n - j);
        for (let i = i0; i < i1; i += TILE_ROWS) {
          const a = packed + ((<usize>((i - i0) * depth)) << 2);
          const c = C + ((<usize>(i * n + j)) << 2);
          const height = min(TILE_ROWS, i1 - i);
          if (height == TILE_ROWS && columns == TILE_COLUMNS) tile(op, depth, a, 16, b, 32, c, cStep);
          else edgeTile(op, depth, a, 16, b, 32, c, cStep, height, columns, spare);
        }
      }
    }
    barrier(threads);
  }
}
