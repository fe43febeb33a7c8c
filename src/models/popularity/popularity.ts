import { z } from 'zod';
import { buildArtifact, checkArtifact, tensorData } from '../artifact.ts';
import type { ModelDefinition, Scorer, TrainingData } from '../contract.ts';

const SECONDS_PER_DAY = 86_400;

const config = z
  .strictObject({
    halfLifeDays: z
      .number()
      .min(0)
      .max(100_000)
      .default(0)
      .describe('Days after which an interaction counts half; 0: all count alike.'),
  })
  .prefault({});
export type PopularityConfig = z.output<typeof config>;

/** The same list for everybody: what has been watched most, with recent interactions counting more. */
export const popularity: ModelDefinition<typeof config> = {
  name: 'popularity',
  config,
  abilities: { coldItems: true, coldUsers: true, similarItems: false, explanation: true, usesText: false },

  async train(data, config) {
    const score = countDecayed(data, config.halfLifeDays);
    return buildArtifact('popularity', data.titles.length, config, [['score', { shape: [score.length], data: score }]]);
  },

  load(artifact, titles, { kernels }): Scorer {
    checkArtifact(artifact, 'popularity', titles.length);
    const score = tensorData(artifact, 'score', Float32Array);
    return {
      score(_query, out) {
        out.set(score);
      },
      explain(_query, item, n) {
        const amount = score[item];
        return n < 1 || amount === undefined || amount === 0 ? [] : [{ kind: 'popularity', amount }];
      },
      similar: () => [],
      close: () => kernels.close(),
    };
  },
};

/**
 * Returns Σ 2^(−age / halfLife) over each item's interactions; an undated one counts as one half-life old, one later than `now`
 * as new. Half-life 0: plain counts.
 */
export function countDecayed(data: TrainingData, halfLifeDays: number): Float32Array {
  const { indices, times } = data.interactions;
  const sums = new Float64Array(data.titles.length);
  for (let at = 0; at < indices.length; at++) {
    const ageDays = (data.now - times[at]) / SECONDS_PER_DAY;
    const halfLives = halfLifeDays === 0 ? 0 : Number.isNaN(ageDays) ? 1 : Math.max(0, ageDays) / halfLifeDays;
    sums[indices[at]] += 2 ** -halfLives;
  }
  return Float32Array.from(sums);
}
