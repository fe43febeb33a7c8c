/** Short vector operations that every kernel is made of. Addresses are bytes; counts are elements. */

/** a·b + c, rounded twice, so that every machine gives the same bits (relaxed_madd rounds once or twice, as it likes). */
export function madd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c);
}

/** The sum of the four lanes, in a fixed order. */
export function sumLanes(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

/** a·b over n floats. */
export function dot(a: usize, b: usize, n: i32): f32 {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let left = n;
  for (; left >= 8; left -= 8) {
    s0 = madd(v128.load(a), v128.load(b), s0);
    s1 = madd(v128.load(a, 16), v128.load(b, 16), s1);
    a += 32;
    b += 32;
  }
  if (left >= 4) {
    s0 = madd(v128.load(a), v128.load(b), s0);
    a += 16;
    b += 16;
    left -= 4;
  }
  let sum = sumLanes(f32x4.add(s0, s1));
  for (; left > 0; left--) {
    sum += load<f32>(a) * load<f32>(b);
    a += 4;
    b += 4;
  }
  return sum;
}

/** out += weight·row over n floats. */
export function addRow(out: usize, row: usize, weight: f32, n: i32): void {
  const w = f32x4.splat(weight);
  let left = n;
  for (; left >= 4; left -= 4) {
    v128.store(out, madd(w, v128.load(row), v128.load(out)));
    out += 16;
    row += 16;
  }
  for (; left > 0; left--) {
    store<f32>(out, load<f32>(out) + weight * load<f32>(row));
    out += 4;
    row += 4;
  }
}
