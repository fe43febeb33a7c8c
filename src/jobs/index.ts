/**
 * In: a workspace and what is wanted (tables, a model, a promotion). Out: recorded runs, snapshots, versions, aliases.
 * Knows no mathematics and no HTTP: glue with progress, for the command line and the server.
 */
export type * from './contract.ts';
export { pairedBy } from './case-figures.ts';
export { openComparisons } from './compare-in-thread.ts';
export { type Selections, startSelections } from './selections.ts';
export { type Explorations, openExplorations, readExploration } from './explorations.ts';
export { jobsInChildren } from './jobs.ts';
export { exportingJobs, exportingRuns, type Mlflow, type MlflowTarget, openMlflow } from './mlflow.ts';
export { describeModels, type ModelDescription } from './parse-config.ts';
export { type Fault, prepareWorkspace, workspaceNeeds } from './prepare-workspace.ts';
export { type ImportRecord, type Imports, openImports } from './read-imports.ts';
export { OVERVIEW_METRIC, readOverview } from './read-overview.ts';
export { type RecordedBenchmark, recordBenchmark } from './record-benchmark.ts';
export { readStatus, type Status } from './read-status.ts';
export { type Lineage, readLineage } from './read-lineage.ts';
export { moveAlias } from './move-alias.ts';
export { judgeVersion, runPromote, runRollBack } from './run-promote.ts';
export { threadsOf } from './threads.ts';
export { openUploads, type SeenUpload, type Uploads, type UploadTask } from './uploads/open-uploads.ts';
export type * from './tuning/contract.ts';
export { type TrainedAutomatically, trainAutomatically } from './tuning/train-automatically.ts';
export {
  allGivenSettings,
  chosenModel,
  forgetTuned,
  givenSettings,
  type SettingInForce,
  settingsInForce,
} from './tuning/tuned-settings.ts';
export { type SourceWatch, updateSource, updateWorkspace, watchSources } from './updates/watch-sources.ts';
