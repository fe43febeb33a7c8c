import { setImmediate } from 'node:timers/promises';
import { packStrings, StringColumn } from '../../base/string-column.ts';
import { orderByName } from './orders.ts';
import { addRow, keepCommon, noRows, type RowSet } from './row-sets.ts';
import { NAME_BORDER } from './rows.ts';

/** Names taken apart between two looks at what else waits on the thread: a few milliseconds. */
const BLOCK = 1_000;

const encoder = new TextEncoder();
const border = encoder.encode(NAME_BORDER);

/** Texts in the order of their bytes. */
class SortedTexts {
  readonly #bytes: Buffer;
  readonly #offsets: Int32Array;
  readonly order: Int32Array;

  constructor({ bytes, offsets }: StringColumn, order: Int32Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#offsets = offsets;
    this.order = order;
  }

  /** Where the texts that begin so stand in the order: from … to − 1. */
  range(beginning: Uint8Array): { readonly from: number; readonly to: number } {
    return { from: this.#first(beginning, 0), to: this.#first(beginning, 1) };
  }

  /** The first place of the order whose text compares with a beginning as `least` or above: 0 begins so, 1 comes after all that do. */
  #first(beginning: Uint8Array, least: number): number {
    let low = 0;
    let high = this.order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const text = this.order[middle];
      const start = this.#offsets[text];
      const end = Math.min(start + beginning.length, this.#offsets[text + 1]);
      if (this.#bytes.compare(beginning, 0, beginning.length, start, end) < least) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Rows by the words of their names and by how these begin; what a question costs is bounded by the rows that it names. */
export interface NameIndex {
  /** Rows that hold every word of a folded text as the beginning of a word; none for an empty text. */
  holding(text: string): RowSet;
  /** Writes into `ranks` 0 for rows of which a name is the text, 1 for those of which one begins so; the others stay as they are. */
  rank(text: string, ranks: Uint8Array): void;
}

/** Every word of a column, in order, with the rows that have it. */
async function indexWords(folded: StringColumn): Promise<{ words: SortedTexts; indptr: Int32Array; rows: Int32Array }> {
  const placeOf = new Map<string, number>();
  const wordAt: number[] = [];
  const rowAt: number[] = [];
  for (let row = 0; row < folded.size; row++) {
    if (row % BLOCK === BLOCK - 1) await setImmediate();
    for (const word of folded.at(row).split(' ')) {
      if (word === '') continue;
      let place = placeOf.get(word);
      if (place === undefined) placeOf.set(word, (place = placeOf.size));
      wordAt.push(place);
      rowAt.push(row);
    }
  }
  await setImmediate();
  const column = packStrings(placeOf.keys());
  await setImmediate();
  const order = await orderByName(column);
  const rankOf = new Int32Array(order.length);
  for (const [rank, place] of order.entries()) rankOf[place] = rank;
  const indptr = new Int32Array(order.length + 1);
  for (const place of wordAt) indptr[rankOf[place] + 1]++;
  for (let rank = 0; rank < order.length; rank++) indptr[rank + 1] += indptr[rank];
  const ends = indptr.slice();
  const rows = new Int32Array(rowAt.length);
  for (const [at, place] of wordAt.entries()) rows[ends[rankOf[place]]++] = rowAt[at];
  return { words: new SortedTexts(column, order), indptr, rows };
}

/** Every name of every row, in order; a row may have several, with NAME_BORDER between. */
async function indexBeginnings({
  bytes,
  offsets,
  size,
}: StringColumn): Promise<{ names: SortedTexts; starts: Int32Array; rowOf: Int32Array }> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts: number[] = [];
  const rowOf: number[] = [];
  for (let row = 0; row < size; row++) {
    for (let at = offsets[row]; ; ) {
      starts.push(at);
      rowOf.push(row);
      const next = all.indexOf(border, at);
      if (next < 0 || next >= offsets[row + 1]) break;
      at = next + border.length;
    }
    if (row % BLOCK === BLOCK - 1) await setImmediate();
  }
  // A name reaches to the next one: what stands between does not change where names that begin alike are found.
  const column = new StringColumn(bytes, Int32Array.from([...starts, bytes.length]));
  return {
    names: new SortedTexts(column, await orderByName(column)),
    starts: column.offsets,
    rowOf: Int32Array.from(rowOf),
  };
}

/** Indexes the folded names of rows, with pauses in which the thread answers others; some 50 bytes a row. */
export async function indexNames(folded: StringColumn): Promise<NameIndex> {
  const { words, indptr, rows } = await indexWords(folded);
  const { names, starts, rowOf } = await indexBeginnings(folded);
  const { bytes, offsets, size } = folded;
  const addWord = (set: RowSet, word: string): void => {
    const { from, to } = words.range(encoder.encode(word));
    for (let at = indptr[from]; at < indptr[to]; at++) addRow(set, rows[at]);
  };
  return {
    holding(text) {
      const [first, ...others] = text.split(' ').filter((word) => word !== '');
      const found = noRows(size);
      if (first === undefined) return found;
      addWord(found, first);
      for (const word of others) {
        const own = noRows(size);
        addWord(own, word);
        keepCommon(found, own);
      }
      return found;
    },
    rank(text, ranks) {
      const key = encoder.encode(text);
      const { from, to } = names.range(key);
      for (let place = from; place < to; place++) {
        const name = names.order[place];
        const row = rowOf[name];
        const end = starts[name] + key.length;
        if (end === offsets[row + 1] || (bytes[end + 1] === border[1] && bytes[end] === border[0])) ranks[row] = 0;
        else if (ranks[row] > 1) ranks[row] = 1;
      }
    },
  };
}
