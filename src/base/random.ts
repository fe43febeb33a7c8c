/** A stream of seeded random numbers; the same seed gives the same stream on every machine. */
export interface Random {
  /** A 32-bit unsigned integer. */
  readonly uint32: () => number;
  /** A number in [0, 1) with 32 random bits. */
  readonly next: () => number;
  /** An integer in [0, bound), without modulo bias worth speaking of (bound ≪ 2³²). */
  readonly below: (bound: number) => number;
  /** A normal deviate with mean 0 and deviation 1 (Box–Muller). */
  readonly normal: () => number;
  /** Shuffles the array in place (Fisher–Yates) and returns it. */
  readonly shuffle: <T extends { length: number; [index: number]: unknown }>(array: T) => T;
}

/** FNV-1a over UTF-16 code units followed by an avalanche: turns any key into 32 well-mixed bits. */
function mix(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Returns the random stream of a seed and any number of keys: `random(42, 'split', userId)` does not depend on what was
 * drawn before, so results do not depend on the order of work.
 * Source: sfc32 (C. Doty-Humphrey, PractRand), 12 rounds of warm-up.
 */
export function random(seed: number, ...keys: readonly (string | number)[]): Random {
  const key = [seed, ...keys].join('\u0000');
  let a = mix(`a${key}`);
  let b = mix(`b${key}`);
  let c = mix(`c${key}`);
  let counter = 1;
  const uint32 = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) uint32();
  const next = (): number => uint32() / 4294967296;
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    uint32,
    next,
    below,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle(array) {
      const view = array as unknown as { [index: number]: unknown };
      for (let i = array.length - 1; i > 0; i--) {
        const j = below(i + 1);
        const kept = view[i];
        view[i] = view[j];
        view[j] = kept;
      }
      return array;
    },
  };
}
