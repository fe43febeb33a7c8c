import { random } from '../../base/random.ts';
import type { Split, SplitOptions, SplitSource, TestCase } from './contract.ts';
import { firstTime, itemsAt, latest, orderByTime, queryOf, trainingPart } from './parts.ts';

export interface RandomHoldoutOptions extends SplitOptions {
  /** The part of each user's interactions that is held out, 0…1. */
  readonly share: number;
  /** Users with fewer interactions stay in training whole and are not asked; defaults to 2. */
  readonly minInteractions?: number;
}

/**
 * Returns a per-user random split, as the published ML-100K top-n comparisons use it (share 0.25). Time plays no part, so it
 * flatters every model; use it only to compare with figures that were measured so.
 */
export function splitRandomHoldout(source: SplitSource, options: RandomHoldoutOptions): Split {
  const { seed, weigh, share, minInteractions = 2 } = options;
  const { interactions } = source;
  const keep = new Uint8Array(interactions.indices.length).fill(1);
  const end = latest(interactions.times);
  const cases: TestCase[] = [];
  for (let user = 0; user < interactions.users; user++) {
    const order = orderByTime(source, user, seed);
    if (order.length < minInteractions) continue;
    const userId = source.users.id(user) ?? String(user);
    const drawn = random(seed, 'random-holdout', userId).shuffle(order.slice());
    const heldOut = Math.min(order.length - 1, Math.max(1, Math.round(order.length * share)));
    for (const position of drawn.subarray(0, heldOut)) keep[position] = 0;
    const history = order.filter((position) => keep[position] === 1);
    cases.push({
      user,
      userId,
      query: queryOf(interactions, history, firstTime(interactions, order.subarray(-1), end), weigh),
      truth: itemsAt(interactions, drawn.subarray(0, heldOut)),
      seen: itemsAt(interactions, history),
    });
  }
  return {
    name: 'random',
    training: trainingPart(interactions, keep, source.titles),
    questions: [{ id: 'random', split: 'random', cases, candidates: null }],
    coldItems: new Int32Array(0),
    newUsers: new Int32Array(0),
    cutoff: null,
    facts: { share },
  };
}
