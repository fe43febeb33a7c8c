/** What the jobs are asked and what they answer: plain JSON, so that a job may run in a process of its own. */
import type { Clock } from '../base/clock.ts';
import type { Progress } from '../base/progress.ts';
import type { ImportReport, Mapping, MendingFile, SnapshotDifferences } from '../dataset/index.ts';
import type { VerdictReport } from '../evaluation/index.ts';
import type { ModelVersion, Run } from '../registry/index.ts';
import type { TuneAnswer, TuneRequest } from './tuning/contract.ts';

/** Where a job works and with what. */
export interface JobTools {
  /** The workspace. */
  readonly home: string;
  /** Threads to compute with, 1 or more. */
  readonly threads: number;
  readonly clock: Clock;
  readonly progress: Progress;
}

/** Hyperparameters by model; a missing model has its defaults. */
export type Hyperparameters = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface ImportRequest {
  /** Folders with tables, or the tables themselves. */
  readonly paths: readonly string[];
  /** Tables that go with the main catalogue wherever they stand. Defaults to none. */
  readonly added?: readonly string[];
  /** Only report; write nothing. */
  readonly dryRun: boolean;
  /** What files and columns are, where their names do not tell. */
  readonly mapping: Mapping;
  /** Whether the stored feedback becomes part of the snapshot. */
  readonly feedback: boolean;
  /** Leaves the last snapshot in force. Defaults to false. */
  readonly hold?: boolean;
  /** A folder for tables with the rows that are set aside, to be mended (see importSources). Defaults to none. */
  readonly mending?: { readonly folder: string; readonly language: 'es' | 'en' };
}

export interface ImportAnswer {
  /** Null for a dry run. */
  readonly runId: string | null;
  /** Null for a dry run. */
  readonly snapshotId: string | null;
  readonly report: ImportReport;
  /** The tables to be mended that were written. */
  readonly mending: readonly MendingFile[];
}

export interface TrainRequest {
  readonly model: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** The latest when absent. */
  readonly snapshotId?: string;
  /** Whether the configuration is first measured on held-out parts; the gate needs the figures. */
  readonly measure: boolean;
}

export interface TrainAnswer {
  readonly run: Run;
  readonly version: ModelVersion;
}

export interface NeighboursRequest {
  readonly config: Readonly<Record<string, unknown>>;
  /** The latest when absent. */
  readonly snapshotId?: string;
  /** Why it is done, for the history of the alias. */
  readonly reason?: string;
}

export interface NeighboursAnswer {
  readonly run: Run;
  readonly version: ModelVersion;
}

export interface StarsRequest {
  readonly config: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** The precision of a yes that is wanted, 0…1, for the figures of run and version. */
  readonly precision: number;
  /** The latest when absent. */
  readonly snapshotId?: string;
  /** Why it is done, for the history of the alias. */
  readonly reason?: string;
}

export interface StarsAnswer {
  readonly run: Run;
  readonly version: ModelVersion;
  readonly report: VerdictReport;
  /** Why the version gives no verdicts although it was trained; null when it does. */
  readonly refused: string | null;
}

export interface EvaluateRequest {
  readonly brief: boolean;
  /** All models when absent. */
  readonly models?: readonly string[];
  readonly config: Hyperparameters;
  readonly seed: number;
  readonly snapshotId?: string;
}

export interface EvaluateAnswer {
  readonly run: Run;
  /** Paths of the report: JSON, and Markdown in both languages. */
  readonly files: { readonly json: string; readonly en: string; readonly es: string };
  /** The report for people, Markdown. */
  readonly text: { readonly en: string; readonly es: string };
}

export interface ExploreRequest {
  /** The latest when absent. */
  readonly snapshotId?: string;
}

export interface ExploreAnswer {
  readonly snapshotId: string;
  /** Path of what was found, JSON. */
  readonly file: string;
}

export interface CompareRequest {
  /** Null: with nothing. */
  readonly before: string | null;
  readonly after: string;
}

export interface CompareAnswer {
  readonly differences: SnapshotDifferences;
}

export interface PromoteRequest {
  /** A version's id, or `latest` for the newest. */
  readonly versionId: string;
  readonly reason: string;
  /** Promote although the gate is closed. */
  readonly force: boolean;
  /** The version that must be in force (null: none); defaults to whichever is. CONFLICTING_MOVE otherwise. */
  readonly expected?: string | null;
}

export interface RollBackRequest {
  readonly alias: 'champion' | 'films' | 'stars';
  readonly reason: string;
  /** As in a promotion. */
  readonly expected?: string | null;
}

/** The jobs that compute, in this process or in one of their own. */
export interface Jobs {
  runImport(request: ImportRequest): Promise<ImportAnswer>;
  runTrain(request: TrainRequest): Promise<TrainAnswer>;
  runNeighbours(request: NeighboursRequest): Promise<NeighboursAnswer>;
  runStars(request: StarsRequest): Promise<StarsAnswer>;
  runEvaluate(request: EvaluateRequest): Promise<EvaluateAnswer>;
  runTune(request: TuneRequest): Promise<TuneAnswer>;
  runExplore(request: ExploreRequest): Promise<ExploreAnswer>;
  runCompare(request: CompareRequest): Promise<CompareAnswer>;
}
