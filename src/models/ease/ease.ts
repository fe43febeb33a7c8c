import { buildArtifact, checkArtifact } from '../artifact.ts';
import type { Contribution, ModelDefinition, Scorer } from '../contract.ts';
import { easeConfig } from './config.ts';
import { type ItemWeights, type OpenItemWeights, openItemWeights, trainItemWeights } from './item-weights.ts';
import type { Tensor } from '../../base/tensors.ts';

/**
 * Linear autoencoder over items: score = Σ_h w_h·B[h, i]. Source: see `trainItemWeights`.
 */
export const ease: ModelDefinition<typeof easeConfig> = {
  name: 'ease',
  config: easeConfig,
  abilities: { coldItems: false, coldUsers: false, similarItems: true, explanation: true, usesText: false },

  async train(data, config, environment) {
    environment.progress.stage('ease');
    const trained = trainItemWeights(data.interactions, data.titles, config, environment);
    return buildArtifact('ease', data.titles.length, config, itemWeightTensors(trained));
  },

  load(artifact, titles, { kernels }): Scorer {
    checkArtifact(artifact, 'ease', titles.length);
    const open = openItemWeights(artifact, titles.length, kernels);
    const { items, columns, B, ld } = open;
    return {
      score(query, out) {
        out.fill(Number.NaN);
        const sums = open.sum(query.items, query.weights);
        if (sums === null) return;
        for (let column = 0; column < items.length; column++) out[items[column]] = sums[column]!;
      },

      explain(query, item, n) {
        const column = columns[item] ?? -1;
        if (column < 0) return [];
        const parts: Contribution[] = [];
        for (let at = 0; at < query.items.length; at++) {
          const row = columns[query.items[at]] ?? -1;
          const amount = row < 0 ? 0 : query.weights[at] * B[row * ld + column];
          if (amount > 0) parts.push({ kind: 'history', item: query.items[at], amount });
        }
        return parts.sort((a, b) => b.amount - a.amount || a.item! - b.item!).slice(0, Math.max(0, n));
      },

      similar: (item, n) => similarItems(open, item, n),
      close: () => kernels.close(),
    };
  },
};

/** The arrays that `openItemWeights` reads. */
export function itemWeightTensors({ items, ld, B, diagonal }: ItemWeights): [string, Tensor][] {
  return [
    ['items', { shape: [items.length], data: items }],
    ['weights', { shape: [items.length, ld], data: B }],
    ['diagonal', { shape: [items.length], data: diagonal }],
  ];
}

/**
 * Returns the `n` items of highest partial correlation with an item, −P_ij / √(P_ii·P_jj) = √(B_ij·B_ji), those above 0 only: what the
 * two share beyond what all the other items say. Symmetric, 0…1.
 */
export function similarItems(
  { items, columns, B, ld }: OpenItemWeights,
  item: number,
  n: number,
): { item: number; score: number }[] {
  const column = columns[item] ?? -1;
  if (column < 0 || n < 1) return [];
  const found: { item: number; score: number }[] = [];
  for (let other = 0; other < items.length; other++) {
    const one = B[column * ld + other];
    const score = one > 0 ? Math.sqrt(one * B[other * ld + column]) : 0;
    if (score > 0 && other !== column) found.push({ item: items[other], score });
  }
  return found.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, n);
}
