import type { SearchSpace } from '../search-space.ts';

export const sparseEaseSpace: SearchSpace = {
  regularization: { kind: 'number', low: 5, high: 5000, log: true },
  regularizationExponent: { kind: 'number', low: 0, high: 1 },
  userExponent: { kind: 'number', low: 0, high: 1 },
  k: { kind: 'choice', values: [50, 100, 200] },
  windows: { kind: 'choice', values: [[0], [0, 100], [0, 30]] },
};
