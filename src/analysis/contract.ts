/** What an exploration holds: plain JSON, the same for the API, the command line and the report. Words for people are made of it by `wording`. */

export const EXPLORED_CATALOGUES = ['films', 'aggregator', 'platform'] as const;
/** `films`: the films catalogue; `aggregator`: the titles of the streaming platforms; `platform`: the titles that recommendations come from, with what users did. */
export type ExploredCatalogue = (typeof EXPLORED_CATALOGUES)[number];

export const UNITS = [
  'minutes',
  'seasons',
  'year',
  'dollars',
  'ratio',
  'votes',
  'out-of-10',
  'stars',
  'points',
  'people',
  'names',
  'users',
  'interactions',
  'characters',
  'years',
] as const;
export type Unit = (typeof UNITS)[number];

/** What a column counts: titles of the catalogue, users, or interactions. */
export type Grain = 'titles' | 'users' | 'interactions';

/** Numbers of one column, those that are known. Quantiles interpolate linearly (Hyndman and Fan, type 7); all are null where n is 0. */
export interface Summary {
  readonly n: number;
  readonly mean: number | null;
  /** Of the sample, n − 1; null below two values. */
  readonly deviation: number | null;
  readonly min: number | null;
  readonly q1: number | null;
  readonly median: number | null;
  readonly q3: number | null;
  readonly max: number | null;
}

/** Values from `from` (within) to `to` (not within, but for the last bin). */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface NumberDistribution {
  readonly kind: 'numbers';
  readonly column: string;
  readonly grain: Grain;
  readonly unit: Unit;
  /** Width of the bins: equal, or equal on a logarithmic scale. */
  readonly scale: 'linear' | 'log';
  /** The step of the values (1: whole numbers); null for values of any size. */
  readonly step: number | null;
  /** Values known. */
  readonly n: number;
  /** Rows without a value. */
  readonly missing: number;
  /** Known values that a logarithmic scale has no place for: 0 and below. The bins hold all others. */
  readonly unscaled: number;
  readonly summary: Summary;
  readonly bins: readonly Bin[];
  /** Whether the first, the last bin gathers all that lies far out, and is then as wide as it takes. */
  readonly open: { readonly low: boolean; readonly high: boolean };
}

export interface NameCount {
  readonly name: string;
  /** Rows that carry it. */
  readonly count: number;
  /** Of the rows that carry any, 0…1. */
  readonly share: number;
}

export interface NameDistribution {
  readonly kind: 'names';
  readonly column: string;
  readonly grain: Grain;
  /** Rows that carry at least one. */
  readonly n: number;
  readonly missing: number;
  /** Different names. */
  readonly distinct: number;
  /** The most frequent, at most 60; equal counts in order of name. */
  readonly names: readonly NameCount[];
}

export type Distribution = NumberDistribution | NameDistribution;

/** How two columns go together, over the rows in which both are known. */
export interface Correlation {
  readonly a: string;
  readonly b: string;
  readonly n: number;
  /** −1…1; null where a column does not vary or n is below 3. */
  readonly pearson: number | null;
  /** The same of the ranks, equal values sharing their mean rank. */
  readonly spearman: number | null;
}

export interface Point {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** A sample of titles for a picture of two columns, and a third as the size. */
export interface Scatter {
  readonly x: string;
  readonly y: string;
  readonly size: string;
  readonly scale: 'linear' | 'log';
  /** Titles in which all three are known; `points` holds all, or a sample that the seed fixes. */
  readonly n: number;
  readonly seed: number;
  readonly points: readonly Point[];
}

/** A column's numbers within each group of titles. */
export interface Groups {
  readonly column: string;
  readonly by: string;
  /** η²: how much of the column's variance lies between the groups shown, 0…1, a title counting once for each of its groups; null where it does not vary. */
  readonly explained: number | null;
  readonly groups: readonly (Summary & {
    readonly name: string;
    /** The last values within 1.5 interquartile ranges of the box; null where n is 0. */
    readonly whiskers: readonly [number, number] | null;
  })[];
}

export interface Relations {
  readonly columns: readonly string[];
  /** Every pair of columns once, in their order. */
  readonly correlations: readonly Correlation[];
  readonly scatters: readonly Scatter[];
  readonly groups: readonly Groups[];
}

/** One row that a rule flagged. */
export interface OutlierRow {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
  /** What was looked at, by column; text where the column is text. */
  readonly values: Readonly<Record<string, number | string | null>>;
}

export interface OutlierReport {
  /** Name of the rule; `wording` says it as a sentence. */
  readonly rule: string;
  /** The column looked at, where the rule is about one. */
  readonly column: string | null;
  readonly grain: Grain;
  /** Rows that the rule could be asked of. */
  readonly n: number;
  readonly found: number;
  /** What is inside is not flagged; null where the rule has no such limit. */
  readonly low: number | null;
  readonly high: number | null;
  /** The farthest out first, at most 25. */
  readonly rows: readonly OutlierRow[];
}

export interface MissingColumn {
  readonly column: string;
  readonly missing: number;
  /** Of all rows, 0…1. */
  readonly share: number;
}

export interface Missing {
  readonly grain: Grain;
  readonly n: number;
  readonly columns: readonly MissingColumn[];
}

export interface WordCount {
  readonly word: string;
  /** Titles with the word. */
  readonly titles: number;
  /** How often it stands in them. */
  readonly count: number;
}

export interface TitleWords {
  /** Titles read. */
  readonly n: number;
  /** Words read, stop words apart, and how many different ones. */
  readonly words: number;
  readonly distinct: number;
  /** The most frequent by titles, at most 200. */
  readonly top: readonly WordCount[];
}

/** Dated rows by month and weekday, UTC. */
export interface Calendar {
  readonly column: string;
  readonly grain: Grain;
  readonly n: number;
  readonly missing: number;
  /** 12 × 7: January to December by Monday to Sunday. */
  readonly cells: readonly (readonly number[])[];
  readonly months: readonly number[];
  readonly weekdays: readonly number[];
  /** Rows dated 1 January, where sources put what they date by the year alone. */
  readonly newYearsDay: number;
  /** Every year with rows, ascending, with its twelve months. */
  readonly years: readonly { readonly year: number; readonly count: number; readonly months: readonly number[] }[];
}

/** Something in the numbers worth a second look, with the numbers that say so. */
export interface Finding {
  readonly kind: string;
  /** How much it stands out, for the order: an effect size on the scale of its kind, 0…1. */
  readonly strength: number;
  readonly n: number;
  readonly facts: Readonly<Record<string, number | string | null>>;
}

/** What the import set aside, adjusted or noticed in a file of the catalogue. */
export interface ImportNote {
  readonly file: string;
  /** Code of the reason; `es` and `en` say it as a sentence. */
  readonly reason: string;
  readonly effect: 'set-aside' | 'adjusted' | 'notice';
  readonly count: number;
  /** Rows of the file. */
  readonly n: number;
  readonly es: string;
  readonly en: string;
  /** The first rows, at most 5, by line of the file. */
  readonly samples: readonly { readonly line: number; readonly field: string; readonly value: string }[];
}

/** What is told of all titles of a catalogue, or of one platform's. */
export interface ExplorationPart {
  /** Null: the whole catalogue. */
  readonly platform: string | null;
  readonly titles: number;
  readonly distributions: readonly Distribution[];
  readonly missing: readonly Missing[];
  readonly words: TitleWords;
  readonly calendars: readonly Calendar[];
}

export interface CatalogueExploration {
  readonly catalogue: ExploredCatalogue;
  readonly titles: number;
  /** The whole first, then each platform of the aggregator. */
  readonly parts: readonly ExplorationPart[];
  readonly relations: Relations;
  readonly outliers: readonly OutlierReport[];
  readonly importNotes: readonly ImportNote[];
  readonly findings: readonly Finding[];
}

export interface PlatformFigures {
  readonly platform: string;
  readonly titles: number;
  readonly movies: number;
  readonly series: number;
  /** Titles of no known type. */
  readonly untyped: number;
  /** Of all titles of the aggregator, 0…1. */
  readonly share: number;
  /** Titles that no other platform has. */
  readonly exclusive: number;
  readonly medianYear: number | null;
  /** Of its movies, minutes. */
  readonly medianMinutes: number | null;
  readonly meanScore: number | null;
  readonly genres: readonly NameCount[];
  readonly countries: readonly NameCount[];
  /** Titles by decade of release. */
  readonly decades: readonly { readonly decade: number; readonly count: number }[];
  /** Titles by the month in which they were added, ascending: `2019-11`. */
  readonly added: readonly { readonly month: string; readonly count: number }[];
}

export interface PlatformComparison {
  /** Titles of all platforms, and different films among them. */
  readonly n: number;
  readonly different: number;
  readonly platforms: readonly PlatformFigures[];
  /** Each pair of platforms once: films that both have, and their part of the films that either has (Jaccard). */
  readonly overlaps: readonly {
    readonly a: string;
    readonly b: string;
    readonly both: number;
    readonly jaccard: number;
  }[];
  /** Different films by on how many platforms they are. */
  readonly reach: readonly { readonly platforms: number; readonly count: number }[];
}

/** All that was found in the catalogues of a snapshot. */
export interface Exploration {
  /** Raised when what is computed changes; other numbers are computed again. */
  readonly format: 1;
  readonly snapshotId: string;
  /** The day it was made, for what lies in the future: `2026-11-20`. */
  readonly asOf: string;
  readonly catalogues: readonly CatalogueExploration[];
  /** Null without an aggregator's catalogue. */
  readonly platforms: PlatformComparison | null;
}
