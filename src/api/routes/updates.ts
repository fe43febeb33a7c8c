import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { listUpdates, readUpdate, type Update } from '../../registry/index.ts';
import {
  languageSchema,
  updateParametersSchema,
  updateSchema,
  updatesQuerySchema,
  updatesSchema,
} from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { problems } from '../route-schema.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

const told = (update: Update): z.output<typeof updateSchema> => {
  const { startedMs, endedMs, snapshotId, versionId, folder: _folder, fingerprint: _fingerprint, ...rest } = update;
  const ended = endedMs === null ? null : iso(endedMs);
  return { ...rest, started: iso(startedMs), ended, snapshot: snapshotId, version: versionId } as z.output<
    typeof updateSchema
  >;
};

/** The renewals of data and models: what was different, what came of it, why one failed or was held back. */
export function registerUpdates(app: FastifyInstance, { config }: AppContext): void {
  const { home } = config.workspace;
  app.get<{ Querystring: z.output<typeof updatesQuerySchema> }>(
    '/v1/updates',
    {
      schema: {
        tags: ['status'],
        operationId: 'getUpdates',
        summary: 'Updates of data and models, newest first',
        querystring: updatesQuerySchema,
        response: { 200: updatesSchema, ...problems },
      },
    },
    async (request) => ({ updates: listUpdates(home, request.query.n).map(told) }),
  );

  app.get<{ Params: { id: string } }>(
    '/v1/updates/:id',
    {
      schema: {
        tags: ['status'],
        operationId: 'getUpdate',
        summary: 'One update',
        params: updateParametersSchema,
        querystring: z.strictObject({ lang: languageSchema.optional() }),
        response: { 200: updateSchema, ...problems },
      },
    },
    async (request) => told(readUpdate(home, request.params.id)),
  );
}
