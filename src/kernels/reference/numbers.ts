/** Any array of numbers: typed, shared or plain. */
export type Numbers = ArrayLike<number>;
export type WritableNumbers = { readonly length: number; [index: number]: number };

/** A sparse matrix as plain arrays: row r holds columns `indices[indptr[r] … indptr[r+1])`, in increasing order. */
export interface Sparse {
  readonly rows: number;
  readonly columns: number;
  readonly indptr: Numbers;
  readonly indices: Numbers;
  /** One number per stored entry; absent means 1 everywhere. */
  readonly values?: Numbers;
}

/** Calls `visit` with row, column, value and position of every stored entry. */
export function forEachEntry(
  X: Sparse,
  visit: (row: number, column: number, value: number, position: number) => void,
): void {
  for (let row = 0; row < X.rows; row++) {
    for (let k = X.indptr[row]; k < X.indptr[row + 1]; k++) {
      visit(row, X.indices[k], X.values?.[k] ?? 1, k);
    }
  }
}
