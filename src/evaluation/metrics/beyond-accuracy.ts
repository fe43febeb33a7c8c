import type { Interactions, Title } from '../../dataset/index.ts';
import { tieOrder } from '../tie-order.ts';

/** What lists are like, apart from being right. */
export interface ListQualities {
  /** Titles that stood in any list, divided by the titles that could: 0…1. */
  readonly coverage: number;
  /** Mean self-information of the listed titles in bits; larger is less known. NaN without lists. */
  readonly novelty: number;
  /** Mean over the lists of 1 − cosine of genres, over the pairs within a list: 0 all alike, 1 nothing in common. NaN without pairs. */
  readonly diversity: number;
  /** Part of all list places that the most popular 1 % of titles hold: 0…1. NaN without lists. */
  readonly popularShare: number;
}

/** What is known of titles before any list is looked at: the same for all models. */
export interface TitleFacts {
  /** Self-information in bits. */
  readonly surprise: Float64Array;
  /** 1 for the most popular 1 %. */
  readonly popular: Uint8Array;
  /** Genre numbers of each title. */
  readonly genres: readonly Int32Array[];
}

/**
 * Counts titles over all the data, hidden interactions included: it describes lists and reaches no model, and a cold title's true
 * popularity is known only so. Self-information is −log₂ of the part of users who watched the title, one user and one view
 * added so that an unwatched title has a finite value: log₂((users + 1) / (views + 1)), users being those with an interaction.
 * The most popular 1 % are ⌈items / 100⌉ titles, equal counts in a seeded order.
 * Source: novelty after Vargas and Castells 2011.
 */
export function titleFacts(interactions: Interactions, titles: readonly Title[], seed: number): TitleFacts {
  const views = new Int32Array(interactions.items);
  for (const item of interactions.indices) views[item]++;
  let users = 0;
  for (let user = 0; user < interactions.users; user++) {
    if (interactions.indptr[user + 1] > interactions.indptr[user]) users++;
  }
  const tie = tieOrder(seed, 'popular');
  const order = Int32Array.from(views.keys()).sort((a, b) => views[b] - views[a] || tie(a) - tie(b));
  const popular = new Uint8Array(interactions.items);
  for (const item of order.subarray(0, Math.ceil(interactions.items / 100))) popular[item] = 1;
  const numbers = new Map<string, number>();
  const genres = titles.map((title) =>
    Int32Array.from(
      new Set(title.genres.map((genre) => numbers.get(genre) ?? numbers.set(genre, numbers.size).size - 1)),
    ),
  );
  return { surprise: Float64Array.from(views, (count) => Math.log2((users + 1) / (count + 1))), popular, genres };
}

/** The qualities of a model's lists, one list a user; `catalogue` is the number of titles that could be listed. */
export function listQualities(lists: readonly Int32Array[], facts: TitleFacts, catalogue: number): ListQualities {
  const listed = new Set<number>();
  let places = 0;
  let surprise = 0;
  let popular = 0;
  let diversity = 0;
  let diverseLists = 0;
  for (const list of lists) {
    for (const item of list) {
      listed.add(item);
      places++;
      surprise += facts.surprise[item];
      popular += facts.popular[item];
    }
    const spread = listDiversity(list, facts.genres);
    if (Number.isNaN(spread)) continue;
    diversity += spread;
    diverseLists++;
  }
  return {
    coverage: catalogue === 0 ? 0 : listed.size / catalogue,
    novelty: surprise / places,
    diversity: diversity / diverseLists,
    popularShare: popular / places,
  };
}

/** Mean of 1 − cosine of the binary genre vectors over the pairs of a list; titles without genres are left out; NaN without a pair. */
export function listDiversity(list: Int32Array, genres: readonly Int32Array[]): number {
  const known = Array.from(list, (item) => genres[item] ?? new Int32Array(0)).filter((of) => of.length > 0);
  let sum = 0;
  let pairs = 0;
  for (let a = 0; a < known.length; a++) {
    for (let b = a + 1; b < known.length; b++) {
      let shared = 0;
      for (const genre of known[a]) if (known[b].includes(genre)) shared++;
      sum += 1 - shared / Math.sqrt(known[a].length * known[b].length);
      pairs++;
    }
  }
  return sum / pairs;
}
