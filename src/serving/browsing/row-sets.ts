/** Sets of rows as bits, 32 to a number: row r is bit r mod 32 of number r div 32. */
export type RowSet = Int32Array;

/** The set of no row out of `size`. */
export const noRows = (size: number): RowSet => new Int32Array((size + 31) >>> 5);

/** Makes it the set of all rows out of `size`. */
export function fillRows(set: RowSet, size: number): void {
  set.fill(-1);
  if (size % 32 !== 0) set[set.length - 1] = (1 << (size % 32)) - 1;
}

export const hasRow = (set: RowSet, row: number): boolean => ((set[row >>> 5] >>> (row & 31)) & 1) === 1;

export function addRow(set: RowSet, row: number): void {
  set[row >>> 5] |= 1 << (row & 31);
}

/** Leaves in `set` what is in `other` too. */
export function keepCommon(set: RowSet, other: RowSet): void {
  for (let at = 0; at < set.length; at++) set[at] &= other[at];
}

/** Rows that are in both sets; adds up the ones of 32 bits at a time (Warren, Hacker's Delight, 5-1). */
export function countCommon(a: RowSet, b: RowSet): number {
  let count = 0;
  for (let at = 0; at < a.length; at++) {
    let bits = a[at] & b[at];
    if (bits === 0) continue;
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    bits = (bits + (bits >>> 4)) & 0x0f0f0f0f;
    count += Math.imul(bits, 0x01010101) >>> 24;
  }
  return count;
}
