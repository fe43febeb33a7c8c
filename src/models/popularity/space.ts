import type { SearchSpace } from '../search-space.ts';

/** No decay at all stands among the half-lives. */
export const popularitySpace: SearchSpace = {
  halfLifeDays: { kind: 'choice', values: [0, 30, 60, 90, 180, 365, 730, 1460, 2920] },
};
