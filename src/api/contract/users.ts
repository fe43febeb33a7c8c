/** Users: search, one. */
import { z } from 'zod';
import { idSchema, languageSchema, listLengthSchema } from './fields.ts';
import { LIMITS } from './limits.ts';
import { briefTitleSchema, titleReferenceSchema } from './titles.ts';

export const usersQuerySchema = z.strictObject({
  search: z
    .string()
    .max(LIMITS.idLength)
    .optional()
    .meta({ description: 'Beginning of the id; without it the first users.', example: '1' }),
  n: listLengthSchema.optional(),
  lang: languageSchema.optional(),
});

export const usersSchema = z
  .strictObject({
    users: z.array(z.strictObject({ id: z.string(), interactions: z.number().int() })),
    total: z.number().int(),
  })
  .meta({ id: 'UserList' });

export const typicalUsersQuerySchema = z.strictObject({
  n: listLengthSchema.optional(),
  lang: languageSchema.optional(),
});

export const typicalUsersSchema = z
  .strictObject({
    users: z.array(
      z.strictObject({
        id: z.string(),
        interactions: z.number().int(),
        genres: z.array(z.strictObject({ name: z.string(), share: z.number() })).meta({
          description:
            'The genres the user stands out by, the most telling first, with their part of all that was watched.',
        }),
        favourites: z
          .array(briefTitleSchema)
          .meta({ description: 'Liked titles of the first genre, the best known first.' }),
      }),
    ),
  })
  .meta({ id: 'TypicalUserList' });

export const userParametersSchema = z.strictObject({
  id: idSchema.meta({ description: 'The id of a user.', example: '1' }),
});

export const userDetailQuerySchema = z.strictObject({
  n: listLengthSchema
    .optional()
    .meta({ description: 'How many titles of the history, the newest first; defaults to 10.', example: 5 }),
  lang: languageSchema.optional(),
});

export const userSchema = z
  .strictObject({
    id: z.string(),
    counts: z.strictObject({
      interactions: z.number().int(),
      positive: z.number().int(),
      negative: z.number().int(),
      live: z.number().int().meta({ description: 'Titles with feedback newer than the snapshot.' }),
      unknownTitles: z.number().int().meta({
        description: 'Titles of the feedback that the snapshot does not know; they count once a later one does.',
      }),
    }),
    history: z.array(
      z.strictObject({
        title: titleReferenceSchema,
        weight: z.number().meta({ description: 'How much it says: 1 a full positive, below 0 a dislike.' }),
        time: z.string().nullable(),
      }),
    ),
    tastes: z.strictObject({
      genres: z.array(z.strictObject({ name: z.string(), share: z.number() })),
      tags: z.array(z.strictObject({ name: z.string(), share: z.number() })),
    }),
  })
  .meta({ id: 'User' });
