import type { NeighbourFilm } from './contract.ts';

/** Neighbours of films: films × k, best first, −1 where there are no more. */
export interface NeighbourTable {
  readonly k: number;
  readonly indices: Int32Array;
  readonly scores: Float32Array;
}

/** The likeness of two films, 0 where neither is among the other's neighbours. */
function likeness({ k, indices, scores }: NeighbourTable, a: number, b: number): number {
  for (let at = a * k; at < (a + 1) * k; at++) if (indices[at] === b) return scores[at];
  for (let at = b * k; at < (b + 1) * k; at++) if (indices[at] === a) return scores[at];
  return 0;
}

/**
 * Chooses n of the candidates, in order: each time the one with the largest (1 − diversity)·score − diversity·(likeness to the most
 * alike film already chosen); of equal ones the earlier. Source: Carbonell and Goldstein 1998 (maximal marginal relevance).
 */
export function diversify(
  table: NeighbourTable,
  candidates: readonly NeighbourFilm[],
  n: number,
  diversity: number,
): NeighbourFilm[] {
  const left = candidates.map((candidate) => ({ candidate, nearest: 0 }));
  const chosen: NeighbourFilm[] = [];
  while (chosen.length < n && left.length > 0) {
    let next = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (const [place, { candidate, nearest }] of left.entries()) {
      const value = (1 - diversity) * candidate.score - diversity * nearest;
      if (value > most) {
        most = value;
        next = place;
      }
    }
    const [{ candidate: taken }] = left.splice(next, 1);
    chosen.push(taken);
    for (const other of left) {
      other.nearest = Math.max(other.nearest, likeness(table, taken.film, other.candidate.film));
    }
  }
  return chosen;
}
