/** Chance that always falls the same way for the same seed. */
export interface Dice {
  /** 0 … 1, without 1. */
  next(): number;
  /** from … to, without `to`. */
  between(from: number, to: number): number;
  /** from … to, whole, with both. */
  whole(from: number, to: number): number;
  pick<T>(choices: readonly T[]): T;
  /** True so often: 0 … 1. */
  chance(part: number): boolean;
}

/** A seed from a text: FNV-1a, 32 bits. */
export function seedOf(text: string): number {
  let seed = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) seed = Math.imul(seed ^ text.charCodeAt(at), 0x01000193);
  return seed >>> 0;
}

/** Throws the dice of a seed (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (from, to) => from + next() * (to - from),
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (choices) => choices[Math.floor(next() * choices.length)],
    chance: (part) => next() < part,
  };
}
