/** Where good settings of a model are looked for: declared beside its configuration, read by tuning. */

/** A number between two bounds, both possible. `log`: as many tries between 1 and 10 as between 10 and 100; then `low` is above 0. */
export interface NumberRange {
  readonly kind: 'number';
  readonly low: number;
  readonly high: number;
  readonly log?: true;
}

/** A whole number between two bounds, both possible, in steps of `step` from `low` (defaults to 1). */
export interface IntegerRange {
  readonly kind: 'integer';
  readonly low: number;
  readonly high: number;
  readonly step?: number;
  readonly log?: true;
}

/** One of several values, plain JSON, in no order. */
export interface Choice {
  readonly kind: 'choice';
  readonly values: readonly unknown[];
}

export type SearchRange = NumberRange | IntegerRange | Choice;

/** Setting → where it is looked for; a dot goes one level down: `ease.regularization`. */
export type SearchSpace = Readonly<Record<string, SearchRange>>;

/** A model that has nothing to be tuned, and why. */
export interface NothingToTune {
  readonly nothing: string;
}
