import type { Contribution } from '../contract.ts';
import { largestParts } from '../largest-parts.ts';
import type { ContentParts } from './parts.ts';
import { comparesTerms, historyScaleOf } from './reading.ts';
import { dot, shownKind, toldTerms } from './told-terms.ts';

/**
 * Returns the terms that an item shares with one other, largest first, at most `count`, as `explainScore` tells them when the other is
 * the whole history with that weight: the term's part of the item's vector against the other's, plus what it added to the
 * likeness. Each amount is multiplied with `scale`. Empty for a weight that is not above 0.
 */
export function explainKinship(
  parts: ContentParts,
  item: number,
  other: number,
  weight: number,
  count: number,
  scale: number,
): Contribution[] {
  const { n, f, E, matrix, learning, likeness, projection, config } = parts;
  const exists = item >= 0 && item < n && other >= 0 && other < n;
  if (!exists || !(weight > 0 && Number.isFinite(weight)) || count < 1) return [];
  const taste = scale * weight * historyScaleOf(parts, weight);
  const compared = comparesTerms(parts, weight) ? config.likeness * taste : 0;
  const told = toldTerms(matrix);
  const { indptr, indices, learned } = matrix;
  const end = indptr[item + 1];
  const otherEnd = indptr[other + 1];
  let at = indptr[item];
  let there = indptr[other];
  while (at < end && there < otherEnd) {
    const column = indices[at];
    const difference = column - indices[there];
    if (difference === 0) {
      const kind = shownKind(matrix, column);
      if (kind !== null) {
        let amount = compared * likeness[at] * likeness[there];
        if (column < learned) amount += taste * learning[at] * dot(projection, column * f, E.data, other * f, f);
        told.add(column, kind, amount);
      }
    }
    // One step in the row that is behind, or in both, without a branch that nobody can foretell.
    at += ((difference - 1) >> 31) & 1;
    there += ((-difference - 1) >> 31) & 1;
  }
  return largestParts(told.found, count, isLarger);
}

function isLarger(a: Contribution, b: Contribution): boolean {
  return a.amount === b.amount ? (a.term ?? '') < (b.term ?? '') : a.amount > b.amount;
}
