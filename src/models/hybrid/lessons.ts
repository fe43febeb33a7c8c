import { type Random, random } from '../../base/random.ts';
import type { BlendWeights } from './blend-weights.ts';
import type { Lesson } from './learn-weights.ts';
import type { Practice } from './practice.ts';
import { SIGNALS } from './signal-names.ts';
import type { Signals } from './signals.ts';

/** Candidates with the highest scores so far, and others drawn from the rest. */
const BEST = 300;
const DRAWN = 200;
/** At most so many items of a truth are learned from. */
const MOST_TRUTH = 200;

/** Returns what the blend can learn from each question: the best candidates by the weights so far, a draw of the others, the truth. */
export function buildLessons(
  { cases, newTitles }: Pick<Practice, 'cases' | 'newTitles'>,
  signals: Signals,
  weights: BlendWeights,
  catalogue: number,
  seed: number,
): Lesson[] {
  const scores = new Float32Array(catalogue);
  const others = new Int32Array(catalogue);
  const open = new Float32Array(catalogue);
  return cases.map(({ query, truth, seen, newTitles: only }, number) => {
    const stream = random(seed, 'lesson', number);
    const reading = signals.read(query);
    signals.blend(reading, weights, scores);
    const excluded = new Uint8Array(catalogue);
    for (const item of seen) excluded[item] = 1;
    const watched = truth.length > MOST_TRUTH ? stream.shuffle(truth.slice()).slice(0, MOST_TRUTH) : truth;
    for (const item of truth) excluded[item] = 1;
    let count = 0;
    for (let item = 0; item < catalogue; item++) {
      if (excluded[item] !== 0 || (only && newTitles[item] === 0)) continue;
      others[count] = item;
      open[count++] = scores[item]!;
    }
    const threshold = nthLargest(open.subarray(0, count), BEST);
    const best: number[] = [];
    let left = 0;
    for (let at = 0; at < count; at++) {
      if (open[at] >= threshold && best.length < BEST) best.push(others[at]);
      else others[left++] = others[at]!;
    }
    const rest = others.subarray(0, left);
    const drawn = drawSome(rest, DRAWN, stream);
    const candidates = [...watched, ...best, ...drawn];
    const values = new Float32Array(candidates.length * SIGNALS.length);
    for (let c = 0; c < candidates.length; c++) signals.values(reading, candidates[c], values, c * SIGNALS.length);
    const share = drawn.length > 0 ? Math.log(rest.length / drawn.length) : 0;
    return {
      length: reading.length,
      signals: values,
      offsets: Float32Array.from(candidates, (_, c) => (c >= watched.length + best.length ? share : 0)),
      truth: Uint8Array.from(candidates, (_, c) => (c < watched.length ? 1 : 0)),
      truthSize: watched.length,
      newTitles: only,
    };
  });
}

/** The n-th largest of the values, the smallest where there are fewer, 0 of none: one pass, without sorting the catalogue. */
function nthLargest(values: Float32Array, n: number): number {
  const top = new Float32Array(Math.min(n, values.length));
  let length = 0;
  for (const value of values) {
    if (length === top.length && !(value > top[0])) continue;
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (top[middle] < value) low = middle + 1;
      else high = middle;
    }
    if (length < top.length) {
      top.copyWithin(low + 1, low, length++);
      top[low] = value;
    } else {
      top.copyWithin(0, 1, low);
      top[low - 1] = value;
    }
  }
  return top[0] ?? 0;
}

/** At most `count` of the items, which change their order, drawn without repetition. */
function drawSome(items: Int32Array, count: number, stream: Random): Int32Array {
  const drawn = Math.min(count, items.length);
  for (let at = 0; at < drawn; at++) {
    const other = at + stream.below(items.length - at);
    const kept = items[at];
    items[at] = items[other]!;
    items[other] = kept;
  }
  return items.slice(0, drawn);
}
