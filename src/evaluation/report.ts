/** The evaluation report: plain JSON, complete enough to judge every figure and to repeat it. */
import type { Estimate } from './bootstrap.ts';
import type { ListQualities } from './metrics/beyond-accuracy.ts';
import type { SegmentReport } from './summarise-segments.ts';
import type { Abilities } from '../models/index.ts';

export interface EvaluationReport {
  readonly format: 1;
  readonly snapshot: {
    readonly id: string;
    readonly contentHash: string;
    readonly users: number;
    readonly items: number;
    readonly interactions: number;
  };
  readonly seed: number;
  /** One training for two questions; figures for a first look. */
  readonly brief: boolean;
  /** `validation`: measured on a part cut from the training part, for tuning; the test part is untouched. */
  readonly part: 'test' | 'validation';
  /** Threads of training; the same number gives the same figures. */
  readonly threads: number;
  readonly protocol: {
    readonly ranking: string;
    readonly relevance: string;
    readonly ties: string;
    readonly intervals: string;
    readonly tuning: string;
    readonly resamples: number;
    readonly listLength: number;
    /** Metric name → what it says. */
    readonly metrics: Readonly<Record<string, string>>;
  };
  readonly models: readonly ReportedModel[];
  readonly questions: readonly QuestionReport[];
  /** Questions that could not be asked of this data, and models that could not be trained on a split. */
  readonly skipped: readonly { readonly question: string; readonly label: string | null; readonly reason: string }[];
  /** Figures so good that they are worth a second look: the model may have seen what it was to find. */
  readonly suspicious: readonly {
    readonly question: string;
    readonly label: string;
    readonly metric: string;
    readonly value: number;
    /** A rule of thumb. */
    readonly limit: number;
  }[];
  /** Not reproducible to the byte, unlike all else. */
  readonly timings: readonly Timing[];
}

export interface ReportedModel {
  readonly label: string;
  readonly name: string;
  /** Complete, defaults filled in. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly abilities: Abilities;
}

export interface QuestionReport {
  /** `existing`, `existing-global`, `new-user-0` … `new-user-10`, `new-title`, `new-title-neighbours`. */
  readonly id: string;
  /** What one sample of the bootstrap is. */
  readonly unit: 'users' | 'titles';
  /** How many of them were asked. */
  readonly cases: number;
  /** Held-out items over all cases. */
  readonly heldOut: number;
  /** Titles that are ranked, before seen ones are left out. */
  readonly candidates: number;
  readonly facts: Readonly<Record<string, number>>;
  readonly rows: readonly ModelRow[];
  readonly comparisons: readonly Comparison[];
  /** Parts of the users and of the titles apart, of every model that has nothing left out; empty for neighbours. */
  readonly segments: readonly SegmentReport[];
}

export interface ModelRow {
  readonly label: string;
  /** Metric name → mean over the cases, with its interval. */
  readonly metrics: Readonly<Record<string, Estimate>>;
  /** Null for neighbours. Numbers that cannot be told are null in JSON. */
  readonly lists: { readonly [K in keyof ListQualities]: number | null } | null;
  /** Cases for which the model had nothing to say. */
  readonly unanswered: number;
}

export type Purpose = 'over-popularity' | 'hybrid-over-single' | 'synopses';

export interface Comparison {
  readonly purpose: Purpose;
  readonly metric: string;
  readonly a: string;
  readonly b: string;
  /** a − b over the same cases. */
  readonly difference: Estimate;
  /** The whole interval lies above zero. */
  readonly aboveZero: boolean;
}

export interface Timing {
  readonly split: string;
  readonly label: string;
  readonly trainMs: number;
  readonly loadMs: number;
  /** Mean over all cases of the split, ranking and metrics included. */
  readonly scoreMsPerCase: number;
  /** The most memory the process has held up to here, in MiB. */
  readonly peakMemoryMb: number;
}

export const METRIC_MEANINGS: Readonly<Record<string, string>> = {
  ndcg: 'gain 1/log2(rank+1) of the held-out titles among the first n, divided by that of the ideal list of length n',
  recall: 'held-out titles found among the first n, divided by all held-out titles',
  'recall-capped': 'held-out titles found among the first n, divided by min(n, held out)',
  precision: 'held-out titles found among the first n, divided by n',
  'hit-rate': 'users for whom at least one held-out title is among the first n',
  mrr: 'one over the rank of the first held-out title among the first n, else 0',
  map: 'precision at each found title among the first n, summed, divided by all held-out titles',
  coverage: 'titles that stand in any list of ten, divided by the titles that could',
  novelty: 'mean of log2((users + 1) / (views + 1)) of the listed titles, in bits, counted over all the data',
  diversity: 'mean over lists of 1 - cosine of genres over the pairs within a list of ten',
  popularShare: 'part of all list places held by the most watched 1 % of all titles, counted over all the data',
  'recall@100 (neighbours)':
    'of the 100 titles with the highest Jaccard overlap of viewers, the part among the 100 most similar by the model',
};
