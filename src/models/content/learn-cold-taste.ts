import type { Tensor } from '../../base/tensors.ts';
import type { F32Block, Kernels } from '../../kernels/index.ts';
import type { Artifact, Environment, TrainingData } from '../contract.ts';
import { countInteractions } from '../interaction-matrix.ts';
import type { ContentConfig } from './config.ts';
import { readTermMatrix } from './parts.ts';
import { placeTerms, solveRidge } from './projection.ts';
import { buildTargets, FEWEST_KNOWN } from './targets.ts';
import type { TermMatrix } from './term-matrix.ts';
import { learningWeights } from './weights.ts';

export interface ColdTasteConfig {
  /** Length of the vectors, a multiple of 4. */
  readonly factors: number;
  /** How much more an observed pair counts in the factorisation. */
  readonly weight: number;
  /** λ of the ridge from terms to vectors. */
  readonly regularization: number;
}

/**
 * Returns the arrays that `openColdTaste` reads: the unit vectors of what was watched, by a factorisation finer than the content
 * model's own, and for the titles that nobody has watched the vectors that their terms let expect, less the catalogue's mean.
 * `written` is the artifact of a content model trained on the same data with `config`. Without a cold title, or with too few
 * known ones to learn from, the arrays are empty.
 */
export function learnColdTaste(
  written: Artifact,
  data: TrainingData,
  config: ContentConfig,
  cold: ColdTasteConfig,
  environment: Environment,
): [string, Tensor][] {
  const { kernels } = environment;
  const { factors: f, regularization } = cold;
  const items = data.titles.length;
  const counts = countInteractions(data.interactions);
  const coldItems = Int32Array.from(counts.keys()).filter((item) => counts[item] === 0);
  if (coldItems.length === 0) return nothingLearned(f);
  const collaborative = { ...config.collaborative, weight: cold.weight };
  const targets = buildTargets(data.interactions, { ...config, factors: f, collaborative }, environment);
  if (targets.known < FEWEST_KNOWN) return nothingLearned(f);
  const matrix = readTermMatrix(written, items);
  const learning = learningWeights(matrix, config);
  const mark = kernels.heap.mark();
  try {
    const terms = placeTerms(kernels, matrix, learning);
    const B = kernels.heap.f32(Math.max(1, matrix.learned) * f);
    solveRidge(kernels, B, terms, targets.vectors, targets.weights, { f, regularization, steps: config.steps });
    const E = kernels.heap.f32(items * f);
    kernels.sparseMultiply(E, terms.X, B, f);
    const { mean, covariance } = measureSpread(kernels, E, items, f);
    const vectors = new Float32Array(coldItems.length * f);
    for (const [place, item] of coldItems.entries()) {
      for (let k = 0; k < f; k++) vectors[place * f + k] = E.data[item * f + k] - mean[k];
    }
    return [
      ['tastes', { shape: [items, f], data: targets.vectors }],
      ['coldItems', { shape: [coldItems.length], data: coldItems }],
      ['vectors', { shape: [coldItems.length, f], data: vectors }],
      ['mean', { shape: [f], data: Float32Array.from(mean) }],
      ['covariance', { shape: [f, f], data: covariance }],
      ...takeTerms(matrix, learning, coldItems, B.data, f),
    ];
  } finally {
    kernels.heap.release(mark);
  }
}

function nothingLearned(f: number): [string, Tensor][] {
  const none = new Int32Array(0);
  return [
    ['tastes', { shape: [0, f], data: new Float32Array(0) }],
    ['coldItems', { shape: [0], data: none }],
    ['vectors', { shape: [0, f], data: new Float32Array(0) }],
    ['mean', { shape: [f], data: new Float32Array(f) }],
    ['covariance', { shape: [f, f], data: new Float32Array(f * f) }],
    ['starts', { shape: [1], data: new Int32Array(1) }],
    ['entries', { shape: [0], data: none }],
    ['entryWeights', { shape: [0], data: new Float32Array(0) }],
    ['terms', { shape: [0], data: none }],
    ['termVectors', { shape: [0, f], data: new Float32Array(0) }],
  ];
}

/** Mean and covariance of the rows of E (n×f). */
function measureSpread(
  kernels: Kernels,
  E: F32Block,
  n: number,
  f: number,
): { mean: Float64Array; covariance: Float32Array } {
  const mean = new Float64Array(f);
  for (let at = 0; at < n * f; at += f) for (let k = 0; k < f; k++) mean[k] += E.data[at + k] / n;
  const G = kernels.heap.f32(f * f);
  kernels.gram(G, E, n, f, 0);
  const covariance = Float32Array.from({ length: f * f }, (_, at) => {
    const row = Math.floor(at / f);
    return G.data[at] / n - mean[row] * mean[at - row * f];
  });
  return { mean, covariance };
}

/** The learned terms of the cold titles with their weights in each, and the vectors of these terms, for explanations. */
function takeTerms(
  { indptr, indices, learned }: TermMatrix,
  weights: Float32Array,
  coldItems: Int32Array,
  B: Float32Array,
  f: number,
): [string, Tensor][] {
  const starts = new Int32Array(coldItems.length + 1);
  const held = new Uint8Array(learned);
  for (const [place, item] of coldItems.entries()) {
    let count = starts[place];
    for (let at = indptr[item]; at < indptr[item + 1]; at++) {
      if (indices[at] >= learned || weights[at] === 0) continue;
      held[indices[at]] = 1;
      count++;
    }
    starts[place + 1] = count;
  }
  const terms = Int32Array.from(held.keys()).filter((column) => held[column] === 1);
  const places = new Int32Array(learned);
  for (const [place, column] of terms.entries()) places[column] = place;
  const entries = new Int32Array(starts[coldItems.length]);
  const entryWeights = new Float32Array(entries.length);
  let to = 0;
  for (const item of coldItems) {
    for (let at = indptr[item]; at < indptr[item + 1]; at++) {
      if (indices[at] >= learned || weights[at] === 0) continue;
      entries[to] = places[indices[at]]!;
      entryWeights[to++] = weights[at]!;
    }
  }
  const termVectors = new Float32Array(terms.length * f);
  for (const [place, column] of terms.entries()) {
    for (let k = 0; k < f; k++) termVectors[place * f + k] = B[column * f + k]!;
  }
  return [
    ['starts', { shape: [starts.length], data: starts }],
    ['entries', { shape: [entries.length], data: entries }],
    ['entryWeights', { shape: [entries.length], data: entryWeights }],
    ['terms', { shape: [terms.length], data: terms }],
    ['termVectors', { shape: [terms.length, f], data: termVectors }],
  ];
}
