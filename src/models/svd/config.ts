import { z } from 'zod';

const factors = (most: number) => z.int().min(4).max(most).multipleOf(4);

/** Options of biased factors by gradient descent. */
export const biasedConfig = z
  .strictObject({
    factors: factors(1024).default(100).describe('Length of the vectors; a multiple of 4.'),
    epochs: z.int().min(1).max(1000).default(40).describe('Passes over the ratings.'),
    learningRate: z.number().positive().max(1).default(0.01).describe('Length of a step.'),
    regularization: z.number().min(0).max(10).default(0.1).describe('How strongly vectors and biases are held at 0.'),
    stripes: z
      .int()
      .min(1)
      .max(64)
      .default(8)
      .describe('Users and items are cut into so many stripes: at most so many threads work at once.'),
  })
  .prefault({});
export type BiasedConfig = z.output<typeof biasedConfig>;

/** Options of SVD++. */
export const implicitConfig = z
  .strictObject({
    factors: factors(1024).default(40).describe('Length of the vectors; a multiple of 4.'),
    epochs: z.int().min(1).max(1000).default(50).describe('Passes over the ratings.'),
    learningRate: z.number().positive().max(1).default(0.007).describe('Length of a step.'),
    regularization: z.number().min(0).max(10).default(0.1).describe('How strongly vectors and biases are held at 0.'),
    parts: z
      .int()
      .min(1)
      .max(64)
      .default(2)
      .describe('Users are cut into so many parts: at most so many threads work at once.'),
  })
  .prefault({});
export type ImplicitConfig = z.output<typeof implicitConfig>;

/** Nothing but size and length, since the regularization is drawn with everything else. */
const bayesian = z.strictObject({
  factors: z.int().min(0).max(256).default(12).describe('Length of the vectors.'),
  sweeps: z.int().min(1).max(10_000).default(300).describe('Draws of all parameters.'),
  burnIn: z.int().min(0).max(10_000).default(40).describe('Sweeps that are not kept.'),
});
/** Options of Bayesian factors. */
export const bayesianConfig = bayesian
  .refine(({ sweeps, burnIn }) => sweeps > burnIn, { message: 'expected more sweeps than burnIn' })
  .prefault({});
export type BayesianConfig = z.output<typeof bayesianConfig>;

/** Options of the beliefs about stars: Bayesian factors of which some draws are kept. */
export const posteriorConfig = bayesian
  .extend({
    draws: z.int().min(1).max(1000).default(16).describe('Draws that are kept for folding in histories.'),
  })
  .refine(({ sweeps, burnIn, draws }) => sweeps - burnIn >= draws, { message: 'expected draws within sweeps − burnIn' })
  .prefault({});
export type PosteriorConfig = z.output<typeof posteriorConfig>;

/** Options of the model behind verdicts: stars in fewer sweeps, for what is asked of it needs no more. */
export const starsConfig = bayesian
  .extend({
    sweeps: z.int().min(1).max(10_000).default(140).describe('Draws of all parameters.'),
    draws: z.int().min(1).max(1000).default(10).describe('Draws that are kept for folding in histories.'),
    likeFrom: z
      .number()
      .min(0.5)
      .max(5)
      .default(4)
      .describe('Stars from which on a rating counts as liking, on the scale 0.5 to 5 that ratings are imported to.'),
  })
  .refine(({ sweeps, burnIn, draws }) => sweeps - burnIn >= draws, { message: 'expected draws within sweeps − burnIn' })
  .prefault({});
export type StarsConfig = z.output<typeof starsConfig>;
