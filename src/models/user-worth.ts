import { z } from 'zod';
import type { InteractionMatrix } from './interaction-matrix.ts';

/** The setting of every model that can let heavy users count less. */
export const userExponent = z
  .number()
  .min(0)
  .max(2)
  .default(0)
  .describe('β: a user with l titles counts l^−β; above 0 those who watched everything say less.');

/**
 * Returns what each user counts in sums over users: l^−`exponent` for a user with l kept titles, times a number that makes 1 of the mean
 * over all interactions; 1 each for exponent 0. With 1 the sums are those of a random walk title – user – title
 * (Paudel et al., "Updatable, Accurate, Diverse, and Scalable Recommendations for Interactive Applications", RP³, TiiS 2016).
 */
export function worthOfUsers({ users, indptr }: InteractionMatrix, exponent: number): Float64Array {
  const worth = new Float64Array(users).fill(1);
  if (exponent === 0) return worth;
  let total = 0;
  for (let user = 0; user < users; user++) {
    const length = indptr[user + 1] - indptr[user];
    worth[user] = length === 0 ? 0 : length ** -exponent;
    total += length * worth[user];
  }
  const mean = total / indptr[users];
  return worth.map((one) => one / mean);
}
