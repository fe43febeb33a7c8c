import { z } from 'zod';
import { userExponent } from '../user-worth.ts';

export const knnConfig = z
  .strictObject({
    k: z.int().min(1).max(10_000).default(200).describe('Neighbours kept for each title.'),
    shrinkage: z
      .number()
      .min(0)
      .max(1e6)
      .default(20)
      .describe('Added below the fraction: larger trusts pairs that few users share less.'),
    asymmetry: z
      .number()
      .min(0)
      .max(1)
      .default(0.7)
      .describe(
        'α: how much of the popularity of the watched title, and not of the other, is divided by; 0.5 is the cosine.',
      ),
    userExponent,
    minInteractions: z.int().min(1).max(1_000_000).default(2).describe('Items with fewer interactions have no row.'),
    maxItems: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(200_000)
      .describe('At most so many items, those with the most interactions.'),
  })
  .prefault({});
