import type { SnapshotDifferences } from '../dataset/index.ts';

/** Why an update was made. */
export type UpdateReason = 'start' | 'watch' | 'schedule' | 'by hand' | 'upload';

/** `held`: the new tables would lose too much, so the old ones stay until someone says otherwise. */
export type UpdateStatus = 'running' | 'done' | 'failed' | 'held';

/** What one renewal of data and models came to; nothing is half applied. */
export interface Update {
  /** Sortable by time: `20261121T031500042Z-update-1a2b3c`. */
  readonly id: string;
  readonly reason: UpdateReason;
  readonly status: UpdateStatus;
  readonly startedMs: number;
  readonly endedMs: number | null;
  /** The folder that was read, and what it looked like (names, sizes, times). */
  readonly folder: string;
  readonly fingerprint: string;
  /** The new snapshot; null when none came about. */
  readonly snapshotId: string | null;
  readonly differences: SnapshotDifferences | null;
  /** Rows of all files: read, and set aside with their reasons in the import report. */
  readonly rows: { readonly read: number; readonly setAside: number } | null;
  /** The version that was trained; null when none was. */
  readonly versionId: string | null;
  /** Why the new version does not serve although it was trained; null when it serves or none was trained. */
  readonly refused: string | null;
  /** Why the update failed or is held. */
  readonly problem: { readonly code: string; readonly message: string } | null;
}
