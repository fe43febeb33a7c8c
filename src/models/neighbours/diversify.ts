import type { NeighbourFilm } from './contract.ts';

/** Neighbours of films: films × k, best first, −1 where there are no more. */
export interface NeighbourTable {
  readonly k: number;
  readonly indices: Int32Array;
  readonly scores: Float32Array;
}

/** The likeness of a film's last neighbour: any film of its kind and time comes near that. */
function floorOf({ k, indices, scores }: NeighbourTable, film: number): number {
  for (let at = (film + 1) * k - 1; at >= film * k; at--) if (indices[at] >= 0) return scores[at];
  return 0;
}

/** How far a likeness to a film stands above the film's last neighbour, 0…1. */
const above = (score: number, floor: number): number => (floor < 1 ? Math.max(0, (score - floor) / (1 - floor)) : 0);

/** How far two films stand above the last neighbours of either; 0 where neither is among the other's. */
function kinship(table: NeighbourTable, a: number, b: number): number {
  const { k, indices, scores } = table;
  for (const [film, other] of [
    [a, b],
    [b, a],
  ]) {
    for (let at = film * k; at < (film + 1) * k; at++) {
      if (indices[at] === other) return above(scores[at], floorOf(table, film));
    }
  }
  return 0;
}

/**
 * Chooses n of a film's candidates, in order: each time the one with the largest (1 − diversity)·relevance − diversity·(kinship to the
 * nearest film already chosen); of equal ones the earlier. Relevance and kinship are likenesses counted from the last neighbour of a
 * film, for what all films of one kind and time have in common makes no copies. Source: Carbonell and Goldstein 1998 (maximal marginal
 * relevance).
 */
export function diversify(
  table: NeighbourTable,
  film: number,
  candidates: readonly NeighbourFilm[],
  n: number,
  diversity: number,
): NeighbourFilm[] {
  const floor = floorOf(table, film);
  const left = candidates.map((candidate) => ({ candidate, relevance: above(candidate.score, floor), nearest: 0 }));
  const chosen: NeighbourFilm[] = [];
  while (chosen.length < n && left.length > 0) {
    let next = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (const [place, { relevance, nearest }] of left.entries()) {
      const value = (1 - diversity) * relevance - diversity * nearest;
      if (value > most) {
        most = value;
        next = place;
      }
    }
    const [{ candidate: taken }] = left.splice(next, 1);
    chosen.push(taken);
    for (const other of left) {
      other.nearest = Math.max(other.nearest, kinship(table, taken.film, other.candidate.film));
    }
  }
  return chosen;
}
