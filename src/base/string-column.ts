const decoder = new TextDecoder();

/**
 * Many strings as one block of UTF-8 bytes and offsets: a tenth of the memory of as many JavaScript strings, read from a file in
 * place. A string is made when it is asked for.
 */
export class StringColumn {
  readonly size: number;
  /** UTF-8 of all strings one after another. */
  readonly bytes: Uint8Array;
  /** size+1 offsets into `bytes`. */
  readonly offsets: Int32Array;

  constructor(bytes: Uint8Array, offsets: Int32Array) {
    this.size = offsets.length - 1;
    this.bytes = bytes;
    this.offsets = offsets;
  }

  /** The string at a place 0…size−1; empty outside. */
  at(place: number): string {
    return decoder.decode(this.bytes.subarray(this.offsets[place], this.offsets[place + 1]));
  }

  *[Symbol.iterator](): Generator<string> {
    for (let place = 0; place < this.size; place++) yield this.at(place);
  }
}

/** Packs strings, in their order; at most 2 GiB of UTF-8. */
export function packStrings(strings: Iterable<string>): StringColumn {
  let buffer = Buffer.allocUnsafe(1 << 16);
  const offsets: number[] = [0];
  let end = 0;
  for (const text of strings) {
    const most = end + 3 * text.length;
    if (most > buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(2 * buffer.length, most));
      larger.set(buffer.subarray(0, end));
      buffer = larger;
    }
    end += buffer.write(text, end, 'utf8');
    offsets.push(end);
  }
  return new StringColumn(Uint8Array.from(buffer.subarray(0, end)), Int32Array.from(offsets));
}

/** For each of many rows a list of names out of one vocabulary: CSR, rows × names, in the order of the source within a row. */
export interface ListColumn {
  readonly names: StringColumn;
  /** rows+1 offsets into `indices`. */
  readonly indptr: Int32Array;
  /** Places in `names`. */
  readonly indices: Int32Array;
}

/** Packs the lists of all rows; the names stand in order of first appearance. */
export function packLists(rows: Iterable<readonly string[]>): ListColumn {
  const places = new Map<string, number>();
  const indptr: number[] = [0];
  const indices: number[] = [];
  for (const row of rows) {
    for (const name of row) {
      let place = places.get(name);
      if (place === undefined) places.set(name, (place = places.size));
      indices.push(place);
    }
    indptr.push(indices.length);
  }
  return { names: packStrings(places.keys()), indptr: Int32Array.from(indptr), indices: Int32Array.from(indices) };
}

/** The names of one row. */
export function listAt({ names, indptr, indices }: ListColumn, row: number): string[] {
  const found: string[] = [];
  for (let i = indptr[row]; i < indptr[row + 1]; i++) found.push(names.at(indices[i]));
  return found;
}
