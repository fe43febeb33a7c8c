import type { Title } from '../../dataset/index.ts';

/** Genres of the catalogue as unit vectors: titles with the same genres share one set. */
export interface GenreSets {
  /** The set of each item. */
  readonly setOf: Int32Array;
  readonly sets: number;
  /** Writes the cosine-like affinity of every set to a weighted history: Σ_h w_h·(g_h·g_set) / Σ|w_h|, −1…1. */
  measure(out: Float32Array, items: Int32Array, weights: Float32Array): void;
  /** The genres of an item with their part in its affinity to the history last measured. */
  parts(item: number): { genre: string; amount: number }[];
}

/** Returns the genre sets of a catalogue. */
export function buildGenreSets(titles: readonly Title[]): GenreSets {
  const genres: string[] = [];
  const numbers = new Map<string, number>();
  const members: number[][] = [];
  const known = new Map<string, number>();
  const setOf = new Int32Array(titles.length);
  for (const [item, title] of titles.entries()) {
    const own = [...new Set(title.genres)].map((genre) => {
      let number = numbers.get(genre);
      if (number === undefined) {
        number = genres.length;
        numbers.set(genre, number);
        genres.push(genre);
      }
      return number;
    });
    own.sort((a, b) => a - b);
    const key = own.join();
    let set = known.get(key);
    if (set === undefined) {
      set = members.length;
      known.set(key, set);
      members.push(own);
    }
    setOf[item] = set;
  }
  const taste = new Float64Array(genres.length);
  const share = Float64Array.from(members, (own) => (own.length === 0 ? 0 : 1 / Math.sqrt(own.length)));
  /** The genres of set s stand at `flat[starts[s] … starts[s+1])`. */
  const flat = Int32Array.from(members.flat());
  const starts = new Int32Array(members.length + 1);
  for (const [set, own] of members.entries()) starts[set + 1] = starts[set] + own.length;
  return {
    setOf,
    sets: members.length,
    measure(out, items, weights) {
      taste.fill(0);
      let total = 0;
      for (let at = 0; at < items.length; at++) {
        const set = setOf[items[at]];
        const weight = weights[at];
        if (set === undefined || weight === 0) continue;
        total += Math.abs(weight);
        const part = weight * share[set];
        for (let to = starts[set]; to < starts[set + 1]; to++) taste[flat[to]] += part;
      }
      if (total > 0) for (let genre = 0; genre < taste.length; genre++) taste[genre] /= total;
      for (let set = 0; set < share.length; set++) {
        let sum = 0;
        for (let to = starts[set]; to < starts[set + 1]; to++) sum += taste[flat[to]];
        out[set] = sum * share[set];
      }
    },
    parts(item) {
      const set = setOf[item];
      return members[set].map((genre) => ({ genre: genres[genre], amount: taste[genre] * share[set] }));
    },
  };
}
