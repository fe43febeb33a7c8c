/** Recommendations: what may be asked and what comes back. */
import { z } from 'zod';
import {
  diversitySchema,
  flagSchema,
  idSchema,
  LANGUAGES,
  languageSchema,
  listLengthSchema,
  listSchema,
  matchSchema,
  yearSchema,
} from './fields.ts';
import { LIMITS } from './limits.ts';
import { becauseSchema, briefTitleSchema, titleReferenceSchema } from './titles.ts';

const listNote = 'Repeat the parameter, or put commas or bars between members; quote a member that holds a comma.';

const exposureNote =
  'Whether the list is shown to a viewer, and noted as such in the exposure log; defaults to true. `false` for lists that somebody only looks at.';

/** The version that answers; shared by addresses and bodies. */
const modelSchema = z.string().min(1).max(LIMITS.idLength).optional().meta({
  description:
    'The model version that answers (see /v1/models), to compare it with the one that serves; `popularity` is what most users watched, without a model. A version that does not serve is loaded when it is asked first, which takes seconds; one at a time fits.',
  example: 'popularity',
});

const wishesShape = {
  model: modelSchema,
  liked: listSchema.optional().meta({ description: `Titles the viewer likes, by id or name. ${listNote}` }),
  disliked: listSchema.optional().meta({ description: `Titles the viewer dislikes, by id or name. ${listNote}` }),
  genres: listSchema.optional().meta({
    description: `Only titles of these genres, in Spanish or English; they count as taste too. ${listNote}`,
  }),
  genres_match: matchSchema
    .optional()
    .meta({ description: 'Whether a title needs any of the genres (default) or all.' }),
  tags: listSchema
    .optional()
    .meta({ description: `Only titles with these tags; they count as taste too. ${listNote}` }),
  tags_match: matchSchema.optional().meta({ description: 'Whether a title needs any of the tags (default) or all.' }),
  text: z
    .string()
    .min(1)
    .max(LIMITS.textLength)
    .optional()
    .meta({ description: "The viewer's own words, in Spanish or English." }),
  year_from: yearSchema.optional().meta({ description: 'Only titles of this year or later.' }),
  year_to: yearSchema.optional().meta({ description: 'Only titles of this year or earlier.' }),
  platform: z.string().min(1).max(LIMITS.nameLength).optional().meta({
    description:
      'Only titles that this platform has (amazon, disney, hulu, netflix), or one of several between commas or bars. An unknown platform, and a catalogue that does not say where its titles are, are told in the warnings.',
    example: 'netflix',
  }),
  exclude: listSchema.optional().meta({ description: `Titles to leave out, by id or name. ${listNote}` }),
  include_seen: flagSchema
    .optional()
    .meta({ description: 'Whether titles of the history may come back; defaults to false.' }),
  n: listLengthSchema.optional(),
  diversity: diversitySchema.optional(),
  exposure: flagSchema.optional().meta({ description: exposureNote }),
  lang: languageSchema.optional(),
};

export const newUserQuerySchema = z.strictObject({
  userId: idSchema
    .optional()
    .meta({ description: 'A registered user: answers the same as /get_user_recommendation/.' }),
  ...wishesShape,
});
export type NewUserQuery = z.output<typeof newUserQuerySchema>;

export const userQuerySchema = z.strictObject({
  userId: idSchema.meta({ description: 'The registered user; required.', example: '1' }),
  ...wishesShape,
});

export const userWishesQuerySchema = z.strictObject(wishesShape);

const namesSchema = z.array(z.string().min(1).max(LIMITS.nameLength)).max(LIMITS.listLength);

/** A history in a body, oldest first. */
export const givenHistorySchema = z
  .array(
    z.strictObject({
      title: z.string().min(1).max(LIMITS.nameLength).meta({ description: 'Id or name.' }),
      kind: z.enum(['view', 'rating', 'like', 'dislike', 'watched']).optional(),
      rating: z.number().min(0.5).max(5).optional(),
      fraction: z.number().min(0).max(1).optional(),
    }),
  )
  .max(LIMITS.historyLength);

export const recommendationsBodySchema = z
  .strictObject({
    userId: idSchema.optional().meta({ description: 'A registered user, whose history is taken along.' }),
    model: modelSchema,
    history: givenHistorySchema.optional().meta({ description: 'What the viewer saw, oldest first.' }),
    liked: namesSchema.optional(),
    disliked: namesSchema.optional(),
    genres: namesSchema.optional(),
    genresMatch: matchSchema.optional(),
    tags: namesSchema.optional(),
    tagsMatch: matchSchema.optional(),
    text: z.string().min(1).max(LIMITS.textLength).optional(),
    yearFrom: z.number().int().min(LIMITS.year.least).max(LIMITS.year.most).optional(),
    yearTo: z.number().int().min(LIMITS.year.least).max(LIMITS.year.most).optional(),
    platform: z.string().min(1).max(LIMITS.nameLength).optional(),
    exclude: namesSchema.optional(),
    includeSeen: z.boolean().optional(),
    n: z.number().int().min(LIMITS.n.least).max(LIMITS.n.most).optional(),
    diversity: z.number().min(0).max(1).optional(),
    exposure: z.boolean().optional().meta({ description: exposureNote }),
    lang: z.enum(LANGUAGES).optional(),
  })
  .meta({
    id: 'RecommendationsRequest',
    example: {
      history: [
        { title: 'Toy Story', rating: 5 },
        { title: '2', kind: 'view' },
      ],
      disliked: ['Jumanji'],
      n: 5,
      lang: 'es',
    },
  });
export type RecommendationsBody = z.output<typeof recommendationsBodySchema>;

export const recommendationSchema = z
  .strictObject({
    rank: z.number().int().min(1),
    ...briefTitleSchema.shape,
    score: z.number().nullable().meta({
      description: 'Higher is better within one list; no scale is promised. Null: ordered by popularity alone.',
    }),
    reason: z.string().meta({ description: 'The reason in one sentence, in the language asked for.' }),
    because: z.array(becauseSchema),
  })
  .meta({ id: 'Recommendation' });

export const WARNING_CODES = [
  'UNKNOWN_USER',
  'UNKNOWN_TITLE',
  'UNKNOWN_GENRE',
  'UNKNOWN_TAG',
  'UNKNOWN_PLATFORM',
  'FEW_MATCHES',
] as const;

export const warningSchema = z
  .strictObject({
    code: z.enum(WARNING_CODES),
    parameter: z.string(),
    value: z.string(),
    message: z.string(),
    suggestions: z.array(z.string()),
  })
  .meta({
    id: 'Warning',
    description: 'Something asked for that could not be followed; the rest of the answer stands.',
  });

export const slateSchema = z
  .strictObject({
    slateId: z.string().meta({
      description: 'Names this list in the exposure log; one asked for with `exposure=false` is not noted there.',
    }),
    userId: z.string().nullable(),
    model: z.strictObject({ version: z.string(), name: z.string() }),
    snapshot: z.string(),
    language: z.enum(LANGUAGES),
    basedOn: z
      .strictObject({
        history: z.number().int().meta({ description: 'Titles of the history that were taken into account.' }),
        liked: z.array(titleReferenceSchema),
        disliked: z.array(titleReferenceSchema),
        genres: z.array(z.string()),
        tags: z.array(z.string()),
        text: z.string().nullable(),
      })
      .meta({ description: 'What was understood of the question.' }),
    recommendations: z.array(recommendationSchema),
    warnings: z.array(warningSchema),
  })
  .meta({ id: 'Slate' });
