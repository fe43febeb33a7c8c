import type { Split, SplitOptions, SplitSource, TestCase } from './contract.ts';
import { itemsAt, orderByTime, queryOf, trainingPart } from './parts.ts';

export interface GlobalOptions extends SplitOptions {
  /** The part of all dated interactions that is asked about, 0…1; defaults to 0.2. */
  readonly share?: number;
  /** Interactions that a user must have before the cut to be asked; defaults to 5. */
  readonly minInteractions?: number;
}

/**
 * Returns the split `existing-global`: one moment for all, chosen so that 20 % of the dated interactions lie at or after it.
 * Training is everything before (and what has no time); asked, at the moment of the cut, are the users with history before it
 * and interactions after it. Nothing of the future is known: the nearest to production. Later folds stand one window further back
 * each: fold 1 cuts where 40 % lie after and asks about the first half of those (Tashman 2000, rolling origin).
 */
export function splitExistingGlobal(source: SplitSource, options: GlobalOptions): Split {
  const { seed, weigh, fold = 0, share = 0.2, minInteractions = 5 } = options;
  const { interactions } = source;
  const dated = interactions.times.filter((time) => !Number.isNaN(time)).sort();
  const quantile = (before: number): number =>
    before >= 1
      ? Number.POSITIVE_INFINITY
      : (dated[Math.max(0, Math.floor(dated.length * before))] ?? Number.POSITIVE_INFINITY);
  const cutoff = quantile(1 - share * (fold + 1));
  const end = quantile(1 - share * fold);
  const keep = Uint8Array.from(interactions.times, (time) => (time >= cutoff ? 0 : 1));
  const cases: TestCase[] = [];
  for (let user = 0; user < interactions.users; user++) {
    const order = orderByTime(source, user, seed);
    const history = order.filter((position) => keep[position] === 1);
    const future = order.filter((position) => keep[position] === 0 && interactions.times[position] < end);
    if (history.length < minInteractions || future.length === 0) continue;
    cases.push({
      user,
      userId: source.users.id(user) ?? String(user),
      query: queryOf(interactions, history, cutoff, weigh),
      truth: itemsAt(interactions, future),
      seen: itemsAt(interactions, history),
    });
  }
  return {
    name: 'existing-global',
    training: trainingPart(interactions, keep, source.titles),
    questions: [{ id: 'existing-global', split: 'existing-global', cases, candidates: null }],
    coldItems: new Int32Array(0),
    newUsers: new Int32Array(0),
    cutoff: Number.isFinite(cutoff) ? cutoff : null,
    facts: { share, minInteractions, ...(Number.isFinite(cutoff) ? { cutoffSeconds: cutoff } : {}) },
  };
}
