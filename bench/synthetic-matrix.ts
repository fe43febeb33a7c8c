import { random } from '../src/base/random.ts';

/** A binary users × items matrix by rows, columns in increasing order. */
export interface BinaryMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly indptr: Int32Array;
  readonly indices: Int32Array;
}

/**
 * Returns a seeded matrix with exactly `stored` entries whose margins are like those of MovieLens 1M (6,040 × 3,706): activity of
 * users lognormal, at least 20 each; popularity of items by Zipf and Mandelbrot, the most popular watched by about half the users.
 */
export function drawMatrix(rows: number, columns: number, stored: number, seed: number): BinaryMatrix {
  const generator = random(seed, 'matrix', rows, columns, stored);
  const cumulative = new Float64Array(columns);
  const items = generator.shuffle(Int32Array.from({ length: columns }, (_, i) => i));
  let total = 0;
  for (let rank = 0; rank < columns; rank++) cumulative[rank] = total += (rank + 300) ** -1.7;
  const draw = (): number => {
    const point = generator.next() * total;
    let low = 0;
    let high = columns - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] > point) high = middle;
      else low = middle + 1;
    }
    return items[low];
  };

  const counts = drawActivity(rows, columns, stored, seed);
  const indptr = new Int32Array(rows + 1);
  const indices = new Int32Array(stored);
  for (let row = 0; row < rows; row++) {
    const count = counts[row];
    const chosen = new Set<number>();
    while (chosen.size < count) chosen.add(draw());
    indices.set(Int32Array.from(chosen).sort(), indptr[row]);
    indptr[row + 1] = indptr[row] + count;
  }
  return { rows, columns, indptr, indices };
}

/** Returns how many items each user has, lognormal, together exactly `stored`; at most 60 % of the items each. */
export function drawActivity(rows: number, columns: number, stored: number, seed: number): Int32Array {
  const generator = random(seed, 'activity', rows);
  const wishes = Float64Array.from({ length: rows }, () => Math.exp(generator.normal() * 0.95));
  const sum = wishes.reduce((a, b) => a + b, 0);
  const least = Math.min(20, Math.floor(stored / rows / 2));
  const most = Math.floor(columns * 0.6);
  const spare = stored - least * rows;
  const counts = Int32Array.from(wishes, (wish) => Math.min(most, least + Math.floor((wish / sum) * spare)));
  let missing = stored - counts.reduce((a, b) => a + b, 0);
  for (let row = 0; missing > 0; row = (row + 1) % rows) {
    if (counts[row] >= most) continue;
    counts[row] = counts[row] + 1;
    missing--;
  }
  return counts;
}

/** Returns the transpose, columns in increasing order. */
export function transposeMatrix({ rows, columns, indptr, indices }: BinaryMatrix): BinaryMatrix {
  const bounds = new Int32Array(columns + 1);
  for (const column of indices) bounds[column + 1] = bounds[column + 1] + 1;
  for (let c = 0; c < columns; c++) bounds[c + 1] = bounds[c + 1] + bounds[c];
  const next = bounds.slice(0, columns);
  const turned = new Int32Array(indices.length);
  for (let row = 0; row < rows; row++) {
    for (let k = indptr[row]; k < indptr[row + 1]; k++) {
      const column = indices[k];
      const at = next[column];
      turned[at] = row;
      next[column] = at + 1;
    }
  }
  return { rows: columns, columns: rows, indptr: bounds, indices: turned };
}
