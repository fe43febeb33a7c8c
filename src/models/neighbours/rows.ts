/** Terms of rows: rows × terms, CSR. The order of a row's entries is that of the source. */
export interface WeightedRows {
  readonly terms: number;
  readonly indptr: Int32Array;
  readonly indices: Int32Array;
  readonly weights: Float32Array;
}

/** Number of rows that hold each term; a row holds a term once. */
export function countRows({ terms, indices }: Pick<WeightedRows, 'terms' | 'indices'>): Int32Array {
  const counts = new Int32Array(terms);
  for (const term of indices) counts[term]++;
  return counts;
}

/**
 * Weighs each entry by its own weight times the rarity of its term, ln(1 + (N − df + ½)/(df + ½)), and brings every row to the length
 * given (rows without terms stay empty): the product of two rows is `length`² times the cosine of the angle between them. With
 * `byRarity` false all terms are worth the same.
 */
export function weighRows(rows: WeightedRows, length: number, byRarity = true): WeightedRows {
  const { indptr, indices } = rows;
  const count = indptr.length - 1;
  const rarity = Float64Array.from(countRows(rows), (df) =>
    byRarity ? Math.log(1 + (count - df + 0.5) / (df + 0.5)) : 1,
  );
  const weights = new Float32Array(indices.length);
  for (let row = 0; row < count; row++) {
    let squares = 0;
    for (let at = indptr[row]; at < indptr[row + 1]; at++) {
      const weight = rows.weights[at] * rarity[indices[at]];
      weights[at] = weight;
      squares += weight * weight;
    }
    const factor = squares > 0 ? length / Math.sqrt(squares) : 0;
    for (let at = indptr[row]; at < indptr[row + 1]; at++) weights[at] *= factor;
  }
  return { ...rows, weights };
}

/**
 * Puts the terms of several tables over the same rows side by side; terms that a single row holds and entries of weight 0 are left out: they
 * join nothing.
 */
export function joinRows(tables: readonly WeightedRows[], count: number): WeightedRows {
  const places = tables.map((table) => countRows(table).map((df) => (df > 1 ? 1 : 0)));
  let terms = 0;
  for (const place of places)
    for (let term = 0; term < place.length; term++) place[term] = place[term] > 0 ? terms++ : -1;
  const indptr = new Int32Array(count + 1);
  for (const [number, { indptr: from, indices, weights: values }] of tables.entries()) {
    for (let row = 0; row < count; row++) {
      for (let at = from[row]; at < from[row + 1]; at++) {
        if (places[number][indices[at]] >= 0 && values[at] > 0) indptr[row + 1]++;
      }
    }
  }
  for (let row = 0; row < count; row++) indptr[row + 1] += indptr[row];
  const indices = new Int32Array(indptr[count]);
  const weights = new Float32Array(indptr[count]);
  const next = indptr.slice(0, count);
  for (const [number, table] of tables.entries()) {
    for (let row = 0; row < count; row++) {
      for (let at = table.indptr[row]; at < table.indptr[row + 1]; at++) {
        const place = places[number][table.indices[at]];
        if (place < 0 || !(table.weights[at] > 0)) continue;
        indices[next[row]] = place;
        weights[next[row]++] = table.weights[at];
      }
    }
  }
  return { terms, indptr, indices, weights };
}

/** The same entries by term: terms × rows, rows in increasing order within a term. */
export function transposeRows({ terms, indptr, indices, weights }: WeightedRows): WeightedRows {
  const count = indptr.length - 1;
  const starts = new Int32Array(terms + 1);
  for (const term of indices) starts[term + 1]++;
  for (let term = 0; term < terms; term++) starts[term + 1] += starts[term];
  const next = starts.slice(0, terms);
  const rows = new Int32Array(indices.length);
  const values = new Float32Array(indices.length);
  for (let row = 0; row < count; row++) {
    for (let at = indptr[row]; at < indptr[row + 1]; at++) {
      const to = next[indices[at]]++;
      rows[to] = row;
      values[to] = weights[at];
    }
  }
  return { terms: count, indptr: starts, indices: rows, weights: values };
}
