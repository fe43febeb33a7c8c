/** Fewer pairs say nothing of a relation. */
const LEAST_PAIRS = 3;

/** Pearson's correlation of two columns of equal length without gaps, −1…1; null where one does not vary or there are fewer than 3 rows. */
export function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const n = a.length;
  if (n < LEAST_PAIRS) return null;
  let meanA = 0;
  let meanB = 0;
  for (let i = 0; i < n; i++) {
    meanA += a[i];
    meanB += b[i];
  }
  meanA /= n;
  meanB /= n;
  let squaresA = 0;
  let squaresB = 0;
  let products = 0;
  for (let i = 0; i < n; i++) {
    const da = a[i] - meanA;
    const db = b[i] - meanB;
    squaresA += da * da;
    squaresB += db * db;
    products += da * db;
  }
  // What rounding leaves of a column that does not vary is no variance.
  const still = (squares: number, mean: number): boolean => squares <= n * (1e-12 * (Math.abs(mean) + 1e-300)) ** 2;
  if (still(squaresA, meanA) || still(squaresB, meanB)) return null;
  const found = products / Math.sqrt(squaresA) / Math.sqrt(squaresB);
  // Beyond 1e154 the squares overflow.
  return Number.isFinite(found) ? Math.max(-1, Math.min(1, found)) : null;
}

/** The places of the finite values in ascending order of value, equal ones in their own. */
export function orderKnown(values: Float64Array): Uint32Array {
  const places: number[] = [];
  for (let place = 0; place < values.length; place++) if (Number.isFinite(values[place])) places.push(place);
  return Uint32Array.from(places).sort((a, b) => values[a] - values[b] || a - b);
}

/** Ranks 1… of the values that `taken` marks with 1, `order` being their ascending order; equal values share the mean of their ranks. Others have NaN. */
export function rankTaken(values: Float64Array, order: Uint32Array, taken: Uint8Array): Float64Array {
  const ranks = new Float64Array(values.length).fill(Number.NaN);
  let n = 0;
  const places = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) if (taken[order[at]] === 1) places[n++] = order[at];
  for (let from = 0; from < n; ) {
    let to = from + 1;
    while (to < n && values[places[to]] === values[places[from]]) to++;
    for (let at = from; at < to; at++) ranks[places[at]] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/** A column with the order of its values, which every pair uses. */
export interface OrderedColumn {
  readonly values: Float64Array;
  readonly order: Uint32Array;
}

/** The values at some places, in their order. */
function pick(values: Float64Array, places: Uint32Array): Float64Array {
  const picked = new Float64Array(places.length);
  for (let at = 0; at < places.length; at++) picked[at] = values[places[at]];
  return picked;
}

/** Pearson's and Spearman's correlation over the rows in which both columns are finite, and how many they are. Null as `pearson` is. */
export function correlatePair(
  a: OrderedColumn,
  b: OrderedColumn,
): { n: number; pearson: number | null; spearman: number | null } {
  const complete = new Uint8Array(a.values.length);
  const rows = new Uint32Array(a.values.length);
  let n = 0;
  for (let row = 0; row < complete.length; row++) {
    if (!Number.isFinite(a.values[row]) || !Number.isFinite(b.values[row])) continue;
    complete[row] = 1;
    rows[n++] = row;
  }
  const both = rows.subarray(0, n);
  return {
    n,
    pearson: pearson(pick(a.values, both), pick(b.values, both)),
    spearman: pearson(
      pick(rankTaken(a.values, a.order, complete), both),
      pick(rankTaken(b.values, b.order, complete), both),
    ),
  };
}
