/** Feedback events: one, or a batch that is stored whole or not at all. */
import { z } from 'zod';
import { idSchema } from './fields.ts';
import { LIMITS } from './limits.ts';

export const EVENT_KINDS = ['view', 'rating', 'like', 'dislike', 'watched'] as const;

export const eventSchema = z
  .strictObject({
    eventId: idSchema.optional().meta({
      description: 'Makes the event idempotent: the same id is stored once. Made up and returned when missing.',
    }),
    userId: idSchema,
    titleId: idSchema,
    kind: z.enum(EVENT_KINDS).optional().meta({ description: 'May be left out beside a rating or a fraction.' }),
    rating: z.number().min(0.5).max(5).optional().meta({ description: 'Stars, for kind `rating`.' }),
    fraction: z.number().min(0).max(1).optional().meta({ description: 'Watched part, for kind `watched`.' }),
    time: z
      .union([z.string().max(40), z.number()])
      .optional()
      .meta({
        description:
          'ISO 8601 with zone, or seconds or milliseconds since 1970; 1990 to one day ahead. Now when missing.',
      }),
  })
  .meta({ id: 'Event', example: { userId: '1', titleId: '2571', kind: 'like' } });
export type EventBody = z.output<typeof eventSchema>;

export const eventBatchSchema = z
  .strictObject({ events: z.array(eventSchema).min(1).max(LIMITS.batchLength) })
  .meta({ id: 'EventBatch', description: 'Stored whole, or not at all when one member is not valid.' });

export const eventsBodySchema = z.union([eventSchema, eventBatchSchema]);

export const eventsAnswerSchema = z
  .strictObject({
    stored: z.number().int(),
    duplicates: z.number().int(),
    events: z.array(
      z.strictObject({
        eventId: z.string(),
        outcome: z.enum(['stored', 'duplicate']),
        knownTitle: z.boolean().meta({ description: 'False: kept aside until a later snapshot knows the title.' }),
      }),
    ),
  })
  .meta({ id: 'EventsAnswer', description: 'Every event named here is on the disk.' });
