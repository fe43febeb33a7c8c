import type { Split, SplitOptions, SplitSource, TestCase } from './contract.ts';
import { drawShare, itemsAt, latest, orderByTime, queryOf, trainingPart } from './parts.ts';

export interface NewTitleOptions extends SplitOptions {
  /** The part of the titles with interactions that is held out whole, 0…1; defaults to 0.1. */
  readonly share?: number;
}

/**
 * Returns the split `new-title`: 10 % of the titles that anyone watched lose all their interactions. Asked are the users who
 * watched one of them and something else: the query is the something else, and only the cold titles are ranked. The time of
 * asking is that of the user's last interaction of all.
 */
export function splitNewTitle(source: SplitSource, options: NewTitleOptions): Split {
  const { seed, weigh, fold = 0, share = 0.1 } = options;
  const { interactions } = source;
  const { indices } = interactions;
  const watched = new Uint8Array(interactions.items);
  for (const item of indices) watched[item] = 1;
  const eligible = Int32Array.from(watched.keys()).filter((item) => watched[item] === 1);
  const coldItems = drawShare(eligible, (item) => source.items.id(item), { share, fold, seed, purpose: 'new-title' });
  const cold = new Uint8Array(interactions.items);
  for (const item of coldItems) cold[item] = 1;
  const keep = Uint8Array.from(indices, (item) => 1 - cold[item]);
  const cases: TestCase[] = [];
  for (let user = 0; user < interactions.users; user++) {
    const order = orderByTime(source, user, seed);
    const history = order.filter((position) => keep[position] === 1);
    const heldOut = order.filter((position) => keep[position] === 0);
    if (history.length === 0 || heldOut.length === 0) continue;
    const now = latest(Float64Array.from(order, (position) => interactions.times[position]));
    cases.push({
      user,
      userId: source.users.id(user) ?? String(user),
      query: queryOf(interactions, history, now, weigh),
      truth: itemsAt(interactions, heldOut),
      seen: itemsAt(interactions, history),
    });
  }
  return {
    name: 'new-title',
    training: trainingPart(interactions, keep, source.titles),
    questions: [{ id: 'new-title', split: 'new-title', cases, candidates: coldItems }],
    coldItems,
    newUsers: new Int32Array(0),
    cutoff: null,
    facts: { share, coldTitles: coldItems.length },
  };
}
