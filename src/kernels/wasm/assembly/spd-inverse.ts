import { mirrorLower } from './mirror-lower';
import { barrier, takeTicket } from './threads';
import { SET, SUBTRACT, TILE_COLUMNS, TILE_ROWS, edgeTile, tile } from './tile';

/** Rows whose panel of U is kept in the second-level cache while the columns go by. */
const ROWS: i32 = 240;

/** Columns whose panel of W is kept in the second-level cache while the rows go by. */
const COLUMNS: i32 = 1024;

/**
 * D ← −D⁻¹ on the lower triangle, in f64, by sweeping one pivot after the other (D is positive definite); rows are `stride` (even)
 * numbers apart. v: room for `stride` numbers. Returns 0 when a pivot is not positive and finite.
 * Source: the sweep operator; Goodnight 1979.
 */
function sweepDiagonalBlock(D: usize, n: i32, stride: i32, v: usize): i32 {
  const rowBytes: usize = (<usize>stride) << 3;
  for (let k = 0; k < n; k++) {
    const kBytes: usize = (<usize>k) << 3;
    const pivotRow = D + <usize>k * rowBytes;
    const pivot = load<f64>(pivotRow + kBytes);
    const inverse: f64 = 1.0 / pivot;
    if (!(pivot > 0) || !(inverse > 0)) return 0;
    memory.copy(v, pivotRow, kBytes);
    for (let i = k + 1; i < n; i++) store<f64>(v + ((<usize>i) << 3), load<f64>(D + <usize>i * rowBytes + kBytes));
    store<f64>(v + kBytes, 0);
    for (let i = 0; i < n; i++) {
      if (i != k) subtractMultiple(D + <usize>i * rowBytes, v, load<f64>(v + ((<usize>i) << 3)) * inverse, i + 1);
    }
    for (let j = 0; j < k; j++) {
      store<f64>(pivotRow + ((<usize>j) << 3), load<f64>(v + ((<usize>j) << 3)) * inverse);
    }
    store<f64>(pivotRow + kBytes, -inverse);
    for (let i = k + 1; i < n; i++) {
      store<f64>(D + <usize>i * rowBytes + kBytes, load<f64>(v + ((<usize>i) << 3)) * inverse);
    }
  }
  return 1;
}

/** row −= factor·v over n numbers (f64), one more where n is odd. */
function subtractMultiple(row: usize, v: usize, factor: f64, n: i32): void {
  const f = f64x2.splat(factor);
  const end = row + ((<usize>n) << 3);
  for (; row < end; row += 16) {
    v128.store(row, f64x2.sub(v128.load(row), f64x2.mul(f, v128.load(v))));
    v += 16;
  }
}

/** D's lower triangle and its mirror image, negated, packed for tiles in f32: panel j holds columns j … j+7 step by step. */
function packInverse(to: usize, D: usize, n: i32, stride: i32): void {
  for (let j = 0; j < n; j += TILE_COLUMNS) {
    for (let k = 0; k < n; k++) {
      for (let q = j; q < j + TILE_COLUMNS; q++) {
        const at = q <= k ? k * stride + q : q * stride + k;
        store<f32>(to, q < n ? <f32>-load<f64>(D + ((<usize>at) << 3)) : 0);
        to += 4;
      }
    }
  }
}

/**
 * Packs rows i … i+7 of the panel A[·, k0 … k0+width) step by step (8 floats a step). Above the block the panel is read from the
 * lower triangle across the diagonal.
 */
function packPanel(to: usize, A: usize, n: i32, ld: i32, i: i32, k0: i32, width: i32): void {
  const rows = min(TILE_COLUMNS, n - i);
  const ldBytes: usize = (<usize>ld) << 2;
  if (i >= k0) {
    for (let r = 0; r < TILE_COLUMNS; r++) {
      let at = to + ((<usize>r) << 2);
      if (r < rows) {
        let from = A + <usize>(i + r) * ldBytes + ((<usize>k0) << 2);
        for (let k = 0; k < width; k++) {
          store<f32>(at, load<f32>(from));
          from += 4;
          at += 32;
        }
      } else {
        for (let k = 0; k < width; k++) {
          store<f32>(at, 0);
          at += 32;
        }
      }
    }
    return;
  }
  let from = A + <usize>k0 * ldBytes + ((<usize>i) << 2);
  for (let k = 0; k < width; k++) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    to += 32;
    from += ldBytes;
  }
}

/** Writes eight rows of U back over the panel from which packPanel read them. */
function unpackPanel(from: usize, A: usize, n: i32, ld: i32, i: i32, k0: i32, width: i32): void {
  const rows = min(TILE_COLUMNS, n - i);
  const ldBytes: usize = (<usize>ld) << 2;
  if (i >= k0) {
    for (let r = 0; r < rows; r++) {
      let at = from + ((<usize>r) << 2);
      let to = A + <usize>(i + r) * ldBytes + ((<usize>k0) << 2);
      for (let k = 0; k < width; k++) {
        store<f32>(to, load<f32>(at));
        to += 4;
        at += 32;
      }
    }
    return;
  }
  let to = A + <usize>k0 * ldBytes + ((<usize>i) << 2);
  for (let k = 0; k < width; k++) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    from += 32;
    to += ldBytes;
  }
}

/** Eight rows of U ← W·D⁻¹: two tiles for every eight columns, turned so that U is packed as W is. */
function projectPanel(U: usize, W: usize, D: usize, width: i32, spare: usize): void {
  for (let j = 0; j < width; j += TILE_COLUMNS) {
    const columns = min(TILE_COLUMNS, width - j);
    const d = D + ((<usize>(j * width)) << 2);
    for (let half = 0; half < 2; half++) {
      const shift: usize = (<usize>half) << 4;
      tile(SET, width, W + shift, 32, d, 32, spare, 32);
      for (let c = 0; c < columns; c++) {
        const to = U + ((<usize>((j + c) * TILE_COLUMNS)) << 2) + shift;
        for (let r = 0; r < TILE_ROWS; r++) {
          store<f32>(to + ((<usize>r) << 2), load<f32>(spare + ((<usize>(r * TILE_COLUMNS + c)) << 2)));
        }
      }
    }
  }
}

/** A[i0 … i1, 0 … i1) −= U·Wᵀ on the lower triangle, the pivot block left out. */
function updateRows(
  A: usize,
  n: i32,
  ld: i32,
  i0: i32,
  i1: i32,
  k0: i32,
  k1: i32,
  U: usize,
  W: usize,
  spare: usize,
): void {
  const width = k1 - k0;
  const ldBytes: usize = (<usize>ld) << 2;
  for (let j0 = 0; j0 < i1; j0 += COLUMNS) {
    const j1 = min(i1, j0 + COLUMNS);
    for (let i = max(i0, j0); i < i1; i += TILE_ROWS) {
      if (i >= k0 && i < k1) continue;
      const a = U + ((<usize>((i & ~7) * width)) << 2) + ((<usize>(i & 4)) << 2);
      const row = A + <usize>i * ldBytes;
      const rows = min(TILE_ROWS, n - i);
      const end = min(j1, i + TILE_ROWS);
      for (let j = j0; j < end; j += TILE_COLUMNS) {
        if (j >= k0 && j < k1) continue;
        const b = W + ((<usize>(j * width)) << 2);
        const c = row + ((<usize>j) << 2);
        const columns = min(TILE_COLUMNS, n - j);
        if (rows == TILE_ROWS && columns == TILE_COLUMNS) tile(SUBTRACT, width, a, 32, b, 32, c, ldBytes);
        else edgeTile(SUBTRACT, width, a, 32, b, 32, c, ldBytes, rows, columns, spare);
      }
    }
  }
}

/**
 * A ← A⁻¹ by a block sweep over the lower triangle. For the pivot block P and every other row i:
 *   U_i = A_iP·A_PP⁻¹,  A_ij −= U_i·A_jPᵀ,  A_iP = U_i,  A_PP = −A_PP⁻¹;  after all blocks A⁻¹ = −A.
 * The pivot block is inverted in f64 by every thread for itself, which is cheaper than to wait for one.
 * block: width of the pivot block, a multiple of 8. W, U: (n rounded up to 8)×block floats each.
 * own: per thread block² f64, block² f32 and one tile, `ownBytes` apart.
 * Returns 1, or 0 when a pivot is not positive (A is then spoilt).
 */
export function spdInverse(
  thread: i32,
  threads: i32,
  A: usize,
  n: i32,
  ld: i32,
  block: i32,
  W: usize,
  U: usize,
  own: usize,
  ownBytes: usize,
): i32 {
  const D = own + <usize>thread * ownBytes;
  const packedD = D + ((<usize>(block * block)) << 3);
  const spare = packedD + ((<usize>(block * block)) << 2);
  const ldBytes: usize = (<usize>ld) << 2;
  const pieces = (n + ROWS - 1) / ROWS;
  for (let k0 = 0; k0 < n; k0 += block) {
    const width = min(block, n - k0);
    const k1 = k0 + width;
    memory.fill(D, 0, (<usize>(block * block)) << 3);
    for (let i = 0; i < width; i++) {
      const row = A + <usize>(k0 + i) * ldBytes + ((<usize>k0) << 2);
      for (let j = 0; j <= i; j++) {
        store<f64>(D + ((<usize>(i * block + j)) << 3), <f64>load<f32>(row + ((<usize>j) << 2)));
      }
    }
    // Every thread sees the same block and so comes to the same verdict: none is left at a barrier.
    if (sweepDiagonalBlock(D, width, block, packedD) == 0) return 0;
    packInverse(packedD, D, width, block);
    for (let i = takeTicket(TILE_COLUMNS); i < n; i = takeTicket(TILE_COLUMNS)) {
      if (i >= k0 && i < k1) continue;
      const at: usize = (<usize>(i * width)) << 2;
      packPanel(W + at, A, n, ld, i, k0, width);
      projectPanel(U + at, W + at, packedD, width, spare);
    }
    barrier(threads);
    for (let p = pieces - 1 - takeTicket(1); p >= 0; p = pieces - 1 - takeTicket(1)) {
      updateRows(A, n, ld, p * ROWS, min(n, (p + 1) * ROWS), k0, k1, U, W, spare);
    }
    barrier(threads);
    for (let i = takeTicket(TILE_COLUMNS); i < n; i = takeTicket(TILE_COLUMNS)) {
      if (i >= k0 && i < k1) continue;
      unpackPanel(U + ((<usize>(i * width)) << 2), A, n, ld, i, k0, width);
    }
    for (let i = thread; i < width; i += threads) {
      const row = A + <usize>(k0 + i) * ldBytes + ((<usize>k0) << 2);
      for (let j = 0; j <= i; j++) {
        store<f32>(row + ((<usize>j) << 2), <f32>load<f64>(D + ((<usize>(i * block + j)) << 3)));
      }
    }
    barrier(threads);
  }
  mirrorLower(threads, A, n, ld, true);
  return 1;
}
