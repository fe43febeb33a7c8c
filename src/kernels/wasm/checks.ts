/** Arguments are checked before any address reaches the compiled kernels: a wrong size is a RangeError, never a write elsewhere. */
import type { Block, I32Block, RatingBlocks, SparseBlock, UserGroups } from '../contract.ts';
import type { KernelHeap } from './heap.ts';
import type { KernelExports } from './module.ts';

type AnyBlock = Block<Float32Array | Int32Array | Uint8Array>;

/** Throws unless the number is whole and in [least, most]. */
export function checkSize(name: string, value: number, least = 0, most = 0x3fff_ffff): void {
  if (!(Number.isInteger(value) && value >= least && value <= most)) {
    throw new RangeError(`invalid ${name}: ${value}; expected a whole number from ${least} to ${most}`);
  }
}

/** Throws unless the block lies in this memory and holds at least `length` elements. */
export function checkBlock(name: string, block: AnyBlock, length: number, heap: KernelHeap): void {
  const { at, data } = block;
  if (data.byteOffset !== at || !heap.owns(data.buffer)) {
    throw new RangeError(`invalid block ${name}: at ${at}; expected a block of this heap, still open`);
  }
  if (data.length < length) {
    throw new RangeError(`invalid length of ${name}: ${data.length}; expected at least ${length}`);
  }
}

/** Throws unless the sparse matrix is whole: row bounds in order and inside the arrays, every column below `columns`. */
export function checkSparse(name: string, X: SparseBlock, kernels: KernelExports, heap: KernelHeap): void {
  const stored = checkParts(name, X, heap);
  const row = kernels.findInvalidRow(X.rows, X.columns, stored, X.indptr.at, X.indices.at);
  if (row >= 0) {
    throw new RangeError(
      `invalid row ${row} of ${name}; expected increasing bounds within ${stored} entries and columns below ${X.columns}`,
    );
  }
}

/** Throws unless the parts of a sparse matrix lie in this memory; returns how many entries there is room for. */
function checkParts(name: string, X: SparseBlock, heap: KernelHeap): number {
  checkSize(`rows of ${name}`, X.rows);
  checkSize(`columns of ${name}`, X.columns);
  checkBlock(`indptr of ${name}`, X.indptr, X.rows + 1, heap);
  checkBlock(`indices of ${name}`, X.indices, 0, heap);
  const stored = X.indices.data.length;
  if (X.values === undefined) return stored;
  checkBlock(`values of ${name}`, X.values, 0, heap);
  return Math.min(stored, X.values.data.length);
}

/** Throws unless every position in `rows[0 … count)` is a whole row of the sparse matrix; the other rows are not looked at. */
export function checkPick(
  name: string,
  X: SparseBlock,
  rows: I32Block,
  count: number,
  kernels: KernelExports,
  heap: KernelHeap,
): void {
  const stored = checkParts(name, X, heap);
  const k = kernels.findInvalidPick(X.rows, X.columns, stored, X.indptr.at, X.indices.at, rows.at, count);
  if (k < 0) return;
  throw new RangeError(
    `invalid row ${rows.data[k]} of ${name}; expected 0 … ${X.rows - 1}, bounds within ${stored} entries and columns below ${X.columns}`,
  );
}

/** Throws unless the columns of every row are in increasing order; the matrix has passed checkSparse. */
export function checkOrder(name: string, X: SparseBlock, kernels: KernelExports): void {
  const row = kernels.findUnorderedRow(X.rows, X.indptr.at, X.indices.at);
  if (row >= 0) throw new RangeError(`invalid order in row ${row} of ${name}; expected increasing columns`);
}

/** Throws unless every position in `rows[0 … count)` is a row of a matrix with `height` rows. */
export function checkRows(name: string, rows: Int32Array, count: number, height: number): void {
  for (let k = 0; k < count; k++) {
    const row = rows[k];
    if (row < 0 || row >= height) {
      throw new RangeError(`invalid row in ${name}: ${row}; expected 0 … ${height - 1}`);
    }
  }
}

/** Throws unless `f` is a multiple of 4, at least 4. */
export function checkFactors(f: number): void {
  checkSize('f', f, 4);
  if (f % 4 !== 0) throw new RangeError(`invalid f: ${f}; expected a multiple of 4`);
}

/** Throws unless the blocks of ratings are whole: bounds in order and inside the arrays, every user and item a row of its matrix. */
export function checkRatingBlocks(R: RatingBlocks, kernels: KernelExports, heap: KernelHeap): void {
  checkSize('stripes of R', R.stripes, 1, 4096);
  const blocks = R.stripes ** 2;
  checkSize('rows of R', R.rows);
  checkSize('columns of R', R.columns);
  checkBlock('bounds of R', R.bounds, blocks + 1, heap);
  checkBlock('users of R', R.users, 0, heap);
  checkBlock('items of R', R.items, 0, heap);
  checkBlock('values of R', R.values, 0, heap);
  const stored = Math.min(R.users.data.length, R.items.data.length, R.values.data.length);
  for (const [name, size, { at }] of [
    ['users', R.rows, R.users],
    ['items', R.columns, R.items],
  ] as const) {
    const block = kernels.findInvalidRow(blocks, size, stored, R.bounds.at, at);
    if (block >= 0) {
      throw new RangeError(
        `invalid ${name} in block ${block} of R; expected increasing bounds within ${stored} ratings and numbers below ${size}`,
      );
    }
  }
}

/** Throws unless the groups hold every row once, in order. */
export function checkGroups({ parts, rounds, bounds }: UserGroups, rows: number, heap: KernelHeap): void {
  checkSize('parts', parts, 1, 64);
  checkSize('rounds', rounds, 1, 0x7fff_ffff);
  checkBlock('bounds of groups', bounds, rounds * parts + 1, heap);
  const { data } = bounds;
  const last = rounds * parts;
  let whole = data[0] === 0 && data[last] === rows;
  for (let group = 0; whole && group < last; group++) whole = data[group] <= data[group + 1];
  if (!whole) throw new RangeError(`invalid bounds of groups; expected numbers that never fall from 0 to ${rows}`);
}
