import type { ContentConfig } from './config.ts';
import { KINDS, type TermMatrix } from './term-matrix.ts';

const SATURATION = 1.2;
/** How far long synopses are discounted when a word is searched, 0…1. */
const LENGTH = 0.3;
const YEAR = KINDS.indexOf('year');
const WORD = KINDS.indexOf('word');

/** Returns ln(1 + (N − df + ½)/(df + ½)) of each column; years, whose frequency says nothing about them, have 1. */
export function inverseFrequencies(matrix: TermMatrix): Float32Array {
  const { rows, frequencies, kinds } = matrix;
  return Float32Array.from(frequencies, (df, column) =>
    kinds[column] === YEAR ? 1 : Math.log(1 + (rows - df + 0.5) / (df + 0.5)),
  );
}

/**
 * Returns the weights of the entries for learning: within a title each kind of terms is a part of fixed length
 * (`config.kinds`), so that a long synopsis does not drown two genres. Entries of columns that are not learned are 0 but count in
 * the length: a title of unknown words says little.
 */
export function learningWeights(matrix: TermMatrix, config: ContentConfig): Float32Array {
  const { rows, indptr, indices, counts, kinds, learned } = matrix;
  const idf = inverseFrequencies(matrix);
  const values = new Float32Array(indices.length);
  const squares = new Float64Array(KINDS.length);
  for (let row = 0; row < rows; row++) {
    squares.fill(0);
    for (let at = indptr[row]; at < indptr[row + 1]; at++) {
      const column = indices[at];
      const kind = kinds[column];
      const count = counts[at];
      const value = kind === YEAR ? count : (idf[column] * count * (SATURATION + 1)) / (count + SATURATION);
      values[at] = value;
      squares[kind] += value * value;
    }
    for (let at = indptr[row]; at < indptr[row + 1]; at++) {
      const column = indices[at];
      const kind = kinds[column];
      const length = Math.sqrt(squares[kind]);
      values[at] = column < learned && length > 0 ? (values[at] * config.kinds[KINDS[kind]]) / length : 0;
    }
  }
  return values;
}

/** What makes two titles alike for people: the same names and tags rather than the same years. */
const LIKENESS_KINDS: ContentConfig['kinds'] = {
  word: 1,
  name: 1,
  tagWord: 0.7,
  tag: 1,
  genre: 0.5,
  person: 1,
  year: 0.3,
};

/**
 * Returns the weights of the entries for comparing titles by their very terms: rows of unit length, so that the product of two
 * rows is a cosine.
 */
export function likenessWeights(matrix: TermMatrix, config: ContentConfig): Float32Array {
  const kinds = { ...LIKENESS_KINDS };
  for (const kind of KINDS) if (config.kinds[kind] === 0) kinds[kind] = 0;
  const values = learningWeights(matrix, { ...config, kinds });
  for (let row = 0; row < matrix.rows; row++) {
    let square = 0;
    for (let at = matrix.indptr[row]; at < matrix.indptr[row + 1]; at++) square += values[at] * values[at];
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let at = matrix.indptr[row]; at < matrix.indptr[row + 1]; at++) values[at] *= scale;
  }
  return values;
}

/**
 * Returns how much each entry answers a search for its term. Words: BM25's saturated count without the rarity, which belongs to
 * the query (Robertson and Zaragoza 2009): 1 for one occurrence in a text of middling length, at most 2.2. Other kinds: 1, years
 * as far as they belong to the span.
 */
export function searchWeights(matrix: TermMatrix): Float32Array {
  const { rows, indptr, indices, counts, kinds } = matrix;
  const values = new Float32Array(indices.length).fill(1);
  const lengths = new Float64Array(rows);
  let total = 0;
  let texts = 0;
  for (let row = 0; row < rows; row++) {
    for (let at = indptr[row]; at < indptr[row + 1]; at++) {
      if (kinds[indices[at]] === WORD) lengths[row] += counts[at];
    }
    total += lengths[row];
    if (lengths[row] > 0) texts++;
  }
  const mean = total / (texts || 1);
  for (let row = 0; row < rows; row++) {
    const slow = SATURATION * (1 - LENGTH + (LENGTH * lengths[row]) / (mean || 1));
    for (let at = indptr[row]; at < indptr[row + 1]; at++) {
      const kind = kinds[indices[at]];
      const count = counts[at];
      if (kind === WORD) values[at] = (count * (SATURATION + 1)) / (count + slow);
      else if (kind === YEAR) values[at] = count;
    }
  }
  return values;
}
