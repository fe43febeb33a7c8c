import { largest } from './sparse';

/**
 * Returns the first k < count for which rows[k] is no row of a sparse matrix of `height` rows, `columns` columns and `stored` entries,
 * or holds a column that is none; −1 when all are in order.
 */
export function findInvalidPick(
  height: i32,
  columns: i32,
  stored: i32,
  indptr: usize,
  indices: usize,
  rows: usize,
  count: i32,
): i32 {
  for (let k = 0; k < count; k++) {
    const row = load<u32>(rows + ((<usize>k) << 2));
    if (row >= <u32>height) return k;
    const bounds = indptr + ((<usize>row) << 2);
    const start = load<i32>(bounds);
    const end = load<i32>(bounds, 4);
    if (start < 0 || end < start || end > stored) return k;
    if (end > start && largest(indices + ((<usize>start) << 2), end - start) >= <u32>columns) return k;
  }
  return -1;
}

/** out += Σ_k weights[k]·X[rows[k], :] for sparse X, in the order of k. */
export function addSparseRows(
  out: usize,
  indptr: usize,
  indices: usize,
  values: usize,
  rows: usize,
  weights: usize,
  count: i32,
): void {
  for (let k = 0; k < count; k++) {
    const bounds = indptr + ((<usize>load<i32>(rows + ((<usize>k) << 2))) << 2);
    const weight = load<f32>(weights + ((<usize>k) << 2));
    const end: usize = (<usize>load<i32>(bounds, 4)) << 2;
    for (let at: usize = (<usize>load<i32>(bounds)) << 2; at < end; at += 4) {
      const place = out + ((<usize>load<i32>(indices + at)) << 2);
      const value: f32 = values == 0 ? 1 : load<f32>(values + at);
      store<f32>(place, load<f32>(place) + weight * value);
    }
  }
}
