import { listByRow, type RatingTable } from './rating-table.ts';

/** Rows of a stripe start on a multiple of this: whole cache lines, whatever the number of factors. */
const ALIGNMENT = 16;

/** Ratings in stripes × stripes blocks for the kernel `sgdEpoch`, with rows renumbered so that a stripe's lie together. */
export interface ArrangedRatings {
  readonly stripes: number;
  /** Row of each user and each item; how many rows there are, gaps included. */
  readonly userRows: Int32Array;
  readonly itemRows: Int32Array;
  readonly rows: number;
  readonly columns: number;
  /** stripes² + 1 offsets into the ratings. */
  readonly bounds: Int32Array;
  readonly users: Int32Array;
  readonly items: Int32Array;
  readonly values: Float32Array;
}

/** Stripe of each row: the one with the most ratings left goes to the stripe with the fewest. */
function shareOut(indptr: Int32Array, stripes: number): Uint8Array {
  const rows = indptr.length - 1;
  const count = (row: number): number => indptr[row + 1] - indptr[row];
  const order = Array.from({ length: rows }, (_, row) => row).sort((a, b) => count(b) - count(a) || a - b);
  const loads = new Float64Array(stripes);
  const stripeOf = new Uint8Array(rows);
  for (const row of order) {
    let least = 0;
    for (let stripe = 1; stripe < stripes; stripe++) if (loads[stripe] < loads[least]) least = stripe;
    stripeOf[row] = least;
    loads[least] += count(row);
  }
  return stripeOf;
}

/** New numbers, stripe by stripe, each from a multiple of ALIGNMENT on. */
function renumber(stripeOf: Uint8Array, stripes: number): { rows: Int32Array; size: number } {
  const rows = new Int32Array(stripeOf.length);
  const align = (n: number): number => Math.ceil(n / ALIGNMENT) * ALIGNMENT;
  let next = 0;
  for (let stripe = 0; stripe < stripes; stripe++) {
    next = align(next);
    for (let row = 0; row < rows.length; row++) if (stripeOf[row] === stripe) rows[row] = next++;
  }
  return { rows, size: Math.max(ALIGNMENT, align(next)) };
}

/**
 * Returns the ratings in blocks; within a block by user, a user's in the table's order. `stripes` (1…255) bounds the number of threads
 * that can work at once, and is part of the result: another number takes the ratings in another order.
 */
export function arrangeRatings(table: RatingTable, stripes: number): ArrangedRatings {
  const byUser = listByRow(table.userNums, table.users);
  const userStripes = shareOut(byUser.indptr, stripes);
  const itemStripes = shareOut(listByRow(table.itemNums, table.items).indptr, stripes);
  const [userNumbers, itemNumbers] = [renumber(userStripes, stripes), renumber(itemStripes, stripes)];
  const blockOf = (at: number): number => userStripes[table.userNums[at]] * stripes + itemStripes[table.itemNums[at]];
  const count = table.stars.length;
  const bounds = new Int32Array(stripes ** 2 + 1);
  for (let at = 0; at < count; at++) bounds[blockOf(at) + 1]++;
  for (let block = 0; block < stripes ** 2; block++) bounds[block + 1] += bounds[block];
  const next = bounds.slice();
  const [users, items, values] = [new Int32Array(count), new Int32Array(count), new Float32Array(count)];
  for (const at of byUser.positions) {
    const to = next[blockOf(at)]++;
    users[to] = userNumbers.rows[table.userNums[at]];
    items[to] = itemNumbers.rows[table.itemNums[at]];
    values[to] = table.stars[at];
  }
  return {
    stripes,
    userRows: userNumbers.rows,
    itemRows: itemNumbers.rows,
    rows: userNumbers.size,
    columns: itemNumbers.size,
    bounds,
    users,
    items,
    values,
  };
}
