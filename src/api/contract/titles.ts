/** Titles: search, one, its neighbours. */
import { z } from 'zod';
import { languageSchema, listLengthSchema, listSchema } from './fields.ts';
import { LIMITS } from './limits.ts';

export const titleReferenceSchema = z.strictObject({ id: z.string(), title: z.string() });

/** A platform of the aggregator. */
export const platformSchema = z.enum(['amazon', 'disney', 'hulu', 'netflix']);

export const briefTitleSchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    year: z.number().int().nullable(),
    genres: z.array(z.string()),
    availableOn: z.array(platformSchema).optional().meta({
      description: "The platforms that have it; absent where no platform's catalogue was imported.",
    }),
  })
  .meta({ id: 'BriefTitle' });

const confidenceSchema = z
  .number()
  .min(0)
  .max(1)
  .meta({ description: 'How sure it is that both are the same; 1 where a links file says so.' });

export const linkedFilmSchema = z
  .strictObject({
    tmdbId: z.number().int(),
    confidence: confidenceSchema,
    releaseDate: z.string().meta({ description: 'YYYY-MM-DD.' }),
    runtime: z.number().nullable().meta({ description: 'Minutes.' }),
    collection: z.string().nullable(),
    countries: z.array(z.string()),
    votes: z
      .strictObject({ count: z.number().int(), average: z.number() })
      .meta({ description: 'Votes of TMDB and their mean, 0 to 10.' }),
    budget: z.number().meta({ description: 'US dollars; 0 where the source says nothing.' }),
    revenue: z.number().meta({ description: 'US dollars; 0 where the source says nothing.' }),
    return: z.number().meta({ description: 'revenue / budget, 0 where it cannot be computed.' }),
  })
  .meta({ id: 'LinkedFilm' });

export const titleSchema = z
  .strictObject({
    ...briefTitleSchema.shape,
    tags: z.array(z.string()),
    synopsis: z.string().nullable(),
    cast: z.array(z.string()),
    directors: z.array(z.string()),
    viewers: z.number().int().meta({ description: 'Users of the snapshot who interacted with it.' }),
    available: z
      .array(
        z.strictObject({
          platform: platformSchema,
          id: z.string().meta({ description: 'Its id in the catalogue of the platforms.' }),
          confidence: confidenceSchema,
        }),
      )
      .optional()
      .meta({ description: "The platforms' own titles of it; absent where no platform's catalogue was imported." }),
    film: linkedFilmSchema.nullable().optional().meta({
      description:
        'What the films catalogue says of it: null where it is not known there; absent where none was imported.',
    }),
  })
  .meta({ id: 'Title' });

/** What carried a recommendation, true of the model: the titles of the history, shared words, tags, genres and people, or popularity. */
export const becauseSchema = z
  .strictObject({
    kind: z.enum(['history', 'word', 'tag', 'genre', 'person', 'popularity']),
    title: titleReferenceSchema.optional().meta({ description: 'The title of the history, for kind `history`.' }),
    term: z
      .string()
      .optional()
      .meta({ description: 'The shared word, tag, genre or person, as the source writes it.' }),
    amount: z.number().nullable().meta({
      description:
        "Its part of the score, in the model's own unit; larger carried more. Null: what the titles share by the catalogue, not weighed by the model.",
    }),
  })
  .meta({ id: 'Because' });

export const titlesQuerySchema = z.strictObject({
  search: z
    .string()
    .min(1)
    .max(LIMITS.nameLength)
    .meta({ description: 'Words or beginnings of words of the name, accents and case set aside.', example: 'toy sto' }),
  n: listLengthSchema.optional(),
  lang: languageSchema.optional(),
});

export const titlesSchema = z
  .strictObject({
    titles: z.array(briefTitleSchema),
    total: z.number().int().meta({ description: 'How many titles match in all.' }),
    suggestions: z.array(briefTitleSchema).meta({ description: 'The nearest names, when none matches.' }),
  })
  .meta({ id: 'TitleList' });

export const briefTitlesQuerySchema = z.strictObject({
  ids: listSchema.meta({ description: 'Ids of titles; unknown ones are left out.', example: '1|2' }),
  lang: languageSchema.optional(),
});

export const briefTitlesSchema = z.strictObject({ titles: z.array(briefTitleSchema) }).meta({ id: 'BriefTitleList' });

export const wallQuerySchema = z.strictObject({
  liked: listSchema.optional().meta({ description: 'Titles picked so far, by id or name.' }),
  disliked: listSchema.optional().meta({ description: 'Titles set aside so far, by id or name.' }),
  genres: listSchema.optional().meta({ description: 'Only titles of these genres.' }),
  n: listLengthSchema.optional(),
  lang: languageSchema.optional(),
});

export const wallSchema = z
  .strictObject({
    titles: z.array(
      z.strictObject({
        ...briefTitleSchema.shape,
        kind: z
          .enum(['kin', 'known'])
          .meta({ description: '`kin` of what was picked, or `known` by many and unlike the others.' }),
      }),
    ),
    genres: z.array(z.strictObject({ name: z.string(), label: z.string(), titles: z.number().int() })).meta({
      description:
        'Every genre of the catalogue, as written there and as people read it; those with most titles first.',
    }),
  })
  .meta({ id: 'Wall' });

export const titleParametersSchema = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(LIMITS.nameLength)
    .meta({ description: 'The id of a title, or its exact name.', example: '1' }),
});

export const similarQuerySchema = z.strictObject({
  n: listLengthSchema.optional(),
  lang: languageSchema.optional(),
});

export const similarTitlesSchema = z
  .strictObject({
    title: briefTitleSchema,
    model: z.strictObject({ version: z.string(), name: z.string() }),
    similar: z.array(
      z.strictObject({
        rank: z.number().int(),
        ...briefTitleSchema.shape,
        score: z.number(),
        reason: z.string(),
        because: z.array(becauseSchema),
      }),
    ),
  })
  .meta({ id: 'SimilarTitles' });
