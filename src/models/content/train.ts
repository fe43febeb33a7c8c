import { random } from '../../base/random.ts';
import type { Tensor } from '../../base/tensors.ts';
import type { Interactions } from '../../dataset/index.ts';
import type { F32Block } from '../../kernels/index.ts';
import { buildArtifact } from '../artifact.ts';
import type { Artifact, Environment, TrainingData } from '../contract.ts';
import type { ContentConfig } from './config.ts';
import { type PlacedTerms, placeTerms, solveRidge } from './projection.ts';
import { buildTargets, FEWEST_KNOWN, type Targets } from './targets.ts';
import { keptTermMatrix, type TermMatrix } from './term-matrix.ts';
import { learningWeights } from './weights.ts';

/** λ that `auto` tries: the usual one, and those that must be surely better to be taken instead. */
const USUAL_REGULARIZATION = 4;
const OTHER_REGULARIZATIONS = [1, 2, 8];
/** Share of the known titles that choose among them, and how many users judge. */
const ASIDE = 0.1;
const JUDGES = 400;
/** Steps while choosing; the rest changes the order of the candidates no more. */
const CHOOSING_STEPS = 6;

/** Returns the artifact of the content model; same data, configuration, seed and threads give the same bytes. */
export function trainContent(data: TrainingData, config: ContentConfig, environment: Environment): Artifact {
  const { kernels, progress, seed } = environment;
  const f = config.factors;
  progress.stage('content');
  const matrix = keptTermMatrix(data.titles, config);
  const weights = learningWeights(matrix, config);
  progress.update(0.3);
  const targets = buildTargets(data.interactions, config, environment);
  progress.stage('content');
  progress.update(0.6);
  const mark = kernels.heap.mark();
  try {
    const terms = placeTerms(kernels, matrix, weights);
    const B = kernels.heap.f32(Math.max(1, matrix.learned) * f);
    let regularization = 0;
    // Vectors are then random projections of the terms.
    if (targets.known < FEWEST_KNOWN) {
      const stream = random(seed, 'content');
      for (let at = 0; at < B.data.length; at++) B.data[at] = stream.normal() / Math.sqrt(f);
    } else {
      regularization =
        config.regularization === 'auto'
          ? chooseRegularization(B, terms, targets, data.interactions, config, environment)
          : config.regularization;
      solveRidge(kernels, B, terms, targets.vectors, targets.weights, { f, regularization, steps: config.steps });
    }
    progress.update(0.9);
    const E = kernels.heap.f32(Math.max(1, matrix.rows) * f);
    kernels.sparseMultiply(E, terms.X, B, f);
    const scale = unitScale(E.data, targets, f);
    for (const block of [E, B]) for (let at = 0; at < block.data.length; at++) block.data[at] *= scale;
    return buildArtifact('content', data.titles.length, config, [
      ['embedding', { shape: [matrix.rows, f], data: E.data.slice(0, matrix.rows * f) }],
      ['projection', { shape: [matrix.learned, f], data: B.data.slice(0, matrix.learned * f) }],
      ['popularity', vector(scalePopularity(targets.popularity))],
      ['chosenRegularization', vector(Float32Array.of(regularization))],
      ...matrixTensors(matrix),
    ]);
  } finally {
    kernels.heap.release(mark);
  }
}

const vector = (data: Tensor['data']): Tensor => ({ shape: [data.length], data });
const json = (value: unknown): Tensor => vector(new Uint8Array(Buffer.from(JSON.stringify(value))));

function matrixTensors(matrix: TermMatrix): [string, Tensor][] {
  return [
    ['indptr', vector(matrix.indptr)],
    ['indices', vector(matrix.indices)],
    ['counts', vector(matrix.counts)],
    ['kinds', vector(matrix.kinds)],
    ['frequencies', vector(matrix.frequencies)],
    ['keys', json(matrix.keys)],
    ['surfaces', json(matrix.surfaces)],
  ];
}

/**
 * Returns the usual λ, or the one that ranks new titles best of those that do so by more than a standard error: projections are
 * learned without some known titles, users are folded in by the rest of their histories, and the nDCG of those titles among
 * themselves is compared, paired over the users. Taking the best whatever its lead followed chance.
 */
function chooseRegularization(
  B: F32Block,
  terms: PlacedTerms,
  targets: Targets,
  interactions: Interactions,
  config: ContentConfig,
  { kernels, seed }: Environment,
): number {
  const f = config.factors;
  const known = [...targets.weights.keys()].filter((item) => targets.weights[item] > 0);
  const aside = random(seed, 'aside')
    .shuffle(Int32Array.from(known))
    .slice(0, Math.ceil(known.length * ASIDE));
  const weights = targets.weights.slice();
  const place = new Int32Array(weights.length).fill(-1);
  aside.forEach((item, at) => {
    weights[item] = 0;
    place[item] = at;
  });
  const mark = kernels.heap.mark();
  try {
    const E = kernels.heap.f32(terms.X.rows * f);
    const measure = (regularization: number): number[] => {
      const steps = Math.min(config.steps, CHOOSING_STEPS);
      solveRidge(kernels, B, terms, targets.vectors, weights, { f, regularization, steps });
      kernels.sparseMultiply(E, terms.X, B, f);
      return rankAside(E.data, interactions, aside, place, f);
    };
    const usual = measure(USUAL_REGULARIZATION);
    let best = USUAL_REGULARIZATION;
    let most = 0;
    for (const regularization of OTHER_REGULARIZATIONS) {
      const { mean, error } = compareGains(measure(regularization), usual);
      if (mean > error && mean > most) {
        best = regularization;
        most = mean;
      }
    }
    return best;
  } finally {
    kernels.heap.release(mark);
  }
}

/** Mean of a − b over the same users, and its standard error; 0 of nobody. */
function compareGains(a: readonly number[], b: readonly number[]): { mean: number; error: number } {
  const count = a.length || 1;
  const differences = a.map((gain, user) => gain - b[user]);
  const mean = differences.reduce((sum, value) => sum + value, 0) / count;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  return { mean, error: Math.sqrt(variance / count) };
}

/** The nDCG of the titles set aside among themselves, by the taste of the rest of the history, of each of the first users who watched any. */
function rankAside(
  E: Float32Array,
  { users, indptr, indices }: Interactions,
  aside: Int32Array,
  place: Int32Array,
  f: number,
): number[] {
  const scores = new Float32Array(aside.length);
  const order = new Int32Array(aside.length);
  const taste = new Float64Array(f);
  const gains: number[] = [];
  for (let user = 0; user < Math.min(users, JUDGES); user++) {
    taste.fill(0);
    const wanted = new Set<number>();
    for (let at = indptr[user]; at < indptr[user + 1]; at++) {
      const item = indices[at];
      if (place[item] >= 0) wanted.add(place[item]);
      else for (let k = 0; k < f; k++) taste[k] += E[item * f + k];
    }
    if (wanted.size === 0) continue;
    for (const [at, item] of aside.entries()) {
      let score = 0;
      for (let k = 0; k < f; k++) score += taste[k] * E[item * f + k];
      scores[at] = score;
      order[at] = at;
    }
    order.sort((a, b) => scores[b] - scores[a] || a - b);
    let gain = 0;
    let ideal = 0;
    for (let rank = 0; rank < order.length; rank++) {
      const discount = 1 / Math.log2(rank + 2);
      if (wanted.has(order[rank])) gain += discount;
      if (rank < wanted.size) ideal += discount;
    }
    gains.push(gain / ideal);
  }
  return gains;
}

/**
 * What vectors are multiplied with so that their mean square length over the known titles (over all, if none is) is 1: then the
 * weights of popularity and likeness mean the same for every catalogue and regularization.
 */
function unitScale(E: Float32Array, { weights, known }: Targets, f: number): number {
  let sum = 0;
  let total = 0;
  for (let item = 0; item < weights.length; item++) {
    const weight = known > 0 ? weights[item] : 1;
    for (let k = item * f; k < (item + 1) * f; k++) sum += weight * E[k] * E[k];
    total += weight;
  }
  return sum > 0 ? Math.sqrt(total / sum) : 1;
}

/** Popularity of each title, 0…1: its interactions on a logarithmic scale against the most watched; 0 for a title without any. */
function scalePopularity(popularity: Float32Array): Float32Array {
  const most = popularity.reduce((a, b) => Math.max(a, b), 0);
  return popularity.map((value) => (most > 0 ? value / most : 0));
}
