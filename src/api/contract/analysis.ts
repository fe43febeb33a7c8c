/** What stands in the catalogues: distributions, relations, outliers, gaps, words, calendars, platforms, findings. */
import { z } from 'zod';
import { EXPLORED_CATALOGUES, UNITS } from '../../analysis/index.ts';
import { languageSchema } from './fields.ts';
import { LIMITS } from './limits.ts';

const catalogueSchema = z.enum(EXPLORED_CATALOGUES);
const grainSchema = z.enum(['titles', 'users', 'interactions']);
const countSchema = z.number().int();
const shareSchema = z.number().meta({ description: '0…1' });
const valueSchema = z.number().nullable();

const askedShape = {
  catalogue: catalogueSchema.optional().meta({
    description:
      '`films`: the films catalogue; `aggregator`: the titles of the streaming platforms; `platform`: the titles that recommendations come from, with what users did. Defaults to the first that the snapshot has.',
    example: 'platform',
  }),
  format: z
    .enum(['json', 'csv'])
    .optional()
    .meta({ description: '`csv` answers a table for a spreadsheet; defaults to `json`.' }),
  lang: languageSchema.optional(),
};
const platformShape = {
  platform: z.string().min(1).max(LIMITS.nameLength).optional().meta({
    description:
      "One platform's titles only: amazon, disney, hulu or netflix, in any case; for the catalogue `aggregator`.",
  }),
};
const topShape = {
  top: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'How many of each list, at most; 1 to 200.' }),
};
const columnShape = {
  column: z
    .string()
    .min(1)
    .max(LIMITS.nameLength)
    .optional()
    .meta({ description: 'Only this column, by its name in the answer: `runtime`, `genres` …' }),
};

export const analysisQuerySchema = z.strictObject({ lang: languageSchema.optional() });
export const distributionsQuerySchema = z.strictObject({
  ...askedShape,
  ...platformShape,
  ...columnShape,
  ...topShape,
});
export const relationsQuerySchema = z.strictObject({ ...askedShape, ...columnShape });
export const outliersQuerySchema = z.strictObject({
  ...askedShape,
  ...topShape,
  rule: z
    .string()
    .min(1)
    .max(LIMITS.nameLength)
    .optional()
    .meta({ description: 'Only this rule, by its name in the answer: `far-out-log`, `same-title-and-year` …' }),
});
export const gapsQuerySchema = z.strictObject({ ...askedShape, ...platformShape });
export const wordsQuerySchema = z.strictObject({ ...askedShape, ...platformShape, ...topShape });
export const findingsQuerySchema = z.strictObject(askedShape);
export const platformsQuerySchema = z.strictObject({ format: askedShape.format, lang: askedShape.lang });

const headShape = {
  snapshot: z.string(),
  asOf: z.string().meta({ description: 'The day of the exploration: dates after it lie in the future.' }),
  how: z.string().meta({ description: 'How the numbers were made, in the language of the request.' }),
};
const sectionShape = { ...headShape, catalogue: catalogueSchema };
const partShape = { ...sectionShape, platform: z.string().nullable(), titles: countSchema };

export const analysisSchema = z
  .strictObject({
    snapshot: z.string(),
    asOf: z.string(),
    catalogues: z.array(
      z.strictObject({
        catalogue: catalogueSchema,
        name: z.string(),
        what: z.string(),
        titles: countSchema,
        platforms: z.array(z.string()),
      }),
    ),
    sections: z.array(z.strictObject({ title: z.string(), how: z.string(), address: z.string() })),
    report: z.string().meta({ description: 'The same with charts, as a page for people.' }),
  })
  .meta({ id: 'Analysis' });

const summaryShape = {
  n: countSchema,
  mean: valueSchema,
  deviation: valueSchema,
  min: valueSchema,
  q1: valueSchema,
  median: valueSchema,
  q3: valueSchema,
  max: valueSchema,
};

const nameCountSchema = z.strictObject({ name: z.string(), count: countSchema, share: shareSchema });

export const distributionsSchema = z
  .strictObject({
    ...partShape,
    distributions: z.array(
      z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('numbers'),
          column: z.string(),
          label: z.string(),
          grain: grainSchema,
          unit: z.enum(UNITS),
          scale: z.enum(['linear', 'log']),
          step: valueSchema.meta({ description: 'The step of the values; null for values of any size.' }),
          n: countSchema,
          missing: countSchema,
          unscaled: countSchema.meta({ description: 'Known values that a logarithmic scale has no place for.' }),
          summary: z.strictObject(summaryShape),
          bins: z.array(z.strictObject({ from: z.number(), to: z.number(), count: countSchema })),
          open: z.strictObject({ low: z.boolean(), high: z.boolean() }).meta({
            description: 'Whether the first, the last bin gathers all that lies far out.',
          }),
        }),
        z.strictObject({
          kind: z.literal('names'),
          column: z.string(),
          label: z.string(),
          grain: grainSchema,
          n: countSchema,
          missing: countSchema,
          distinct: countSchema,
          names: z.array(nameCountSchema),
        }),
      ]),
    ),
  })
  .meta({ id: 'Distributions' });

const correlationSchema = valueSchema.meta({ description: '−1…1; null where it cannot be computed.' });

export const relationsSchema = z
  .strictObject({
    ...sectionShape,
    columns: z.array(z.strictObject({ column: z.string(), label: z.string() })),
    correlations: z.array(
      z.strictObject({
        a: z.string(),
        b: z.string(),
        n: countSchema,
        pearson: correlationSchema,
        spearman: correlationSchema,
      }),
    ),
    scatters: z.array(
      z.strictObject({
        x: z.string(),
        y: z.string(),
        size: z.string(),
        scale: z.enum(['linear', 'log']),
        n: countSchema,
        seed: countSchema,
        points: z.array(
          z.strictObject({
            id: z.string(),
            title: z.string(),
            year: countSchema.nullable(),
            x: z.number(),
            y: z.number(),
            size: z.number(),
          }),
        ),
      }),
    ),
    groups: z.array(
      z.strictObject({
        column: z.string(),
        by: z.string(),
        explained: valueSchema,
        groups: z.array(
          z.strictObject({
            name: z.string(),
            ...summaryShape,
            whiskers: z.array(z.number()).length(2).nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Relations' });

export const outliersSchema = z
  .strictObject({
    ...sectionShape,
    outliers: z.array(
      z.strictObject({
        rule: z.string(),
        sentence: z.string(),
        column: z.string().nullable(),
        grain: grainSchema,
        n: countSchema,
        found: countSchema,
        low: valueSchema,
        high: valueSchema,
        rows: z.array(
          z.strictObject({
            id: z.string(),
            title: z.string(),
            year: countSchema.nullable(),
            values: z.record(z.string(), z.union([z.number(), z.string()]).nullable()),
          }),
        ),
      }),
    ),
    importNotes: z
      .array(
        z.strictObject({
          file: z.string(),
          reason: z.string(),
          sentence: z.string(),
          effect: z.enum(['set-aside', 'adjusted', 'notice']),
          count: countSchema,
          n: countSchema.meta({ description: 'Rows of the file.' }),
          samples: z.array(z.strictObject({ line: countSchema, field: z.string(), value: z.string() })),
        }),
      )
      .meta({ description: 'What the import set aside, adjusted or noticed in the files of the catalogue.' }),
  })
  .meta({ id: 'Outliers' });

export const missingSchema = z
  .strictObject({
    ...partShape,
    missing: z.array(
      z.strictObject({
        grain: grainSchema,
        n: countSchema,
        columns: z.array(
          z.strictObject({ column: z.string(), label: z.string(), missing: countSchema, share: shareSchema }),
        ),
      }),
    ),
  })
  .meta({ id: 'Missing' });

export const titleWordsSchema = z
  .strictObject({
    ...partShape,
    words: z.number().int().meta({ description: 'Words read, stop words apart.' }),
    distinct: countSchema,
    top: z.array(z.strictObject({ word: z.string(), titles: countSchema, count: countSchema })),
  })
  .meta({ id: 'TitleWords' });

export const calendarsSchema = z
  .strictObject({
    ...partShape,
    calendars: z.array(
      z.strictObject({
        column: z.string(),
        label: z.string(),
        grain: grainSchema,
        n: countSchema,
        missing: countSchema,
        cells: z.array(z.array(countSchema)).meta({ description: 'January to December by Monday to Sunday.' }),
        months: z.array(countSchema),
        weekdays: z.array(countSchema),
        newYearsDay: countSchema,
        years: z.array(z.strictObject({ year: countSchema, count: countSchema, months: z.array(countSchema) })),
      }),
    ),
  })
  .meta({ id: 'Calendars' });

export const findingsSchema = z
  .strictObject({
    ...sectionShape,
    findings: z.array(
      z.strictObject({
        kind: z.string(),
        sentence: z.string(),
        strength: z.number().meta({ description: 'An effect size on the scale of its kind, 0…1.' }),
        n: countSchema,
        facts: z.record(z.string(), z.union([z.number(), z.string()]).nullable()),
      }),
    ),
  })
  .meta({ id: 'Findings' });

export const platformsSchema = z
  .strictObject({
    ...headShape,
    n: countSchema.meta({ description: 'Titles of all platforms; 0 without any.' }),
    different: countSchema,
    platforms: z.array(
      z.strictObject({
        platform: z.string(),
        titles: countSchema,
        movies: countSchema,
        series: countSchema,
        untyped: countSchema,
        share: shareSchema,
        exclusive: countSchema,
        medianYear: valueSchema,
        medianMinutes: valueSchema,
        meanScore: valueSchema,
        genres: z.array(nameCountSchema),
        countries: z.array(nameCountSchema),
        decades: z.array(z.strictObject({ decade: countSchema, count: countSchema })),
        added: z.array(z.strictObject({ month: z.string(), count: countSchema })),
      }),
    ),
    overlaps: z.array(z.strictObject({ a: z.string(), b: z.string(), both: countSchema, jaccard: shareSchema })),
    reach: z.array(z.strictObject({ platforms: countSchema, count: countSchema })),
  })
  .meta({ id: 'PlatformComparison' });

export type AnalysisAsked = Partial<z.output<typeof distributionsQuerySchema>> & { readonly rule?: string | undefined };
