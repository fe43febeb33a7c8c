/** Published protocols on files given: readers, tuning on a validation part of the training file, tables with intervals. */
export { benchmarkEntrants } from './entrants.ts';
export { PROTOCOLS } from './protocols.ts';
export { readFixedSplit } from './read-fixed-split.ts';
export { readLeaveOneOut } from './read-leave-one-out.ts';
export { readRatingsFile, splitPerUser } from './read-top-n.ts';
export { type BenchmarkOptions, type BenchmarkReport, runBenchmark } from './run-benchmark.ts';
