/** Plain twins of the sparse kernels. */
import { type Numbers, type Sparse, type WritableNumbers, forEachEntry } from './numbers.ts';

/** G ← Xᵀ·diag(weights)·X + regularization·I with X's values ignored. X: U×I; G: I×ld; weights: U, by default 1. `_Xt` is what the fast twin also needs. */
export function sparseGram(
  G: WritableNumbers,
  X: Sparse,
  _Xt: Sparse | null,
  ld: number,
  regularization: number,
  weights: Numbers | null = null,
): void {
  const n = X.columns;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) G[i * ld + j] = i === j ? regularization : 0;
  for (let row = 0; row < X.rows; row++) {
    const columns = Array.from(X.indices).slice(X.indptr[row], X.indptr[row + 1]);
    for (const i of columns) for (const j of columns) G[i * ld + j] = G[i * ld + j] + (weights?.[row] ?? 1);
  }
}

/** Y ← X·W for sparse X (rows×columns) and dense W (columns×f); Y: rows×f. */
export function sparseMultiply(Y: WritableNumbers, X: Sparse, W: Numbers, f: number): void {
  for (let at = 0; at < X.rows * f; at++) Y[at] = 0;
  forEachEntry(X, (row, column, value) => {
    for (let j = 0; j < f; j++) {
      Y[row * f + j] = Y[row * f + j] + value * W[column * f + j];
    }
  });
}

/** out[0…columns) += Σ_k weights[k]·X[rows[k], :] for sparse X and k < count. */
export function addSparseRows(out: WritableNumbers, X: Sparse, rows: Numbers, weights: Numbers, count: number): void {
  for (let k = 0; k < count; k++) {
    for (let at = X.indptr[rows[k]]; at < X.indptr[rows[k] + 1]; at++) {
      const column = X.indices[at];
      out[column] = out[column] + weights[k] * (X.values?.[at] ?? 1);
    }
  }
}

/**
 * In place: term counts → weights; rows made unit length when `normalize`. Values are required. For N rows, document frequency df
 * (rows with a count other than 0), row length L and mean row length M:
 *   bm25   ln(1 + (N − df + 0.5)/(df + 0.5)) · t·(k1 + 1)/(t + k1·(1 − b + b·L/M))
 *   tfidf  (ln((1 + N)/(1 + df)) + 1) · t
 * Source: Robertson and Zaragoza 2009 (with the idf kept positive, as Lucene does); smoothed idf as in scikit-learn.
 */
export function weightTerms(
  X: Sparse & { readonly values: WritableNumbers },
  scheme: 'tfidf' | 'bm25',
  { k1 = 1.2, b = 0.75, normalize = false }: { k1?: number; b?: number; normalize?: boolean } = {},
): void {
  const df = new Float64Array(X.columns);
  const lengths = new Float64Array(X.rows);
  let total = 0;
  forEachEntry(X, (row, column, count) => {
    if (count !== 0) df[column] = df[column] + 1;
    lengths[row] = lengths[row] + count;
    total += count;
  });
  const meanLength = total / X.rows;
  const weights = new Float64Array(X.values.length);
  const squares = new Float64Array(X.rows);
  forEachEntry(X, (row, column, t, position) => {
    const rows = df[column];
    const idf =
      scheme === 'bm25' ? Math.log(1 + (X.rows - rows + 0.5) / (rows + 0.5)) : Math.log((1 + X.rows) / (1 + rows)) + 1;
    const length = meanLength > 0 ? (b * lengths[row]) / meanLength : 0;
    const tf = scheme === 'tfidf' || t === 0 ? t : (t * (k1 + 1)) / (t + k1 * (1 - b + length));
    weights[position] = idf * tf;
    squares[row] = squares[row] + (idf * tf) ** 2;
  });
  forEachEntry(X, (row, _column, _value, position) => {
    const length = Math.sqrt(squares[row]);
    X.values[position] = weights[position] / (normalize && length > 0 ? length : 1);
  });
}
