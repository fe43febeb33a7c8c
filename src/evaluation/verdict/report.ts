/** How good verdicts are: plain data, kept with the model version that they are about. */

/** What a threshold would do: verdicts are yes from this probability on. */
export interface ThresholdRow {
  /** 0, 0.01 … 1. */
  readonly threshold: number;
  /** Verdicts that would be yes, and their share of all. */
  readonly count: number;
  readonly share: number;
  /** Of the yeses, how many were liked; null where there is none. */
  readonly precision: number | null;
  /** Of what was liked, how much got a yes; null where nothing was liked. */
  readonly recall: number | null;
}

export interface ReliabilityBin {
  readonly count: number;
  /** Mean probability that was said, share that was liked. */
  readonly said: number;
  readonly happened: number;
}

/** Probabilities against what happened. */
export interface VerdictFigures {
  readonly count: number;
  /** Share that was liked. */
  readonly liked: number;
  /** Mean squared distance between probability and outcome, and that of saying `liked` to everyone. */
  readonly brier: number;
  readonly brierOfShare: number;
  /** Expected calibration error: mean distance between said and happened over ten bins of equal width. */
  readonly ece: number;
  /** Probability that what was liked got the higher number of the two; null where all or nothing was liked. */
  readonly auc: number | null;
  readonly bins: readonly ReliabilityBin[];
  readonly thresholds: readonly ThresholdRow[];
}

export const SEGMENTS = ['history-0', 'history-1-9', 'history-10-49', 'history-50', 'new-title'] as const;
export type SegmentName = (typeof SEGMENTS)[number];

export interface VerdictReport {
  readonly likeFrom: number;
  readonly cut: {
    readonly by: 'time' | 'random';
    /** Ratings learnt from, corrected by, measured with. */
    readonly training: number;
    readonly calibration: number;
    readonly test: number;
    /** Ratings drawn out of the time of training, to correct by and to measure with; null where all parts are drawn. */
    readonly drawn: { readonly calibration: number; readonly test: number } | null;
    /** Where calibration and test begin, seconds since 1970. */
    readonly beginsSeconds: { readonly calibration: number; readonly test: number } | null;
  };
  readonly seed: number;
  /** Of the test part: nothing was learnt or chosen by it. */
  readonly test: VerdictFigures & { readonly rmse: number; readonly eceUncorrected: number };
  /** Of ratings drawn out of the time of training, whenever they were given; half of them asked with little or no history. Null of none. */
  readonly whenever: VerdictFigures | null;
  readonly segments: readonly ({ readonly name: SegmentName } & VerdictFigures)[];
  /** Of the calibration part, by which the threshold is chosen. */
  readonly chosenBy: readonly ThresholdRow[];
}

/** A threshold, why it is that one, and what came of it on the test part. */
export interface ChosenThreshold {
  readonly threshold: number;
  /** The precision that was wanted. */
  readonly wanted: number;
  /** Whether the calibration part reached it; if not, the threshold is the one that comes nearest. */
  readonly reached: boolean;
  readonly test: Pick<ThresholdRow, 'precision' | 'recall' | 'share' | 'count'>;
}

/** A precision of fewer yeses than this says nothing. */
const LEAST_YESES = 30;

/**
 * Returns the smallest threshold at which the calibration part reaches the precision that is wanted (0…1), with enough yeses to say
 * so; where none does, the one with the highest precision. Without enough yeses at all: 1, a yes to nothing.
 */
export function chooseThreshold({ chosenBy, test }: VerdictReport, wanted: number): ChosenThreshold {
  const told = chosenBy.filter(({ count }) => count >= LEAST_YESES);
  const precisionOf = ({ precision }: ThresholdRow): number => precision ?? 0;
  const reached = told.find((row) => precisionOf(row) >= wanted);
  const nearest = told.reduce<ThresholdRow | undefined>(
    (best, row) => (best === undefined || precisionOf(row) > precisionOf(best) ? row : best),
    undefined,
  );
  const threshold = (reached ?? nearest)?.threshold ?? 1;
  const row = test.thresholds.find((candidate) => candidate.threshold === threshold);
  const { precision = null, recall = null, share = 0, count = 0 } = row ?? {};
  return { threshold, wanted, reached: reached !== undefined, test: { precision, recall, share, count } };
}
