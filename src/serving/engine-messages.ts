/** What the main thread and an engine's thread say to each other. */
import type { ErrorCode } from '../base/errors.ts';
import type { SnapshotManifest } from '../dataset/index.ts';
import type { ModelVersion } from '../registry/index.ts';
import type { StoredEvent } from '../store/index.ts';
import type { TitleAudience } from './audience.ts';
import type { ItemColumns } from './browsing/item-columns.ts';
import type {
  BriefTitle,
  EngineCounts,
  Language,
  RecommendRequest,
  SimilarTitles,
  TitleDetail,
  TitleList,
  TypicalUser,
  UserDetail,
  UserList,
  Wall,
  WallRequest,
} from './contract.ts';
import type { StarsSettings, Verdict, VerdictCertainty, VerdictRequest } from './verdict/contract.ts';

/** What an engine is opened with. */
export interface EngineSettings {
  readonly home: string;
  readonly version: ModelVersion;
  readonly artifactPath: string;
}

/** What the main thread keeps of a loaded engine. */
export interface EngineFacts {
  readonly manifest: SnapshotManifest;
  readonly itemIds: readonly string[];
}

/** A list as it goes out: written where it was made, so that it crosses the threads without being copied. */
export interface WrittenSlate {
  /** JSON of a Slate in UTF-8, with a buffer of its own. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly itemIds: readonly string[];
}

/** The questions an engine answers. */
export interface EngineCalls {
  recommend(request: RecommendRequest, slateId: string, nowMs: number): WrittenSlate;
  similar(title: string, n: number, language: Language): SimilarTitles;
  title(title: string): TitleDetail;
  searchTitles(text: string, n: number): TitleList;
  searchUsers(beginning: string, n: number): UserList;
  typicalUsers(n: number): readonly TypicalUser[];
  wall(request: WallRequest, nowMs: number): Wall;
  briefTitles(ids: readonly string[]): readonly BriefTitle[];
  user(userId: string, n: number): UserDetail;
  audience(title: string): TitleAudience;
  itemColumns(): ItemColumns;
  verdict(request: VerdictRequest): Verdict;
  certainty(precision: number, language: Language): VerdictCertainty;
  takeStars(settings: StarsSettings): void;
  counts(): EngineCounts;
}
export type CallName = keyof EngineCalls;

export interface Call {
  readonly id: number;
  readonly name: CallName;
  readonly parameters: readonly unknown[];
}

export type ToEngine = Call | { readonly events: readonly StoredEvent[] };

/** An error on its way between threads; `code` is absent for what was not foreseen. */
export interface Failure {
  readonly code?: ErrorCode;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly stack?: string | undefined;
}

export type FromEngine =
  | { readonly loaded: EngineFacts }
  | { readonly unloadable: Failure }
  | { readonly answers: readonly Answer[] };

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure };
