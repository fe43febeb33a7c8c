import { choleskyInPlace, solveCholesky } from '../als/index.ts';
import { buildArtifact, checkArtifact } from '../artifact.ts';
import type { ModelDefinition } from '../contract.ts';
import { buildInteractionMatrix, countInteractions, cutWindows, selectItems } from '../interaction-matrix.ts';
import {
  buildItemGraph,
  itemGraphTensors,
  type Neighbourhood,
  openCoOccurrence,
  openItemGraph,
} from '../item-graph/index.ts';
import { type CommonUsers, countCommonUsers } from './common-users.ts';
import { sparseEaseConfig } from './config.ts';

/**
 * EASE for catalogues whose matrix does not fit: each item is regressed on the k nearest to it alone, with the numbers of common users
 * of near pairs, all others taken for 0. With k and pairs as large as the catalogue it is EASE.
 * Sources: Steck, "Markov Random Fields for Collaborative Filtering", NeurIPS 2019, section 3.3 (sparse approximation);
 * Ning, Karypis, "SLIM", ICDM 2011, section IV-C (regression on nearest items).
 */
export const sparseEase: ModelDefinition<typeof sparseEaseConfig> = {
  name: 'sparse-ease',
  config: sparseEaseConfig,
  abilities: { coldItems: false, coldUsers: false, similarItems: true, explanation: true, usesText: false },

  async train(data, config, { progress }) {
    progress.stage('sparse-ease');
    const counts = countInteractions(data.interactions);
    const items = selectItems(counts, config.minInteractions, config.maxItems);
    const matrix = buildInteractionMatrix(cutWindows(data.interactions, config.windows), items);
    const occurrence = openCoOccurrence(matrix, config.userExponent);
    const common = countCommonUsers(occurrence, Math.max(config.pairs, config.k), (part) => progress.update(part / 2));
    const mean = items.reduce((sum, item) => sum + counts[item], 0) / Math.max(1, items.length);
    const diagonal = Float64Array.from(
      items,
      (item, column) =>
        occurrence.counts[column] + config.regularization * (counts[item] / mean) ** config.regularizationExponent,
    );
    const regress = openRegressions(common, diagonal, config.k);
    const neighbourhoods: Neighbourhood[] = [];
    for (let column = 0; column < items.length; column++) {
      neighbourhoods.push(regress(column));
      if (column % 256 === 255) progress.update(0.5 + column / items.length / 2);
    }
    const graph = buildItemGraph(items, neighbourhoods);
    return buildArtifact('sparse-ease', data.titles.length, config, itemGraphTensors(graph));
  },

  load(artifact, titles, { kernels }) {
    checkArtifact(artifact, 'sparse-ease', titles.length);
    return openItemGraph(artifact, titles.length, kernels);
  },
};

/**
 * Returns what the nearest items say about a column: the solution b of (G_NN + Λ_NN)·b = G_N,column over its k nearest N. Pairs that
 * were left out can make the matrix indefinite; its diagonal is then doubled until it is not.
 */
function openRegressions(common: CommonUsers, diagonal: Float64Array, k: number): (column: number) => Neighbourhood {
  const places = new Int32Array(diagonal.length).fill(-1);
  return (column) => {
    const columns = common.nearest[column].slice(0, k).sort();
    const size = columns.length;
    columns.forEach((other, place) => {
      places[other] = place;
    });
    const weights = new Float64Array(size);
    for (let at = common.indptr[column]; at < common.indptr[column + 1]; at++) {
      const place = places[common.indices[at]];
      if (place >= 0) weights[place] = common.counts[at]!;
    }
    const shared = new Float64Array(size * size);
    for (let row = 0; row < size; row++) {
      for (let at = common.indptr[columns[row]]; at < common.indptr[columns[row] + 1]; at++) {
        const place = places[common.indices[at]];
        if (place >= 0 && place < row) shared[row * size + place] = common.counts[at]!;
      }
    }
    for (let raise = 1; ; raise *= 2) {
      const L = shared.slice();
      for (let row = 0; row < size; row++) L[row * size + row] = raise * diagonal[columns[row]];
      if (!choleskyInPlace(L, size)) continue;
      solveCholesky(L, weights, size);
      break;
    }
    for (const other of columns) places[other] = -1;
    return { columns, weights };
  };
}
