import { describe, expect, it } from 'vitest';
import { models } from '../../src/models/index.ts';
import { describeScorer, type ScorerSuite } from './scorer.ts';

const NO_HISTORY = 'it gives everybody the same list';

/** What each model needs to work in tiny worlds, and what it cannot promise. */
const suites: Record<string, Omit<ScorerSuite, 'definition'>> = {
  popularity: { skips: { checkerboard: NO_HISTORY, dislikes: NO_HISTORY, 'fold-in': NO_HISTORY } },
  knn: { config: { shrinkage: 1 } },
  ease: { config: { regularization: 5 } },
  'sparse-ease': { config: { regularization: 5, k: 30, pairs: 100 } },
  als: { config: { factors: 8 } },
  content: { config: { factors: 8 } },
  hybrid: { config: { ease: { regularization: 5 }, factors: { factors: 8 }, content: { factors: 8 } } },
};

describe('every registered model', () => {
  it('is held to the scorer contract', () => {
    expect(Object.keys(suites).sort()).toEqual(Object.keys(models).sort());
  });

  it('is registered under its own name', () => {
    for (const [name, definition] of Object.entries(models)) expect(definition.name).toBe(name);
  });
});

for (const [name, suite] of Object.entries(suites)) describeScorer({ definition: models[name], ...suite });
