import { setImmediate } from 'node:timers/promises';
import type { StringColumn } from '../../base/string-column.ts';
import { indexNearNames, type NearNames } from '../near-names.ts';
import { comparisonForm, foldColumn } from './fold-column.ts';

/** The places of a column of names, by name; about a hundred bytes a name, an answer in a few milliseconds at most. */
export interface NamePlaces {
  /** Places whose name is this one, case, accents and punctuation set aside: those of this very spelling first, then the best known. */
  exact(name: string): number[];
  /** The `n` nearest names, nearest first; see NearNames. */
  nearest(name: string, n: number): number[];
}

/** Names put into the table between two looks at what else waits on the thread. */
const BLOCK = 10_000;

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

/** Goes through work with pauses, and lets the thread look at what else waits in each. */
async function finish<Result>(work: Generator<void, Result>): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await setImmediate();
  }
}

/**
 * Indexes a column of names; `known[place]` says how well known each is (more is better). Lets other work of the thread pass between
 * blocks of names.
 */
export async function buildNamePlaces(names: StringColumn, known: ArrayLike<number>): Promise<NamePlaces> {
  const folded = await foldColumn(names);
  const { bytes, offsets, size } = folded;
  const mask = 2 ** Math.ceil(Math.log2(2 * size + 2)) - 1;
  const heads = new Int32Array(mask + 1).fill(-1);
  const next = new Int32Array(size);
  for (let place = 0; place < size; place++) {
    if (place % BLOCK === BLOCK - 1) await setImmediate();
    const slot = hashBytes(bytes, offsets[place], offsets[place + 1]) & mask;
    next[place] = heads[slot];
    heads[slot] = place;
  }
  const near: NearNames = await finish(indexNearNames(folded, known));

  return {
    exact(name) {
      const key = encoder.encode(comparisonForm(name));
      if (key.length === 0) return [];
      const found: number[] = [];
      for (let place = heads[hashBytes(key, 0, key.length) & mask]; place >= 0; place = next[place]) {
        if (sameBytes(bytes, offsets[place], offsets[place + 1], key)) found.push(place);
      }
      if (found.length < 2) return found;
      const spelling = name.trim();
      const otherwise = new Map(found.map((place) => [place, names.at(place).trim() === spelling ? 0 : 1]));
      return found.sort((a, b) => otherwise.get(a)! - otherwise.get(b)! || known[b] - known[a] || a - b);
    },
    nearest: (name, n) => near.nearest(comparisonForm(name), n),
  };
}
