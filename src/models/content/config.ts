import { z } from 'zod';

const weight = (value: number) => z.number().min(0).max(100).default(value);

export const contentConfig = z
  .strictObject({
    text: z
      .enum(['all', 'none'])
      .default('all')
      .describe('Which texts are read: `all`, or `none` of them (genres, people and years stay).'),
    synopsis: z
      .boolean()
      .default(true)
      .describe('Whether the words of synopses are read; tags and names stay without them.'),
    factors: z.int().min(4).max(96).multipleOf(4).default(32).describe('Length of the vectors, a multiple of 4.'),
    regularization: z
      .union([z.literal('auto'), z.number().positive().max(1e6)])
      .default('auto')
      .describe(
        'λ of the ridge from terms to vectors; `auto` takes 4, or another of a few that is surely better on titles set aside from the training data.',
      ),
    frequencyExponent: z
      .number()
      .min(0)
      .max(2)
      .default(0.5)
      .describe('Titles count count^exponent in the ridge: vectors of often watched titles are surer.'),
    minTitles: z
      .int()
      .min(1)
      .max(10_000)
      .default(2)
      .describe('Terms in fewer titles teach nothing; they can still be searched.'),
    steps: z.int().min(1).max(500).default(10).describe('Conjugate-gradient steps of the ridge.'),
    kinds: z
      .strictObject({
        word: weight(0.7),
        name: weight(0.5),
        tagWord: weight(0.7),
        tag: weight(0.7),
        genre: weight(1),
        person: weight(1.3),
        year: weight(1),
      })
      .prefault({})
      .describe("Length of each kind's part of a title's unit row: how much the kind can say. 0 leaves it out."),
    collaborative: z
      .strictObject({
        regularization: z.number().positive().max(1e6).default(0.01),
        weight: z.number().positive().max(1e5).default(10),
        epochs: z.int().min(1).max(500).default(12),
        minInteractions: z.int().min(1).max(1_000_000).default(2),
      })
      .prefault({})
      .describe('The factorisation of the interactions whose item vectors are learned.'),
    asking: z
      .strictObject({
        match: z.number().min(0).max(100).default(1),
        kinship: z.number().min(0).max(100).default(0.35),
        popularity: z.number().min(0).max(100).default(0.3),
      })
      .prefault({})
      .describe(
        'How much the words asked with count: `match` for titles that hold them, `kinship` for titles like those, `popularity` so that known titles come first.',
      ),
    likeness: z
      .number()
      .min(0)
      .max(100)
      .default(0.6)
      .describe('How much sharing the very terms counts beside nearness of the vectors, for short histories.'),
    similar: z
      .strictObject({
        likeness: z.number().min(0).max(100).default(0.7),
        popularity: z.number().min(0).max(100).default(0.5),
      })
      .prefault({})
      .describe('What counts in lists of similar titles beside nearness of the vectors: shared terms, being known.'),
    popularity: z
      .number()
      .min(0)
      .max(100)
      .default(1)
      .describe('How much popularity (0…1 on a logarithmic scale) counts beside a history.'),
    caution: z
      .number()
      .min(0)
      .max(1000)
      .default(2)
      .describe(
        'How many liked titles a taste must rest on before it counts half: a short history leaves more to popularity.',
      ),
  })
  .prefault({});
export type ContentConfig = z.output<typeof contentConfig>;
