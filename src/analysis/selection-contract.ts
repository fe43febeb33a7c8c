/** What a selection of titles is asked with and what it holds: plain JSON, small however many titles there are. */
import type {
  Calendar,
  ExploredCatalogue,
  Missing,
  NameDistribution,
  NumberDistribution,
  Scatter,
} from './contract.ts';

/** Which titles: everything that is given must hold; of several names of one column any. */
export interface SelectionAsked {
  readonly catalogue: ExploredCatalogue;
  /** From `from` (within) to `to` (not within, but for the end of the column's last bin); null: without end. */
  readonly ranges: readonly { readonly column: string; readonly from: number | null; readonly to: number | null }[];
  readonly names: readonly { readonly column: string; readonly name: string }[];
  /** A word of the title, in lower case. */
  readonly word: string | null;
  /** 1 … 12, and 1 (Monday) … 7, of the catalogue's date; null: any. */
  readonly month: number | null;
  readonly weekday: number | null;
}

/** A column of numbers: the bins of the whole catalogue, with how many of the selection and how many of all lie in each. */
export interface SelectedNumbers
  extends Pick<NumberDistribution, 'kind' | 'column' | 'grain' | 'unit' | 'scale' | 'step' | 'open' | 'n' | 'missing'> {
  readonly median: number | null;
  readonly mean: number | null;
  /** Values known in the whole catalogue. */
  readonly all: number;
  readonly bins: readonly {
    readonly from: number;
    readonly to: number;
    readonly count: number;
    readonly all: number;
  }[];
}

/** A column of names: the most frequent of the selection, with how many of all carry each. */
export interface SelectedNames
  extends Pick<NameDistribution, 'kind' | 'column' | 'grain' | 'n' | 'missing' | 'distinct'> {
  readonly all: number;
  readonly names: readonly { readonly name: string; readonly count: number; readonly all: number }[];
}

/** What is told of the titles that were chosen. A column by which titles are chosen shows those that the other conditions leave. */
export interface Selection {
  readonly catalogue: ExploredCatalogue;
  /** Titles of the catalogue, and those chosen. */
  readonly titles: number;
  readonly selected: number;
  readonly distributions: readonly (SelectedNumbers | SelectedNames)[];
  readonly missing: Pick<Missing, 'n' | 'columns'>;
  /** Words of the titles by how many of the selection, and of all, have each. */
  readonly words: readonly { readonly word: string; readonly titles: number; readonly all: number }[];
  readonly calendars: readonly Calendar[];
  readonly scatters: readonly Scatter[];
  /** Titles of the selection that most people know, best known first. */
  readonly examples: readonly { readonly id: string; readonly title: string; readonly year: number | null }[];
}
