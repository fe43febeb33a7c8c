import type { SearchSpace } from '../search-space.ts';

export const contentSpace: SearchSpace = {
  factors: { kind: 'integer', low: 16, high: 96, step: 4, log: true },
  frequencyExponent: { kind: 'number', low: 0, high: 1 },
  'kinds.word': { kind: 'number', low: 0, high: 1.5 },
  'kinds.tag': { kind: 'number', low: 0, high: 1.5 },
  'kinds.person': { kind: 'number', low: 0, high: 2 },
  'collaborative.regularization': { kind: 'number', low: 0.001, high: 0.1, log: true },
  'collaborative.weight': { kind: 'number', low: 2, high: 50, log: true },
  likeness: { kind: 'number', low: 0, high: 2 },
  popularity: { kind: 'number', low: 0.2, high: 4, log: true },
  caution: { kind: 'number', low: 0.2, high: 20, log: true },
};
