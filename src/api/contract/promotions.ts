/** Which version serves, and how that is changed: promotion through the gate, roll back, what the gate would say. */
import { z } from 'zod';
import { languageSchema } from './fields.ts';
import { LIMITS } from './limits.ts';

const REASON_LENGTH = 500;

const reasonSchema = z.string().trim().min(3).max(REASON_LENGTH).meta({
  description: 'Why, for the people who read the history; 3 to 500 characters.',
  example: 'Better for new users in the last evaluation',
});

const expectedSchema = z.string().max(LIMITS.idLength).nullable().optional().meta({
  description:
    'The version that is thought to be in force (null: none): where another one is, nothing is moved (CONFLICTING_MOVE). Defaults to whichever is.',
});

export const promotionSchema = z
  .strictObject({
    reason: reasonSchema,
    force: z.boolean().optional().meta({ description: 'Promote although the gate is closed; defaults to false.' }),
    expected: expectedSchema,
  })
  .meta({ id: 'Promotion', example: { reason: 'Better for new users in the last evaluation', force: true } });

export const rollBackSchema = z
  .strictObject({
    reason: reasonSchema,
    alias: z.enum(['champion', 'films', 'stars']).optional().meta({ description: 'Defaults to `champion`.' }),
    expected: expectedSchema,
  })
  .meta({ id: 'RollBack', example: { reason: 'Complaints about the lists of this morning' } });

const gateSchema = z.strictObject({
  passed: z.boolean(),
  checks: z.array(
    z.strictObject({
      against: z.enum(['baseline', 'champion']),
      passed: z.boolean(),
      metric: z.string(),
      found: z.number().nullable(),
      expected: z.number().nullable().meta({ description: 'The least that passes.' }),
      message: z.string(),
    }),
  ),
});

export const aliasMoveSchema = z
  .strictObject({
    alias: z.enum(['champion', 'challenger', 'films', 'stars']),
    version: z.string().meta({ description: 'In force from now on.' }),
    previous: z.string().nullable(),
    action: z.enum(['promote', 'rollback']),
    at: z.string(),
    reason: z.string(),
    forced: z.boolean().meta({ description: 'Made against a closed gate.' }),
    gate: gateSchema.nullable(),
  })
  .meta({ id: 'AliasMove' });

export const gateAnswerSchema = z
  .strictObject({
    version: z.string(),
    alias: z.enum(['champion', 'challenger', 'films', 'stars']).meta({ description: 'What a promotion would move.' }),
    inForce: z.string().nullable(),
    gate: gateSchema.nullable().meta({ description: 'Null: this kind of version serves without a gate.' }),
  })
  .meta({ id: 'GateAnswer' });

export const versionParametersSchema = z.strictObject({
  version: z
    .string()
    .min(1)
    .max(LIMITS.idLength)
    .meta({ description: 'The id of a model version, or "latest".', example: 'latest' }),
});

export const promotionQuerySchema = z.strictObject({ lang: languageSchema.optional() });
