import type { Question, Split, SplitOptions, SplitSource } from './contract.ts';
import { drawShare, firstTime, itemsAt, latest, orderByTime, queryOf, trainingPart } from './parts.ts';

export interface NewUserOptions extends SplitOptions {
  /** The part of the users that is held out whole, 0…1; defaults to 0.2. */
  readonly share?: number;
  /** How many titles are given, one question each; defaults to 0, 1, 3, 5, 10. */
  readonly given?: readonly number[];
}

/** The first interactions of a held-out user that may be given as history; the truth is what comes after, whatever k. */
const RESERVED_FOR_HISTORY = 10;

/**
 * Returns the split `new-user`: 20 % of the users (of those with more than ten interactions) are unknown to training. Their first
 * ten interactions by time are set aside; for every k the first k of them are the query, and the truth is always everything after
 * the ten, so that the figures of different k compare. All ten count as seen in every question.
 */
export function splitNewUser(source: SplitSource, options: NewUserOptions): Split {
  const { seed, weigh, fold = 0, share = 0.2, given = [0, 1, 3, 5, 10] } = options;
  const { interactions } = source;
  const { indptr } = interactions;
  const eligible = Int32Array.from(Array.from({ length: interactions.users }, (_, user) => user)).filter(
    (user) => indptr[user + 1] - indptr[user] > RESERVED_FOR_HISTORY,
  );
  const newUsers = drawShare(eligible, (user) => source.users.id(user), { share, fold, seed, purpose: 'new-user' });
  const keep = new Uint8Array(interactions.indices.length).fill(1);
  for (const user of newUsers) keep.fill(0, indptr[user], indptr[user + 1]);
  const end = latest(interactions.times);
  const orders = Array.from(newUsers, (user) => orderByTime(source, user, seed));
  const questions = given.map(
    (k): Question => ({
      id: `new-user-${k}`,
      split: 'new-user',
      k,
      candidates: null,
      cases: orders.map((order, at) => {
        const future = order.subarray(RESERVED_FOR_HISTORY);
        const user = newUsers[at];
        return {
          user,
          userId: source.users.id(user) ?? String(user),
          query: queryOf(interactions, order.subarray(0, k), firstTime(interactions, future, end), weigh),
          truth: itemsAt(interactions, future),
          seen: itemsAt(interactions, order.subarray(0, RESERVED_FOR_HISTORY)),
        };
      }),
    }),
  );
  return {
    name: 'new-user',
    training: trainingPart(interactions, keep, source.titles),
    questions,
    coldItems: new Int32Array(0),
    newUsers,
    cutoff: null,
    facts: { share, heldOutUsers: newUsers.length },
  };
}
