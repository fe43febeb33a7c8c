/**
 * Rows of Y gathered for one row of R, in groups of eight: for each four factors the eight rows' four numbers lie next to each
 * other, so that the loops below need one address and eight independent sums. The last group is filled up with copies of the last
 * row that count for nothing.
 * A buffer holds the groups (capacity·f floats), then the confidences |v| and the wanted (v > 0 ? 1 + v : 0), capacity each.
 */
import { madd } from './vectors';

/** Rows in a group. */
export const GROUP: i32 = 8;
/** Bytes from one quartet of factors to the next. */
const QUARTET: usize = 128;

/** The address of the k-th row; beyond the last, of the last. */
function findRow(Y: usize, indices: usize, k: i32, count: i32, rowBytes: usize): usize {
  return Y + <usize>load<i32>(indices + ((<usize>min(k, count - 1)) << 2)) * rowBytes;
}

/** Fills the buffer with `count` rows, four at a time, and their values (0: 1 everywhere). */
export function gatherRows(
  buffer: usize,
  capacity: i32,
  Y: usize,
  indices: usize,
  values: usize,
  count: i32,
  f: i32,
): void {
  const rowBytes: usize = (<usize>f) << 2;
  const groupBytes: usize = rowBytes << 3;
  let confidences = buffer + <usize>capacity * rowBytes;
  let wanted = confidences + ((<usize>capacity) << 2);
  const filled = (count + GROUP - 1) & ~(GROUP - 1);
  for (let k = 0; k < filled; k += 4) {
    let r0 = findRow(Y, indices, k, count, rowBytes);
    let r1 = findRow(Y, indices, k + 1, count, rowBytes);
    let r2 = findRow(Y, indices, k + 2, count, rowBytes);
    let r3 = findRow(Y, indices, k + 3, count, rowBytes);
    let to = buffer + <usize>(k >> 3) * groupBytes + ((<usize>(k & 4)) << 4);
    const end = r0 + rowBytes;
    while (r0 < end) {
      v128.store(to, v128.load(r0));
      v128.store(to, v128.load(r1), 16);
      v128.store(to, v128.load(r2), 32);
      v128.store(to, v128.load(r3), 48);
      to += QUARTET;
      r0 += 16;
      r1 += 16;
      r2 += 16;
      r3 += 16;
    }
  }
  for (let k = 0; k < filled; k++) {
    const value: f32 = k >= count ? 0 : values == 0 ? 1 : load<f32>(values + ((<usize>k) << 2));
    store<f32>(confidences, abs(value));
    store<f32>(wanted, value > 0 ? value + 1 : 0);
    confidences += 4;
    wanted += 4;
  }
}

/** The sums of the lanes of four vectors, as one vector. */
function sumFour(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 1, 4, 5), v128.shuffle<f32>(a, b, 2, 3, 6, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 1, 4, 5), v128.shuffle<f32>(c, d, 2, 3, 6, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 2, 4, 6), v128.shuffle<f32>(ab, cd, 1, 3, 5, 7));
}

/** out += Σ_k w_k·y_k, where w_k is wanted_k − confidence_k·(y_k·p) if first, else confidence_k·(y_k·p). */
export function addGroups(out: usize, buffer: usize, capacity: i32, count: i32, f: i32, p: usize, first: i32): void {
  const rowBytes: usize = (<usize>f) << 2;
  const outEnd = out + rowBytes;
  let confidences = buffer + <usize>capacity * rowBytes;
  let wanted = confidences + ((<usize>capacity) << 2);
  let y = buffer;
  for (let k = 0; k < count; k += GROUP) {
    let d0 = f32x4.splat(0);
    let d1 = d0;
    let d2 = d0;
    let d3 = d0;
    let d4 = d0;
    let d5 = d0;
    let d6 = d0;
    let d7 = d0;
    const pEnd = p + rowBytes;
    let at = y;
    for (let q = p; q < pEnd; q += 16) {
      const v = v128.load(q);
      d0 = madd(v, v128.load(at), d0);
      d1 = madd(v, v128.load(at, 16), d1);
      d2 = madd(v, v128.load(at, 32), d2);
      d3 = madd(v, v128.load(at, 48), d3);
      d4 = madd(v, v128.load(at, 64), d4);
      d5 = madd(v, v128.load(at, 80), d5);
      d6 = madd(v, v128.load(at, 96), d6);
      d7 = madd(v, v128.load(at, 112), d7);
      at += QUARTET;
    }
    let low = f32x4.mul(v128.load(confidences), sumFour(d0, d1, d2, d3));
    let high = f32x4.mul(v128.load(confidences, 16), sumFour(d4, d5, d6, d7));
    if (first) {
      low = f32x4.sub(v128.load(wanted), low);
      high = f32x4.sub(v128.load(wanted, 16), high);
    }
    d0 = v128.shuffle<f32>(low, low, 0, 0, 0, 0);
    d1 = v128.shuffle<f32>(low, low, 1, 1, 1, 1);
    d2 = v128.shuffle<f32>(low, low, 2, 2, 2, 2);
    d3 = v128.shuffle<f32>(low, low, 3, 3, 3, 3);
    d4 = v128.shuffle<f32>(high, high, 0, 0, 0, 0);
    d5 = v128.shuffle<f32>(high, high, 1, 1, 1, 1);
    d6 = v128.shuffle<f32>(high, high, 2, 2, 2, 2);
    d7 = v128.shuffle<f32>(high, high, 3, 3, 3, 3);
    for (let o = out; o < outEnd; o += 16) {
      let sum = madd(d0, v128.load(y), v128.load(o));
      let other = f32x4.mul(d1, v128.load(y, 16));
      sum = madd(d2, v128.load(y, 32), sum);
      other = madd(d3, v128.load(y, 48), other);
      sum = madd(d4, v128.load(y, 64), sum);
      other = madd(d5, v128.load(y, 80), other);
      sum = madd(d6, v128.load(y, 96), sum);
      other = madd(d7, v128.load(y, 112), other);
      v128.store(o, f32x4.add(sum, other));
      y += QUARTET;
    }
    confidences += 32;
    wanted += 32;
  }
}
