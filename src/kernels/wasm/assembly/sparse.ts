/** Returns the first row whose bounds or columns are not those of a sparse matrix with so many stored entries, or −1 when all are. */
export function findInvalidRow(rows: i32, columns: i32, stored: i32, indptr: usize, indices: usize): i32 {
  if (load<i32>(indptr) != 0) return 0;
  let start = 0;
  for (let row = 0; row < rows; row++) {
    const end = load<i32>(indptr + ((<usize>row) << 2), 4);
    if (end < start || end > stored) return row;
    start = end;
  }
  if (largest(indices, start) < <u32>columns || start == 0) return -1;
  for (let row = 0; row < rows; row++) {
    const end = load<i32>(indptr + ((<usize>row) << 2), 4);
    for (let k = load<i32>(indptr + ((<usize>row) << 2)); k < end; k++) {
      if (load<u32>(indices + ((<usize>k) << 2)) >= <u32>columns) return row;
    }
  }
  return -1;
}

/** The largest of `count` numbers read as unsigned: a negative one counts as larger than any column. */
export function largest(at: usize, count: i32): u32 {
  let four = i32x4.splat(0);
  let left = count;
  for (; left >= 4; left -= 4) {
    four = i32x4.max_u(four, v128.load(at));
    at += 16;
  }
  let most: u32 = max<u32>(
    max<u32>(<u32>i32x4.extract_lane(four, 0), <u32>i32x4.extract_lane(four, 1)),
    max<u32>(<u32>i32x4.extract_lane(four, 2), <u32>i32x4.extract_lane(four, 3)),
  );
  for (; left > 0; left--) {
    most = max<u32>(most, load<u32>(at));
    at += 4;
  }
  return most;
}

/** counts[c] ← in how many rows column c is stored with a number other than 0. Counts are zeroed by the caller; values may be 0 (absent). */
export function countColumns(counts: usize, indices: usize, values: usize, stored: i32): void {
  for (let k = 0; k < stored; k++) {
    if (values != 0 && load<f32>(values + ((<usize>k) << 2)) == 0) continue;
    const at = counts + ((<usize>load<i32>(indices + ((<usize>k) << 2))) << 2);
    store<i32>(at, load<i32>(at) + 1);
  }
}

/** The sum of all numbers, in f64. */
export function sumAll(values: usize, stored: i32): f64 {
  let sum: f64 = 0;
  for (let k = 0; k < stored; k++) sum += <f64>load<f32>(values + ((<usize>k) << 2));
  return sum;
}

/**
 * In place: count t in a row of length L → columnWeights[c]·t·(k1 + 1) / (t + k1·(1 − b + b·L/meanLength)), or columnWeights[c]·t
 * when saturate is 0; then each row is divided by its length in the Euclidean sense when normalize is not 0.
 */
export function weighTerms(
  rows: i32,
  indptr: usize,
  indices: usize,
  values: usize,
  columnWeights: usize,
  saturate: i32,
  k1: f64,
  b: f64,
  meanLength: f64,
  normalize: i32,
): void {
  for (let row = 0; row < rows; row++) {
    const start = load<i32>(indptr + ((<usize>row) << 2));
    const end = load<i32>(indptr + ((<usize>row) << 2), 4);
    let length: f64 = 0;
    for (let k = start; k < end; k++) length += <f64>load<f32>(values + ((<usize>k) << 2));
    const held = k1 * (1 - b + (meanLength > 0 ? (b * length) / meanLength : 0));
    let squares: f64 = 0;
    for (let k = start; k < end; k++) {
      const at = values + ((<usize>k) << 2);
      const t = <f64>load<f32>(at);
      let weight = load<f64>(columnWeights + ((<usize>load<i32>(indices + ((<usize>k) << 2))) << 3)) * t;
      if (saturate != 0) weight = t == 0 ? 0 : (weight * (k1 + 1)) / (t + held);
      store<f32>(at, <f32>weight);
      squares += weight * weight;
    }
    if (normalize == 0 || !(squares > 0)) continue;
    const scale: f64 = 1 / sqrt<f64>(squares);
    for (let k = start; k < end; k++) {
      const at = values + ((<usize>k) << 2);
      store<f32>(at, <f32>(<f64>load<f32>(at) * scale));
    }
  }
}

/** Returns the first row whose columns are not in increasing order, or −1 when all are. */
export function findUnorderedRow(rows: i32, indptr: usize, indices: usize): i32 {
  for (let row = 0; row < rows; row++) {
    let at = indices + ((<usize>load<i32>(indptr + ((<usize>row) << 2))) << 2);
    const end = indices + ((<usize>load<i32>(indptr + ((<usize>row) << 2), 4)) << 2);
    for (at += 4; at < end; at += 4) if (load<i32>(at) <= load<i32>(at - 4)) return row;
  }
  return -1;
}
