import { ButacaError } from '../../base/errors.ts';
import type { Kernels, SharedF32 } from '../../kernels/index.ts';
import type { Title } from '../../dataset/index.ts';
import { tensorData } from '../artifact.ts';
import type { Artifact, Environment, Query } from '../contract.ts';
import {
  buildInteractionMatrix,
  countInteractions,
  cutWindows,
  type Pattern,
  placeMatrix,
  selectItems,
} from '../interaction-matrix.ts';
import { worthOfUsers } from '../user-worth.ts';
import type { EaseConfig } from './config.ts';
import { addSideRows, buildSideRows, labelsBy } from './side-rows.ts';

/** Rows of B are padded to whole cache lines. */
const LANES = 16;
const paddedLength = (n: number): number => Math.ceil(n / LANES) * LANES;

/** The trained item-to-item weights: B is n × ld, row h holds what item h says about each column. */
export interface ItemWeights {
  /** Item num of each column, increasing. */
  readonly items: Int32Array;
  readonly ld: number;
  readonly B: Float32Array;
  /** What each column of P was divided by: the diagonal of P, unless `diagonalExponent` says otherwise. */
  readonly diagonal: Float32Array;
}

/**
 * Returns B = I − P·diag(1/P) with P = (XᵀX + Λ)⁻¹ over the items with enough interactions; throws SINGULAR_SYSTEM.
 * With diagonal exponent γ the columns of P are divided by P_jj^γ·(mean P_jj)^(1 − γ) instead of P_jj.
 * Λ is diagonal, `itemRegularization`; genres, tags, eras and names are added as `addSideRows` says. With exponent ν this is the closed form for columns of X divided by
 * count^(ν/2), taken back in B. Sources: Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019, equation 8;
 * the scaling of columns: Steck, "Markov Random Fields for Collaborative Filtering", NeurIPS 2019, section 3.2.
 */
export function trainItemWeights(
  interactions: Pattern,
  titles: readonly Title[],
  config: EaseConfig,
  { kernels, progress }: Pick<Environment, 'kernels' | 'progress'>,
): ItemWeights {
  const counts = countInteractions(interactions);
  const items = selectItems(counts, config.minInteractions, config.maxItems);
  const n = items.length;
  const ld = paddedLength(n);
  const B = new Float32Array(n * ld);
  const diagonal = new Float32Array(n);
  if (n === 0) return { items, ld, B, diagonal };
  const mark = kernels.heap.mark();
  try {
    const P = kernels.heap.f32(n * ld);
    const matrix = buildInteractionMatrix(cutWindows(interactions, config.windows), items);
    const { X, Xt } = placeMatrix(kernels, matrix);
    const worth = config.userExponent === 0 ? null : kernels.heap.f32From(worthOfUsers(matrix, config.userExponent));
    kernels.sparseGram(P, X, Xt, ld, 0, worth);
    const regularization = itemRegularization(counts, items, config);
    for (let j = 0; j < n; j++) P.data[j * ld + j] += regularization[j];
    for (const [kind, weight] of [
      ['genres', config.genreWeight],
      ['tags', config.tagWeight],
      ['eras', config.eraWeight],
      ['names', config.nameWeight],
    ] as const) {
      if (weight > 0) addSideRows(P, ld, buildSideRows(labelsBy(titles, items, kind), n), regularization, weight);
    }
    progress.update(0.2);
    if (!kernels.spdInverse(P, n, ld)) {
      throw new ButacaError(
        'SINGULAR_SYSTEM',
        `singular system: ease with regularization ${config.regularization}; expected a positive definite matrix. Raise the regularization.`,
      );
    }
    const inverted = new Float32Array(n);
    const own = Float64Array.from({ length: n }, (_, j) => P.data[j * ld + j]);
    const level = own.reduce((sum, value) => sum + value, 0) / n;
    for (let j = 0; j < n; j++) {
      diagonal[j] = own[j] * (level / own[j]) ** (1 - config.diagonalExponent);
      inverted[j] = -1 / diagonal[j];
    }
    for (let i = 0; i < n; i++) {
      const row = P.data.subarray(i * ld, i * ld + n);
      const target = B.subarray(i * ld, i * ld + n);
      for (let j = 0; j < n; j++) target[j] = row[j] * inverted[j];
      target[i] = 0;
    }
    progress.update(1);
    return { items, ld, B, diagonal };
  } finally {
    kernels.heap.release(mark);
  }
}

/** λ of each kept item: regularization·(count / mean count)^regularizationExponent. */
function itemRegularization(
  counts: Int32Array,
  items: Int32Array,
  { regularization, regularizationExponent }: EaseConfig,
): Float64Array {
  const mean = items.reduce((sum, item) => sum + counts[item], 0) / items.length;
  return Float64Array.from(items, (item) => regularization * (counts[item] / mean) ** regularizationExponent);
}

/** Item weights in the kernels' memory, ready to add up. */
export interface OpenItemWeights {
  readonly items: Int32Array;
  /** Column of each item num, −1 where it has none. */
  readonly columns: Int32Array;
  readonly B: SharedF32;
  readonly ld: number;
  /** B[h, i]·diagonal[i] = B[i, h]·diagonal[h]. */
  readonly diagonal: Float32Array;
  /** Σ_h weight_h·B[h, column] for every column; null when the query holds nothing known. Overwritten by the next call. */
  sum(items: Query['items'], weights: ArrayLike<number>): SharedF32 | null;
}

/** Returns the weights of an artifact (tensors `items`, `weights`, `diagonal`); B goes once into the kernels' memory. */
export function openItemWeights(artifact: Artifact, catalogue: number, kernels: Kernels): OpenItemWeights {
  const items = tensorData(artifact, 'items', Int32Array);
  const diagonal = tensorData(artifact, 'diagonal', Float32Array);
  const n = items.length;
  const ld = paddedLength(n);
  const B = kernels.heap.f32(Math.max(1, n * ld));
  B.data.set(tensorData(artifact, 'weights', Float32Array).subarray(0, n * ld));
  const columns = new Int32Array(catalogue).fill(-1);
  items.forEach((item, column) => {
    columns[item] = column;
  });
  const rows = kernels.heap.i32(Math.max(1, n));
  const rowWeights = kernels.heap.f32(Math.max(1, n));
  const sums = kernels.heap.f32(Math.max(LANES, ld));
  const view = sums.data.subarray(0, n);
  return {
    items,
    columns,
    B: B.data,
    ld,
    diagonal,
    sum(queried, weights) {
      let count = 0;
      for (let at = 0; at < queried.length && count < n; at++) {
        const column = columns[queried[at]] ?? -1;
        const weight = weights[at];
        if (column < 0 || !Number.isFinite(weight) || weight === 0) continue;
        rows.data[count] = column;
        rowWeights.data[count++] = weight;
      }
      if (count === 0) return null;
      kernels.sumRows(sums, B, rows, rowWeights, count, n, ld);
      return view;
    },
  };
}
