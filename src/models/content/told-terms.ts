import type { Contribution } from '../contract.ts';
import { kindOf } from './term-index.ts';
import type { Kind, TermMatrix } from './term-matrix.ts';

/** How kinds are told to people. Words of tags are told as their tags, unless they were asked for; years go untold. */
const KIND_SHOWN: Readonly<Record<Kind, Contribution['kind'] | null>> = {
  word: 'word',
  name: 'word',
  tagWord: null,
  tag: 'tag',
  genre: 'genre',
  person: 'person',
  year: null,
};

/** As what a column is told to people; null when it is not. */
export const shownKind = (matrix: TermMatrix, column: number): Contribution['kind'] | null =>
  KIND_SHOWN[kindOf(matrix, column)];

/** Terms being gathered: a word of the synopsis and the same word of the name or a tag are one reason for people. */
export interface TermParts {
  readonly found: readonly Contribution[];
  /** Notes what a column carried; nothing for an amount of 0 or less. */
  add(column: number, kind: Contribution['kind'], amount: number): void;
}

/** Returns an empty gathering over the columns of a matrix. */
export function toldTerms({ keys, surfaces }: TermMatrix): TermParts {
  const found: Contribution[] = [];
  /** The column that each of them was first found in. */
  const first: number[] = [];
  const placeOf = (kind: Contribution['kind'], key: string): number => {
    for (let place = 0; place < found.length; place++) {
      if (isSameKind(found[place].kind, kind) && isSameTerm(keys[first[place]], key)) return place;
    }
    return -1;
  };
  return {
    found,
    add(column, kind, amount) {
      if (!(amount > 0)) return;
      const same = placeOf(kind, keys[column]);
      const before = found[same];
      if (before === undefined) {
        first.push(column);
        found.push({ kind, term: surfaces[column], amount });
      } else if (amount > before.amount) {
        found[same] = { kind, term: surfaces[column], amount: amount + before.amount };
      } else found[same] = { ...before, amount: amount + before.amount };
    },
  };
}

const isText = (kind: Contribution['kind']): boolean => kind === 'word' || kind === 'tag';

const isSameKind = (a: Contribution['kind'], b: Contribution['kind']): boolean => a === b || (isText(a) && isText(b));

/** Whether two keys are of one term, whatever their kinds. */
function isSameTerm(a: string, b: string): boolean {
  return a.length === b.length && a.endsWith(b.slice(2));
}

/** Inner product of vectors of f numbers, f a multiple of 4, in four sums that need not wait for each other. */
export function dot(a: Float32Array, from: number, b: Float32Array, to: number, f: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let k = 0; k < f; k += 4) {
    s0 += a[from + k] * b[to + k];
    s1 += a[from + k + 1] * b[to + k + 1];
    s2 += a[from + k + 2] * b[to + k + 2];
    s3 += a[from + k + 3] * b[to + k + 3];
  }
  return s0 + s1 + (s2 + s3);
}
