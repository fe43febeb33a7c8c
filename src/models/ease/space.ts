import type { SearchSpace } from '../search-space.ts';

/** Windows beside the whole history bring titles nearer that are watched near each other. */
export const easeSpace: SearchSpace = {
  regularization: { kind: 'number', low: 5, high: 5000, log: true },
  regularizationExponent: { kind: 'number', low: 0, high: 1 },
  userExponent: { kind: 'number', low: 0, high: 1 },
  diagonalExponent: { kind: 'choice', values: [1, 0.75, 0.5] },
  genreWeight: { kind: 'choice', values: [0, 0.005, 0.015, 0.05] },
  tagWeight: { kind: 'choice', values: [0, 0.005, 0.015, 0.05] },
  eraWeight: { kind: 'choice', values: [0, 0.005, 0.015, 0.05] },
  nameWeight: { kind: 'choice', values: [0, 0.005, 0.015, 0.05] },
  minInteractions: { kind: 'integer', low: 1, high: 20, log: true },
  windows: { kind: 'choice', values: [[0], [0, 100], [0, 30], [0, 10], [30]] },
};
