import { z } from 'zod';
import { userExponent } from '../user-worth.ts';

export const sparseEaseConfig = z
  .strictObject({
    regularization: z
      .number()
      .positive()
      .max(1e7)
      .default(300)
      .describe('λ of the regressions: larger trusts single users less.'),
    regularizationExponent: z
      .number()
      .min(0)
      .max(2)
      .default(0.5)
      .describe('ν in λ·(count / mean count)^ν, the λ of an item, as in EASE.'),
    userExponent,
    k: z.int().min(1).max(2000).default(100).describe('Neighbours of which each title is told: time grows with k³.'),
    pairs: z
      .int()
      .min(1)
      .max(10_000)
      .default(400)
      .describe('Nearest titles of each one whose numbers of common users are kept; others count as none.'),
    minInteractions: z.int().min(1).max(1_000_000).default(3).describe('Items with fewer interactions have no row.'),
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
      .describe('Lengths of the windows into which histories are cut, as in EASE; 0: the whole history.'),
  })
  .prefault({});
export type SparseEaseConfig = z.output<typeof sparseEaseConfig>;
