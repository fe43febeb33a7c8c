/** What the kernels' tests share: seeded inputs of awkward sizes, and the comparison of a kernel with its plain twin. */
import { type Random, random } from '../base/random.ts';
import type { Heap, SparseBlock } from './contract.ts';
import type { Numbers, Sparse } from './reference/index.ts';

/** 0, 1, lane − 1, lane, lane + 1, tile − 1 … tile + 1, several lanes and a rest. */
export const AWKWARD_SIZES = [0, 1, 3, 4, 5, 7, 8, 9, 16, 31, 67] as const;

/**
 * Returns the first `count` places where |found − expected| > tolerance·(1 + |expected|), as readable lines; none when they agree.
 * NaN agrees with NaN only, and an infinity with itself.
 */
export function findDisagreements(found: Numbers, expected: Numbers, tolerance: number, count = 10): string[] {
  const lines: string[] = [];
  if (found.length < expected.length) lines.push(`length ${found.length}; expected ${expected.length}`);
  for (let at = 0; at < expected.length && lines.length < count; at++) {
    const a = found[at];
    const b = expected[at];
    if (Object.is(a, b) || a === b || Math.abs(a - b) <= tolerance * (1 + Math.abs(b))) continue;
    lines.push(`[${at}] ${a}; expected ${b}`);
  }
  return lines;
}

/** Normal deviates rounded to f32. */
export function drawNumbers(generator: Random, length: number): Float32Array {
  return Float32Array.from({ length }, () => generator.normal());
}

/** A random sparse matrix as plain arrays, about `density` full, with some empty rows; `draw` gives the values. */
export function drawSparse(
  generator: Random,
  rows: number,
  columns: number,
  density: number,
  draw?: () => number,
): Sparse & { readonly values: Float32Array } {
  const indptr = [0];
  const indices: number[] = [];
  for (let row = 0; row < rows; row++) {
    const share = generator.next() < 0.2 ? 0 : density;
    for (let column = 0; column < columns; column++) if (generator.next() < share) indices.push(column);
    indptr.push(indices.length);
  }
  return {
    rows,
    columns,
    indptr,
    indices,
    values: Float32Array.from(indices, () => (draw === undefined ? 1 : draw())),
  };
}

/** The transpose, columns in increasing order. */
export function transpose(X: Sparse): Sparse & { readonly values: Float32Array } {
  const lists: [number, number][][] = Array.from({ length: X.columns }, () => []);
  for (let row = 0; row < X.rows; row++) {
    for (let k = X.indptr[row]; k < X.indptr[row + 1]; k++) {
      lists[X.indices[k]]?.push([row, X.values?.[k] ?? 1]);
    }
  }
  const indptr = [0];
  for (const list of lists) indptr.push((indptr.at(-1) as number) + list.length);
  const entries = lists.flat();
  return {
    rows: X.columns,
    columns: X.rows,
    indptr,
    indices: entries.map(([row]) => row),
    values: Float32Array.from(entries, ([, value]) => value),
  };
}

/** Copies a sparse matrix into a heap; `binary` leaves the values out. */
export function putSparse(heap: Heap, X: Sparse, binary = false): SparseBlock {
  const { rows, columns } = X;
  const block = { rows, columns, indptr: heap.i32From(X.indptr), indices: heap.i32From(X.indices) };
  return binary || X.values === undefined ? block : { ...block, values: heap.f32From(X.values) };
}

/** The stream of random numbers of one case. */
export const generatorOf = (...keys: (string | number)[]): Random => random(2026, ...keys);
