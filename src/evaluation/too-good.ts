import type { MetricName } from './metrics/accuracy.ts';

/**
 * Above these a figure is worth a second look: the model may have seen what it was to find. A rule of thumb, not a bound: on small or
 * very regular data an honest model can stand above. It is told, and forbids nothing.
 */
export const TOO_GOOD: Readonly<Partial<Record<MetricName, number>>> = {
  'ndcg@10': 0.9,
  'ndcg@20': 0.75,
  'ndcg@100': 0.75,
};
