/** What tuning is asked and what it answers: plain JSON. */
import type { Estimate, Importance, Settings, StudyQuestion } from '../../evaluation/index.ts';
import type { Run } from '../../registry/index.ts';
import type { Hyperparameters } from '../contract.ts';

export interface TuneRequest {
  /** All models when absent. */
  readonly models?: readonly string[];
  /** What the configuration says of each model: is taken as it is, and not searched. */
  readonly config: Hyperparameters;
  readonly seed: number;
  /** Goes by this question alone; by the mean of all three when absent. */
  readonly question?: StudyQuestion;
  /** Minutes that it may take; null: until the trials are made. One of the two must be given. */
  readonly minutes: number | null;
  /** Settings that are tried over all models; null: until the time is up. */
  readonly trials: number | null;
  /** The latest when absent. */
  readonly snapshotId?: string;
  /** Goes on with this study (`latest`: the newest) instead of beginning one; the study's own options hold, but for time and trials. */
  readonly resume?: string;
  /** The model that serves unless another is clearly better. */
  readonly incumbent: string;
  /** Remembers what was found, so that trainings take it from now on. */
  readonly use: boolean;
}

export interface StudiedModel {
  readonly model: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly fixed: readonly string[];
}

/** A study as it was begun; never changes. */
export interface Study {
  readonly format: 1;
  /** Sortable by time: `20261120T101112042Z-1a2b3c`. */
  readonly id: string;
  readonly createdMs: number;
  readonly codeVersion: string;
  readonly snapshotId: string;
  readonly seed: number;
  /** Questions of the objective. */
  readonly questions: readonly string[];
  /** Models with the whole configurations that they start with, and the settings that are not searched: the configuration says them. */
  readonly models: readonly StudiedModel[];
  readonly cuts: number;
  readonly lag: number;
  /** The most users asked in a question. */
  readonly maxUsers: number;
}

/** Settings that were measured, as they are told. */
export interface ToldTrial {
  readonly trial: number;
  readonly settings: Settings;
  /** The objective over the cuts it shares with the start. */
  readonly value: number;
  /** Question → nDCG@10. */
  readonly questions: Readonly<Record<string, number>>;
}

/** What came of one model. */
export interface JudgedModel {
  readonly model: string;
  /** Settings that were tried, and how many of them could not be trained. */
  readonly trials: number;
  readonly failed: number;
  /** Settings that were left out because they make a question worse beyond chance. */
  readonly harmful: number;
  /** Cuts that start, best and runner-up are compared on. */
  readonly cuts: number;
  /** Cases of all questions on these cuts. */
  readonly cases: number;
  readonly start: ToldTrial;
  readonly best: ToldTrial;
  readonly runnerUp: ToldTrial | null;
  /** Best − start and best − runner-up, paired over users; null where they are the same. */
  readonly gain: Estimate | null;
  readonly lead: Estimate | null;
  /** The gain freed of the luck of having picked the best of several. */
  readonly correctedGain: Estimate | null;
  /** Whether the best is taken: the gain lies above zero, and does so still when it is corrected. Otherwise the start stays. */
  readonly better: boolean;
  /** The whole configuration to train with. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly importance: readonly Importance[];
  /** Mean seconds of a measurement. */
  readonly secondsEach: number;
}

export interface StudyReport {
  readonly format: 1;
  readonly study: Study;
  /** Best first, by the objective on the first cut. */
  readonly models: readonly JudgedModel[];
  /** Models whose very start could not be trained, with the reason. */
  readonly failed: readonly { readonly model: string; readonly reason: string }[];
  readonly champion: {
    readonly model: string;
    /** The model it was to beat; itself where it is the same. */
    readonly incumbent: string;
    /** Champion − incumbent, both with their chosen settings; null where they are the same. */
    readonly lead: Estimate | null;
  };
  readonly trials: number;
  readonly measurements: number;
  /** Why it ended: all trials made, the time was up, or nothing was left to try. */
  readonly ended: 'trials' | 'time' | 'exhausted';
}

export interface TuneAnswer {
  readonly run: Run;
  readonly report: StudyReport;
  /** The chosen settings as a fragment of butaca.toml; empty where the starts stay. */
  readonly toml: string;
  /** Path of that fragment. */
  readonly file: string;
}
