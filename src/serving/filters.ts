import type { Catalogue, Term } from './catalogue.ts';
import type { Match } from './contract.ts';

/** What a title must meet to be a candidate. */
export interface Filters {
  readonly genres: readonly Term[];
  readonly genresMatch: Match;
  readonly tags: readonly Term[];
  readonly tagsMatch: Match;
  readonly yearFrom: number | null;
  readonly yearTo: number | null;
  /** Bits of platforms of which a title needs one (see Elsewhere); 0 for no filter. */
  readonly platforms: number;
  readonly excluded: readonly number[];
  readonly seen: Int32Array | null;
}

/**
 * Writes one byte per title into a mask of zeros: 1 for those left out. A title must meet every filter given; within genres (and
 * within tags) any or all, as `…Match` says. A title without a year meets no filter on years. `counts` is scratch of the same length.
 */
export function writeMask(mask: Uint8Array, counts: Uint8Array, catalogue: Catalogue, filters: Filters): void {
  maskTerms(mask, counts, filters.genres, filters.genresMatch);
  maskTerms(mask, counts, filters.tags, filters.tagsMatch);
  if (filters.yearFrom !== null || filters.yearTo !== null) {
    const from = filters.yearFrom ?? 1;
    const to = filters.yearTo ?? 32_767;
    const { years } = catalogue;
    for (let item = 0; item < years.length; item++) {
      if (years[item] < from || years[item] > to || years[item] === 0) mask[item] = 1;
    }
  }
  const { platforms } = catalogue.elsewhere;
  if (filters.platforms !== 0 && platforms !== null) {
    for (let item = 0; item < platforms.length; item++) if ((platforms[item] & filters.platforms) === 0) mask[item] = 1;
  }
  for (const item of filters.excluded) mask[item] = 1;
  if (filters.seen !== null) for (let i = 0; i < filters.seen.length; i++) mask[filters.seen[i]] = 1;
}

/** Makes the mask zeros again; without filters on the whole catalogue that costs only the titles seen and excluded. */
export function clearMask(mask: Uint8Array, filters: Filters): void {
  const { genres, tags, yearFrom, yearTo, platforms, excluded, seen } = filters;
  if (genres.length > 0 || tags.length > 0 || yearFrom !== null || yearTo !== null || platforms !== 0) {
    mask.fill(0);
    return;
  }
  for (const item of excluded) mask[item] = 0;
  if (seen !== null) for (let i = 0; i < seen.length; i++) mask[seen[i]] = 0;
}

function maskTerms(mask: Uint8Array, counts: Uint8Array, terms: readonly Term[], match: Match): void {
  if (terms.length === 0) return;
  counts.fill(0);
  for (const { items } of terms) for (let i = 0; i < items.length; i++) counts[items[i]]++;
  const needed = match === 'all' ? Math.min(terms.length, 255) : 1;
  for (let item = 0; item < mask.length; item++) if (counts[item] < needed) mask[item] = 1;
}
