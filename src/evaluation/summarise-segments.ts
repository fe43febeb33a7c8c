import { estimateDifference, estimateFrom, type Estimate, mean, resampleMeans } from './bootstrap.ts';
import { SEGMENTS, type SegmentFigures, type SegmentKind, type Thirds } from './segments.ts';

/** A third of the users, or of the held-out titles, and what each model is worth there. */
export interface SegmentReport {
  readonly by: SegmentKind;
  /** `light`, `medium`, `heavy`; `tail`, `middle`, `head`; `old`, `middle`, `new`. */
  readonly segment: string;
  /** Smallest and largest value in it: titles in a history, interactions of a title, its year, when it was first seen (s since 1970). */
  readonly from: number;
  readonly to: number;
  /** How many titles it has; null for users. */
  readonly titles: number | null;
  readonly cases: number;
  readonly heldOut: number;
  readonly rows: readonly SegmentRow[];
}

export interface SegmentRow {
  readonly label: string;
  readonly metrics: { readonly [K in (typeof MEASURED)[number]]: Estimate };
  /** nDCG@10 less that of the baseline over the same cases; null for the baseline itself and without one. */
  readonly gain: Estimate | null;
}

/** What one model answered, over all cases. */
export interface SegmentAnswers {
  readonly label: string;
  readonly 'ndcg@10': Float64Array;
  readonly 'recall@10': Float64Array;
  /** As `segmentColumns`, of the cuts of titles. */
  readonly titles: readonly SegmentFigures[];
}

export interface SegmentQuestion {
  /** What the cases are resampled by, as in resampleMeans. */
  readonly factors: readonly (readonly string[])[];
  /** Held-out titles of each case. */
  readonly heldOut: Int32Array;
  /** The cases by their histories; null where they are all alike. */
  readonly users: Thirds | null;
  readonly titles: readonly Thirds[];
  /** Label of the baseline. */
  readonly baseline: string | undefined;
  readonly resamples: number;
  readonly seed: number;
  readonly purpose: string;
}

const MEASURED = ['ndcg@10', 'recall@10'] as const;

/** The segments of a question; those without a case are left out, and a cut all of whose cases are in one third. */
export function summariseSegments(answers: readonly SegmentAnswers[], question: SegmentQuestion): SegmentReport[] {
  const { users, titles, heldOut } = question;
  if (answers.length === 0) return [];
  const reports: SegmentReport[] = [];
  const told = (cut: Thirds, third: number, cases: Int32Array, counts: Int32Array, rows: SegmentRow[]): void => {
    const range = cut.ranges[third];
    if (range === null) return;
    const { by } = cut;
    reports.push({
      by,
      segment: SEGMENTS[by][third],
      ...range,
      titles: by === 'history' ? null : cut.sizes[third],
      cases: cases.length,
      heldOut: cases.reduce((sum, at) => sum + counts[at], 0),
      rows,
    });
  };
  const all = Int32Array.from(heldOut.keys());
  if (users !== null) {
    for (let third = 0; third < 3; third++) {
      const cases = all.filter((at) => users.places[at] === third);
      const columns = answers.map((one) => MEASURED.map((name) => one[name]));
      if (cases.length > 0) told(users, third, cases, heldOut, estimateRows(answers, columns, cases, question));
    }
  }
  for (const [at, cut] of titles.entries()) {
    const parts = [0, 1, 2].map((third) => {
      const counts = answers[0].titles[3 * at + third].heldOut;
      return { third, counts, cases: all.filter((place) => counts[place] > 0) };
    });
    const some = parts.filter(({ cases }) => cases.length > 0);
    if (some.length < 2) continue;
    for (const { third, counts, cases } of some) {
      const columns = answers.map((one) => MEASURED.map((name) => one.titles[3 * at + third][name]));
      told(cut, third, cases, counts, estimateRows(answers, columns, cases, question));
    }
  }
  return reports;
}

/** Means with intervals over the chosen cases, all models over the same resamples. */
function estimateRows(
  answers: readonly SegmentAnswers[],
  columns: readonly (readonly Float64Array[])[],
  cases: Int32Array,
  { factors, baseline, resamples, seed, purpose }: SegmentQuestion,
): SegmentRow[] {
  const chosen = columns.flat().map((column) => Float64Array.from(cases, (at) => column[at]));
  const own = factors.map((factor) => Array.from(cases, (at) => factor[at]));
  const means = resampleMeans(chosen, own, { rows: resamples, seed, purpose: `${purpose} segments` }).map(
    (resampled, column) => ({ value: mean(chosen[column]), resampled }),
  );
  const base = answers.findIndex(({ label }) => label === baseline);
  return answers.map(({ label }, model) => {
    const [gain, found] = MEASURED.map((_, metric) => means[MEASURED.length * model + metric]);
    return {
      label,
      metrics: {
        'ndcg@10': estimateFrom(gain.value, gain.resampled),
        'recall@10': estimateFrom(found.value, found.resampled),
      },
      gain: base < 0 || base === model ? null : estimateDifference(gain, means[MEASURED.length * base]),
    };
  });
}
