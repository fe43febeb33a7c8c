import type { MetricName } from './metrics/accuracy.ts';

/**
 * Above these no recommender of the literature stands, whatever the data: a model that does has most likely seen what it was to find.
 * It is told, and forbids nothing.
 */
export const TOO_GOOD: Readonly<Partial<Record<MetricName, number>>> = {
  'ndcg@10': 0.9,
  'ndcg@20': 0.75,
  'ndcg@100': 0.75,
};
