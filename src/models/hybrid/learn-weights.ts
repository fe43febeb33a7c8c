import { choleskyInPlace, solveCholesky } from '../als/index.ts';
import { type BlendWeights, FIXED, KNOTS, locateLength } from './blend-weights.ts';
import { SIGNALS } from './signal-names.ts';

const S = SIGNALS.length;
const MAX_ITERATIONS = 25;

/** The candidates of one question: what the blend sees of each, how many others each stands for, and whether it was watched. */
export interface Lesson {
  /** Known history length. */
  readonly length: number;
  /** Candidates × signals. */
  readonly signals: Float32Array;
  /** ln of the number of items that a drawn candidate stands for; 0 for the others. */
  readonly offsets: Float32Array;
  readonly truth: Uint8Array;
  /** Items in the truth, candidates or not. */
  readonly truthSize: number;
  /** Whether the candidates are new titles only. */
  readonly newTitles: boolean;
}

/**
 * Returns the weights that make what was watched next most likely: the minimum of −Σ_cases mean_truth ln softmax(w·signals) +
 * λ/2·|w − start|² + λ/2·Σ|w_knot − w_next knot − (start's difference)|², by Newton's method with halved steps. Convex: one
 * minimum.
 */
export function learnWeights(lessons: readonly Lesson[], start: BlendWeights, regularization: number): BlendWeights {
  const size = KNOTS.length * S;
  let weights = start.slice();
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  let loss = measureLoss(lessons, weights, start, regularization, gradient, hessian);
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    for (let at = 0; at < size; at++) hessian[at * size + at] += 1e-9 + regularization * 1e-3;
    const step = gradient.slice();
    if (!choleskyInPlace(hessian, size)) break;
    solveCholesky(hessian, step, size);
    let scale = 1;
    let next = weights;
    let nextLoss = Number.POSITIVE_INFINITY;
    for (; scale > 1e-3; scale /= 2) {
      const tried = scale;
      next = weights.map((weight, at) => weight - tried * step[at]);
      nextLoss = measureLoss(lessons, next, start, regularization, null, null);
      if (nextLoss < loss) break;
    }
    if (!(nextLoss < loss)) break;
    const gain = loss - nextLoss;
    weights = next;
    if (gain < 1e-6 * Math.max(1, Math.abs(loss))) break;
    loss = measureLoss(lessons, weights, start, regularization, gradient, hessian);
  }
  return weights;
}

/** The loss, and where asked for its gradient and Hessian (overwritten). */
function measureLoss(
  lessons: readonly Lesson[],
  weights: BlendWeights,
  start: BlendWeights,
  regularization: number,
  gradient: Float64Array | null,
  hessian: Float64Array | null,
): number {
  const size = weights.length;
  gradient?.fill(0);
  hessian?.fill(0);
  let loss = 0;
  const mean = new Float64Array(S);
  const square = new Float64Array(S * S);
  const wanted = new Float64Array(S);
  const w = new Float64Array(S);
  for (const { length, signals, offsets, truth } of lessons) {
    const { knot, share } = locateLength(length);
    const shares = share === 0 ? [1] : [1 - share, share];
    w.fill(0);
    for (const [k, part] of shares.entries()) {
      for (let s = 0; s < S; s++) w[s] += part * weights[(knot + k) * S + s];
    }
    const count = offsets.length;
    const odds = new Float64Array(count);
    let highest = Number.NEGATIVE_INFINITY;
    let watched = 0;
    let watchedOdds = 0;
    wanted.fill(0);
    for (let c = 0; c < count; c++) {
      let sum = 0;
      for (let s = 0; s < S; s++) sum += w[s] * signals[c * S + s];
      if (truth[c] === 1) {
        watched++;
        watchedOdds += sum;
        for (let s = 0; s < S; s++) wanted[s] += signals[c * S + s];
      }
      odds[c] = sum + offsets[c];
      if (odds[c] > highest) highest = odds[c]!;
    }
    if (watched === 0) continue;
    let total = 0;
    for (let c = 0; c < count; c++) {
      odds[c] = Math.exp(odds[c] - highest);
      total += odds[c];
    }
    loss += highest + Math.log(total) - watchedOdds / watched;
    if (gradient === null || hessian === null) continue;
    mean.fill(0);
    square.fill(0);
    for (let c = 0; c < count; c++) {
      const probability = odds[c] / total;
      if (probability < 1e-9) continue;
      for (let s = 0; s < S; s++) {
        const scaled = probability * signals[c * S + s];
        if (scaled === 0) continue;
        mean[s] += scaled;
        for (let r = 0; r <= s; r++) square[s * S + r] += scaled * signals[c * S + r];
      }
    }
    for (const [k, part] of shares.entries()) {
      for (let s = 0; s < S; s++) gradient[(knot + k) * S + s] += part * (mean[s] - wanted[s] / watched);
      for (const [m, other] of shares.entries()) {
        for (let s = 0; s < S; s++) {
          for (let r = 0; r < S; r++) {
            const covariance = (r <= s ? square[s * S + r] : square[r * S + s]) - mean[s] * mean[r];
            hessian[((knot + k) * S + s) * size + (knot + m) * S + r] += part * other * covariance;
          }
        }
      }
    }
  }
  return loss + measureRestraint(weights, start, regularization, gradient, hessian);
}

/** The part of the loss that holds weights near the start, and near each other's move away from it. */
function measureRestraint(
  weights: BlendWeights,
  start: BlendWeights,
  regularization: number,
  gradient: Float64Array | null,
  hessian: Float64Array | null,
): number {
  const size = weights.length;
  let loss = 0;
  for (const place of FIXED) {
    for (let at = place; at < size; at += S) {
      if (gradient !== null) gradient[at] = 0;
      if (hessian === null) continue;
      hessian.fill(0, at * size, (at + 1) * size);
      for (let row = 0; row < size; row++) hessian[row * size + at] = row === at ? 1 : 0;
    }
  }
  for (let at = 0; at < size; at++) {
    const move = weights[at] - start[at];
    loss += (regularization / 2) * move * move;
    if (gradient !== null) gradient[at] += regularization * move;
    if (hessian !== null) hessian[at * size + at] += regularization;
    if (at + S >= size) continue;
    const apart = move - (weights[at + S] - start[at + S]);
    loss += (regularization / 2) * apart * apart;
    if (gradient !== null) {
      gradient[at] += regularization * apart;
      gradient[at + S] -= regularization * apart;
    }
    if (hessian !== null) {
      hessian[at * size + at] += regularization;
      hessian[(at + S) * size + at + S] += regularization;
      hessian[at * size + at + S] -= regularization;
      hessian[(at + S) * size + at] -= regularization;
    }
  }
  return loss;
}
