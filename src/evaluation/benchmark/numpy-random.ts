const SIZE = 624;
const OFFSET = 397;

/**
 * The numbers of NumPy's `numpy.random.RandomState(seed)`, whose stream is frozen for good: published splits were drawn with it, and
 * only so can they be drawn again. Seeds are 0 … 2³² − 1.
 * Source: MT19937, Matsumoto and Nishimura 1998, with the seeding of 2002; shuffling as NumPy's.
 */
export class NumpyRandom {
  readonly #state = new Uint32Array(SIZE);
  #at = SIZE;

  constructor(seed: number) {
    this.#state[0] = seed;
    for (let i = 1; i < SIZE; i++) {
      const before = this.#state[i - 1];
      this.#state[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
    }
  }

  #uint32(): number {
    const state = this.#state;
    if (this.#at === SIZE) {
      for (let i = 0; i < SIZE; i++) {
        const bits = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
        state[i] = state[(i + OFFSET) % SIZE] ^ (bits >>> 1) ^ ((bits & 1) === 0 ? 0 : 0x9908b0df);
      }
      this.#at = 0;
    }
    let bits = state[this.#at++];
    bits ^= bits >>> 11;
    bits ^= (bits << 7) & 0x9d2c5680;
    bits ^= (bits << 15) & 0xefc60000;
    return (bits ^ (bits >>> 18)) >>> 0;
  }

  /** An integer in 0 … most, both included; numbers beyond the mask are drawn again. */
  #upTo(most: number): number {
    const mask = most === 0 ? 0 : 0xffffffff >>> Math.clz32(most);
    for (;;) {
      const drawn = (this.#uint32() & mask) >>> 0;
      if (drawn <= most) return drawn;
    }
  }

  /** `permutation(size)`: the numbers 0 … size − 1 in a drawn order; the first k of them are `choice(size, k, replace=False)`. */
  permutation(size: number): Int32Array {
    const order = Int32Array.from({ length: size }, (_, at) => at);
    for (let i = size - 1; i > 0; i--) {
      const j = this.#upTo(i);
      const kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }
}
