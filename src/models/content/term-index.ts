import { stemEnglish } from '../text/index.ts';
import { KINDS, type Kind, type TermMatrix } from './term-matrix.ts';

/** Finds the titles of a term. */
export interface TermIndex {
  /** Columns under which a key is known (a word may be of synopses, names and tags at once); empty when it is not. */
  columnsOf(key: string): readonly number[];
  /** The column of the one person by far best known under a last name, where the name is not rather a word of synopses; −1 if there is none. */
  personCalled(lastName: string): number;
  /** The titles that hold column c stand at `rows[starts[c] … starts[c+1])`, in increasing order. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  /** Brings weights of the matrix's entries into the order of `rows`. */
  arrange(weights: Float32Array): Float32Array;
}

const NONE: readonly number[] = [];

/** Returns the index of a matrix by columns. */
export function buildTermIndex(matrix: TermMatrix): TermIndex {
  const { rows, columns, indptr, indices, keys } = matrix;
  const starts = new Int32Array(columns + 1);
  for (const column of indices) starts[column + 1]++;
  for (let column = 0; column < columns; column++) starts[column + 1] += starts[column];
  const next = starts.slice();
  const titles = new Int32Array(indices.length);
  const entries = new Int32Array(indices.length);
  for (let row = 0; row < rows; row++) {
    for (let at = indptr[row]; at < indptr[row + 1]; at++) {
      const to = next[indices[at]]++;
      titles[to] = row;
      entries[to] = at;
    }
  }
  // Most keys have one column: a number takes less memory than a list of one.
  const byKey = new Map<string, number | number[]>();
  for (const [column, key] of keys.entries()) {
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, column);
    else if (typeof known === 'number') byKey.set(key, [known, column]);
    else known.push(column);
  }
  const called = nameOwners(matrix);
  return {
    personCalled: (lastName) => called.get(lastName) ?? -1,
    columnsOf(key) {
      const known = byKey.get(key);
      return known === undefined ? NONE : typeof known === 'number' ? [known] : known;
    },
    starts,
    rows: titles,
    arrange(weights) {
      const arranged = new Float32Array(entries.length);
      for (let to = 0; to < entries.length; to++) arranged[to] = weights[entries[to]]!;
      return arranged;
    },
  };
}

/** A last name belongs to a person with at least so many titles … */
const KNOWN_TITLES = 3;
/** … and so many times those of the next of that name. */
const BY_FAR = 2;
const PERSON = KINDS.indexOf('person');
const WORD = KINDS.indexOf('word');

/** Last name → column of its owner. A name that more synopses use as a word than the owner has titles belongs to nobody. */
function nameOwners({ keys, kinds, frequencies, columns }: TermMatrix): Map<string, number> {
  const owners = new Map<string, number>();
  const seconds = new Map<string, number>();
  const words = new Map<string, number>();
  for (let column = 0; column < columns; column++) {
    if (kinds[column] === WORD) words.set(keys[column], frequencies[column]);
    if (kinds[column] !== PERSON) continue;
    const parts = keys[column].slice(2).split(' ');
    const name = parts.at(-1)!;
    if (parts.length < 2 || name.length < 4) continue;
    const owner = owners.get(name);
    const titles = frequencies[column];
    if (owner === undefined || titles > frequencies[owner]) {
      if (owner !== undefined) seconds.set(name, frequencies[owner]);
      owners.set(name, column);
    } else if (titles > (seconds.get(name) ?? 0)) seconds.set(name, titles);
  }
  for (const [name, column] of owners) {
    const titles = frequencies[column];
    const asWord = Math.max(words.get(`w:${name}`) ?? 0, words.get(`w:${stemEnglish(name)}`) ?? 0);
    if (titles < KNOWN_TITLES || titles < BY_FAR * (seconds.get(name) ?? 0) || asWord > titles) owners.delete(name);
  }
  return owners;
}

/** The kind of a column, by name. */
export function kindOf(matrix: TermMatrix, column: number): Kind {
  return KINDS[matrix.kinds[column]];
}
