/**
 * The numeric kernels: numbers in, numbers out; nothing here knows a film.
 * Legend of letters: U users, I items, F factors, N list length, B block. Matrices are row-major; sparse ones are CSR.
 * Argument order everywhere: outputs, inputs, sizes, options.
 */

export type SharedF32 = Float32Array;
export type SharedI32 = Int32Array;

/** An array inside the kernels' memory: `data` is the view to read and write, `at` its address. */
export interface Block<T extends SharedF32 | SharedI32 | Float64Array | Uint8Array> {
  readonly at: number;
  readonly data: T;
}
export type F32Block = Block<SharedF32>;
export type I32Block = Block<SharedI32>;
export type U8Block = Block<Uint8Array>;

/** A sparse matrix in the kernels' memory: row r holds columns `indices[indptr[r] … indptr[r+1])`, in increasing order. */
export interface SparseBlock {
  readonly rows: number;
  readonly columns: number;
  readonly indptr: I32Block;
  readonly indices: I32Block;
  /** One number per stored entry; absent means 1 everywhere. */
  readonly values?: F32Block;
}

/**
 * Ratings cut into stripes × stripes blocks: block a·stripes + b holds, at `bounds[block] … bounds[block + 1])`, the ratings that users
 * of stripe a gave to items of stripe b. A user belongs to one stripe, and so does an item: blocks that share neither index are
 * computed at once. Rows of a stripe should lie together and start on a multiple of 16, or threads get into each other's way.
 */
export interface RatingBlocks {
  readonly stripes: number;
  /** Rows of P and Q. */
  readonly rows: number;
  readonly columns: number;
  readonly bounds: I32Block;
  readonly users: I32Block;
  readonly items: I32Block;
  readonly values: F32Block;
}

/** Users in rounds × parts groups that follow one another: group round·parts + part holds the rows `bounds[group] … bounds[group + 1])`. */
export interface UserGroups {
  readonly parts: number;
  readonly rounds: number;
  /** rounds·parts + 1 numbers from 0 to the number of rows, never falling. */
  readonly bounds: I32Block;
}

/** What gradient steps are taken with. */
export interface StepOptions {
  /** Mean of the ratings. */
  readonly mean: number;
  readonly learningRate: number;
  readonly regularization: number;
}

/** A stack of arrays: `release(mark())` frees everything taken since. Blocks are zeroed and start on a 64-byte boundary. */
export interface Heap {
  f32(length: number): F32Block;
  i32(length: number): I32Block;
  u8(length: number): U8Block;
  /** Takes a block and copies the numbers in. */
  f32From(values: ArrayLike<number>): F32Block;
  i32From(values: ArrayLike<number>): I32Block;
  mark(): number;
  release(mark: number): void;
  /** Bytes in use. */
  readonly used: number;
}

export interface KernelOptions {
  /** Threads that work on one call, the caller included, 1…64; defaults to 1. Any number of threads gives the same bits. */
  readonly threads?: number;
  /** The most memory that may be taken, in bytes, up to 4 GiB; OUT_OF_MEMORY beyond it. Defaults to 4 GiB. */
  readonly memoryLimit?: number;
}

/**
 * One memory with its threads. Calls are synchronous: when they return, the outputs are written. Not for use by two callers at
 * once. A block that is too short, lies in another heap, or a sparse matrix that is not whole: RangeError, and nothing is written.
 * Serving opens one with one thread for each loaded model; training opens one with all cores.
 */
export interface Kernels {
  readonly threads: number;
  readonly heap: Heap;

  /**
   * G ← Xᵀ·diag(weights)·X + regularization·I. X: U×I (values ignored: binary) with its transpose Xt: I×U; weights: U, all 1 where none
   * are given; G: I×ld, ld ≥ I, padding columns and rows untouched.
   */
  sparseGram(
    G: F32Block,
    X: SparseBlock,
    Xt: SparseBlock,
    ld: number,
    regularization: number,
    weights?: F32Block | null,
  ): void;

  /** A ← A⁻¹ in place, A symmetric positive definite n×ld; only the lower triangle is read, the whole is written. Returns false when a pivot is not positive. */
  spdInverse(A: F32Block, n: number, ld: number): boolean;

  /** C ← A·B. A: m×k, B: k×n, C: m×n, dense row-major without padding. */
  multiply(C: F32Block, A: F32Block, B: F32Block, m: number, n: number, k: number): void;

  /** G ← YᵀY + regularization·I. Y: n×f, G: f×f. */
  gram(G: F32Block, Y: F32Block, n: number, f: number, regularization: number): void;

  /**
   * One half step of implicit ALS by conjugate gradients: X ← argmin Σ_ui c_ui (p_ui − x_u·y_i)² + x_uᵀ R x_u.
   * R's entries by CSR: value v > 0 means preference 1 with confidence 1+v, v < 0 preference 0 with confidence 1+|v|; all else
   * preference 0, confidence 1. `G` is YᵀY plus the part of the regularization that is equal for all; `rowRegularization`, if
   * given, adds its number to the diagonal for that row (frequency-scaled regularization).
   * A row without entries becomes 0.
   * X: rows×f (start value, overwritten), Y: columns×f, f a multiple of 4. `steps` conjugate-gradient steps, usually 3.
   * Source: Hu, Koren, Volinsky 2008; Takács, Pilászy, Tikk 2011.
   */
  alsStep(
    X: F32Block,
    R: SparseBlock,
    Y: F32Block,
    G: F32Block,
    f: number,
    steps: number,
    rowRegularization?: F32Block,
  ): void;

  /**
   * One pass of stochastic gradient descent over ratings r: for each in turn, with e = r − mean − b_u − b_i − p_u·q_i,
   *   b ← b + η(e − λb),  p ← p + η(e·q − λp),  q ← q + η(e·p − λq).
   * Blocks go in rounds: (a, a), then (a, a + 1), and so on, so that no two of a round share a row; within a block in the given order.
   * P: rows×f, Q: columns×f, biases: rows and columns, f a multiple of 4. Source: Koren, Bell, Volinsky 2009.
   */
  sgdEpoch(
    P: F32Block,
    Q: F32Block,
    userBias: F32Block,
    itemBias: F32Block,
    R: RatingBlocks,
    f: number,
    options: StepOptions,
  ): void;

  /**
   * One pass of SVD++, user by user: as `sgdEpoch` with z + p in the place of p, where z = |N|^−½·Σ_{j ∈ N} y_j over the user's items N;
   * with every rating also y_j ← y_j + η(|N|^−½·e·q − λ·y_j) for all j of N. R: users×items with ratings as values; Y: items×f.
   * In each round of `groups` every part steps through its users on a copy of the items' vectors and biases of its own; then what each
   * part changed is added up: x ← x + Σ_part (x_part − x). One part is the plain pass. Takes parts·items·(8·f + 5) bytes beside.
   * Source: Koren 2008, equation 15.
   */
  implicitEpoch(
    P: F32Block,
    Q: F32Block,
    Y: F32Block,
    userBias: F32Block,
    itemBias: F32Block,
    R: SparseBlock,
    groups: UserGroups,
    f: number,
    options: StepOptions,
  ): void;

  /** out[0…n) ← Σ_k weights[k]·B[rows[k], 0…n) for k < count. B: ·×ld. */
  sumRows(out: F32Block, B: F32Block, rows: I32Block, weights: F32Block, count: number, n: number, ld: number): void;

  /**
   * out[0…columns) += Σ_k weights[k]·X[rows[k], :] for sparse X and k < count. Only the rows that are named are checked, so that a few
   * of many cost no more than themselves.
   */
  addSparseRows(out: F32Block, X: SparseBlock, rows: I32Block, weights: F32Block, count: number): void;

  /** out[r] ← Y[r]·x for r < n. Y: n×f, x: f. */
  multiplyVector(out: F32Block, Y: F32Block, x: F32Block, n: number, f: number): void;

  /** Y ← X·W for sparse X (rows×columns) and dense W (columns×f); Y: rows×f. */
  sparseMultiply(Y: F32Block, X: SparseBlock, W: F32Block, f: number): void;

  /**
   * The `n` largest of `scores[0…length)` whose `mask` byte is 0 (no mask: all), best first, into `items`; returns how many there
   * were. NaN never enters. Equal scores: the smaller position first.
   */
  topN(items: I32Block, scores: F32Block, mask: U8Block | null, length: number, n: number): number;

  /**
   * In place: term counts → BM25 or TF-IDF weights (formulas: reference/sparse.ts), rows made unit length when `normalize`.
   * `k1` ≥ 0 defaults to 1.2, `b` in [0, 1] to 0.75, `normalize` to false.
   */
  weightTerms(
    X: SparseBlock,
    scheme: 'tfidf' | 'bm25',
    options?: { k1?: number; b?: number; normalize?: boolean },
  ): void;

  /** Ends the threads and lets the memory go. It may serve the next kernels: no block may be read or written afterwards. */
  close(): void;
}

/** Opens a memory and its threads; throws MISSING_BUILD when the compiled kernels are absent. */
export type OpenKernels = (options?: KernelOptions) => Promise<Kernels>;
