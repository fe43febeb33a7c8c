import type { Contribution, Query } from '../contract.ts';
import { largestParts } from '../largest-parts.ts';
import type { ContentParts } from './parts.ts';
import type { Reading } from './reading.ts';
import { isUsable } from './taste.ts';
import { dot, shownKind, type TermParts, toldTerms } from './told-terms.ts';
import { REST } from './wishes.ts';

/**
 * Returns the parts of one item's score, largest first, at most `count`, those above 0 only. `history`: what the title in the
 * history added, vectors and shared terms together; these sum to the history's part of the score. Words, tags, genres, people: for
 * the terms that the item shares with the liked history or the query, the term's part of the item's vector against the taste,
 * plus what it added to the likeness, plus what it matched of a wish: the same score seen from the item's side.
 */
export function explainScore(
  parts: ContentParts,
  query: Query,
  reading: Reading,
  item: number,
  count: number,
): Contribution[] {
  const found = historyParts(parts, query, reading, item);
  for (const part of termParts(parts, query, reading, item)) found.push(part);
  const share = parts.watched[item] === 1 ? reading.popularity * parts.popularity[item] : 0;
  if (share > 0) found.push({ kind: 'popularity', amount: share });
  return largestParts(found, count, isLarger);
}

function historyParts(parts: ContentParts, query: Query, reading: Reading, item: number): Contribution[] {
  const { f, n, E, config } = parts;
  const found: Contribution[] = [];
  for (let at = 0; at < query.items.length; at++) {
    const other = query.items[at];
    if (other === item || !isUsable(query, at, n)) continue;
    let nearness = dot(E.data, other * f, E.data, item * f, f);
    if (reading.recent.includes(at)) nearness += config.likeness * likenessOf(parts, other, item);
    const amount = reading.historyScale * query.weights[at] * nearness;
    if (amount > 0) found.push({ kind: 'history', item: other, amount });
  }
  return found;
}

function termParts(parts: ContentParts, query: Query, reading: Reading, item: number): readonly Contribution[] {
  const { f, matrix, learning, likeness, projection } = parts;
  const { amounts, heldBy, number } = sharedTerms(parts, query, reading);
  const matches = reading.wishes.length === 0 ? null : matchedWishes(parts, reading, item);
  const told: TermParts = toldTerms(matrix);
  const { indptr, indices } = matrix;
  const end = indptr[item + 1];
  for (let at = indptr[item]; at < end; at++) {
    const column = indices[at];
    const shared = heldBy[column] === number;
    const match = matches?.get(column);
    if (!shared && match === undefined) continue;
    const kind = shownKind(matrix, column) ?? (match === undefined ? null : 'word');
    if (kind === null) continue;
    let amount = shared ? likeness[at] * amounts[column] : 0;
    if (column < matrix.learned) amount += learning[at] * dot(projection, column * f, reading.taste, 0, f);
    amount += match ?? 0;
    told.add(column, kind, amount);
  }
  return told.found;
}

/** The columns of the liked titles in a query's history. */
interface SharedTerms {
  query: Query | null;
  /** `heldBy[column]` is this number where the column is one of them. */
  number: number;
  readonly heldBy: Float64Array;
  /** For each of them: what one unit of it in another title adds to the likeness. */
  readonly amounts: Float64Array;
}

/** Of the last query explained. */
const lastShared = new WeakMap<ContentParts, SharedTerms>();

function sharedTerms(parts: ContentParts, query: Query, reading: Reading): SharedTerms {
  const { matrix, likeness, config, n } = parts;
  let shared = lastShared.get(parts);
  if (shared === undefined) {
    const size = matrix.columns;
    shared = { query: null, number: 0, heldBy: new Float64Array(size), amounts: new Float64Array(size) };
    lastShared.set(parts, shared);
  }
  if (shared.query === query) return shared;
  shared.query = query;
  shared.number++;
  const { number, heldBy, amounts } = shared;
  const { indptr, indices } = matrix;
  for (let position = 0; position < query.items.length; position++) {
    if (!isUsable(query, position, n) || query.weights[position] < 0) continue;
    const compared = reading.recent.includes(position);
    const amount = compared ? config.likeness * reading.historyScale * query.weights[position] : 0;
    const item = query.items[position];
    const end = indptr[item + 1];
    for (let at = indptr[item]; at < end; at++) {
      const column = indices[at];
      amounts[column] = (heldBy[column] === number ? amounts[column] : 0) + amount * likeness[at];
      heldBy[column] = number;
    }
  }
  return shared;
}

/** What each column of the item added as an answer to a wish; columns that were asked for but are not the item's are left out. */
function matchedWishes(parts: ContentParts, reading: Reading, item: number): Map<number, number> {
  const matches = new Map<number, number>();
  for (const { wishes } of reading.wishes) {
    let best = -1;
    let most = 0;
    for (const { column, weight } of wishes) {
      const match = weight * searchWeightOf(parts, column, item);
      if (match === 0) continue;
      matches.set(column, REST * reading.wishScale * match);
      if (Math.abs(match) > Math.abs(most)) {
        best = column;
        most = match;
      }
    }
    if (best >= 0) matches.set(best, reading.wishScale * most);
  }
  return matches;
}

/** Cosine of the terms of two titles. */
function likenessOf({ matrix, likeness }: ContentParts, a: number, b: number): number {
  const { indptr, indices } = matrix;
  let sum = 0;
  let left = indptr[a];
  let right = indptr[b];
  while (left < indptr[a + 1] && right < indptr[b + 1]) {
    const difference = indices[left] - indices[right];
    if (difference === 0) sum += likeness[left] * likeness[right];
    if (difference <= 0) left++;
    if (difference >= 0) right++;
  }
  return sum;
}

/** Titles of a column are in increasing order: found by halving. */
function searchWeightOf({ index, searchByColumn }: ContentParts, column: number, item: number): number {
  let low = index.starts[column];
  let high = index.starts[column + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (index.rows[middle] < item) low = middle + 1;
    else high = middle;
  }
  return index.rows[low] === item ? searchByColumn[low] : 0;
}

function isLarger(a: Contribution, b: Contribution): boolean {
  if (a.amount !== b.amount) return a.amount > b.amount;
  return a.item === b.item ? (a.term ?? '') < (b.term ?? '') : (a.item ?? -1) < (b.item ?? -1);
}
