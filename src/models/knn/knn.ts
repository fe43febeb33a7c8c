import { buildArtifact, checkArtifact } from '../artifact.ts';
import type { ModelDefinition } from '../contract.ts';
import { buildInteractionMatrix, countInteractions, selectItems } from '../interaction-matrix.ts';
import {
  buildItemGraph,
  itemGraphTensors,
  type Neighbourhood,
  openCoOccurrence,
  openItemGraph,
  selectNearest,
} from '../item-graph/index.ts';
import { knnConfig } from './config.ts';

/**
 * Nearest neighbours among items: s(h, i) = n_hi / (n_h^α·n_i^(1 − α) + shrinkage), the k largest for each i;
 * score(i) = Σ_h w_h·s(h, i). A user with l titles counts l^−β in every n. Sources: Deshpande, Karypis, TOIS 2004; asymmetric cosine: Aiolli, RecSys 2013.
 */
export const knn: ModelDefinition<typeof knnConfig> = {
  name: 'knn',
  config: knnConfig,
  abilities: { coldItems: false, coldUsers: false, similarItems: true, explanation: true, usesText: false },

  async train(data, config, { progress }) {
    progress.stage('knn');
    const items = selectItems(countInteractions(data.interactions), config.minInteractions, config.maxItems);
    const occurrence = openCoOccurrence(buildInteractionMatrix(data.interactions, items), config.userExponent);
    const { counts } = occurrence;
    const own = Float64Array.from(counts, (count) => count ** config.asymmetry);
    const others = Float64Array.from(counts, (count) => count ** (1 - config.asymmetry));
    const values = new Float64Array(items.length);
    const neighbourhoods: Neighbourhood[] = [];
    for (let column = 0; column < items.length; column++) {
      const { met, together } = occurrence.of(column);
      for (const other of met) {
        values[other] = together[other] / (own[other] * others[column] + config.shrinkage);
      }
      const columns = selectNearest(met, values, config.k);
      neighbourhoods.push({ columns, weights: Float32Array.from(columns, (other) => values[other]) });
      if (column % 256 === 255) progress.update(column / items.length);
    }
    const graph = buildItemGraph(items, neighbourhoods);
    return buildArtifact('knn', data.titles.length, config, itemGraphTensors(graph));
  },

  load(artifact, titles, { kernels }) {
    checkArtifact(artifact, 'knn', titles.length);
    return openItemGraph(artifact, titles.length, kernels);
  },
};
