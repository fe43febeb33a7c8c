/** What is serving: snapshot, models, health. */
import { z } from 'zod';

export const snapshotSchema = z
  .strictObject({
    id: z.string(),
    contentHash: z.string(),
    counts: z.strictObject({ users: z.number().int(), items: z.number().int(), interactions: z.number().int() }),
    sources: z.array(z.strictObject({ name: z.string(), bytes: z.number(), sha256: z.string(), role: z.string() })),
    feedbackSequence: z.number().int(),
  })
  .meta({ id: 'Snapshot' });

export const modelsSchema = z
  .strictObject({
    serving: z.string().nullable(),
    versions: z.array(
      z.strictObject({
        id: z.string(),
        model: z.string(),
        created: z.string(),
        snapshot: z.string(),
        runId: z.string(),
        champion: z.boolean(),
        metrics: z.record(
          z.string(),
          z.strictObject({ value: z.number(), low: z.number().optional(), high: z.number().optional() }),
        ),
      }),
    ),
    moves: z.array(
      z.strictObject({
        alias: z.string(),
        version: z.string(),
        previous: z.string().nullable(),
        at: z.string(),
        reason: z.string(),
        action: z.enum(['promote', 'rollback']),
      }),
    ),
  })
  .meta({ id: 'Models' });

export const liveSchema = z.strictObject({ status: z.literal('live') }).meta({ id: 'Live' });

export const readySchema = z
  .strictObject({
    status: z.enum(['ready', 'not-ready']),
    model: z.strictObject({ version: z.string(), name: z.string() }).nullable(),
    snapshot: z.string().nullable(),
    problem: z
      .strictObject({ code: z.string(), message: z.string() })
      .nullable()
      .meta({ description: 'Why the newest champion could not be loaded; the one before it goes on serving.' }),
  })
  .meta({ id: 'Ready' });
