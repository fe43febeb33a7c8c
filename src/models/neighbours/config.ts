import { z } from 'zod';

const weight = (value: number) => z.number().min(0).max(100).default(value);

export const neighboursConfig = z
  .strictObject({
    k: z.int().min(5).max(500).default(64).describe('Neighbours kept of each film.'),
    kinds: z
      .strictObject({
        word: weight(0.4),
        name: weight(0.1),
        keyword: weight(0.1),
        keywordWord: weight(0.3),
        cast: weight(0.6),
        director: weight(0.15),
        collection: weight(0.3),
        company: weight(0.12),
        genre: weight(0.25),
        country: weight(0.05),
        language: weight(0.35),
        year: weight(0.4),
        votes: weight(0.2),
      })
      .prefault({})
      .describe('How much each kind of likeness counts, in parts of their sum. 0 leaves it out.'),
    yearScale: z
      .number()
      .positive()
      .max(100)
      .default(8)
      .describe('Years of distance after which nearness in time has fallen to 1/e.'),
  })
  .prefault({});

export type NeighboursConfig = z.output<typeof neighboursConfig>;
export type NeighbourKind = keyof NeighboursConfig['kinds'];
