import { random } from '../base/random.ts';

/** A strict order over items: of two items with equal scores (or times) the one with the smaller number stands first. */
export type TieOrder = (item: number) => number;

/**
 * Returns the order that decides between equals, drawn from the seed and the keys (usually the user's id). It is a one-to-one
 * scramble of 32-bit numbers, so no two items tie again, and an item's num gives it no advantage.
 * Source: the finaliser of MurmurHash3 (A. Appleby).
 */
export function tieOrder(seed: number, ...keys: readonly (string | number)[]): TieOrder {
  const salt = random(seed, 'tie-order', ...keys).uint32();
  return (item) => {
    let bits = item ^ salt;
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    return (bits ^ (bits >>> 16)) >>> 0;
  };
}
