import type { Interactions } from '../../dataset/index.ts';
import { alsConfig, narrowDeviation } from '../als/config.ts';
import { factorise } from '../als/factorise.ts';
import type { Environment } from '../contract.ts';
import { buildInteractionMatrix, countInteractions, selectItems } from '../interaction-matrix.ts';
import type { ContentConfig } from './config.ts';

/** With fewer known titles nothing can be learned. */
export const FEWEST_KNOWN = 20;

/** What terms are taught: where each title stands among the tastes of users. */
export interface Targets {
  /** Unit vectors items×factors; zero rows where nothing is known. */
  readonly vectors: Float32Array;
  /** Weight of each title in the ridge, mean 1 over those known, 0 elsewhere. */
  readonly weights: Float32Array;
  /** ln(1 + interactions) of each title. */
  readonly popularity: Float32Array;
  /** How many titles have a vector. */
  readonly known: number;
}

/** Returns the targets: item vectors of an implicit factorisation of the interactions, made unit length. */
export function buildTargets(interactions: Interactions, config: ContentConfig, environment: Environment): Targets {
  const f = config.factors;
  const counts = countInteractions(interactions);
  const kept = selectItems(counts, config.collaborative.minInteractions, 200_000);
  const popularity = Float32Array.from(counts, (count) => Math.log1p(count));
  const vectors = new Float32Array(interactions.items * f);
  const weights = new Float32Array(interactions.items);
  if (kept.length === 0) return { vectors, weights, popularity, known: 0 };
  const { regularization, weight, epochs } = config.collaborative;
  const als = alsConfig.parse({ factors: f, regularization, weight, epochs, deviation: narrowDeviation(f) });
  const { items } = factorise(buildInteractionMatrix(interactions, kept), als, environment);
  let total = 0;
  let known = 0;
  for (const [column, item] of kept.entries()) {
    const vector = items.subarray(column * f, (column + 1) * f);
    const length = Math.hypot(...vector);
    if (!(length > 0 && Number.isFinite(length))) continue;
    for (let k = 0; k < f; k++) vectors[item * f + k] = vector[k] / length;
    weights[item] = counts[item] ** config.frequencyExponent;
    total += weights[item];
    known++;
  }
  for (let item = 0; item < weights.length; item++) weights[item] *= known / (total || 1);
  return { vectors, weights, popularity, known };
}
