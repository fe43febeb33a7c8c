/** Errors as RFC 9457 problem documents. */
import { z } from 'zod';
import { ERROR_KINDS, type ErrorCode } from '../../base/errors.ts';

export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'Address of the explanation of this code.' }),
    title: z.string().meta({ description: 'What happened, in general, in the language asked for.' }),
    status: z.number().int(),
    detail: z.string().meta({ description: 'What happened this time, what was expected and what to do.' }),
    code: z
      .enum(Object.keys(ERROR_KINDS) as [ErrorCode, ...ErrorCode[]])
      .meta({ description: 'Stable; never reused.' }),
    requestId: z.string(),
    mensaje: z.string().optional().meta({
      description: 'The detail in Spanish, whatever the language; at the addresses of the briefs’ questions.',
    }),
    details: z.record(z.string(), z.unknown()).meta({
      description:
        'Facts for programs: the parameter, its value, the nearest known names, one entry for each bad event …',
    }),
  })
  .meta({ id: 'Problem', description: 'An error (RFC 9457).' });
export type Problem = z.infer<typeof problemSchema>;
