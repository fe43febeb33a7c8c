import { type BlendWeights, FIXED, KNOTS, locateLength } from './blend-weights.ts';
import type { Lesson } from './learn-weights.ts';
import { COLD, SIGNALS } from './signal-names.ts';

const S = SIGNALS.length;
/** List lengths whose nDCG is climbed. */
const TOP = [10, 30] as const;
/** Knots that move together: few questions are asked at each length. What strangers get (knot 0) is left to the likelihood: climbing it followed chance. */
const GROUPS: readonly (readonly number[])[] = [
  [1, 2, 3],
  [4, 5],
];
const ROUNDS = 3;
/** A step is taken when the mean gain is so many times its standard error. */
const SURE = 1;

/**
 * Returns weights that rank better than the ones given: one weight of one group of knots at a time is moved while the nDCG of the
 * lessons' lists rises by more than chance would (paired standard error). Likelihood weighs every title alike; lists are short.
 * The weights of new titles stay as they are: so few of them stand in these lists that they were pushed down without end.
 */
export function climbWeights(lessons: readonly Lesson[], start: BlendWeights): BlendWeights {
  const weights = start.slice();
  for (const group of GROUPS) {
    const members = lessons.filter(
      ({ length, truthSize, newTitles }) => !newTitles && truthSize > 0 && shareOf(length, group) > 0.5,
    );
    if (members.length < 30) continue;
    climbGroup(members, group, weights);
  }
  return weights;
}

/** How much of a history length's weights comes from a group of knots. */
function shareOf(length: number, group: readonly number[]): number {
  const { knot, share } = locateLength(length);
  return (group.includes(knot) ? 1 - share : 0) + (share > 0 && group.includes(knot + 1) ? share : 0);
}

function climbGroup(lessons: readonly Lesson[], group: readonly number[], weights: BlendWeights): void {
  let odds = lessons.map((lesson) => oddsOf(lesson, weights));
  let gains = lessons.map((lesson, at) => measureGain(lesson, odds[at]));
  for (let round = 0, step = 0.4; round < ROUNDS; round++, step /= 2) {
    for (let signal = 0; signal < S; signal++) {
      if (FIXED.includes(signal) || COLD.includes(signal)) continue;
      const size = Math.max(0.05, ...group.map((knot) => Math.abs(weights[knot * S + signal])));
      for (const direction of [1, -1]) {
        let moved = false;
        for (let steps = 0; steps < 8; steps++) {
          const move = direction * step * size;
          const tried = lessons.map((lesson, at) =>
            moveOdds(lesson, odds[at], signal, move * shareOf(lesson.length, group)),
          );
          const triedGains = lessons.map((lesson, at) => measureGain(lesson, tried[at]));
          if (!isSurelyBetter(gains, triedGains)) break;
          odds = tried;
          gains = triedGains;
          for (const knot of group) weights[knot * S + signal] += move;
          moved = true;
        }
        if (moved) break;
      }
    }
  }
}

function isSurelyBetter(before: readonly number[], after: readonly number[]): boolean {
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < before.length; at++) {
    const change = after[at] - before[at];
    sum += change;
    squares += change * change;
  }
  const mean = sum / before.length;
  const error = Math.sqrt(Math.max(0, squares / before.length - mean * mean) / before.length);
  return mean > 1e-5 && mean > SURE * error;
}

function oddsOf({ length, signals, truth }: Lesson, weights: BlendWeights): Float32Array {
  const { knot, share } = locateLength(length);
  const odds = new Float32Array(truth.length);
  for (let s = 0; s < S; s++) {
    const after = knot + 1 < KNOTS.length ? weights[(knot + 1) * S + s] : 0;
    const weight = (1 - share) * weights[knot * S + s] + share * after;
    for (let c = 0; c < odds.length; c++) odds[c] += weight * signals[c * S + s];
  }
  return odds;
}

function moveOdds({ signals }: Lesson, odds: Float32Array, signal: number, move: number): Float32Array {
  const moved = odds.slice();
  for (let c = 0; c < moved.length; c++) moved[c] += move * signals[c * S + signal];
  return moved;
}

const DISCOUNTS = Float64Array.from({ length: TOP[1] }, (_, rank) => 1 / Math.log2(rank + 2));
const IDEALS = TOP.map((n) => {
  const sums = new Float64Array(n + 1);
  for (let rank = 0; rank < n; rank++) sums[rank + 1] = sums[rank] + DISCOUNTS[rank];
  return sums;
});

/** Mean of nDCG@10 and nDCG@30 of the candidates in order of odds. */
function measureGain({ truth, truthSize }: Lesson, odds: Float32Array): number {
  const best = new Int32Array(TOP[1]);
  let length = 0;
  for (let c = 0; c < odds.length; c++) {
    const value = odds[c];
    if (length === best.length && !(value > odds[best[length - 1]])) continue;
    let at = length < best.length ? length++ : length - 1;
    while (at > 0 && value > odds[best[at - 1]]) {
      best[at] = best[at - 1]!;
      at--;
    }
    best[at] = c;
  }
  let sum = 0;
  let gain = 0;
  for (let rank = 0, list = 0; rank < TOP[1]; rank++) {
    if (rank < length && truth[best[rank]] === 1) gain += DISCOUNTS[rank];
    if (rank + 1 === TOP[list]) {
      sum += gain / IDEALS[list][Math.min(TOP[list], truthSize)];
      list++;
    }
  }
  return sum / TOP.length;
}
