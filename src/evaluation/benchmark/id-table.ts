const MOST_BYTES = 2 ** 31 - 1;

/** Numbers ids from 0 in the order in which they come, straight from the bytes of a file: no text is made of one that is known. */
export class IdTable {
  /** Num + 1 of the id in each slot, 0 where free; the length is a power of two. */
  #slots: Int32Array = new Int32Array(1 << 12);
  #hashes: Int32Array = new Int32Array(1 << 11);
  /** Where each id begins in the pool; the next one's beginning is its end. */
  #starts: Int32Array = new Int32Array((1 << 11) + 1);
  #pool = Buffer.alloc(1 << 14);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The ids by num. */
  ids(): string[] {
    return Array.from({ length: this.#size }, (_, num) =>
      this.#pool.toString('utf8', this.#starts[num], this.#starts[num + 1]),
    );
  }

  /** The num of the id that stands in bytes[start … end), given now where it is new. Throws RangeError beyond 2 GB of ids. */
  take(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const num = this.#slots[slot] - 1;
      if (this.#hashes[num] === hash && this.#equals(num, bytes, start, end)) return num;
    }
    return this.#add(bytes, start, end, hash, slot);
  }

  #equals(num: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts[num];
    if (this.#starts[num + 1] - from !== end - start) return false;
    for (let at = 0; at < end - start; at++) if (this.#pool[from + at] !== bytes[start + at]) return false;
    return true;
  }

  #add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const num = this.#size++;
    const from = this.#starts[num];
    const to = from + end - start;
    if (to > MOST_BYTES) throw new RangeError('more than 2 GB of ids');
    if (to > this.#pool.length) this.#pool = Buffer.concat([this.#pool], Math.min(MOST_BYTES, 2 * to));
    this.#pool.set(bytes.subarray(start, end), from);
    if (this.#hashes.length === num) {
      this.#hashes = grown(this.#hashes, 2 * num);
      this.#starts = grown(this.#starts, 2 * num + 1);
    }
    this.#hashes[num] = hash;
    this.#starts[num + 1] = to;
    this.#slots[slot] = num + 1;
    if (2 * this.#size > this.#slots.length) this.#rehash();
    return num;
  }

  #rehash(): void {
    const slots = new Int32Array(2 * this.#slots.length);
    const mask = slots.length - 1;
    for (let num = 0; num < this.#size; num++) {
      let slot = this.#hashes[num] & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = num + 1;
    }
    this.#slots = slots;
  }
}

/** The numbers with room for `length` of them. */
export function grown(numbers: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length);
  larger.set(numbers);
  return larger;
}
