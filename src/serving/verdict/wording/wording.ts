/** What the sentence of a verdict says; numbers are formatted by the wording. */
export interface VerdictFacts {
  readonly name: string;
  readonly recommended: boolean;
  readonly probability: number;
  readonly stars: number;
  readonly threshold: number;
}

export interface ThresholdFacts {
  readonly threshold: number;
  readonly wanted: number;
  readonly reached: boolean;
  readonly precision: number | null;
  readonly recall: number | null;
}

/** A title of the history in a sentence, with the stars it was given or null. */
export interface NamedPart {
  readonly name: string;
  readonly stars: number | null;
}

export interface VerdictReasonFacts {
  readonly kind: 'ratings' | 'views' | 'nothing';
  /** Name of the title in question. */
  readonly name: string;
  readonly isNewTitle: boolean;
  readonly pro: readonly NamedPart[];
  readonly con: readonly NamedPart[];
  readonly shared: readonly string[];
}

/** The sentences of verdicts in one language. */
export interface VerdictWording {
  readonly verdict: (facts: VerdictFacts) => string;
  readonly reason: (facts: VerdictReasonFacts) => string;
  readonly why: (facts: ThresholdFacts) => string;
  readonly unknownUser: (userId: string) => string;
}
