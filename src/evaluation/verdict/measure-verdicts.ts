import { measureCalibration } from '../ratings-calibration.ts';
import type { ThresholdRow, VerdictFigures } from './report.ts';

const STEPS = 100;

/** Area under the ROC curve by ranks, ties counted half; null where all or nothing was liked. Source: Mann and Whitney 1947. */
function areaUnderCurve(probabilities: readonly number[], liked: readonly boolean[]): number | null {
  const order = Array.from(probabilities.keys()).sort((a, b) => probabilities[a] - probabilities[b]);
  let [ranks, positives] = [0, 0];
  for (let at = 0; at < order.length; ) {
    let end = at;
    while (end < order.length && probabilities[order[end]] === probabilities[order[at]]) end++;
    const rank = (at + 1 + end) / 2;
    for (; at < end; at++) {
      if (!liked[order[at]]) continue;
      ranks += rank;
      positives++;
    }
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** What each threshold 0, 0.01 … 1 would do. */
export function tabulateThresholds(probabilities: readonly number[], liked: readonly boolean[]): ThresholdRow[] {
  const [counts, hits] = [new Int32Array(STEPS + 1), new Int32Array(STEPS + 1)];
  for (const [at, probability] of probabilities.entries()) {
    // The highest threshold that the probability reaches.
    let place = Math.min(STEPS, Math.floor(probability * STEPS));
    if (place < STEPS && (place + 1) / STEPS <= probability) place++;
    else if (place / STEPS > probability) place--;
    counts[place]++;
    if (liked[at]) hits[place]++;
  }
  const total = liked.reduce((sum, one) => sum + (one ? 1 : 0), 0);
  const rows: ThresholdRow[] = [];
  let [count, hit] = [0, 0];
  for (let place = STEPS; place >= 0; place--) {
    count += counts[place];
    hit += hits[place];
    rows.unshift({
      threshold: place / STEPS,
      count,
      share: probabilities.length === 0 ? 0 : count / probabilities.length,
      precision: count === 0 ? null : hit / count,
      recall: total === 0 ? null : hit / total,
    });
  }
  return rows;
}

/** Measures probabilities (0…1) against what was liked; null of nothing. */
export function measureVerdicts(probabilities: readonly number[], liked: readonly boolean[]): VerdictFigures | null {
  if (probabilities.length === 0) return null;
  const { count, brier, ece, bins } = measureCalibration(probabilities, liked);
  const share = liked.reduce((sum, one) => sum + (one ? 1 : 0), 0) / count;
  return {
    count,
    liked: share,
    brier,
    brierOfShare: share * (1 - share),
    ece,
    auc: areaUnderCurve(probabilities, liked),
    bins,
    thresholds: tabulateThresholds(probabilities, liked),
  };
}
