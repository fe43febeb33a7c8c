/** The plain twins of all kernels: same names, same order of arguments, any arrays of numbers, sums in f64. */
export { alsStep } from './als-step.ts';
export { gram, multiply, multiplyVector, spdInverse, sumRows } from './dense.ts';
export type { Numbers, Sparse, WritableNumbers } from './numbers.ts';
export { addSparseRows, sparseGram, sparseMultiply, weightTerms } from './sparse.ts';
export { implicitEpoch, type RatingList, sgdEpoch } from './rating-steps.ts';
export { topN } from './top-n.ts';
