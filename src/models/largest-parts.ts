import type { Contribution } from './contract.ts';

/** Returns the `n` first of the parts in the order of `isLarger`; parts that are alike stay in the order they came in. */
export function largestParts(
  parts: readonly Contribution[],
  n: number,
  isLarger: (a: Contribution, b: Contribution) => boolean,
): Contribution[] {
  const found: Contribution[] = [];
  for (const part of parts) {
    let place = found.length;
    if (place >= n) {
      place--;
      if (!isLarger(part, found[place])) continue;
    }
    for (; place > 0 && isLarger(part, found[place - 1]); place--) found[place] = found[place - 1];
    found[place] = part;
  }
  return found;
}
