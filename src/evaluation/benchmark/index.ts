/** Published protocols on files given: readers, tuning on a validation part of the training file, tables with intervals. */
export type { BenchmarkWarning } from './contract.ts';
export { benchmarkEntrants } from './entrants.ts';
export { type HeldOutSplit, holdOutUsers } from './hold-out-users.ts';
export { PROTOCOLS } from './protocols.ts';
export { readFixedSplit } from './read-fixed-split.ts';
export { readHeldOutUsers } from './read-held-out-users.ts';
export { readLeaveOneOut } from './read-leave-one-out.ts';
export { readRatingsFile, splitPerUser } from './read-top-n.ts';
export {
  type AskedBenchmark,
  type BenchmarkOptions,
  type BenchmarkRecord,
  type BenchmarkReport,
  runBenchmark,
} from './run-benchmark.ts';
