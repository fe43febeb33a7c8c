import type { Kernels } from '../../kernels/index.ts';
import { buildArtifact, checkArtifact, tensorData, trainedConfig } from '../artifact.ts';
import type { Artifact, Contribution, ModelDefinition, Query, Scorer } from '../contract.ts';
import { buildInteractionMatrix, countInteractions, cutWindows, selectItems } from '../interaction-matrix.ts';
import { alsConfig, type AlsConfig } from './config.ts';
import { factorise, rowRegularization } from './factorise.ts';
import { choleskyInPlace, solveCholesky } from './fold-in.ts';

export type { AlsConfig };

/** Steps enough for a vector that starts at zero to reach the solution to about four digits. */
const FOLD_IN_STEPS = 10;

/**
 * Implicit matrix factorisation by alternating least squares; a query is folded in as one row.
 * Sources: see `factorise`.
 */
export const als: ModelDefinition<typeof alsConfig> = {
  name: 'als',
  config: alsConfig,
  abilities: { coldItems: false, coldUsers: false, similarItems: true, explanation: true, usesText: false },

  async train(data, config, environment) {
    environment.progress.stage('als');
    const items = selectItems(countInteractions(data.interactions), config.minInteractions, config.maxItems);
    const matrix = buildInteractionMatrix(cutWindows(data.interactions, config.windows), items);
    const factors = factorise(matrix, config, environment);
    return buildArtifact('als', data.titles.length, config, [
      ['items', { shape: [items.length], data: items }],
      ['itemFactors', { shape: [items.length, config.factors], data: factors.items }],
    ]);
  },

  load(artifact, titles, { kernels }) {
    checkArtifact(artifact, 'als', titles.length);
    return openAls(artifact, titles.length, kernels);
  },
};

function openAls(artifact: Artifact, catalogue: number, kernels: Kernels): Scorer {
  const config = trainedConfig(artifact, alsConfig);
  const f = config.factors;
  const items = tensorData(artifact, 'items', Int32Array);
  const n = items.length;
  const { heap } = kernels;
  const Y = heap.f32(Math.max(1, n) * f);
  Y.data.set(tensorData(artifact, 'itemFactors', Float32Array));
  const G = heap.f32(f * f);
  if (n > 0) kernels.gram(G, Y, n, f, 0);
  const columns = new Int32Array(catalogue).fill(-1);
  items.forEach((item, column) => {
    columns[item] = column;
  });
  const indptr = heap.i32(2);
  const indices = heap.i32(Math.max(1, n));
  const values = heap.f32(Math.max(1, n));
  const regularization = heap.f32(1);
  const x = heap.f32(f);
  const scores = heap.f32(Math.max(1, n));
  const R = { rows: 1, columns: n, indptr, indices, values };

  /** Fills the row of the query, columns increasing; returns how many entries it has. */
  const gather = (query: Query): number => {
    const { count, sorted } = sortColumns(query, columns, n);
    for (let at = 0; at < count; at++) {
      const position = sorted[at] % POSITIONS;
      indices.data[at] = Math.floor(sorted[at] / POSITIONS);
      values.data[at] = config.weight * query.weights[position];
    }
    indptr.data[1] = count;
    regularization.data[0] = rowRegularization(count, n, config);
    return count;
  };

  /** The factor of A = YᵀY + Σ v·y·yᵀ + λI of a query, kept while its explanations are asked for. */
  const systems = new WeakMap<Query, Float64Array>();
  const systemOf = (query: Query): Float64Array | null => {
    const known = systems.get(query);
    if (known) return known;
    const count = gather(query);
    const A = Float64Array.from(G.data);
    for (let i = 0; i < f; i++) A[i * f + i] += regularization.data[0];
    for (let at = 0; at < count; at++) {
      const row = indices.data[at] * f;
      const value = Math.abs(values.data[at]);
      for (let i = 0; i < f; i++) {
        const scaled = value * Y.data[row + i];
        for (let j = 0; j <= i; j++) A[i * f + j] += scaled * Y.data[row + j];
      }
    }
    if (!choleskyInPlace(A, f)) return null;
    systems.set(query, A);
    return A;
  };

  return {
    score(query, out) {
      out.fill(Number.NaN);
      if (gather(query) === 0) return;
      x.data.fill(0);
      kernels.alsStep(x, R, Y, G, f, FOLD_IN_STEPS, regularization);
      kernels.multiplyVector(scores, Y, x, n, f);
      for (let column = 0; column < n; column++) out[items[column]] = scores.data[column]!;
    },

    // Hu, Koren, Volinsky 2008, section 5: score = Σ_j c_j·(y_iᵀ A⁻¹ y_j) over the positives of the query.
    explain(query, item, n) {
      const column = columns[item] ?? -1;
      if (column < 0 || n < 1) return [];
      const L = systemOf(query);
      if (L === null) return [];
      const z = Float64Array.from(Y.data.subarray(column * f, column * f + f));
      solveCholesky(L, z, f);
      const parts: Contribution[] = [];
      for (let at = 0; at < query.items.length; at++) {
        const row = columns[query.items[at]] ?? -1;
        const weight = query.weights[at];
        if (row < 0 || row === column || !(weight > 0)) continue;
        let dot = 0;
        for (let k = 0; k < f; k++) dot += z[k] * Y.data[row * f + k];
        const amount = (1 + config.weight * weight) * dot;
        if (amount > 0) parts.push({ kind: 'history', item: query.items[at], amount });
      }
      return parts.sort((a, b) => b.amount - a.amount || a.item! - b.item!).slice(0, n);
    },

    similar(item, n) {
      const column = columns[item] ?? -1;
      if (column < 0 || n < 1) return [];
      const found: { item: number; score: number }[] = [];
      const own = norm(Y.data, column * f, f);
      for (let other = 0; other < items.length; other++) {
        if (other === column) continue;
        let dot = 0;
        for (let k = 0; k < f; k++) dot += Y.data[column * f + k] * Y.data[other * f + k];
        const score = dot / (own * norm(Y.data, other * f, f));
        if (score > 0) found.push({ item: items[other], score });
      }
      return found.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, n);
    },

    close: () => kernels.close(),
  };
}

/** Positions of a query are packed under its column: column·2²⁰ + position, exact in a double. */
const POSITIONS = 2 ** 20;

/** The usable entries of a query, sorted by column; at most one for each column. */
function sortColumns(query: Query, columns: Int32Array, n: number): { count: number; sorted: Float64Array } {
  const length = Math.min(query.items.length, POSITIONS);
  const keys = new Float64Array(length);
  let count = 0;
  for (let at = 0; at < length; at++) {
    const column = columns[query.items[at]] ?? -1;
    const weight = query.weights[at];
    if (column >= 0 && Number.isFinite(weight) && weight !== 0) keys[count++] = column * POSITIONS + at;
  }
  const sorted = keys.subarray(0, count).sort();
  let kept = 0;
  for (let at = 0; at < count && kept < n; at++) {
    const column = Math.floor(sorted[at] / POSITIONS);
    if (kept === 0 || Math.floor(sorted[kept - 1] / POSITIONS) !== column) sorted[kept++] = sorted[at]!;
  }
  return { count: kept, sorted };
}

function norm(values: Float32Array, at: number, length: number): number {
  let sum = 0;
  for (let k = at; k < at + length; k++) sum += values[k] * values[k];
  return Math.sqrt(sum) || 1;
}
