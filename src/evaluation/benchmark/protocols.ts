import type { Protocol } from './contract.ts';

const TUNED = 'settings found on a validation part cut from the training part, then trained on the whole of it';
const COMMON =
  'users of whom nothing is known are answered by popularity; equal scores in a seeded order; 95 % intervals by bootstrap over users (1000 draws)';

/** The published protocols by their name. */
export const PROTOCOLS = {
  'fixed-split': {
    name: 'fixed-split',
    text: `fixed training and test files; the whole catalogue ranked without the user's training titles; recall divides by all held out, ideal nDCG cut at 20; ${TUNED}; ${COMMON}`,
    metrics: ['ndcg@20', 'recall@20'],
    n: 20,
    validation: 'random',
  },
  'leave-one-out': {
    name: 'leave-one-out',
    text: `one held-out title a user, ranked among the given negatives; ${TUNED}; ${COMMON}`,
    metrics: ['ndcg@10', 'hit-rate@10'],
    n: 10,
    validation: 'latest',
  },
  'top-n': {
    name: 'top-n',
    text: `a random quarter of every user's ratings held out, all ratings positive; the whole catalogue ranked without the user's training titles; mean of the seeds; ${TUNED}; ${COMMON}`,
    metrics: ['ndcg@10', 'map@10', 'precision@10', 'recall@10'],
    n: 10,
    validation: 'random',
  },
  'strong-generalisation': {
    name: 'strong-generalisation',
    text: `users held out whole: training knows nothing of them; four fifths of each one's titles are given, the rest is to be found among all titles of training but those; recall divides by min(n, held out), ideal nDCG cut at 100; settings found on other held-out users, training the same; ${COMMON}`,
    metrics: ['ndcg@100', 'recall-capped@20', 'recall-capped@50'],
    n: 20,
    validation: 'users',
  },
} as const satisfies Record<string, Protocol>;
