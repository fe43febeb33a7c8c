import type { SearchSpace } from '../search-space.ts';

export const alsSpace: SearchSpace = {
  factors: { kind: 'integer', low: 8, high: 128, step: 4, log: true },
  regularization: { kind: 'number', low: 0.0003, high: 2, log: true },
  regularizationExponent: { kind: 'number', low: 0, high: 1 },
  weight: { kind: 'number', low: 1, high: 300, log: true },
  windows: { kind: 'choice', values: [[0], [0, 100], [0, 30]] },
  epochs: { kind: 'integer', low: 2, high: 30, log: true },
};
