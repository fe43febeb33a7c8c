/** What the compiled kernels export. The first two arguments of those that several threads share are thread and threads. */
export { alsStep } from './als-step';
export { gram } from './gram';
export { multiply } from './multiply';
export { implicitEpoch, sgdEpoch } from './rating-steps';
export { multiplyVector, sparseMultiply, sumRows } from './rows';
export { countColumns, findInvalidRow, findUnorderedRow, sumAll, weighTerms } from './sparse';
export { addSparseRows, findInvalidPick } from './sparse-rows';
export { sparseGram } from './sparse-gram';
export { spdInverse } from './spd-inverse';
export { topN } from './top-n';
