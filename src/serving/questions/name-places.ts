import { setImmediate } from 'node:timers/promises';
import { editDistance } from '../../base/nearest.ts';
import type { StringColumn } from '../../base/string-column.ts';
import { comparisonForm, foldColumn } from './fold-column.ts';

/** The places of a column of names, by name; a few tens of bytes a name, an answer in a few milliseconds at most. */
export interface NamePlaces {
  /** Places whose name is this one, case, accents and punctuation set aside: those of this very spelling first, then the best known. */
  exact(name: string): number[];
  /** The `n` nearest names by shared letter triples and edits, nearest first; of equally near ones the best known. Empty when none is near. */
  nearest(name: string, n: number): number[];
}

/** Bytes of a name that are compared when looking for the nearest. */
const COMPARED = 80;
/** Names with most triples in common, whose edits are counted. */
const POOL = 40;
/** Likeness below which a name is no suggestion. */
const LEAST_LIKENESS = 0.4;
/** Likeness of a name that holds every triple of a shorter one. */
const PART = 0.7;
/** What being the best known adds to the likeness of a name. */
const FAME = 0.15;
const TRIPLE_BITS = 15;
/** Names indexed between two looks at what else waits on the thread. */
const BLOCK = 5_000;

const encoder = new TextEncoder();

/** FNV-1a, 32 bits. */
function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  return hash >>> 0;
}

function sameBytes(bytes: Uint8Array, from: number, to: number, other: Uint8Array): boolean {
  if (to - from !== other.length) return false;
  for (let at = 0; at < other.length; at++) if (bytes[from + at] !== other[at]) return false;
  return true;
}

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
 * Indexes a column of names; `known[place]` says how well known each is (more is better). Lets other work of the thread pass between
 * blocks of names.
 */
export async function buildNamePlaces(names: StringColumn, known: ArrayLike<number>): Promise<NamePlaces> {
  const folded = await foldColumn(names);
  const { bytes, offsets, size } = folded;
  const bestKnownFirst = (a: number, b: number): number => known[b] - known[a] || a - b;
  let mostKnown = 1;
  for (let place = 0; place < size; place++) mostKnown = Math.max(mostKnown, known[place]);

  const mask = 2 ** Math.ceil(Math.log2(2 * size + 2)) - 1;
  const heads = new Int32Array(mask + 1).fill(-1);
  const next = new Int32Array(size);
  const indptr = new Int32Array(2 ** TRIPLE_BITS + 1);
  const triples = new Uint16Array(COMPARED + 1);
  const lengths = new Uint8Array(size);
  for (let place = 0; place < size; place++) {
    if (place % BLOCK === BLOCK - 1) await setImmediate();
    const slot = hashBytes(bytes, offsets[place], offsets[place + 1]) & mask;
    next[place] = heads[slot];
    heads[slot] = place;
    lengths[place] = writeTriples(triples, bytes, offsets[place], offsets[place + 1]);
    for (let at = 0; at < lengths[place]; at++) indptr[triples[at] + 1]++;
  }
  for (let triple = 0; triple < 2 ** TRIPLE_BITS; triple++) indptr[triple + 1] += indptr[triple];
  const postings = new Int32Array(indptr[2 ** TRIPLE_BITS]);
  const filled = indptr.slice();
  for (let place = 0; place < size; place++) {
    if (place % BLOCK === BLOCK - 1) await setImmediate();
    const count = writeTriples(triples, bytes, offsets[place], offsets[place + 1]);
    for (let at = 0; at < count; at++) postings[filled[triples[at]]++] = place;
  }
  const shared = new Uint8Array(size);

  const exact = (name: string): number[] => {
    const key = encoder.encode(comparisonForm(name));
    if (key.length === 0) return [];
    const found: number[] = [];
    for (let place = heads[hashBytes(key, 0, key.length) & mask]; place >= 0; place = next[place]) {
      if (sameBytes(bytes, offsets[place], offsets[place + 1], key)) found.push(place);
    }
    if (found.length < 2) return found;
    const spelling = name.trim();
    const otherwise = new Map(found.map((place) => [place, names.at(place) === spelling ? 0 : 1]));
    return found.sort((a, b) => otherwise.get(a)! - otherwise.get(b)! || bestKnownFirst(a, b));
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
    let least = 0.25;
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
  const keepBest = (pool: { place: number; overlap: number }[]): void => {
    pool.sort((a, b) => b.overlap - a.overlap || bestKnownFirst(a.place, b.place));
    pool.length = Math.min(pool.length, POOL);
  };

  const nearest = (name: string, n: number): number[] => {
    const text = comparisonForm(name).slice(0, COMPARED);
    const key = encoder.encode(text);
    if (key.length === 0) return [];
    return poolOf(key)
      .map(({ place, overlap }) => {
        const other = folded.at(place).slice(0, COMPARED);
        const whole = 1 - editDistance(text, other) / Math.max(text.length, other.length);
        const part = ` ${other} `.includes(` ${text} `) || other.startsWith(text) || text.startsWith(other) ? 0.15 : 0;
        const fame = (FAME * Math.log1p(known[place])) / Math.log1p(mostKnown);
        return { place, likeness: Math.max(whole, overlap) + part, fame };
      })
      .filter(({ likeness }) => likeness >= LEAST_LIKENESS)
      .sort((a, b) => b.likeness + b.fame - a.likeness - a.fame || bestKnownFirst(a.place, b.place))
      .slice(0, n)
      .map(({ place }) => place);
  };

  return { exact, nearest };
}
