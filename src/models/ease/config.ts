import { z } from 'zod';
import { userExponent } from '../user-worth.ts';

export const easeConfig = z
  .strictObject({
    regularization: z
      .number()
      .positive()
      .max(1e7)
      .default(300)
      .describe('λ on the diagonal of the Gram matrix: larger trusts single users less.'),
    regularizationExponent: z
      .number()
      .min(0)
      .max(2)
      .default(0)
      .describe(
        'ν in λ·(count / mean count)^ν, the λ of an item: 0 treats all items alike, 0.5 trusts rare ones more and known ones less.',
      ),
    userExponent,
    diagonalExponent: z
      .number()
      .min(0)
      .max(1)
      .default(1)
      .describe(
        'γ: columns of P are divided by the γ-th power of its diagonal; 1 is EASE, 0 the plain linear autoencoder, which favours what many watched.',
      ),
    genreWeight: z
      .number()
      .min(0)
      .max(10)
      .default(0)
      .describe(
        'What genres count as rows beside the users, in units of λ: titles of one genre get like neighbours; 0: not.',
      ),
    tagWeight: z.number().min(0).max(10).default(0).describe('The same of tags.'),
    eraWeight: z.number().min(0).max(10).default(0).describe('The same of decades, and of each genre in a decade.'),
    nameWeight: z.number().min(0).max(10).default(0).describe('The same of words in the titles’ names.'),
    minInteractions: z.int().min(1).max(1_000_000).default(3).describe('Items with fewer interactions have no row.'),
    maxItems: z
      .int()
      .min(1)
      .max(30_000)
      .default(4096)
      .describe('At most so many items, those with the most interactions: memory is 4·maxItems² bytes.'),
    windows: z
      .array(z.int().min(0).max(1_000_000))
      .min(1)
      .max(8)
      .default([0])
      .describe(
        'Lengths of the windows into which histories are cut, each adding its rows to X; 0: the whole history.',
      ),
  })
  .prefault({});
export type EaseConfig = z.output<typeof easeConfig>;
