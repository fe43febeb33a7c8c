import type { Numbers, WritableNumbers } from './numbers.ts';

/**
 * The `n` largest of `scores[0…length)` whose mask number is 0 (no mask: all), best first, into `items`; returns how many there
 * were. NaN never enters. Equal scores: the smaller position first.
 */
export function topN(items: WritableNumbers, scores: Numbers, mask: Numbers | null, length: number, n: number): number {
  const score = (position: number): number => scores[position];
  const best = Array.from({ length }, (_, position) => position)
    .filter((position) => !Number.isNaN(score(position)) && (mask === null || mask[position] === 0))
    .sort((a, b) => (score(a) === score(b) ? a - b : score(a) < score(b) ? 1 : -1))
    .slice(0, n);
  best.forEach((position, at) => (items[at] = position));
  return best.length;
}
