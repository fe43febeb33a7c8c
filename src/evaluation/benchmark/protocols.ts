import type { Protocol } from './contract.ts';

const COMMON =
  'settings found on a validation part cut from the training part, then trained on the whole of it; users without a training part ' +
  'are answered by popularity; equal scores in a seeded order; 95 % intervals by bootstrap over users (1000 draws)';

/** The published protocols by their name. */
export const PROTOCOLS = {
  'fixed-split': {
    name: 'fixed-split',
    text: `fixed training and test files; the whole catalogue ranked without the user's training titles; recall divides by all held out, ideal nDCG cut at 20; ${COMMON}`,
    metrics: ['ndcg@20', 'recall@20'],
    n: 20,
    validation: 'random',
  },
  'leave-one-out': {
    name: 'leave-one-out',
    text: `one held-out title a user, ranked among the given negatives; ${COMMON}`,
    metrics: ['ndcg@10', 'hit-rate@10'],
    n: 10,
    validation: 'latest',
  },
  'top-n': {
    name: 'top-n',
    text: `a random quarter of every user's ratings held out, all ratings positive; the whole catalogue ranked without the user's training titles; mean of the seeds; ${COMMON}`,
    metrics: ['ndcg@10', 'map@10', 'precision@10', 'recall@10'],
    n: 10,
    validation: 'random',
  },
} as const satisfies Record<string, Protocol>;
