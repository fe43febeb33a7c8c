import type { SearchSpace } from '../search-space.ts';

export const knnSpace: SearchSpace = {
  k: { kind: 'integer', low: 20, high: 1000, log: true },
  shrinkage: { kind: 'number', low: 0, high: 100 },
  asymmetry: { kind: 'number', low: 0.2, high: 0.9 },
  userExponent: { kind: 'number', low: 0, high: 1 },
};
