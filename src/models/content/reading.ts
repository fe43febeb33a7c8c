import type { Query } from '../contract.ts';
import { type ContentParts, vectorLength } from './parts.ts';
import { isUsable } from './taste.ts';
import { KINDS } from './term-matrix.ts';
import { readWishes, type WishGroup } from './wishes.ts';

/** How many of the latest titles of a history are compared by their very terms as well. */
const RECENT = 5;
/** From this much history on, the vectors say it all. */
const LONG_HISTORY = 20;

/** Whether titles are compared by their very terms beside a history of so much weight. */
export const comparesTerms = ({ config }: ContentParts, total: number): boolean =>
  total < LONG_HISTORY && config.likeness > 0;

/** What the weight of a history item is multiplied with, for a history of so much weight. */
export const historyScaleOf = ({ config }: ContentParts, total: number): number =>
  total > 0 ? 1 / (total + config.caution) : 0;

/** A query as the model sees it; a score is `E·taste + Σ likeness + matches of wishes + popularity`. */
export interface Reading {
  /** History and wishes in the space of the vectors, together. */
  readonly taste: Float32Array;
  /** What the weight of a history item is multiplied with. */
  readonly historyScale: number;
  /** Positions in the history whose terms are compared. */
  readonly recent: readonly number[];
  readonly wishes: readonly WishGroup[];
  /** What the weight of a wish is multiplied with. */
  readonly wishScale: number;
  /** What popularity is multiplied with. */
  readonly popularity: number;
}

/** Returns the query as the model sees it; items outside the catalogue and weights that are no numbers are left out. */
export function readQuery(parts: ContentParts, query: Query): Reading {
  const { config, f, n } = parts;
  const taste = new Float32Array(f);
  const total = parts.history.sum(taste, query);
  const historyScale = historyScaleOf(parts, total);
  for (let k = 0; k < f; k++) taste[k] *= historyScale;
  const wishes = readWishes(query, parts.matrix, parts.index, parts.idf);
  addWishes(parts, wishes, taste);
  let wished = 0;
  for (const { weight } of wishes) if (weight > 0) wished += weight;
  return {
    taste,
    historyScale,
    recent: comparesTerms(parts, total) ? latestUsable(query, n) : [],
    wishes,
    wishScale: config.asking.match / (wished || 1),
    popularity: wishes.length > 0 ? config.asking.popularity : total > 0 ? config.popularity : 1,
  };
}

/** Positions of the latest usable items of a history, the latest first. */
function latestUsable(query: Query, n: number): number[] {
  const found: number[] = [];
  for (let at = query.items.length - 1; at >= 0 && found.length < RECENT; at--) {
    if (isUsable(query, at, n)) found.push(at);
  }
  return found;
}

/** Adds to the taste the direction in which a title with just the wished terms would lie. */
function addWishes(parts: ContentParts, groups: readonly WishGroup[], taste: Float32Array): void {
  if (groups.length === 0) return;
  const { config, f, matrix, projection } = parts;
  const vector = new Float32Array(f);
  const squares = new Float64Array(KINDS.length);
  // Ways to say one thing share its weight.
  const wishes = groups.flatMap((group) => {
    const total = group.wishes.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
    const share = Math.abs(group.weight) / (total || 1);
    return group.wishes.map(({ column, weight }) => ({ column, weight: weight * share }));
  });
  for (const { column, weight } of wishes) squares[matrix.kinds[column]] += weight * weight;
  for (const { column, weight } of wishes) {
    if (column >= matrix.learned || weight === 0) continue;
    const kind = matrix.kinds[column];
    const share = (weight * config.kinds[KINDS[kind]]) / Math.sqrt(squares[kind]);
    for (let k = 0; k < f; k++) vector[k] += share * projection[column * f + k];
  }
  const length = vectorLength(vector, 0, f);
  if (!(length > 0)) return;
  for (let k = 0; k < f; k++) taste[k] += (config.asking.kinship * vector[k]) / length;
}
