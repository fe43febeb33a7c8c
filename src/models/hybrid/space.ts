import type { SearchSpace } from '../search-space.ts';

/** The weights of the parts are learned in training; what stands here is how the parts are made and how histories are read. */
export const hybridSpace: SearchSpace = {
  'ease.regularization': { kind: 'number', low: 50, high: 3000, log: true },
  'ease.windows': { kind: 'choice', values: [[0, 30], [0], [0, 10], [0, 100], [0, 10, 50]] },
  'factors.factors': { kind: 'integer', low: 16, high: 96, step: 4, log: true },
  'factors.regularization': { kind: 'number', low: 0.002, high: 0.2, log: true },
  'factors.weight': { kind: 'number', low: 2, high: 50, log: true },
  'cold.weight': { kind: 'number', low: 1, high: 30, log: true },
  'cold.regularization': { kind: 'number', low: 0.5, high: 32, log: true },
  'history.recentHalfLife': { kind: 'number', low: 1, high: 50, log: true },
  'history.floor': { kind: 'number', low: 0, high: 0.3 },
  'history.returnHalfLife': { kind: 'number', low: 4, high: 100, log: true },
  'history.broadHalfLife': { kind: 'number', low: 4, high: 200, log: true },
  trendHalfLifeDays: { kind: 'number', low: 30, high: 3000, log: true },
  'practice.regularization': { kind: 'number', low: 30, high: 3000, log: true },
};
