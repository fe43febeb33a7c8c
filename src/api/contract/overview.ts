/** How things stand, on one page. */
import { z } from 'zod';

const timeSchema = z.string().meta({ description: 'ISO 8601, UTC.' });
const figureSchema = z.strictObject({ value: z.number(), low: z.number().optional(), high: z.number().optional() });

export const ATTENTION_CODES = [
  'NO_MODEL',
  'PREPARING',
  'MODEL_NOT_LOADED',
  'UPDATE_FAILED',
  'UPDATE_HELD',
  'ROWS_SET_ASIDE',
  'MODEL_REFUSED',
  'MODEL_NOT_MEASURED',
  'MODEL_BELOW_POPULARITY',
  'FEEDBACK_NOT_LEARNT',
  'DATA_OLD',
  'DISK_ALMOST_FULL',
  'SAMPLE_DATA',
] as const;

export const attentionSchema = z
  .strictObject({
    code: z.enum(ATTENTION_CODES),
    severity: z.enum(['bad', 'warn', 'info']),
    count: z.number().nullable().meta({ description: 'How many, how much, how old (days); what the code counts.' }),
    of: z.number().nullable().meta({ description: 'Out of how many; null where it is no part of anything.' }),
    detail: z.string().nullable().meta({ description: 'What the program said, in English.' }),
    path: z.string().meta({ description: 'Where on the dashboard to act.', example: '/data' }),
  })
  .meta({ id: 'Attention' });

export const overviewSchema = z
  .strictObject({
    now: timeSchema,
    state: z.enum(['ready', 'preparing', 'not-ready']),
    since: timeSchema.nullable().meta({ description: 'Since when this model serves; null while none does.' }),
    model: z.strictObject({ version: z.string(), name: z.string() }).nullable(),
    snapshot: z.string().nullable(),
    isSample: z.boolean().meta({ description: 'Whether the titles are those of the sample that ships.' }),
    counts: z
      .strictObject({ users: z.number().int(), titles: z.number().int(), interactions: z.number().int() })
      .nullable(),
    period: z
      .strictObject({ first: timeSchema, last: timeSchema })
      .nullable()
      .meta({ description: 'The first and the last dated interaction.' }),
    lastImport: z
      .strictObject({
        at: timeSchema,
        snapshot: z.string(),
        rows: z.strictObject({ read: z.number().int(), setAside: z.number().int() }).nullable(),
      })
      .nullable(),
    lastTraining: z
      .strictObject({
        at: timeSchema,
        run: z.string(),
        version: z.string().nullable(),
        model: z.string().nullable(),
        seconds: z.number(),
        metric: z.string(),
        figure: figureSchema.nullable(),
        baseline: z.number().nullable().meta({ description: 'The same for popularity.' }),
        previous: z.strictObject({ version: z.string(), value: z.number() }).nullable().meta({
          description: 'The model that served before, when it was measured on the same data.',
        }),
        outcome: z.enum(['serves', 'refused', 'replaced', 'failed', 'waits']),
        verdict: z.enum(['first', 'better', 'same', 'worse', 'unknown']).meta({
          description: 'Against the model that served before; `same` when the interval holds its value.',
        }),
      })
      .nullable(),
    attention: z.array(attentionSchema),
    live: z.strictObject({
      lists: z.number().int().meta({ description: 'Lists answered since the start of the server.' }),
      events: z.number().int().meta({ description: 'Feedback events kept.' }),
      newEvents: z.number().int().meta({ description: 'Feedback events that the model has not learnt from yet.' }),
      answer: z
        .strictObject({
          count: z.number().int(),
          medianMs: z.number().nullable(),
          p95Ms: z.number().nullable(),
        })
        .meta({ description: 'The latest lists, at most 1,000: time from request to answer.' }),
      uptimeSeconds: z.number(),
    }),
  })
  .meta({ id: 'Overview' });
