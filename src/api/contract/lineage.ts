/** Where a run comes from and what became of it; by what runs can be told apart. */
import { z } from 'zod';
import { measuredSchema } from './experiments.ts';

const count = z.number().int();
const aliasSchema = z.enum(['champion', 'challenger', 'films', 'stars']);
const kindSchema = z.enum(['import', 'train', 'evaluate', 'benchmark', 'tune']);

const runSchema = z.strictObject({
  id: z.string(),
  kind: kindSchema,
  status: z.enum(['running', 'done', 'failed']),
  model: z.string().nullable(),
  started: z.string(),
});

export const lineageSchema = z
  .strictObject({
    run: runSchema,
    snapshot: z
      .strictObject({
        id: z.string(),
        counts: z.strictObject({ users: count, items: count, interactions: count }).nullable().meta({
          description: 'Null where the snapshot is gone.',
        }),
        sources: z.array(z.strictObject({ name: z.string(), role: z.string(), bytes: count, sha256: z.string() })),
        importRun: z.string().nullable(),
      })
      .nullable(),
    versions: z
      .array(
        z.strictObject({
          id: z.string(),
          model: z.string(),
          created: z.string(),
          bytes: count,
          aliases: z.array(aliasSchema).meta({ description: 'That name it now.' }),
          moves: z.array(
            z.strictObject({
              alias: aliasSchema,
              version: z.string(),
              previous: z.string().nullable(),
              action: z.enum(['promote', 'rollback']),
              at: z.string(),
              reason: z.string(),
              forced: z.boolean(),
            }),
          ),
        }),
      )
      .meta({ description: 'What the run made.' }),
    measured: z
      .array(z.strictObject({ ...runSchema.shape, metrics: z.record(z.string(), measuredSchema) }))
      .meta({ description: 'Other runs that measured models on the same snapshot, newest first, at most 12.' }),
  })
  .meta({ id: 'Lineage' });

const facetSchema = z.array(z.strictObject({ name: z.string(), count }));

export const experimentFacetsSchema = z
  .strictObject({
    total: count,
    kinds: facetSchema,
    statuses: facetSchema,
    models: facetSchema,
    snapshots: facetSchema,
    tags: facetSchema,
    metrics: facetSchema,
  })
  .meta({ id: 'ExperimentFacets' });
