import { createHash } from 'node:crypto';
import { ButacaError } from '../../base/errors.ts';
import type { Interactions } from '../../dataset/index.ts';
import type { BenchmarkSplit, ReadSplit } from './contract.ts';
import { IdTable } from './id-table.ts';
import { NumpyRandom } from './numpy-random.ts';
import { readPairs } from './read-pairs.ts';

/** Of a held-out user with so many titles or more, this part is to be found; with fewer, nothing. */
const HELD = { part: 0.2, least: 5 };
/** Users held out for testing, and as many for validation, where no number is asked for: a tenth, at most as many as in ML-20M. */
const DEFAULT_USERS = { part: 0.1, most: 10_000 };

export interface HoldOutOptions {
  /** Ratings below are left out. */
  readonly minStars: number;
  /** Users with fewer titles are left out. */
  readonly minTitles: number;
  /** Users held out for testing, and as many for validation; null: a tenth of them, at most 10,000. */
  readonly heldOut: number | null;
  /** Of the split, 0 … 2³² − 1. */
  readonly seed: number;
}

/** A split whose asked users are unknown to training, with other such users to tune on. */
export type HeldOutSplit = ReadSplit & { readonly validation: BenchmarkSplit };

/**
 * Reads ratings and holds users out whole, as the variational autoencoders' papers do, draw for draw as their published code:
 * it takes the seed 98765. Ratings below `minStars` and users below `minTitles` are left out; users in a drawn order are cut into
 * training, validation and test; held-out users keep the titles that training has; of those with five or more, a fifth (rounded
 * down) at random is to be found and the rest given. A pair that stands twice is taken once. Throws as readPairs, and
 * INSUFFICIENT_DATA where no user is left on one of the sides.
 * Source: Liang et al. 2018 (Mult-VAE) and its published code; followed by EASE, RecVAE and others.
 */
export async function holdOutUsers(path: string, options: HoldOutOptions): Promise<HeldOutSplit> {
  const hash = createHash('sha256');
  const [users, items] = [new IdTable(), new IdTable()];
  const pairs = await readPairs(path, { users, items, hash, minStars: options.minStars });
  const ids = users.ids();
  const { rows, repeated } = gatherRows(pairs.users, pairs.items, users.size, items.size);
  const kept = sortedIds(ids).filter((user) => rows[user].length >= options.minTitles);
  const held = options.heldOut ?? Math.min(DEFAULT_USERS.most, Math.round(DEFAULT_USERS.part * kept.length));
  if (held < 1 || kept.length - 2 * held < 1) {
    const left = pairs.below === 0 ? '' : ` (${pairs.below} ratings are below ${options.minStars})`;
    throw new ButacaError(
      'INSUFFICIENT_DATA',
      `insufficient users: ${kept.length} with ${options.minTitles} titles or more${left}; expected more than ${Math.max(2, 2 * held)}. Hold fewer users out, or lower the least rating or the least number of titles.`,
    );
  }
  const order = new NumpyRandom(options.seed).permutation(kept.length);
  const part = new Uint8Array(kept.length);
  for (const at of order.subarray(kept.length - 2 * held, kept.length - held)) part[at] = 1;
  for (const at of order.subarray(kept.length - held)) part[at] = 2;
  const known = new Uint8Array(items.size);
  kept.forEach((user, at) => {
    if (part[at] === 0) for (const item of rows[user]) known[item] = 1;
  });
  const nums = new Int32Array(items.size).fill(-1);
  let count = 0;
  for (let item = 0; item < items.size; item++) if (known[item] === 1) nums[item] = count++;
  const names = items.ids().filter((_, item) => known[item] === 1);
  const own = kept.map((user) => rows[user].filter((item) => known[item] === 1).map((item) => nums[item]));
  const asked = kept.map((user) => ids[user]);
  const training = joinRows(own, (at) => part[at] === 0, names.length);
  const side = (which: number): BenchmarkSplit => ({
    users: asked,
    items: names,
    training,
    ...drawHeld(own, (at) => part[at] === which, names.length, options.seed),
    candidates: null,
  });
  const { minStars, minTitles, seed } = options;
  return {
    ...side(2),
    validation: side(1),
    split: { minStars, minTitles, heldOut: held, seed },
    sha256: hash.digest('hex'),
    repeated,
  };
}

/** The items of each user in the order of the file, each once. */
export function gatherRows(
  userNums: Int32Array,
  itemNums: Int32Array,
  users: number,
  items: number,
): { rows: Int32Array[]; repeated: number } {
  const starts = new Int32Array(users + 1);
  for (const user of userNums) starts[user + 1]++;
  for (let user = 0; user < users; user++) starts[user + 1] += starts[user];
  const next = starts.slice();
  const all = new Int32Array(itemNums.length);
  for (let at = 0; at < itemNums.length; at++) all[next[userNums[at]]++] = itemNums[at];
  const lastUser = new Int32Array(items).fill(-1);
  let repeated = 0;
  const rows = Array.from({ length: users }, (_, user) => {
    let end = starts[user];
    for (let at = starts[user]; at < starts[user + 1]; at++) {
      if (lastUser[all[at]] === user) continue;
      lastUser[all[at]] = user;
      all[end++] = all[at];
    }
    repeated += starts[user + 1] - end;
    return all.subarray(starts[user], end);
  });
  return { rows, repeated };
}

/** The nums of the ids in their order: as numbers where all are whole ones, else by their bytes. */
function sortedIds(ids: readonly string[]): number[] {
  const nums = Array.from(ids.keys());
  if (ids.every((id) => /^-?\d{1,15}$/.test(id))) return nums.sort((a, b) => Number(ids[a]) - Number(ids[b]) || a - b);
  const bytes = ids.map((id) => Buffer.from(id));
  return nums.sort((a, b) => bytes[a].compare(bytes[b]));
}

/** Draws what is to be found of the chosen users, in their order, from a stream that begins anew with the seed. */
function drawHeld(
  rows: readonly Int32Array[],
  chosen: (at: number) => boolean,
  items: number,
  seed: number,
): { given: Interactions; test: Int32Array[] } {
  const stream = new NumpyRandom(seed);
  const none = new Int32Array(0);
  const given: Int32Array[] = [];
  const test = rows.map((row, at) => {
    given.push(none);
    if (!chosen(at)) return none;
    given[at] = row;
    if (row.length < HELD.least) return none;
    const held = new Uint8Array(row.length);
    for (const place of stream.permutation(row.length).subarray(0, Math.floor(HELD.part * row.length))) held[place] = 1;
    given[at] = row.filter((_, place) => held[place] === 0);
    return row.filter((_, place) => held[place] === 1).sort();
  });
  return { given: joinRows(given, chosen, items), test };
}

/** The rows of the chosen users as interactions without times or stars, each row by item num; the rows of others are empty. */
export function joinRows(rows: readonly Int32Array[], chosen: (at: number) => boolean, items: number): Interactions {
  const indptr = new Int32Array(rows.length + 1);
  rows.forEach((row, at) => {
    indptr[at + 1] = indptr[at] + (chosen(at) ? row.length : 0);
  });
  const size = indptr[rows.length];
  const indices = new Int32Array(size);
  rows.forEach((row, at) => {
    if (chosen(at)) indices.subarray(indptr[at], indptr[at + 1]).set(row.toSorted());
  });
  return {
    users: rows.length,
    items,
    indptr,
    indices,
    ratings: new Float32Array(size).fill(Number.NaN),
    fractions: new Float32Array(size).fill(Number.NaN),
    times: new Float64Array(size).fill(Number.NaN),
  };
}
