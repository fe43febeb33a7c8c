import { packLists } from '../base/string-column.ts';
import type { Title } from '../dataset/index.ts';
import type { Catalogue } from './catalogue.ts';
import type { BriefTitle } from './contract.ts';
import { rounded } from './explain.ts';

/** Viewers whose other titles are looked at; of more, these are taken at even steps. */
const MOST_LOOKED_AT = 2_000;
/** Terms and titles told. */
const MOST_TASTES = 10;
const MOST_ALSO = 12;
/** Viewers that a term or title must share, and their least part of the viewers. */
const LEAST_SHARED = 3;
const LEAST_SHARE = 0.05;
const STAR_STEPS = 10;

/** How much more often something is met with these viewers than with everybody. */
export interface Taste {
  readonly name: string;
  /** Part of everything else that these viewers watched or rated, 0…1. */
  readonly share: number;
  /** The same part over all users. */
  readonly everybody: number;
  /** share / everybody. */
  readonly lift: number;
}

/** Who watched or rated a title, by the snapshot. */
export interface TitleAudience {
  readonly id: string;
  /** Users with an interaction. */
  readonly viewers: number;
  /** Last interactions of viewers by month (YYYY-MM, UTC), in their order; months without any are left out. */
  readonly months: readonly { readonly month: string; readonly viewers: number }[];
  /** Viewers whose interaction has no time. */
  readonly undated: number;
  /** How many gave each number of stars, 0.5 … 5; empty without ratings. */
  readonly ratings: readonly { readonly stars: number; readonly count: number }[];
  readonly meanRating: number | null;
  /** Mean watched part 0…1 over those viewers for whom it is known. */
  readonly watched: { readonly viewers: number; readonly mean: number } | null;
  /** Viewers whose other titles were looked at for what follows. */
  readonly lookedAt: number;
  /** What these viewers meet more than everybody, the most telling first; empty with fewer than three viewers. */
  readonly genres: readonly Taste[];
  readonly tags: readonly Taste[];
  /** Titles that these viewers share, the most telling first; `share` is their part of the viewers, `everybody` of all users. */
  readonly also: readonly (Omit<Taste, 'name'> & { readonly title: BriefTitle })[];
}

/**
 * What something tells of a group: share × log2(share / everybody), its part of the divergence between the group and everybody
 * (Kullback–Leibler), so that neither the rare nor what everybody has stands first.
 */
const telling = ({ share, lift }: { share: number; lift: number }): number => (lift <= 0 ? 0 : share * Math.log2(lift));

/** Users of the snapshot who interacted with an item, and where: one look through the interactions. */
function viewersOf({ snapshot }: Catalogue, item: number): { users: number[]; places: number[] } {
  const { indptr, indices } = snapshot.interactions;
  const users: number[] = [];
  const places: number[] = [];
  let user = 0;
  for (let at = indices.indexOf(item); at >= 0; at = indices.indexOf(item, at + 1)) {
    while (indptr[user + 1] <= at) user++;
    users.push(user);
    places.push(at);
  }
  return { users, places };
}

function countStars(ratings: Float32Array, places: readonly number[]): Pick<TitleAudience, 'ratings' | 'meanRating'> {
  const counts = new Int32Array(STAR_STEPS + 1);
  let sum = 0;
  let rated = 0;
  for (const at of places) {
    if (Number.isNaN(ratings[at])) continue;
    counts[Math.min(STAR_STEPS, Math.max(1, Math.round(ratings[at] * 2)))]++;
    sum += ratings[at];
    rated++;
  }
  if (rated === 0) return { ratings: [], meanRating: null };
  const steps = Array.from({ length: STAR_STEPS }, (_, at) => ({ stars: (at + 1) / 2, count: counts[at + 1] }));
  return { ratings: steps, meanRating: rounded(sum / rated) };
}

function countMonths(times: Float64Array, places: readonly number[]): Pick<TitleAudience, 'months' | 'undated'> {
  const counts = new Map<string, number>();
  let undated = 0;
  for (const at of places) {
    if (Number.isNaN(times[at])) undated++;
    else {
      const month = new Date(times[at] * 1000).toISOString().slice(0, 7);
      counts.set(month, (counts.get(month) ?? 0) + 1);
    }
  }
  const months = [...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([month, viewers]) => ({ month, viewers }));
  return { months, undated };
}

/** Genres and tags of all titles as numbers, and how often each is met over all interactions. */
interface Terms {
  readonly names: readonly string[];
  /** titles+1 offsets into `indices`: the terms of each title. */
  readonly indptr: Int32Array;
  readonly indices: Int32Array;
  readonly everybody: Float64Array;
}

function numberTerms({ titles, viewers }: Catalogue, termsOf: (title: Title) => readonly string[]): Terms {
  const { names, indptr, indices } = packLists(titles.map(termsOf));
  const everybody = new Float64Array(names.size);
  for (const { num } of titles) {
    for (let at = indptr[num]; at < indptr[num + 1]; at++) everybody[indices[at]] += viewers[num];
  }
  return { names: [...names], indptr, indices, everybody };
}

/** The audiences of a catalogue's titles, by the snapshot alone, without live feedback. */
export class Audiences {
  readonly #catalogue: Catalogue;
  #genres: Terms | null = null;
  #tags: Terms | null = null;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Who watched or rated an item, when, what they thought of it and what else they like. */
  of(item: number): TitleAudience {
    const catalogue = this.#catalogue;
    const { snapshot, titles, viewers: viewersOfItems, brief } = catalogue;
    const { indptr, indices, ratings, fractions, times, users: everybody } = snapshot.interactions;
    const { users, places } = viewersOf(catalogue, item);
    const step = Math.max(1, users.length / MOST_LOOKED_AT);
    const lookedAt = Math.min(users.length, MOST_LOOKED_AT);
    const shared = new Int32Array(titles.length);
    for (let look = 0; look < lookedAt; look++) {
      const user = users[Math.floor(look * step)];
      for (let at = indptr[user]; at < indptr[user + 1]; at++) shared[indices[at]]++;
    }
    shared[item] = 0;
    const enough = Math.max(LEAST_SHARED, LEAST_SHARE * lookedAt);
    const also: { item: number; share: number; everybody: number; lift: number }[] = [];
    for (let other = 0; other < shared.length; other++) {
      if (shared[other] < enough) continue;
      const share = shared[other] / lookedAt;
      const usual = viewersOfItems[other] / everybody;
      also.push({ item: other, share: rounded(share), everybody: rounded(usual), lift: rounded(share / usual) });
    }
    also.sort((a, b) => telling(b) - telling(a) || a.item - b.item);
    const known = places.filter((at) => !Number.isNaN(fractions[at]));
    const isTelling = users.length >= LEAST_SHARED;
    this.#genres ??= numberTerms(catalogue, (title) => title.genres);
    this.#tags ??= numberTerms(catalogue, (title) => title.tags);
    return {
      id: titles[item].id,
      viewers: users.length,
      ...countMonths(times, places),
      ...countStars(ratings, places),
      watched:
        known.length === 0
          ? null
          : { viewers: known.length, mean: rounded(known.reduce((sum, at) => sum + fractions[at], 0) / known.length) },
      lookedAt,
      genres: isTelling ? this.#tastes(this.#genres, shared, enough) : [],
      tags: isTelling ? this.#tastes(this.#tags, shared, enough) : [],
      also: isTelling
        ? also.slice(0, MOST_ALSO).map(({ item: other, ...rest }) => ({ title: brief[other], ...rest }))
        : [],
    };
  }

  /** The terms that are met more with a group than with everybody; `shared[item]` of the group interacted with each item. */
  #tastes({ names, indptr, indices, everybody }: Terms, shared: Int32Array, enough: number): Taste[] {
    const theirs = new Float64Array(names.length);
    let others = 0;
    for (let item = 0; item < shared.length; item++) {
      if (shared[item] === 0) continue;
      others += shared[item];
      for (let at = indptr[item]; at < indptr[item + 1]; at++) theirs[indices[at]] += shared[item];
    }
    const all = this.#catalogue.snapshot.interactions.indices.length;
    const tastes: Taste[] = [];
    for (const [term, count] of theirs.entries()) {
      if (count < enough) continue;
      const share = count / others;
      const usual = everybody[term] / all;
      if (share <= usual) continue;
      tastes.push({
        name: names[term],
        share: rounded(share),
        everybody: rounded(usual),
        lift: rounded(share / usual),
      });
    }
    return tastes.sort((a, b) => telling(b) - telling(a) || (a.name < b.name ? -1 : 1)).slice(0, MOST_TASTES);
  }
}
