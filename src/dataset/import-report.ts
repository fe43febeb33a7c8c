import type { IgnoredFile, ReasonCode, SourceRole } from '../sources/index.ts';
import type { LinkReport } from './catalogues/links.ts';
import type { CataloguesReport } from './report-catalogues.ts';

/** What one file came to. */
export interface FileReport {
  /** Path within the imported folder. */
  readonly name: string;
  readonly role: SourceRole;
  readonly bytes: number;
  readonly sha256: string;
  readonly gzip: boolean;
  readonly encoding: string;
  readonly delimiter: string;
  /** The names of all columns, in order; for a file without a header, those that its format gives them. Absent in older reports. */
  readonly header?: readonly string[];
  /** Which column was taken for which field, by its name in the file. */
  readonly columns: Readonly<Record<string, string>>;
  /** Columns that nothing was taken from; at most 50. */
  readonly unusedColumns: readonly string[];
  readonly rows: { readonly read: number; readonly taken: number; readonly setAside: number };
  /** What the numbers of an interactions file were taken for: top of the rating scale, 1 or 100 for the watched part. */
  readonly scale?: {
    readonly ratingTop: number | null;
    readonly fractionTop: number | null;
    readonly monthFirst: boolean;
  };
}

/** How often a reason met a file, with the first rows. */
export interface ReasonReport {
  readonly file: string;
  readonly reason: ReasonCode;
  readonly effect: 'set-aside' | 'adjusted' | 'notice';
  readonly count: number;
  readonly es: string;
  readonly en: string;
  /** The first ten with the whole row, where it is kept. */
  readonly samples: readonly {
    readonly line: number;
    readonly field: string;
    readonly value: string;
    readonly row?: readonly string[];
    readonly isCut?: true;
  }[];
}

/** What an import found, took and set aside. */
export interface ImportReport {
  readonly format: 1;
  /** Null for a dry run. */
  readonly snapshotId: string | null;
  readonly dryRun: boolean;
  /** Whether the same contents had been imported before. */
  readonly unchanged: boolean;
  readonly startedMs: number;
  readonly endedMs: number;
  readonly timingsMs: Readonly<Record<string, number>>;
  readonly files: readonly FileReport[];
  readonly ignored: readonly IgnoredFile[];
  readonly reasons: readonly ReasonReport[];
  /** Rows that rejected.jsonl could not hold. */
  readonly rejectedBeyondFile: number;
  readonly totals: {
    readonly titles: number;
    readonly users: number;
    readonly interactions: number;
    /** Interaction rows of one user and title that were folded into another. */
    readonly folded: number;
    readonly ratings: number;
    readonly fractions: number;
    readonly withoutTime: number;
    /** Interactions with neither rating nor watched part. */
    readonly viewsOnly: number;
    /** Seconds since 1970 of the first and last dated interaction; null when none is dated. */
    readonly firstTime: number | null;
    readonly lastTime: number | null;
    readonly titlesWithoutSynopsis: number;
    readonly titlesWithoutGenres: number;
    readonly titlesWithoutYear: number;
    readonly titlesWithoutInteractions: number;
    readonly titlesWithCredits: number;
    readonly linkedTitles: number;
  };
  /** Titles that took something from elsewhere than their own table. */
  readonly enriched: { readonly synopsis: number; readonly tags: number; readonly credits: number };
  /** How titles, films and titles of platforms were tied to one another; null without catalogues beside the titles. */
  readonly links: LinkReport | null;
  readonly catalogues: CataloguesReport;
  readonly feedback: { readonly events: number; readonly taken: number; readonly sequence: number };
}
