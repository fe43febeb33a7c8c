import { z } from 'zod';

const weight = (value: number) => z.number().min(0).max(100).default(value);

export const neighboursConfig = z
  .strictObject({
    k: z.int().min(5).max(500).default(64).describe('Neighbours kept of each film.'),
    kinds: z
      .strictObject({
        word: weight(0.5),
        name: weight(0.1),
        keyword: weight(0.1),
        keywordWord: weight(0.3),
        cast: weight(0.7),
        director: weight(0.2),
        collection: weight(0.3),
        company: weight(0.1),
        genre: weight(0.2),
        country: weight(0.07),
        language: weight(0.15),
        year: weight(0.3),
        votes: weight(0.1),
      })
      .prefault({})
      .describe('How much each kind of likeness counts, in parts of their sum. 0 leaves it out.'),
    yearScale: z
      .number()
      .positive()
      .max(100)
      .default(5)
      .describe('Years of distance after which nearness in time has fallen to 1/e.'),
  })
  .prefault({});

export type NeighboursConfig = z.output<typeof neighboursConfig>;
export type NeighbourKind = keyof NeighboursConfig['kinds'];
