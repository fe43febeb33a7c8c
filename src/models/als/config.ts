import { z } from 'zod';

export const alsConfig = z
  .strictObject({
    factors: z.int().min(4).max(512).multipleOf(4).default(64).describe('Length of the vectors, a multiple of 4.'),
    regularization: z
      .number()
      .positive()
      .max(1e6)
      .default(0.01)
      .describe('λ, multiplied for each row by its frequency (see `regularizationExponent`).'),
    regularizationExponent: z
      .number()
      .min(0)
      .max(2)
      .default(1)
      .describe(
        'ν in λ·(weight·count + others)^ν: 1 scales the regularization with the frequency, 0 treats all rows alike.',
      ),
    weight: z
      .number()
      .positive()
      .max(1e5)
      .default(10)
      .describe('How much more an observed pair counts than an unobserved one, which counts 1.'),
    epochs: z.int().min(1).max(500).default(12).describe('Passes over users and items.'),
    steps: z.int().min(1).max(50).default(3).describe('Conjugate-gradient steps for each half of an epoch.'),
    deviation: z
      .number()
      .positive()
      .max(100)
      .default(0.1)
      .describe(
        'Standard deviation of the numbers that the vectors of items begin with; far smaller ones take more epochs to forget.',
      ),
    minInteractions: z.int().min(1).max(1_000_000).default(2).describe('Items with fewer interactions have no vector.'),
    maxItems: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(200_000)
      .describe('At most so many items, those with the most interactions.'),
    windows: z
      .array(z.int().min(0).max(1_000_000))
      .min(1)
      .max(8)
      .default([0])
      .describe(
        'Lengths of the windows into which histories are cut, each adding its rows to the users; 0: the whole history.',
      ),
  })
  .prefault({});
export type AlsConfig = z.output<typeof alsConfig>;

/** The `deviation` of the factorisations inside the hybrid and the content model, for vectors of so many factors: 0.1 did no better there. */
export const narrowDeviation = (factors: number): number => 0.1 / Math.sqrt(factors);
