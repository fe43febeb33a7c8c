import { SIGNATURE_WORDS } from './catalogue.ts';

function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How alike two titles are, 0…1: the mean of the common shares (Jaccard) of their genres and of their tags and directors. */
export function likeness(signatures: Int32Array, a: number, b: number): number {
  const atA = a * SIGNATURE_WORDS;
  const atB = b * SIGNATURE_WORDS;
  const genresEither = countBits(signatures[atA] | signatures[atB]);
  const genres = genresEither === 0 ? 0 : countBits(signatures[atA] & signatures[atB]) / genresEither;
  let both = 0;
  let either = 0;
  for (let word = 1; word < SIGNATURE_WORDS; word++) {
    both += countBits(signatures[atA + word] & signatures[atB + word]);
    either += countBits(signatures[atA + word] | signatures[atB + word]);
  }
  return (genres + (either === 0 ? 0 : both / either)) / 2;
}

/** How many candidates are looked at for a list of n with some variety. */
export const candidatePool = (n: number, diversity: number): number =>
  diversity === 0 ? n : Math.min(200, n * 5 + 20);

/**
 * Chooses n of the candidates, in order: each time the one with the largest (1 − diversity)·relevance − diversity·(likeness to the
 * most alike title already chosen), where relevance is the score stretched to 0…1 over the candidates. Diversity 0 keeps the
 * order; equal values keep the better score first. `candidates` are item nums, best score first; `scores` is indexed by item num.
 * Source: Carbonell and Goldstein 1998 (maximal marginal relevance).
 */
export function rerank(
  candidates: Int32Array,
  scores: Float32Array,
  signatures: Int32Array,
  n: number,
  diversity: number,
): number[] {
  const count = candidates.length;
  if (diversity === 0 || count <= 1) return Array.from(candidates.subarray(0, n));
  const best = scores[candidates[0]];
  const range = best - scores[candidates[count - 1]];
  const relevance = new Float64Array(count);
  for (let i = 0; i < count; i++) relevance[i] = range > 0 ? 1 - (best - scores[candidates[i]]) / range : 1;
  // The likeness to the chosen is brought up to date only where it can decide: it can but lower a value.
  const nearest = new Float64Array(count);
  const compared = new Int32Array(count);
  const taken = new Uint8Array(count);
  const chosen: number[] = [];
  while (chosen.length < Math.min(n, count)) {
    let next = -1;
    let bestValue = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      const alone = (1 - diversity) * relevance[i];
      if (alone <= bestValue) break;
      if (taken[i] === 1 || alone - diversity * nearest[i] <= bestValue) continue;
      for (; compared[i] < chosen.length; compared[i]++) {
        nearest[i] = Math.max(nearest[i], likeness(signatures, chosen[compared[i]], candidates[i]));
      }
      const value = alone - diversity * nearest[i];
      if (value > bestValue) {
        bestValue = value;
        next = i;
      }
    }
    taken[next] = 1;
    chosen.push(candidates[next]);
  }
  return chosen;
}
