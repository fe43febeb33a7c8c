import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallSnapshot } from '../../../test/fixtures/small-catalogue.ts';
import { silent } from '../../base/progress.ts';
import { openKernels } from '../../kernels/index.ts';
import type { Query } from '../contract.ts';
import { content, type ContentScorer, loadContent } from './index.ts';

const { titles, interactions } = smallSnapshot();
let scorer: ContentScorer;
beforeAll(async () => {
  const trainer = await openKernels();
  const environment = { kernels: trainer, seed: 42, progress: silent };
  const artifact = await content.train({ titles, interactions, now: 0 }, content.config.parse({}), environment);
  trainer.close();
  scorer = loadContent(artifact, titles, await openKernels());
});
afterAll(() => scorer.close());

/** A history of one title. */
const historyOf = (item: number, weight: number): Query => ({
  items: Int32Array.of(item),
  weights: Float32Array.of(weight),
  times: Float64Array.of(Number.NaN),
  now: 0,
});

describe('explainKinship', () => {
  // A history of less than 20 compares the very terms, one of more leaves all to the vectors.
  it.each([1, 64])('tells the terms that explain tells of a history of one title with weight %d', (weight) => {
    let told = 0;
    for (let other = 0; other < titles.length; other++) {
      for (let item = 0; item < titles.length; item++) {
        const parts = scorer.explain(historyOf(other, weight), item, 100);
        const terms = parts.filter(({ kind }) => kind !== 'history' && kind !== 'popularity');
        const kinship = scorer.explainKinship(item, other, weight, 100, 1);
        expect(kinship.map(({ kind, term }) => [kind, term])).toEqual(terms.map(({ kind, term }) => [kind, term]));
        kinship.forEach(({ amount }, at) => expect(amount).toBeCloseTo(terms[at].amount, 5));
        told += kinship.length;
      }
    }
    expect(told).toBeGreaterThan(titles.length);
  });

  it('multiplies the amounts, keeps the largest, and says nothing of a dislike', () => {
    const whole = scorer.explainKinship(0, 1, 1, 100, 1);
    expect(whole.length).toBeGreaterThan(2);
    const part = scorer.explainKinship(0, 1, 1, 2, 0.5);
    expect(part.map(({ term }) => term)).toEqual(whole.slice(0, 2).map(({ term }) => term));
    expect(part[0].amount).toBeCloseTo(whole[0].amount / 2, 10);
    expect(scorer.explainKinship(0, 1, -1, 2, 1)).toEqual([]);
    expect(scorer.explainKinship(0, titles.length, 1, 2, 1)).toEqual([]);
  });
});
