/** The log of experiments: runs with settings, figures, notes and tags; found, compared, annotated. */
import { z } from 'zod';
import { languageSchema, listSchema } from './fields.ts';
import { LIMITS } from './limits.ts';

const MOST_RUNS = 10_000;
const NOTES_LENGTH = 10_000;
const TAGS = 50;
const name = z.string().min(1).max(LIMITS.nameLength);
const measured = { value: z.number(), low: z.number().optional(), high: z.number().optional() };

export const measuredSchema = z
  .strictObject(measured)
  .meta({ id: 'Measured', description: 'A value and, where there is one, its 95 % interval.' });

export const experimentSchema = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['import', 'train', 'evaluate', 'benchmark', 'tune']),
    status: z.enum(['running', 'done', 'failed']),
    started: z.string(),
    ended: z.string().nullable(),
    seconds: z.number().nullable(),
    model: z.string().nullable(),
    snapshot: z.string().nullable(),
    parameters: z.record(z.string(), z.unknown()),
    seed: z.number(),
    code: z.string().meta({ description: 'The version of the program that ran.' }),
    timings: z.record(z.string(), z.number()).meta({ description: 'Milliseconds by part.' }),
    metrics: z.record(z.string(), measuredSchema),
    segments: z
      .array(
        z.strictObject({
          question: z.string(),
          segment: z.string().meta({
            description:
              'history light, medium, heavy: users by titles watched; popularity tail, middle, head; year or first-seen old, middle, new.',
          }),
          from: z.number().meta({ description: 'Smallest value in it.' }),
          to: z.number().meta({ description: 'Largest value in it.' }),
          cases: z.number().int().meta({ description: 'Users asked.' }),
          model: z.string(),
          metrics: z.record(z.string(), measuredSchema),
          baseline: z
            .record(z.string(), measuredSchema)
            .nullable()
            .meta({ description: 'Popularity over the same users.' }),
        }),
      )
      .optional()
      .meta({ description: 'Parts of the users and of the titles apart; only where one run is asked for.' }),
    notes: z.string(),
    tags: z.array(z.string()),
    reports: z.array(z.string()),
    problem: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'Experiment' });

export const experimentsSchema = z
  .strictObject({
    experiments: z.array(experimentSchema),
    total: z.number().int().meta({ description: 'How many there are without `n` and `offset`.' }),
  })
  .meta({ id: 'Experiments' });

const format = z.enum(['json', 'csv']).default('json').meta({ description: 'JSON, or a table for spreadsheets.' });

const time = z.string().max(40);

export const experimentsQuerySchema = z.strictObject({
  model: name.optional().meta({ description: 'Only runs of this model.' }),
  kind: z
    .enum(['import', 'train', 'evaluate', 'benchmark', 'tune'])
    .optional()
    .meta({ description: 'Only runs of this kind.' }),
  status: z.enum(['running', 'done', 'failed']).optional().meta({ description: 'Only runs of this status.' }),
  snapshot: name.optional().meta({ description: 'Only runs on this snapshot.' }),
  tag: listSchema.optional().meta({ description: 'Only runs with all of these tags, between commas.' }),
  since: time.optional().meta({ description: 'Started then or later: a date or a time, UTC.', example: '2000-01-01' }),
  before: time.optional().meta({ description: 'Started earlier: a date or a time, UTC.' }),
  metric: listSchema.optional().meta({
    description: 'Only runs whose metric is so: name, >=, <=, >, < or =, number; several between commas.',
    example: 'existing ndcg@10>=0.1',
  }),
  sort: name.optional().meta({
    description:
      'started, seconds, kind, status, model, snapshot, id, or the name of a metric; with a minus sign before it the largest first. Defaults to -started.',
    example: '-existing ndcg@10',
  }),
  n: z.coerce.number().int().min(1).max(MOST_RUNS).default(50).meta({ description: 'How many.' }),
  offset: z.coerce.number().int().min(0).default(0).meta({ description: 'How many are left out first.' }),
  format,
  lang: languageSchema.optional(),
});

export const experimentParametersSchema = z.strictObject({
  id: z.string().min(1).max(LIMITS.idLength).meta({ description: 'The id of a run, or "latest".', example: 'latest' }),
});

export const experimentQuerySchema = z.strictObject({ lang: languageSchema.optional() });

export const annotationSchema = z
  .strictObject({
    notes: z.string().max(NOTES_LENGTH).optional(),
    tags: z
      .array(z.string().trim().min(1).max(LIMITS.nameLength))
      .max(TAGS)
      .optional()
      .meta({ description: 'All tags from now on; sorted, each once.' }),
  })
  .meta({ id: 'Annotation', example: { notes: 'With the new tables.', tags: ['best'] } });

export const compareQuerySchema = z.strictObject({
  runs: listSchema.meta({
    description: 'Two to ten ids between commas; the first is what the others are compared with.',
    example: 'latest,latest',
  }),
  format,
  lang: languageSchema.optional(),
});

export const experimentComparisonSchema = z
  .strictObject({
    experiments: z.array(experimentSchema),
    sameData: z.boolean().meta({
      description: 'All used one snapshot; otherwise their figures do not answer the same question.',
    }),
    parameters: z
      .array(z.strictObject({ name: z.string(), values: z.array(z.unknown()) }))
      .meta({ description: 'What is not the same in all of them, one value a run.' }),
    metrics: z.array(
      z.strictObject({
        name: z.string(),
        values: z.array(measuredSchema.nullable()),
        differences: z
          .array(z.strictObject({ ...measured, method: z.enum(['paired', 'independent', 'none']) }).nullable())
          .meta({
            description:
              'Against the first run. `paired`: over the same cases; `independent`: from the two intervals, too wide where the cases are the same; `none`: no interval.',
          }),
      }),
    ),
  })
  .meta({ id: 'ExperimentComparison' });
