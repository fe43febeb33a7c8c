import { barrier, takeTicket } from './threads';
import { addRow, dot, madd, sumLanes } from './vectors';

/** p·q over f floats, f a multiple of 4: four sums, for the next step waits for this one and fewer would wait for each other. */
function dotFactors(p: usize, q: usize, f: i32): f32 {
  const bytes: usize = (<usize>f) << 2;
  const whole: usize = bytes & ~63;
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let at: usize = 0;
  for (; at < whole; at += 64) {
    s0 = madd(v128.load(p + at), v128.load(q + at), s0);
    s1 = madd(v128.load(p + at, 16), v128.load(q + at, 16), s1);
    s2 = madd(v128.load(p + at, 32), v128.load(q + at, 32), s2);
    s3 = madd(v128.load(p + at, 48), v128.load(q + at, 48), s3);
  }
  for (; at < bytes; at += 16) s0 = madd(v128.load(p + at), v128.load(q + at), s0);
  return sumLanes(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
}

/** p ← keep·p + step·q and q ← keep·q + step·p, both from the values before. */
function exchange(p: usize, q: usize, step: f32, keep: f32, f: i32): void {
  const s = f32x4.splat(step);
  const k = f32x4.splat(keep);
  const end = p + ((<usize>f) << 2);
  for (; p < end; p += 16) {
    const a = v128.load(p);
    const b = v128.load(q);
    v128.store(p, madd(s, b, f32x4.mul(a, k)));
    v128.store(q, madd(s, a, f32x4.mul(b, k)));
    q += 16;
  }
}

/** bias ← bias + rate·(error − regularization·bias). */
function moveBias(bias: usize, error: f32, rate: f32, regularization: f32): void {
  const value = load<f32>(bias);
  store<f32>(bias, value + rate * (error - regularization * value));
}

/**
 * One pass of stochastic gradient descent for biased factors; see the contract. Blocks of one round share neither a user nor an
 * item, so whoever computes them, and in whatever order, leaves the same bits.
 */
export function sgdEpoch(
  thread: i32,
  threads: i32,
  P: usize,
  Q: usize,
  userBias: usize,
  itemBias: usize,
  bounds: usize,
  users: usize,
  items: usize,
  values: usize,
  stripes: i32,
  f: i32,
  mean: f32,
  rate: f32,
  regularization: f32,
): void {
  const rowBytes: usize = (<usize>f) << 2;
  const keep: f32 = 1 - rate * regularization;
  for (let round = 0; round < stripes; round++) {
    for (let stripe = takeTicket(1); stripe < stripes; stripe = takeTicket(1)) {
      const block = stripe * stripes + ((stripe + round) % stripes);
      const last = load<i32>(bounds + ((<usize>block) << 2), 4);
      for (let k = load<i32>(bounds + ((<usize>block) << 2)); k < last; k++) {
        const shift: usize = (<usize>k) << 2;
        const user: usize = <usize>load<i32>(users + shift);
        const item: usize = <usize>load<i32>(items + shift);
        const p = P + user * rowBytes;
        const q = Q + item * rowBytes;
        const bu = userBias + (user << 2);
        const bi = itemBias + (item << 2);
        const error = load<f32>(values + shift) - (mean + load<f32>(bu) + load<f32>(bi) + dotFactors(p, q, f));
        moveBias(bu, error, rate, regularization);
        moveBias(bi, error, rate, regularization);
        exchange(p, q, rate * error, keep, f);
      }
    }
    barrier(threads);
  }
}

/** One rating of the user at p, whose whole vector is p + z: moves q, p and the biases, and adds error·q to g. */
function stepImplicit(p: usize, z: usize, q: usize, g: usize, error: f32, rate: f32, keep: f32, f: i32): void {
  const e = f32x4.splat(error);
  const s = f32x4.splat(rate * error);
  const k = f32x4.splat(keep);
  const end = p + ((<usize>f) << 2);
  for (; p < end; p += 16) {
    const a = v128.load(p);
    const b = v128.load(q);
    v128.store(g, madd(e, b, v128.load(g)));
    v128.store(q, madd(s, f32x4.add(a, v128.load(z)), f32x4.mul(b, k)));
    v128.store(p, madd(s, b, f32x4.mul(a, k)));
    q += 16;
    z += 16;
    g += 16;
  }
}

/**
 * One pass of SVD++ over the users in order; see the contract. own: 2·f floats.
 * Source: Koren 2008, equation 15, with the step of the implicit vectors taken once for each user instead of once for each rating.
 */
export function implicitEpoch(
  P: usize,
  Q: usize,
  Y: usize,
  userBias: usize,
  itemBias: usize,
  rows: i32,
  indptr: usize,
  indices: usize,
  values: usize,
  f: i32,
  mean: f32,
  rate: f32,
  regularization: f32,
  own: usize,
): void {
  const rowBytes: usize = (<usize>f) << 2;
  const keep: f32 = 1 - rate * regularization;
  const z = own;
  const g = own + rowBytes;
  for (let user = 0; user < rows; user++) {
    const shift: usize = (<usize>user) << 2;
    const first = load<i32>(indptr + shift);
    const last = load<i32>(indptr + shift, 4);
    if (first == last) continue;
    const share: f32 = 1 / sqrt<f32>(<f32>(last - first));
    const p = P + <usize>user * rowBytes;
    const bu = userBias + shift;
    memory.fill(own, 0, 2 * rowBytes);
    for (let k = first; k < last; k++) {
      addRow(z, Y + <usize>load<i32>(indices + ((<usize>k) << 2)) * rowBytes, share, f);
    }
    for (let k = first; k < last; k++) {
      const item: usize = <usize>load<i32>(indices + ((<usize>k) << 2));
      const q = Q + item * rowBytes;
      const bi = itemBias + (item << 2);
      const guess = mean + load<f32>(bu) + load<f32>(bi) + dot(p, q, f) + dot(z, q, f);
      const error = load<f32>(values + ((<usize>k) << 2)) - guess;
      moveBias(bu, error, rate, regularization);
      moveBias(bi, error, rate, regularization);
      stepImplicit(p, z, q, g, error, rate, keep, f);
    }
    const keepImplicit: f32 = 1 - rate * regularization * <f32>(last - first);
    for (let k = first; k < last; k++) {
      const y = Y + <usize>load<i32>(indices + ((<usize>k) << 2)) * rowBytes;
      scale(y, keepImplicit, f);
      addRow(y, g, rate * share, f);
    }
  }
}

/** row ← factor·row. */
function scale(row: usize, factor: f32, f: i32): void {
  const v = f32x4.splat(factor);
  const end = row + ((<usize>f) << 2);
  for (; row < end; row += 16) v128.store(row, f32x4.mul(v, v128.load(row)));
}
