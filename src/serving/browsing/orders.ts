import { setImmediate } from 'node:timers/promises';
import type { StringColumn } from '../../base/string-column.ts';

/** A number in doubles up to which whole numbers are exact. */
const EXACT = 2 ** 53;

/**
 * Rows 0 … keys.length in the order of their keys, the largest first; of equal keys the one with the smaller `tie` first, which is a
 * permutation. Keys are whole numbers from −1 such that (largest + 2) × rows < 2^53. Native sorting of numbers: some 5 ms for 65,000 rows.
 */
export function orderByKey(keys: ArrayLike<number>, tie: Int32Array): Int32Array {
  const size = tie.length;
  let largest = -1;
  for (let row = 0; row < size; row++) largest = Math.max(largest, keys[row]);
  const scale = Math.min(1, EXACT / size / (largest + 2));
  const sorted = Float64Array.from(
    tie,
    (place, row) => Math.floor((largest - keys[row]) * scale) * size + place,
  ).sort();
  const rowAt = new Int32Array(size);
  for (let row = 0; row < size; row++) rowAt[tie[row]] = row;
  return Int32Array.from(sorted, (key) => rowAt[key % size]);
}

/** Rows in the order of their names' bytes, by the first byte in turns, between which other work of the thread passes. */
export async function orderByName({ bytes, offsets, size }: StringColumn): Promise<Int32Array> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const buckets: number[][] = Array.from({ length: 257 }, () => []);
  for (let row = 0; row < size; row++) {
    buckets[offsets[row] === offsets[row + 1] ? 0 : bytes[offsets[row]] + 1].push(row);
  }
  const order = new Int32Array(size);
  let end = 0;
  for (const bucket of buckets) {
    if (bucket.length === 0) continue;
    bucket.sort((a, b) => all.compare(all, offsets[b], offsets[b + 1], offsets[a], offsets[a + 1]) || a - b);
    order.set(bucket, end);
    end += bucket.length;
    await setImmediate();
  }
  return order;
}
