import { barrier, takeTicket } from './threads';
import { addRow, dot, madd, sumLanes } from './vectors';

/** Columns summed at once: the stretch of `out` stays in the first-level cache while the rows go by. */
const STRETCH: i32 = 4096;

/** The address of the row that the k-th number of `rows` names. */
function rowAt(B: usize, rows: usize, k: i32, ldBytes: usize): usize {
  return B + <usize>load<i32>(rows + ((<usize>k) << 2)) * ldBytes;
}

/** The k-th weight; 1 where there are none. */
function weightAt(weights: usize, k: i32): f32 {
  return weights == 0 ? 1 : load<f32>(weights + ((<usize>k) << 2));
}

/** out += Σ_k weights[k]·B[rows[k], 0 … n) for k, k + 1 … k + 7, added in this order: one pass over `out` for eight rows. */
function addEightRows(out: usize, B: usize, rows: usize, weights: usize, k: i32, n: i32, ldBytes: usize): void {
  const r0 = rowAt(B, rows, k, ldBytes);
  const r1 = rowAt(B, rows, k + 1, ldBytes);
  const r2 = rowAt(B, rows, k + 2, ldBytes);
  const r3 = rowAt(B, rows, k + 3, ldBytes);
  const r4 = rowAt(B, rows, k + 4, ldBytes);
  const r5 = rowAt(B, rows, k + 5, ldBytes);
  const r6 = rowAt(B, rows, k + 6, ldBytes);
  const r7 = rowAt(B, rows, k + 7, ldBytes);
  const w0 = weightAt(weights, k);
  const w1 = weightAt(weights, k + 1);
  const w2 = weightAt(weights, k + 2);
  const w3 = weightAt(weights, k + 3);
  const w4 = weightAt(weights, k + 4);
  const w5 = weightAt(weights, k + 5);
  const w6 = weightAt(weights, k + 6);
  const w7 = weightAt(weights, k + 7);
  const v0 = f32x4.splat(w0);
  const v1 = f32x4.splat(w1);
  const v2 = f32x4.splat(w2);
  const v3 = f32x4.splat(w3);
  const v4 = f32x4.splat(w4);
  const v5 = f32x4.splat(w5);
  const v6 = f32x4.splat(w6);
  const v7 = f32x4.splat(w7);
  const whole: usize = (<usize>(n & ~3)) << 2;
  const end: usize = (<usize>n) << 2;
  let i: usize = 0;
  for (; i < whole; i += 16) {
    let sum = madd(v0, v128.load(r0 + i), v128.load(out + i));
    sum = madd(v1, v128.load(r1 + i), sum);
    sum = madd(v2, v128.load(r2 + i), sum);
    sum = madd(v3, v128.load(r3 + i), sum);
    sum = madd(v4, v128.load(r4 + i), sum);
    sum = madd(v5, v128.load(r5 + i), sum);
    sum = madd(v6, v128.load(r6 + i), sum);
    v128.store(out + i, madd(v7, v128.load(r7 + i), sum));
  }
  for (; i < end; i += 4) {
    let sum = load<f32>(out + i) + w0 * load<f32>(r0 + i);
    sum += w1 * load<f32>(r1 + i);
    sum += w2 * load<f32>(r2 + i);
    sum += w3 * load<f32>(r3 + i);
    sum += w4 * load<f32>(r4 + i);
    sum += w5 * load<f32>(r5 + i);
    sum += w6 * load<f32>(r6 + i);
    store<f32>(out + i, sum + w7 * load<f32>(r7 + i));
  }
}

/** The same for k, k + 1 … k + 3. */
function addFourRows(out: usize, B: usize, rows: usize, weights: usize, k: i32, n: i32, ldBytes: usize): void {
  const r0 = rowAt(B, rows, k, ldBytes);
  const r1 = rowAt(B, rows, k + 1, ldBytes);
  const r2 = rowAt(B, rows, k + 2, ldBytes);
  const r3 = rowAt(B, rows, k + 3, ldBytes);
  const w0 = weightAt(weights, k);
  const w1 = weightAt(weights, k + 1);
  const w2 = weightAt(weights, k + 2);
  const w3 = weightAt(weights, k + 3);
  const v0 = f32x4.splat(w0);
  const v1 = f32x4.splat(w1);
  const v2 = f32x4.splat(w2);
  const v3 = f32x4.splat(w3);
  const whole: usize = (<usize>(n & ~3)) << 2;
  const end: usize = (<usize>n) << 2;
  let i: usize = 0;
  for (; i < whole; i += 16) {
    let sum = madd(v0, v128.load(r0 + i), v128.load(out + i));
    sum = madd(v1, v128.load(r1 + i), sum);
    sum = madd(v2, v128.load(r2 + i), sum);
    v128.store(out + i, madd(v3, v128.load(r3 + i), sum));
  }
  for (; i < end; i += 4) {
    let sum = load<f32>(out + i) + w0 * load<f32>(r0 + i);
    sum += w1 * load<f32>(r1 + i);
    sum += w2 * load<f32>(r2 + i);
    store<f32>(out + i, sum + w3 * load<f32>(r3 + i));
  }
}

/** The same for k and k + 1. */
function addTwoRows(out: usize, B: usize, rows: usize, weights: usize, k: i32, n: i32, ldBytes: usize): void {
  const r0 = rowAt(B, rows, k, ldBytes);
  const r1 = rowAt(B, rows, k + 1, ldBytes);
  const w0 = weightAt(weights, k);
  const w1 = weightAt(weights, k + 1);
  const v0 = f32x4.splat(w0);
  const v1 = f32x4.splat(w1);
  const whole: usize = (<usize>(n & ~3)) << 2;
  const end: usize = (<usize>n) << 2;
  let i: usize = 0;
  for (; i < whole; i += 16) {
    v128.store(out + i, madd(v1, v128.load(r1 + i), madd(v0, v128.load(r0 + i), v128.load(out + i))));
  }
  for (; i < end; i += 4) {
    store<f32>(out + i, load<f32>(out + i) + w0 * load<f32>(r0 + i) + w1 * load<f32>(r1 + i));
  }
}

/** out += Σ_k weights[k]·B[rows[k], 0 … n) for k < count; weights 0 means 1 everywhere. B's rows are ldBytes apart. */
function addRows(out: usize, B: usize, rows: usize, weights: usize, count: i32, n: i32, ldBytes: usize): void {
  let k = 0;
  for (; k + 8 <= count; k += 8) addEightRows(out, B, rows, weights, k, n, ldBytes);
  if (k + 4 <= count) {
    addFourRows(out, B, rows, weights, k, n, ldBytes);
    k += 4;
  }
  if (k + 2 <= count) {
    addTwoRows(out, B, rows, weights, k, n, ldBytes);
    k += 2;
  }
  if (k < count) addRow(out, rowAt(B, rows, k, ldBytes), weightAt(weights, k), n);
}

/** out[0 … n) ← Σ_k weights[k]·B[rows[k], 0 … n). */
export function sumRows(out: usize, B: usize, rows: usize, weights: usize, count: i32, n: i32, ld: i32): void {
  const ldBytes: usize = (<usize>ld) << 2;
  for (let j = 0; j < n; j += STRETCH) {
    const columns = min(STRETCH, n - j);
    const shift: usize = (<usize>j) << 2;
    memory.fill(out + shift, 0, (<usize>columns) << 2);
    addRows(out + shift, B + shift, rows, weights, count, columns, ldBytes);
  }
}

/** Y ← X·W for sparse X and dense W (columns×f); values may be 0 (absent). */
export function sparseMultiply(
  thread: i32,
  threads: i32,
  Y: usize,
  rows: i32,
  indptr: usize,
  indices: usize,
  values: usize,
  W: usize,
  f: i32,
): void {
  const rowBytes: usize = (<usize>f) << 2;
  for (let first = takeTicket(64); first < rows; first = takeTicket(64)) {
    const last = min(rows, first + 64);
    for (let row = first; row < last; row++) {
      const at = indptr + ((<usize>row) << 2);
      const start = load<i32>(at);
      const shift: usize = (<usize>start) << 2;
      const y = Y + <usize>row * rowBytes;
      memory.fill(y, 0, rowBytes);
      addRows(y, W, indices + shift, values == 0 ? 0 : values + shift, load<i32>(at, 4) - start, f, rowBytes);
    }
  }
  barrier(threads);
}

/** out[r] ← Y[r]·x for r < n, four rows at a time. Y: n×f. */
export function multiplyVector(out: usize, Y: usize, x: usize, n: i32, f: i32): void {
  const rowBytes: usize = (<usize>f) << 2;
  const whole: usize = (<usize>(f & ~3)) << 2;
  let left = n;
  for (; left >= 4; left -= 4) {
    const y1 = Y + rowBytes;
    const y2 = y1 + rowBytes;
    const y3 = y2 + rowBytes;
    let d0 = f32x4.splat(0);
    let d1 = d0;
    let d2 = d0;
    let d3 = d0;
    let j: usize = 0;
    for (; j < whole; j += 16) {
      const v = v128.load(x + j);
      d0 = madd(v, v128.load(Y + j), d0);
      d1 = madd(v, v128.load(y1 + j), d1);
      d2 = madd(v, v128.load(y2 + j), d2);
      d3 = madd(v, v128.load(y3 + j), d3);
    }
    let s0 = sumLanes(d0);
    let s1 = sumLanes(d1);
    let s2 = sumLanes(d2);
    let s3 = sumLanes(d3);
    for (; j < rowBytes; j += 4) {
      const v = load<f32>(x + j);
      s0 += v * load<f32>(Y + j);
      s1 += v * load<f32>(y1 + j);
      s2 += v * load<f32>(y2 + j);
      s3 += v * load<f32>(y3 + j);
    }
    store<f32>(out, s0);
    store<f32>(out, s1, 4);
    store<f32>(out, s2, 8);
    store<f32>(out, s3, 12);
    out += 16;
    Y = y3 + rowBytes;
  }
  for (; left > 0; left--) {
    store<f32>(out, dot(Y, x, f));
    out += 4;
    Y += rowBytes;
  }
}
