/** Runs, model versions and aliases: plain files under the workspace, each replaced as a whole, readable by a person. */

export type RunKind = 'import' | 'train' | 'evaluate' | 'benchmark' | 'tune';
export type RunStatus = 'running' | 'done' | 'failed';

/** A measured value with its 95 % interval, where there is one. */
export interface Measured {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/** What the model of a run is worth to a part of the users, or for a part of the titles. */
export interface RunSegment {
  /** `existing`, or the name of a protocol. */
  readonly question: string;
  /** `history heavy`, `popularity tail`, `year new` … */
  readonly segment: string;
  /** Smallest and largest value in it. */
  readonly from: number;
  readonly to: number;
  /** Users asked. */
  readonly cases: number;
  readonly model: string;
  readonly metrics: Run['metrics'];
  /** The same of the baseline over the same users; null where it was not measured. */
  readonly baseline: Run['metrics'] | null;
}

/** One execution with everything needed to repeat it. */
export interface Run {
  /** Sortable by time: `20261120T101112042Z-train-1a2b3c`. */
  readonly id: string;
  readonly kind: RunKind;
  readonly status: RunStatus;
  readonly startedMs: number;
  readonly endedMs: number | null;
  readonly snapshotId: string | null;
  readonly model: string | null;
  readonly config: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly codeVersion: string;
  /** Named durations in milliseconds. */
  readonly timingsMs: Readonly<Record<string, number>>;
  /** Metric name → value (and interval, where there is one). */
  readonly metrics: Readonly<Record<string, Measured>>;
  readonly notes: string;
  /** Words to find it by, sorted. */
  readonly tags: readonly string[];
  /** Names of its report files in the workspace's `reports/`, written by `writeReport`. */
  readonly reports: readonly string[];
  /** Figures of parts of users and titles, where they were told apart. */
  readonly segments?: readonly RunSegment[];
  /** Code INTERRUPTED: the process ended before the run did. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** What is known when a run starts. */
export interface RunStart {
  readonly kind: RunKind;
  readonly snapshotId?: string | null;
  readonly model?: string | null;
  readonly config?: Run['config'];
  readonly seed: number;
  readonly codeVersion: string;
  readonly notes?: string;
}

/** What is known when it ends; absent fields stay as they were. */
export type RunOutcome = Partial<
  Pick<Run, 'snapshotId' | 'model' | 'config' | 'timingsMs' | 'metrics' | 'segments' | 'notes' | 'reports'>
>;

/** `existing ndcg@10 >= 0.2`: runs that did not measure the metric are left out. */
export interface MetricBound {
  readonly metric: string;
  readonly compared: '>=' | '<=' | '>' | '<' | '=';
  readonly value: number;
}

/** By `started`, `seconds`, `kind`, `status`, `model`, `snapshot`, `id`, or the value of a metric; runs without it stand last. */
export interface RunSort {
  readonly by: string;
  readonly descending: boolean;
}

/** Which runs, and in which order; everything that is given must hold. */
export interface RunQuery {
  readonly kind?: RunKind;
  readonly status?: RunStatus;
  readonly model?: string;
  readonly snapshotId?: string;
  /** All of these. */
  readonly tags?: readonly string[];
  /** Started at this time or later. */
  readonly sinceMs?: number;
  /** Started before this time. */
  readonly beforeMs?: number;
  readonly bounds?: readonly MetricBound[];
  /** Defaults to the newest first. */
  readonly sort?: RunSort;
  /** Defaults to all. */
  readonly limit?: number;
  /** How many are left out first; defaults to 0. */
  readonly offset?: number;
}

/** What people say of a run afterwards; an absent field stays as it was. */
export interface Annotation {
  readonly notes?: string;
  /** All its tags from now on. */
  readonly tags?: readonly string[];
}

/** An immutable trained model: folder `models/<id>/` with manifest.json and one safetensors file. */
export interface ModelVersion {
  /** Sortable by time: `20261120-101112-hybrid-1a2b3c`; the last part is of the artifact's hash. */
  readonly id: string;
  readonly model: string;
  readonly createdMs: number;
  readonly runId: string;
  readonly snapshotId: string;
  readonly itemsChecksum: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly codeVersion: string;
  readonly file: { readonly name: string; readonly bytes: number; readonly sha256: string };
  readonly metrics: Run['metrics'];
}

/** What the trainer knows of a version; the registry adds the id, the time and the file. */
export type VersionFacts = Omit<ModelVersion, 'id' | 'createdMs' | 'file'>;

/** `films` names the version whose film neighbours are told, `stars` the one that verdicts come from; the others are of models that score. */
export type Alias = 'champion' | 'challenger' | 'films' | 'stars';

/** A written condition for promotion: measured on one snapshot, not worse than the baseline, nor much worse than the champion. */
export interface Gate {
  /** Name of the metric of the version that is judged; higher is better. */
  readonly metric: string;
  /** Name of the metric of the same version that holds the baseline's value (popularity); the candidate must reach it. */
  readonly baseline: string;
  /** How much worse than the champion it may be, as a part of the champion's value, 0…1. */
  readonly tolerance: number;
}

export interface GateCheck {
  readonly against: 'baseline' | 'champion';
  readonly passed: boolean;
  readonly metric: string;
  /** Null where it was not measured. */
  readonly found: number | null;
  /** The least that passes; null where there is nothing to compare with. */
  readonly expected: number | null;
  /** The same in words. */
  readonly message: string;
}

export interface GateResult {
  readonly passed: boolean;
  readonly checks: readonly GateCheck[];
}

/** Every move of an alias, oldest first; the last one is in force. */
export interface AliasMove {
  readonly alias: Alias;
  readonly versionId: string;
  readonly previousId: string | null;
  readonly atMs: number;
  readonly reason: string;
  readonly action: 'promote' | 'rollback';
  /** What the gate said, where one was asked; `forced` when the move was made against it. */
  readonly gate?: GateResult;
  readonly forced?: true;
}

export interface MoveOptions {
  /** Defaults to champion. */
  readonly alias?: Alias;
  /** Why, for the people who read the history; not empty. */
  readonly reason: string;
  /** The version that must be in force (null: none) for the move to be made; defaults to the one in force when the call is made. */
  readonly expected?: string | null;
}

export interface PromoteOptions extends MoveOptions {
  readonly gate?: GateResult;
  /** Promotes although the gate is closed. */
  readonly force?: boolean;
}

export interface AliasWatch {
  close(): void;
}

/** Everything is read from and written to files at each call: several processes may hold one open on the same workspace. */
export interface Registry {
  /** Records a run as running for as long as this process lives. */
  startRun(start: RunStart): Run;
  /** UNKNOWN_RUN unless the run is running and was started here. */
  finishRun(runId: string, outcome?: RunOutcome): Run;
  failRun(runId: string, error: unknown, outcome?: RunOutcome): Run;
  /** The runs asked for; damaged files are left out. */
  listRuns(query?: RunQuery): Run[];
  /** The same, and how many there are without `limit` and `offset`. */
  findRuns(query?: RunQuery): { runs: Run[]; total: number };
  /** By its id, or the `latest`; UNKNOWN_RUN when there is none. */
  readRun(runId: string): Run;
  /** Changes what people say of a run, also while it runs; tags come back sorted, each once. */
  annotateRun(runId: string, annotation: Annotation): Run;
  /** Writes a file into `reports/` as a whole and returns its name, `<runId>-<name>`; to be listed in the run's `reports`. */
  writeReport(runId: string, name: string, content: string | Uint8Array): string;
  /** Path of a report by the name that writeReport returned. */
  reportPath(report: string): string;

  /**
   * Makes a version: `write` puts the artifact at the path it is given, then the file is hashed and the whole becomes visible at
   * once and durably. After an error nothing is left.
   */
  registerVersion(facts: VersionFacts, write: (path: string) => void | Promise<void>): Promise<ModelVersion>;
  /** Newest first; damaged ones are left out. */
  listVersions(): ModelVersion[];
  readVersion(versionId: string): ModelVersion;
  /** Path of the version's artifact, after its bytes were found to be those registered (once per process); CORRUPT_ARTIFACT otherwise. */
  artifactPath(versionId: string): string;
  /** Removes the oldest versions beyond the newest `keep` (1 or more), never one that an alias names or that roll back may need; returns the ids removed. */
  pruneVersions(options: { keep: number }): string[];

  /** The version in force, or null when nothing was promoted yet. */
  champion(): ModelVersion | null;
  challenger(): ModelVersion | null;
  /** The film neighbours in force, or null when none were found yet. */
  filmNeighbours(): ModelVersion | null;
  /** The version that verdicts come from, or null while there is none. */
  stars(): ModelVersion | null;
  /**
   * Moves the alias to an existing version whose bytes are right. GATE_CLOSED when the gate did not pass and `force` is not set;
   * CONFLICTING_MOVE when someone else moved it meanwhile. The version in force already: nothing is recorded, the last move comes back.
   */
  promote(versionId: string, options: PromoteOptions): AliasMove;
  /** Moves the alias to the version that was in force before (again: one further back); NO_EARLIER_VERSION when there is none left. */
  rollBack(options: MoveOptions): AliasMove;
  /** The whole history, oldest first. */
  moves(): AliasMove[];
  /**
   * Calls `onChange` with the version after each change, from this or any other process, within about a second. `from` is the
   * version the caller knows (null: none); defaults to the one in force now.
   */
  watchAlias(
    alias: Alias,
    onChange: (version: ModelVersion) => void,
    options?: { from?: string | null; pollMs?: number },
  ): AliasWatch;
}
