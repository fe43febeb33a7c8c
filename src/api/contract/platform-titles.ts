/** The platforms' own titles: search, one with where else it is. */
import { z } from 'zod';
import { languageSchema, listLengthSchema } from './fields.ts';
import { LIMITS } from './limits.ts';
import { platformSchema } from './titles.ts';

export const briefTitleOfPlatformSchema = z
  .strictObject({
    id: z.string().meta({ description: "The platform's first letter and its own id.", example: 'ns123' }),
    platform: platformSchema,
    type: z.enum(['movie', 'tv show']).nullable(),
    title: z.string().meta({ description: 'In lower case, as all text of this catalogue.' }),
    year: z.number().int().nullable(),
  })
  .meta({ id: 'BriefTitleOfPlatform' });

export const titleOfPlatformSchema = z
  .strictObject({
    ...briefTitleOfPlatformSchema.shape,
    dateAdded: z.string().nullable().meta({ description: 'YYYY-MM-DD on which the platform added it.' }),
    rating: z.string().meta({ description: 'Maturity rating; `g` where the source has none.' }),
    duration: z.strictObject({ value: z.number().int(), unit: z.enum(['min', 'season']) }).nullable(),
    description: z.string().nullable(),
    genres: z.array(z.string()),
    directors: z.array(z.string()),
    cast: z.array(z.string()).meta({ description: 'Empty too where the platform tells no cast at all, as Hulu.' }),
    countries: z.array(z.string()),
    score: z.number().nullable().meta({ description: 'Mean rating of users.' }),
    scoreCount: z.number().int().meta({ description: 'Ratings behind it; 0 when only the mean is known.' }),
    film: z
      .strictObject({ tmdbId: z.number().int(), title: z.string(), year: z.number().int() })
      .nullable()
      .meta({ description: 'The film that it is in the films catalogue, by name, year and director.' }),
    sameFilm: z.array(briefTitleOfPlatformSchema).meta({
      description: 'The same film or series on other platforms, and its other versions on this one.',
    }),
  })
  .meta({ id: 'TitleOfPlatform' });

export const platformTitleParametersSchema = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(LIMITS.nameLength)
    .meta({ description: 'The id of a title, or its exact name.', example: 'ds3' }),
});

export const platformTitleQuerySchema = z.strictObject({ lang: languageSchema.optional() });

export const platformTitlesQuerySchema = z.strictObject({
  search: z
    .string()
    .min(1)
    .max(LIMITS.nameLength)
    .meta({ description: 'Words or beginnings of words of the name, accents and case set aside.', example: 'cruella' }),
  platform: z
    .string()
    .min(1)
    .max(LIMITS.nameLength)
    .optional()
    .meta({ description: 'Only titles of this platform: amazon, disney, hulu or netflix.' }),
  n: listLengthSchema.optional(),
  lang: languageSchema.optional(),
});

export const titlesOfPlatformsSchema = z
  .strictObject({
    titles: z.array(briefTitleOfPlatformSchema),
    total: z.number().int().meta({ description: 'How many titles match in all.' }),
    suggestions: z.array(briefTitleOfPlatformSchema).meta({ description: 'The nearest names, when none matches.' }),
  })
  .meta({ id: 'TitlesOfPlatforms' });
