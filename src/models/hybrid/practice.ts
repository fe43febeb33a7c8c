import { random } from '../../base/random.ts';
import type { Interactions } from '../../dataset/index.ts';
import type { Query, TrainingData } from '../contract.ts';
import { preferenceWeight } from '../preference.ts';
import type { HybridConfig } from './config.ts';

/** A question whose answer is known: what did this user watch next? */
export interface PracticeCase {
  readonly query: Query;
  /** Items watched later. */
  readonly truth: Int32Array;
  /** Items that are not ranked. */
  readonly seen: Int32Array;
  /** Whether only the titles that training shall not know are ranked. */
  readonly newTitles: boolean;
}

export interface Practice {
  /** What the parts are trained on to be asked: the training data without the truths. */
  readonly training: TrainingData;
  readonly cases: readonly PracticeCase[];
  /** A byte for each item, 1 for those that training shall not know. */
  readonly newTitles: Uint8Array;
}

/** Titles of a new user that may be given; the truth is what comes after, so that lengths compare. */
const RESERVED = 10;
/** Lengths of history that new users are asked with. */
const GIVEN = [0, 1, 2, 3, 5, 10, 30];
/** Part of an existing user's interactions, the latest, that is asked for. */
const LATEST = 0.2;
const FEWEST = 5;

/**
 * Cuts questions from training data: some users are held out whole and asked about with 0 to 30 of their titles, of the others
 * the latest interactions are held out; some titles lose all of theirs. What is asked never depends on anything but data and seed.
 */
export function cutPractice(data: TrainingData, config: HybridConfig['practice'], seed: number): Practice {
  const { interactions } = data;
  const { indptr } = interactions;
  const stream = random(seed, 'practice');
  const order = stream.shuffle(Int32Array.from({ length: interactions.users }, (_, user) => user));
  const lengthOf = (user: number): number => indptr[user + 1] - indptr[user];
  const eligible = order.filter((user) => lengthOf(user) > RESERVED);
  const held = eligible.slice(0, Math.min(config.maxNewUsers, Math.floor(eligible.length * config.newUsers)));
  const heldOut = new Set(held);
  const asked = order
    .filter((user) => !heldOut.has(user) && lengthOf(user) >= FEWEST)
    .slice(0, Math.max(0, config.maxUsers));
  const newTitles = drawNewTitles(data, config.newTitles, seed);
  const keep = new Uint8Array(interactions.indices.length).fill(1);
  const cases: PracticeCase[] = [];
  for (const user of held) {
    const start = indptr[user];
    const end = indptr[user + 1];
    keep.fill(0, start, end);
    for (const given of GIVEN) {
      const cut = start + Math.max(given, RESERVED);
      if (cut < end) cases.push(buildCase(data, start, start + given, cut, end));
    }
  }
  for (const user of asked) {
    const start = indptr[user];
    const end = indptr[user + 1];
    const cut = end - Math.max(1, Math.round((end - start) * LATEST));
    keep.fill(0, cut, end);
    cases.push(buildCase(data, start, cut, cut, end));
    const split = splitNewTitles(data, start, cut, newTitles);
    if (split !== null) cases.push(split);
  }
  for (let at = 0; at < keep.length; at++) if (newTitles[interactions.indices[at]] === 1) keep[at] = 0;
  return { training: { ...data, interactions: takeInteractions(interactions, keep) }, cases, newTitles };
}

/** A byte for each item, 1 for those that training shall not know. */
function drawNewTitles(data: TrainingData, part: number, seed: number): Uint8Array {
  return Uint8Array.from(data.titles, ({ num }) => (random(seed, 'new-title', num).next() < part ? 1 : 0));
}

/** History [start, given), seen [start, cut), truth [cut, end); asked at the time of the first of the truth. */
function buildCase(data: TrainingData, start: number, given: number, cut: number, end: number): PracticeCase {
  const { indices, times } = data.interactions;
  return {
    query: queryAt(
      data,
      Array.from({ length: given - start }, (_, at) => start + at),
      times[cut],
    ),
    truth: indices.slice(cut, end),
    seen: indices.slice(start, cut),
    newTitles: false,
  };
}

/** Of [start, end): which of the new titles did a user with the others watch? Null where there are none of either. */
function splitNewTitles(data: TrainingData, start: number, end: number, newTitles: Uint8Array): PracticeCase | null {
  const { indices, times } = data.interactions;
  const known: number[] = [];
  const truth: number[] = [];
  for (let at = start; at < end; at++) {
    if (newTitles[indices[at]] === 1) truth.push(indices[at]);
    else known.push(at);
  }
  if (known.length === 0 || truth.length === 0) return null;
  const query = queryAt(data, known, times[end - 1]);
  return { query, truth: Int32Array.from(truth), seen: query.items, newTitles: true };
}

/** The interactions at some positions as a query. */
function queryAt(data: TrainingData, positions: readonly number[], now: number): Query {
  const { indices, ratings, fractions, times } = data.interactions;
  return {
    items: Int32Array.from(positions, (at) => indices[at]),
    weights: Float32Array.from(positions, (at) => preferenceWeight({ rating: ratings[at], fraction: fractions[at] })),
    times: Float64Array.from(positions, (at) => times[at]),
    now: Number.isNaN(now) ? data.now : now,
  };
}

/** Returns the interactions whose byte is not 0, same users and items. */
function takeInteractions(all: Interactions, keep: Uint8Array): Interactions {
  const kept = keep.reduce((sum, byte) => sum + (byte === 0 ? 0 : 1), 0);
  const indptr = new Int32Array(all.users + 1);
  const positions = new Int32Array(kept);
  let at = 0;
  for (let user = 0; user < all.users; user++) {
    for (let from = all.indptr[user]; from < all.indptr[user + 1]; from++) if (keep[from] !== 0) positions[at++] = from;
    indptr[user + 1] = at;
  }
  return {
    users: all.users,
    items: all.items,
    indptr,
    indices: Int32Array.from(positions, (from) => all.indices[from]),
    ratings: Float32Array.from(positions, (from) => all.ratings[from]),
    fractions: Float32Array.from(positions, (from) => all.fractions[from]),
    times: Float64Array.from(positions, (from) => all.times[from]),
  };
}
