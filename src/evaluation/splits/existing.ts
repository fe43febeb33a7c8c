import type { Split, SplitOptions, SplitSource, TestCase } from './contract.ts';
import { firstTime, itemsAt, latest, orderByTime, queryOf, trainingPart } from './parts.ts';

export interface ExistingOptions extends SplitOptions {
  /** The newest part of each user's interactions that is held out, 0…1; defaults to 0.2. */
  readonly share?: number;
  /** Users with fewer interactions stay in training whole and are not asked; defaults to 5. */
  readonly minInteractions?: number;
  /** Users that are left out of training and questions altogether (a brief evaluation holds them out for `new-user`). */
  readonly without?: Int32Array;
}

/**
 * Returns the split `existing`: of every user with enough history the last 20 % by time (rounded, at least one) are held out, and
 * the rest is both training and query. The time of asking is that of the user's first held-out interaction. Other users' later
 * interactions are in training: what is measured is knowledge of the user, not of the future (see `existing-global`).
 */
export function splitExisting(source: SplitSource, options: ExistingOptions): Split {
  const { seed, weigh, share = 0.2, minInteractions = 5, without = new Int32Array(0) } = options;
  const { interactions } = source;
  const keep = new Uint8Array(interactions.indices.length).fill(1);
  const left = new Set(without);
  const end = latest(interactions.times);
  const cases: TestCase[] = [];
  for (let user = 0; user < interactions.users; user++) {
    if (left.has(user)) {
      keep.fill(0, interactions.indptr[user], interactions.indptr[user + 1]);
      continue;
    }
    const order = orderByTime(source, user, seed);
    if (order.length < minInteractions || order.length < 2) continue;
    const heldOut = Math.min(order.length - 1, Math.max(1, Math.round(order.length * share)));
    const history = order.subarray(0, order.length - heldOut);
    const future = order.subarray(order.length - heldOut);
    for (const position of future) keep[position] = 0;
    cases.push({
      user,
      userId: source.users.id(user) ?? String(user),
      query: queryOf(interactions, history, firstTime(interactions, future, end), weigh),
      truth: itemsAt(interactions, future),
      seen: itemsAt(interactions, history),
    });
  }
  return {
    name: 'existing',
    training: trainingPart(interactions, keep, source.titles),
    questions: [{ id: 'existing', split: 'existing', cases, candidates: null }],
    coldItems: new Int32Array(0),
    newUsers: new Int32Array(0),
    cutoff: null,
    facts: { share, minInteractions },
  };
}
