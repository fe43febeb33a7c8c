/**
 * Accuracy of one list against one user's held-out items, relevance binary. Every metric takes the ranks (from 1, smallest first,
 * infinite where not ranked) of all held-out items and the list length n ≥ 1, and returns 0…1; without held-out items NaN.
 */
export type Metric = (ranks: Float64Array, n: number) => number;

const hits = (ranks: Float64Array, n: number): number => {
  let count = 0;
  while (count < ranks.length && ranks[count] <= n) count++;
  return count;
};

/** Found among the first n, divided by all held out. */
export const recall: Metric = (ranks, n) => hits(ranks, n) / ranks.length;

/** Found among the first n, divided by what could be found there: min(n, held out). Source: Liang et al. 2018 (Mult-VAE). */
export const recallCapped: Metric = (ranks, n) => hits(ranks, n) / Math.min(n, ranks.length);

/** Found among the first n, divided by n. */
export const precision: Metric = (ranks, n) => (ranks.length === 0 ? Number.NaN : hits(ranks, n) / n);

/** 1 when anything was found among the first n, else 0. */
export const hitRate: Metric = (ranks, n) => (ranks.length === 0 ? Number.NaN : hits(ranks, n) > 0 ? 1 : 0);

/** Gain 1/log₂(rank+1) for each found among the first n, divided by the gain of the ideal list of length n. Source: Järvelin and Kekäläinen 2002. */
export const ndcg: Metric = (ranks, n) => {
  let gain = 0;
  let ideal = 0;
  for (let j = 0; j < Math.min(n, ranks.length); j++) {
    if (ranks[j] <= n) gain += 1 / Math.log2(ranks[j] + 1);
    ideal += 1 / Math.log2(j + 2);
  }
  return gain / ideal;
};

/** One over the rank of the first found among the first n, else 0. */
export const reciprocalRank: Metric = (ranks, n) =>
  ranks.length === 0 ? Number.NaN : ranks[0] <= n ? 1 / ranks[0] : 0;

/** Precision at each place among the first n where something was found, summed and divided by all held out. */
export const averagePrecision: Metric = (ranks, n) => {
  let sum = 0;
  const found = hits(ranks, n);
  for (let j = 0; j < found; j++) sum += (j + 1) / ranks[j];
  return sum / ranks.length;
};

/** The metrics of an evaluation report by the name they carry there. */
const REPORTED = {
  'ndcg@10': { metric: ndcg, n: 10 },
  'ndcg@20': { metric: ndcg, n: 20 },
  'recall@10': { metric: recall, n: 10 },
  'recall@20': { metric: recall, n: 20 },
  'recall@50': { metric: recall, n: 50 },
  'recall-capped@10': { metric: recallCapped, n: 10 },
  'recall-capped@20': { metric: recallCapped, n: 20 },
  'precision@10': { metric: precision, n: 10 },
  'hit-rate@10': { metric: hitRate, n: 10 },
  'mrr@10': { metric: reciprocalRank, n: 10 },
  'map@10': { metric: averagePrecision, n: 10 },
} as const satisfies Record<string, { metric: Metric; n: number }>;

/** All metrics by name: those of a report, and others that published protocols tell. */
export const METRICS = {
  ...REPORTED,
  'ndcg@100': { metric: ndcg, n: 100 },
  'recall-capped@50': { metric: recallCapped, n: 50 },
} as const;

export type MetricName = keyof typeof METRICS;
export type ReportedMetric = keyof typeof REPORTED;
export const METRIC_NAMES = Object.keys(REPORTED) as ReportedMetric[];
