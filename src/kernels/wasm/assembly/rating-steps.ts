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

/**
 * One rating of the user at p, whose whole vector is p + z: moves q, p and z, and g ← keep·g + error·q. That every implicit vector takes
 * its step y ← keep·y + rate·|N|^−½·error·q at each rating moves their sum z by rate·error·q, and leaves keep^|N|·y + rate·|N|^−½·g.
 */
function stepImplicit(p: usize, z: usize, q: usize, g: usize, error: f32, rate: f32, keep: f32, f: i32): void {
  const e = f32x4.splat(error);
  const s = f32x4.splat(rate * error);
  const k = f32x4.splat(keep);
  const end = p + ((<usize>f) << 2);
  for (; p < end; p += 16) {
    const a = v128.load(p);
    const b = v128.load(q);
    const c = v128.load(z);
    v128.store(g, madd(e, b, f32x4.mul(v128.load(g), k)));
    v128.store(q, madd(s, f32x4.add(a, c), f32x4.mul(b, k)));
    v128.store(p, madd(s, b, f32x4.mul(a, k)));
    v128.store(z, madd(s, b, f32x4.mul(c, k)));
    q += 16;
    z += 16;
    g += 16;
  }
}

/** The users first ≤ u < last in order, on the given vectors of the items; marks the items that change, unless `marks` is 0. */
function stepUsers(
  P: usize,
  Q: usize,
  Y: usize,
  userBias: usize,
  itemBias: usize,
  marks: usize,
  first: i32,
  last: i32,
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
  for (let user = first; user < last; user++) {
    const shift: usize = (<usize>user) << 2;
    const start: usize = indices + ((<usize>load<i32>(indptr + shift)) << 2);
    const end: usize = indices + ((<usize>load<i32>(indptr + shift, 4)) << 2);
    if (start == end) continue;
    const count: f32 = <f32>((end - start) >> 2);
    const share: f32 = 1 / sqrt<f32>(count);
    const p = P + <usize>user * rowBytes;
    const bu = userBias + shift;
    memory.fill(own, 0, 2 * rowBytes);
    for (let at = start; at < end; at += 4) addRow(z, Y + <usize>load<i32>(at) * rowBytes, share, f);
    for (let at = start; at < end; at += 4) {
      const item: usize = <usize>load<i32>(at);
      const q = Q + item * rowBytes;
      const bi = itemBias + (item << 2);
      if (marks != 0) store<u8>(marks + item, 1);
      const guess = mean + load<f32>(bu) + load<f32>(bi) + dot(p, q, f) + dot(z, q, f);
      const error = load<f32>(values + (at - indices)) - guess;
      moveBias(bu, error, rate, regularization);
      moveBias(bi, error, rate, regularization);
      stepImplicit(p, z, q, g, error, rate, keep, f);
    }
    let keepImplicit: f32 = keep;
    for (let at = start + 4; at < end; at += 4) keepImplicit *= keep;
    for (let at = start; at < end; at += 4) {
      const y = Y + <usize>load<i32>(at) * rowBytes;
      scale(y, keepImplicit, f);
      addRow(y, g, rate * share, f);
    }
  }
}

/** As mergeVectors, a single number. */
function mergeBias(bias: usize, copy: usize, stride: usize, parts: i32): void {
  const old = load<f32>(bias);
  let sum = old;
  for (let part = 0; part < parts; part++) sum += load<f32>(copy + <usize>part * stride) - old;
  store<f32>(bias, sum);
  for (let part = 0; part < parts; part++) store<f32>(copy + <usize>part * stride, sum);
}

/** row ← row + Σ (copy − row) over the copies, each `stride` bytes after the one before; all copies become the new row. */
function mergeVectors(row: usize, copy: usize, stride: usize, parts: i32, f: i32): void {
  const end = row + ((<usize>f) << 2);
  for (; row < end; row += 16) {
    const old = v128.load(row);
    let sum = old;
    let from = copy;
    for (let part = 0; part < parts; part++) {
      sum = f32x4.add(sum, f32x4.sub(v128.load(from), old));
      from += stride;
    }
    v128.store(row, sum);
    from = copy;
    for (let part = 0; part < parts; part++) {
      v128.store(from, sum);
      from += stride;
    }
    copy += 16;
  }
}

/**
 * One pass of SVD++; see the contract. own: for each part `stride` bytes: copies of Q, Y and the items' biases, a mark for each item,
 * and 2·f floats. With one part nothing is copied. Whoever computes a part, or brings an item's copies together, leaves the same bits.
 * Source: Koren 2008, equation 15.
 */
export function implicitEpoch(
  thread: i32,
  threads: i32,
  P: usize,
  Q: usize,
  Y: usize,
  userBias: usize,
  itemBias: usize,
  items: i32,
  indptr: usize,
  indices: usize,
  values: usize,
  bounds: usize,
  parts: i32,
  rounds: i32,
  f: i32,
  mean: f32,
  rate: f32,
  regularization: f32,
  own: usize,
  stride: usize,
): void {
  const rowBytes: usize = (<usize>f) << 2;
  const block: usize = <usize>items * rowBytes;
  const marks = 2 * block + ((<usize>items) << 2);
  const room = own + stride - 2 * rowBytes;
  if (parts > 1) {
    for (let part = takeTicket(1); part < parts; part = takeTicket(1)) {
      const copy = own + <usize>part * stride;
      memory.copy(copy, Q, block);
      memory.copy(copy + block, Y, block);
      memory.copy(copy + 2 * block, itemBias, (<usize>items) << 2);
      memory.fill(copy + marks, 0, <usize>items);
    }
    barrier(threads);
  }
  for (let round = 0; round < rounds; round++) {
    for (let part = takeTicket(1); part < parts; part = takeTicket(1)) {
      const at = bounds + ((<usize>(round * parts + part)) << 2);
      const copy = own + <usize>part * stride;
      const single = parts == 1;
      stepUsers(
        P,
        single ? Q : copy,
        single ? Y : copy + block,
        userBias,
        single ? itemBias : copy + 2 * block,
        single ? 0 : copy + marks,
        load<i32>(at),
        load<i32>(at, 4),
        indptr,
        indices,
        values,
        f,
        mean,
        rate,
        regularization,
        room + <usize>part * stride,
      );
    }
    barrier(threads);
    if (parts == 1) continue;
    for (let first = takeTicket(64); first < items; first = takeTicket(64)) {
      const last = min(items, first + 64);
      for (let item: usize = first; item < <usize>last; item++) {
        let changed: i32 = 0;
        for (let part = 0; part < parts; part++) {
          const mark = own + <usize>part * stride + marks + item;
          changed |= load<u8>(mark);
          store<u8>(mark, 0);
        }
        if (changed == 0) continue;
        const shift = item * rowBytes;
        mergeVectors(Q + shift, own + shift, stride, parts, f);
        mergeVectors(Y + shift, own + block + shift, stride, parts, f);
        mergeBias(itemBias + (item << 2), own + 2 * block + (item << 2), stride, parts);
      }
    }
    barrier(threads);
  }
}

/** row ← factor·row. */
function scale(row: usize, factor: f32, f: i32): void {
  const v = f32x4.splat(factor);
  const end = row + ((<usize>f) << 2);
  for (; row < end; row += 16) v128.store(row, f32x4.mul(v, v128.load(row)));
}
