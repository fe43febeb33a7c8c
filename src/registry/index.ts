/**
 * Runs, model versions and aliases of a workspace.
 * In: what a run knew and measured, an artifact, a decision to promote. Out: the same as files that a person can read.
 * Knows nothing of how a model is trained, judged or served.
 */
export type * from './contract.ts';
export {
  compareRuns,
  comparisonToCsv,
  flattenSettings,
  type PairedDifference,
  type RunComparison,
  type RunDifference,
} from './compare-runs.ts';
export { judgeGate } from './gate.ts';
export { openRegistry, type RegistryOptions } from './open-registry.ts';
export { readRunFacets, type RunFacets } from './run-facets.ts';
export { readMetricBound, readRunSort, readTime } from './run-query.ts';
export { runsToCsv } from './runs-to-csv.ts';
export { watchFile } from './watch-alias.ts';
export type { Update, UpdateReason, UpdateStatus } from './update-contract.ts';
export { beginUpdate, listUpdates, readUpdate, writeUpdate } from './update-log.ts';
