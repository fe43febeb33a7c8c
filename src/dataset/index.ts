/**
 * In: source files and feedback events. Out: immutable snapshots, opened in place, and import reports.
 * Does not know: models, serving, the registry.
 */
export type * from './contract.ts';
export { compareSnapshots, type RowDifferences, type SnapshotDifferences } from './compare-snapshots.ts';
export { formatImportReport } from './format-import-report.ts';
export type { FileReport, ImportReport, ReasonReport } from './import-report.ts';
export { type ImportOptions, type ImportResult, importSources } from './import-sources.ts';
export * from './catalogues/contract.ts';
export { openCatalogues } from './open-catalogues.ts';
export { describeReason } from './describe-reason.ts';
export { listSnapshots, type StoredSnapshot } from './list-snapshots.ts';
export { readRejectedRows, type RejectedQuery, walkRejectedRows } from './read-rejected-rows.ts';
export { type MendingFile, mendingName, writeMendingTable } from './mending-table.ts';
export { readImportReport } from './read-import-report.ts';
export { latestSnapshotId, openSnapshot, readManifest } from './open-snapshot.ts';
export type { Mapping, StoredEventLike } from '../sources/index.ts';
export { makeLatest } from './write-snapshot.ts';
export { pruneSnapshots } from './prune-snapshots.ts';
