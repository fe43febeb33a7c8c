/** All catalogues together: search with facets, the films' own page, who watched a title. */
import { z } from 'zod';
import { languageSchema, listLengthSchema, listSchema, yearSchema } from './fields.ts';
import { LIMITS } from './limits.ts';
import { briefTitleSchema, platformSchema } from './titles.ts';

/** What titles are told apart by, and how they may be ordered. */
export const BROWSE_FACETS = [
  'catalogue',
  'platform',
  'type',
  'genre',
  'decade',
  'language',
  'country',
  'audience',
] as const;
export const BROWSE_ORDERS = ['relevance', 'audience', 'year', 'votes', 'revenue', 'name'] as const;

const facet = (description: string, example?: string): z.ZodOptional<typeof listSchema> =>
  listSchema.optional().meta({
    description: `${description} Of several any will do.`,
    ...(example === undefined ? {} : { example }),
  });

export const catalogueQuerySchema = z.strictObject({
  search: z.string().max(LIMITS.nameLength).optional().meta({
    description: 'Words or beginnings of words of a name, accents and case set aside; or the id of a title.',
    example: 'toy sto',
  }),
  catalogue: facet('`titles` (of which lists are made), `films` (TMDB), `platforms`.'),
  platform: facet('`amazon`, `disney`, `hulu`, `netflix`.'),
  type: facet('`movie`, `tv show`.'),
  genre: facet('A genre as the facet names it.', 'Animation'),
  decade: facet('The first year of a decade.', '1990'),
  spoken: facet('The original language, ISO 639-1.', 'fr'),
  country: facet('A country of production, ISO 3166, or its name in lower case where it has no code.', 'FR'),
  audience: facet('`with` or `without` users who interacted with it.'),
  year_from: yearSchema.optional().meta({ description: 'The earliest year.' }),
  year_to: yearSchema.optional().meta({ description: 'The latest year.' }),
  sort: z.enum(BROWSE_ORDERS).optional().meta({
    description:
      'Largest first, names from a to z; `relevance` (default): whole names, then beginnings, then the best known.',
  }),
  offset: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_000_000)
    .optional()
    .meta({ description: 'Titles left out at the beginning.' }),
  n: listLengthSchema.optional(),
  lang: languageSchema.optional(),
});

const standingShape = {
  titleId: z.string().nullable().meta({ description: 'Its id among the titles that lists are made of.' }),
  tmdbId: z.number().int().nullable(),
  platformIds: z.array(z.string()).meta({ description: "Its ids in the platforms' catalogues." }),
};

export const browsedTitleSchema = z
  .strictObject({
    ...standingShape,
    title: z.string(),
    year: z.number().int().nullable(),
    type: z.enum(['movie', 'tv show']).nullable(),
    genres: z.array(z.string()).meta({ description: 'Of all catalogues, by the names of the facet.' }),
    ownGenres: z.array(z.string()).meta({ description: 'As the first catalogue that has the title writes them.' }),
    platforms: z.array(platformSchema),
    viewers: z.number().int().nullable().meta({
      description: 'Users who interacted with it; null when lists are not made of it.',
    }),
    votes: z.number().int().nullable().meta({ description: 'Votes of TMDB; null when it is none of its films.' }),
    revenue: z.number().nullable().meta({ description: 'US dollars; null where unknown.' }),
  })
  .meta({ id: 'BrowsedTitle' });

const valuesSchema = z.array(z.strictObject({ value: z.string(), count: z.number().int() }));

export const catalogueSchema = z
  .strictObject({
    titles: z.array(browsedTitleSchema),
    total: z.number().int().meta({ description: 'How many titles match in all.' }),
    facets: z
      .strictObject(
        Object.fromEntries(BROWSE_FACETS.map((name) => [name, valuesSchema])) as Record<
          (typeof BROWSE_FACETS)[number],
          typeof valuesSchema
        >,
      )
      .meta({ description: 'Titles that each value would leave, given the choices in the other facets.' }),
    suggestions: z.array(browsedTitleSchema).meta({ description: 'The nearest names, when none matches.' }),
  })
  .meta({ id: 'Catalogue' });

const dollarsSchema = z.number().meta({ description: 'US dollars; 0 where the source says nothing.' });

export const filmSchema = z
  .strictObject({
    tmdbId: z.number().int(),
    titleId: standingShape.titleId,
    title: z.string(),
    year: z.number().int(),
    releaseDate: z.string().meta({ description: 'YYYY-MM-DD.' }),
    overview: z.string().nullable(),
    runtime: z.number().nullable().meta({ description: 'Minutes.' }),
    originalLanguage: z.string().nullable().meta({ description: 'ISO 639-1.' }),
    spokenLanguages: z.array(z.string()),
    collection: z.string().nullable(),
    genres: z.array(z.string()),
    companies: z.array(z.string()),
    countries: z.array(z.string()),
    keywords: z.array(z.string()),
    cast: z.array(z.string()).meta({ description: 'In order of billing.' }),
    directors: z.array(z.string()),
    votes: z.strictObject({ count: z.number().int(), average: z.number() }),
    popularity: z.number().meta({ description: "TMDB's own unit." }),
    budget: dollarsSchema,
    revenue: dollarsSchema,
    return: z.number().meta({ description: 'revenue / budget, 0 where it cannot be computed.' }),
    available: z
      .array(z.strictObject({ platform: platformSchema, id: z.string() }))
      .optional()
      .meta({ description: "The platforms' titles that are it; absent where no platform's catalogue was imported." }),
  })
  .meta({ id: 'Film' });

export const filmParametersSchema = z.strictObject({
  id: z.coerce.number().int().min(0).max(2_147_483_647).meta({ description: 'The TMDB id of a film.', example: 862 }),
});

export const filmQuerySchema = z.strictObject({ lang: languageSchema.optional() });

const shareSchema = z.number().min(0).max(1);
const tasteSchema = z.strictObject({
  name: z.string(),
  share: shareSchema.meta({ description: 'Its part of everything else that these viewers watched or rated.' }),
  everybody: shareSchema.meta({ description: 'The same over all users.' }),
  lift: z.number().meta({ description: 'share / everybody.' }),
});

export const titleAudienceSchema = z
  .strictObject({
    id: z.string(),
    viewers: z.number().int().meta({ description: 'Users of the snapshot who interacted with it.' }),
    months: z.array(z.strictObject({ month: z.string(), viewers: z.number().int() })).meta({
      description: 'Viewers by the month of their last interaction with it, UTC; months without any are left out.',
    }),
    undated: z.number().int().meta({ description: 'Viewers whose interaction has no time.' }),
    ratings: z
      .array(z.strictObject({ stars: z.number(), count: z.number().int() }))
      .meta({ description: 'How many gave each number of stars; empty without ratings.' }),
    meanRating: z.number().nullable(),
    watched: z
      .strictObject({ viewers: z.number().int(), mean: shareSchema })
      .nullable()
      .meta({ description: 'Mean watched part, over those viewers for whom it is known.' }),
    lookedAt: z.number().int().meta({
      description: 'Viewers whose other titles were looked at for what follows: all, or 2,000 taken at even steps.',
    }),
    genres: z.array(tasteSchema).meta({ description: 'What these viewers meet more than everybody.' }),
    tags: z.array(tasteSchema),
    also: z
      .array(
        z.strictObject({
          title: briefTitleSchema,
          share: shareSchema.meta({ description: 'Part of these viewers who have it too.' }),
          everybody: shareSchema.meta({ description: 'Part of all users who have it.' }),
          lift: z.number(),
        }),
      )
      .meta({ description: 'Titles that these viewers share, the most telling first.' }),
  })
  .meta({ id: 'TitleAudience' });
