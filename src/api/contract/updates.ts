/** Updates: what changed in the data, when, and what came of it. */
import { z } from 'zod';
import { languageSchema } from './fields.ts';

const count = z.number().int().nonnegative();

export const rowDifferencesSchema = z
  .strictObject({
    before: count,
    after: count,
    added: count,
    gone: count,
    changed: count,
    changedFields: z.record(z.string(), count).meta({ description: 'How many rows changed in each field.' }),
    examples: z
      .strictObject({
        added: z.array(z.string()),
        gone: z.array(z.string()),
        changed: z.array(z.strictObject({ name: z.string(), fields: z.array(z.string()) })),
      })
      .meta({ description: 'The first rows of each kind, at most 20.' }),
  })
  .meta({ id: 'RowDifferences' });

export const updateSchema = z
  .strictObject({
    id: z.string(),
    reason: z.enum(['start', 'watch', 'schedule', 'by hand', 'upload']),
    status: z.enum(['running', 'done', 'failed', 'held']).meta({
      description:
        '"held": the new tables would lose too much, so nothing was changed. "failed": everything stays as it was.',
    }),
    started: z.string(),
    ended: z.string().nullable(),
    snapshot: z.string().nullable(),
    rows: z.strictObject({ read: count, setAside: count }).nullable(),
    differences: z
      .strictObject({
        before: z.string().nullable(),
        after: z.string(),
        same: z.boolean(),
        titles: rowDifferencesSchema,
        films: rowDifferencesSchema.nullable(),
        aggregator: rowDifferencesSchema.nullable(),
        users: z.strictObject({ before: count, after: count, added: count, gone: count }),
        interactions: z.strictObject({ before: count, after: count, added: count, gone: count, changed: count }),
      })
      .nullable(),
    version: z.string().nullable().meta({ description: 'The model version that was trained.' }),
    refused: z.string().nullable().meta({ description: 'Why the new version does not serve although it was trained.' }),
    problem: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'Update' });

export const updatesSchema = z.strictObject({ updates: z.array(updateSchema) }).meta({ id: 'Updates' });

export const updatesQuerySchema = z.strictObject({
  n: z.coerce.number().int().min(1).max(100).default(20).meta({ description: 'How many, newest first.' }),
  lang: languageSchema.optional(),
});

export const updateParametersSchema = z.strictObject({
  id: z.string().max(64).meta({ description: 'The id of an update, or "latest".', example: 'latest' }),
});
