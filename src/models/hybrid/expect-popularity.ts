import { choleskyInPlace, solveCholesky } from '../als/index.ts';

/** Ridge strength: beside thousands of titles a little. */
const REGULARIZATION = 10;

/**
 * Returns ln(1 + interactions) as the texts let expect it, for every item: a ridge regression from text vectors (items × f,
 * row-major) over the items that were watched. The mean where nothing can be learned.
 */
export function expectPopularity(vectors: Float32Array, counts: Int32Array, f: number): Float32Array {
  const size = f + 1;
  const A = new Float64Array(size * size);
  const b = new Float64Array(size);
  const row = new Float64Array(size);
  const expected = new Float32Array(counts.length);
  let watched = 0;
  let mean = 0;
  for (const count of counts) {
    if (count === 0) continue;
    watched++;
    mean += Math.log1p(count);
  }
  if (watched === 0) return expected;
  mean /= watched;
  const readRow = (item: number): void => {
    for (let k = 0; k < f; k++) row[k] = vectors[item * f + k]!;
    row[f] = 1;
  };
  for (let item = 0; item < counts.length; item++) {
    if (counts[item] === 0) continue;
    readRow(item);
    const target = Math.log1p(counts[item]) - mean;
    for (let i = 0; i < size; i++) {
      b[i] += row[i] * target;
      for (let j = 0; j <= i; j++) A[i * size + j] += row[i] * row[j];
    }
  }
  for (let i = 0; i < size; i++) A[i * size + i] += REGULARIZATION;
  const solved = choleskyInPlace(A, size);
  if (solved) solveCholesky(A, b, size);
  else b.fill(0);
  for (let item = 0; item < counts.length; item++) {
    readRow(item);
    let sum = mean;
    for (let i = 0; i < size; i++) sum += row[i] * b[i];
    expected[item] = sum;
  }
  return expected;
}
