import { editDistance } from '../base/nearest.ts';
import type { StringColumn } from '../base/string-column.ts';

/** The places of a column of folded names that a text is near to. */
export interface NearNames {
  /**
   * The `n` nearest names to a folded text, by shared letter triples and edits, nearest first; of equally near ones the best known. A
   * name that holds the text counts as near. Empty when none is near.
   */
  nearest(text: string, n: number): number[];
}

/** Bytes of a name that are compared. */
const COMPARED = 80;
/** Names with most triples in common, whose edits are counted. */
const POOL = 40;
/** Share of common triples below which a name is not looked at. */
const LEAST_OVERLAP = 0.25;
/** Likeness below which a name is not near. */
const LEAST_LIKENESS = 0.4;
/** Likeness of a name that holds every triple of a shorter text. */
const PART = 0.7;
/** What holding the text in whole words, or as a beginning, adds to the likeness. */
const WHOLE_PART = 0.15;
/** What being the best known adds to it in the order. */
const FAME = 0.15;
const TRIPLE_BITS = 15;
/** Names indexed between two pauses: a millisecond or two. */
const BLOCK = 5_000;

const encoder = new TextEncoder();

/** Writes the distinct triples of a name, its edges marked as spaces, into `out` and returns how many they are. */
function writeTriples(out: Uint16Array, bytes: Uint8Array, from: number, end: number): number {
  const to = Math.min(end, from + COMPARED);
  let count = 0;
  let first = 0x20;
  let second = 0x20;
  for (let at = from; at <= to; at++) {
    const third = at < to ? bytes[at] : 0x20;
    const triple = Math.imul((first << 16) | (second << 8) | third, 0x9e3779b1) >>> (32 - TRIPLE_BITS);
    let known = 0;
    while (known < count && out[known] !== triple) known++;
    if (known === count) out[count++] = triple;
    first = second;
    second = third;
  }
  return count;
}

/**
 * Indexes folded names, about 60 bytes a name; `known[place]` says how well known each is (more is better, at least 0). Pauses after each
 * few thousand names, so that a thread that answers can look at what waits.
 */
export function* indexNearNames(folded: StringColumn, known: ArrayLike<number>): Generator<void, NearNames> {
  const { bytes, offsets, size } = folded;
  const triples = new Uint16Array(COMPARED + 1);
  const lengths = new Uint8Array(size);
  const indptr = new Int32Array(2 ** TRIPLE_BITS + 1);
  let mostKnown = 1;
  for (let place = 0; place < size; place++) {
    if (place % BLOCK === BLOCK - 1) yield;
    lengths[place] = writeTriples(triples, bytes, offsets[place], offsets[place + 1]);
    for (let at = 0; at < lengths[place]; at++) indptr[triples[at] + 1]++;
    mostKnown = Math.max(mostKnown, known[place]);
  }
  for (let triple = 0; triple < 2 ** TRIPLE_BITS; triple++) indptr[triple + 1] += indptr[triple];
  const postings = new Int32Array(indptr[2 ** TRIPLE_BITS]);
  const filled = indptr.slice();
  for (let place = 0; place < size; place++) {
    if (place % BLOCK === BLOCK - 1) yield;
    const count = writeTriples(triples, bytes, offsets[place], offsets[place + 1]);
    for (let at = 0; at < count; at++) postings[filled[triples[at]]++] = place;
  }

  const shared = new Uint8Array(size);
  const bestKnownFirst = (a: number, b: number): number => known[b] - known[a] || a - b;

  const keepBest = (pool: { place: number; overlap: number }[]): void => {
    pool.sort((a, b) => b.overlap - a.overlap || bestKnownFirst(a.place, b.place));
    pool.length = Math.min(pool.length, POOL);
  };
  /** The places that share most triples with a name, most first. */
  const poolOf = (key: Uint8Array): { place: number; overlap: number }[] => {
    const count = writeTriples(triples, key, 0, key.length);
    shared.fill(0);
    for (let at = 0; at < count; at++) {
      const triple = triples[at];
      for (let posting = indptr[triple]; posting < indptr[triple + 1]; posting++) shared[postings[posting]]++;
    }
    const pool: { place: number; overlap: number }[] = [];
    let least = LEAST_OVERLAP;
    for (let place = 0; place < size; place++) {
      if (shared[place] < 2) continue;
      const overlap = Math.max((2 * shared[place]) / (count + lengths[place]), (PART * shared[place]) / count);
      if (overlap <= least) continue;
      pool.push({ place, overlap });
      if (pool.length < 4 * POOL) continue;
      keepBest(pool);
      least = pool[POOL - 1].overlap - Number.EPSILON;
    }
    keepBest(pool);
    return pool;
  };

  const likenessOf = (text: string, place: number, overlap: number): number => {
    const other = folded.at(place).slice(0, COMPARED);
    const whole = 1 - editDistance(text, other) / Math.max(text.length, other.length);
    const holds = ` ${other} `.includes(` ${text} `) || other.startsWith(text) || text.startsWith(other);
    return Math.max(whole, overlap) + (holds ? WHOLE_PART : 0);
  };
  const fameOf = (place: number): number => (FAME * Math.log1p(known[place])) / Math.log1p(mostKnown);

  return {
    nearest(whole, n) {
      const text = whole.slice(0, COMPARED);
      if (text === '') return [];
      return poolOf(encoder.encode(text))
        .map(({ place, overlap }) => ({ place, likeness: likenessOf(text, place, overlap) }))
        .filter(({ likeness }) => likeness >= LEAST_LIKENESS)
        .map(({ place, likeness }) => ({ place, rank: likeness + fameOf(place) }))
        .sort((a, b) => b.rank - a.rank || bestKnownFirst(a.place, b.place))
        .slice(0, n)
        .map(({ place }) => place);
    },
  };
}

/** The same without pauses. */
export function buildNearNames(folded: StringColumn, known: ArrayLike<number>): NearNames {
  const work = indexNearNames(folded, known);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
