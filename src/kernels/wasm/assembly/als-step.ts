import { addGroups, gatherRows } from './row-groups';
import { barrier, takeTicket } from './threads';
import { addRow, dot, madd, sumLanes } from './vectors';

/** Rows of X taken at once. */
const ROWS: i32 = 32;
/** Squared length of a residual below which the row is solved. */
const SOLVED: f32 = 1e-20;

/** out ← G·p for symmetric G (f×f): 32 columns at a time, because fewer sums than eight would wait for each other. */
function multiplySymmetric(out: usize, G: usize, p: usize, f: i32): void {
  const rowBytes: usize = (<usize>f) << 2;
  const end = p + rowBytes;
  const whole: usize = (<usize>(f & ~31)) << 2;
  let j: usize = 0;
  for (; j < whole; j += 128) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let s4 = s0;
    let s5 = s0;
    let s6 = s0;
    let s7 = s0;
    let g = G + j;
    for (let q = p; q < end; q += 4) {
      const a = v128.load32_splat(q);
      s0 = madd(a, v128.load(g), s0);
      s1 = madd(a, v128.load(g, 16), s1);
      s2 = madd(a, v128.load(g, 32), s2);
      s3 = madd(a, v128.load(g, 48), s3);
      s4 = madd(a, v128.load(g, 64), s4);
      s5 = madd(a, v128.load(g, 80), s5);
      s6 = madd(a, v128.load(g, 96), s6);
      s7 = madd(a, v128.load(g, 112), s7);
      g += rowBytes;
    }
    v128.store(out + j, s0);
    v128.store(out + j, s1, 16);
    v128.store(out + j, s2, 32);
    v128.store(out + j, s3, 48);
    v128.store(out + j, s4, 64);
    v128.store(out + j, s5, 80);
    v128.store(out + j, s6, 96);
    v128.store(out + j, s7, 112);
  }
  for (; j < rowBytes; j += 16) {
    let sum = f32x4.splat(0);
    let g = G + j;
    for (let q = p; q < end; q += 4) {
      sum = madd(v128.load32_splat(q), v128.load(g), sum);
      g += rowBytes;
    }
    v128.store(out + j, sum);
  }
}

/** x += a·p and r −= a·q; returns r·r. */
function advance(x: usize, r: usize, p: usize, q: usize, a: f32, f: i32): f32 {
  const v = f32x4.splat(a);
  let sum = f32x4.splat(0);
  const end = x + ((<usize>f) << 2);
  for (; x < end; x += 16) {
    v128.store(x, madd(v, v128.load(p), v128.load(x)));
    const rest = f32x4.sub(v128.load(r), f32x4.mul(v, v128.load(q)));
    v128.store(r, rest);
    sum = madd(rest, rest, sum);
    r += 16;
    p += 16;
    q += 16;
  }
  return sumLanes(sum);
}

/** p ← r + b·p. */
function turn(p: usize, r: usize, b: f32, f: i32): void {
  const v = f32x4.splat(b);
  const end = p + ((<usize>f) << 2);
  for (; p < end; p += 16) {
    v128.store(p, madd(v, v128.load(p), v128.load(r)));
    r += 16;
  }
}

/** r ← −r. */
function negate(r: usize, f: i32): void {
  const end = r + ((<usize>f) << 2);
  for (; r < end; r += 16) v128.store(r, f32x4.neg(v128.load(r)));
}

/**
 * Adds what the stored values of a row contribute: to the residual (first) Σ_k (wanted_k − |v_k|·y_k·p)·y_k, to A·p
 * Σ_k |v_k|·(y_k·p)·y_k. A row longer than the buffer is gathered anew, piece by piece.
 */
function addStored(
  out: usize,
  buffer: usize,
  capacity: i32,
  Y: usize,
  indices: usize,
  values: usize,
  count: i32,
  f: i32,
  p: usize,
  first: i32,
): void {
  if (count <= capacity) {
    if (first) gatherRows(buffer, capacity, Y, indices, values, count, f);
    addGroups(out, buffer, capacity, count, f, p, first);
    return;
  }
  for (let s = 0; s < count; s += capacity) {
    const piece = min(capacity, count - s);
    const shift: usize = (<usize>s) << 2;
    const v: usize = values == 0 ? 0 : values + shift;
    gatherRows(buffer, capacity, Y, indices + shift, v, piece, f);
    addGroups(out, buffer, capacity, piece, f, p, first);
  }
}

/** Solves one row by conjugate gradients on (G + Σ|v|·y yᵀ + regularization·I)·x = Σ_{v>0} (1+v)·y, from the x that is there. */
function solveRow(
  x: usize,
  Y: usize,
  G: usize,
  indices: usize,
  values: usize,
  count: i32,
  f: i32,
  steps: i32,
  regularization: f32,
  work: usize,
  capacity: i32,
): void {
  const rowBytes: usize = (<usize>f) << 2;
  const r = work;
  const p = r + rowBytes;
  const q = p + rowBytes;
  const buffer = q + rowBytes;
  multiplySymmetric(r, G, x, f);
  if (regularization != 0) addRow(r, x, regularization, f);
  negate(r, f);
  addStored(r, buffer, capacity, Y, indices, values, count, f, x, 1);
  memory.copy(p, r, rowBytes);
  let rest = dot(r, r, f);
  for (let step = 0; step < steps; step++) {
    if (rest < SOLVED) return;
    multiplySymmetric(q, G, p, f);
    if (regularization != 0) addRow(q, p, regularization, f);
    addStored(q, buffer, capacity, Y, indices, values, count, f, p, 0);
    const curvature = dot(p, q, f);
    // A system that is not positive along p has no solution there: keep what has been reached.
    if (!(curvature > 0)) return;
    const next = advance(x, r, p, q, rest / curvature, f);
    turn(p, r, next / rest, f);
    rest = next;
  }
}

/**
 * X ← one half step of implicit ALS; see the contract. A row without entries becomes 0, its exact solution.
 * values and regularizations may be 0 (absent). capacity: rows of Y gathered at once, a multiple of 8.
 * own: per thread (3 + capacity)·f + 2·capacity floats, `ownBytes` apart.
 */
export function alsStep(
  thread: i32,
  threads: i32,
  X: usize,
  rows: i32,
  indptr: usize,
  indices: usize,
  values: usize,
  Y: usize,
  G: usize,
  f: i32,
  steps: i32,
  regularizations: usize,
  capacity: i32,
  own: usize,
  ownBytes: usize,
): void {
  const rowBytes: usize = (<usize>f) << 2;
  const work = own + <usize>thread * ownBytes;
  for (let first = takeTicket(ROWS); first < rows; first = takeTicket(ROWS)) {
    const last = min(rows, first + ROWS);
    for (let row = first; row < last; row++) {
      const at = indptr + ((<usize>row) << 2);
      const start = load<i32>(at);
      const count = load<i32>(at, 4) - start;
      const x = X + <usize>row * rowBytes;
      if (count == 0) {
        memory.fill(x, 0, rowBytes);
        continue;
      }
      const shift: usize = (<usize>start) << 2;
      const regularization: f32 = regularizations == 0 ? 0 : load<f32>(regularizations + ((<usize>row) << 2));
      const v: usize = values == 0 ? 0 : values + shift;
      solveRow(x, Y, G, indices + shift, v, count, f, steps, regularization, work, capacity);
    }
  }
  barrier(threads);
}
