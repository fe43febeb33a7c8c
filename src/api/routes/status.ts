import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ButacaError } from '../../base/errors.ts';
import { languageSchema, liveSchema, modelsSchema, readySchema, snapshotSchema } from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { problems } from '../route-schema.ts';

const querystring = z.strictObject({ lang: languageSchema.optional() });
const MOVES = 50;

/** What is serving and how it is: snapshot, models, health, numbers. */
export function registerStatus(app: FastifyInstance, { recommender, registry, metrics }: AppContext): void {
  app.get(
    '/v1/snapshot',
    {
      schema: {
        tags: ['status'],
        operationId: 'getSnapshot',
        summary: 'The data that is serving: counts, hash, sources',
        querystring,
        response: { 200: snapshotSchema, ...problems },
      },
    },
    async () => {
      const manifest = recommender.snapshot();
      if (manifest === null) {
        throw new ButacaError('NOT_READY', 'missing snapshot: no model is in service. Import and train first.');
      }
      const { id, contentHash, counts, sources, feedbackSequence } = manifest;
      return { id, contentHash, counts, sources, feedbackSequence };
    },
  );

  app.get(
    '/v1/models',
    {
      schema: {
        tags: ['status'],
        operationId: 'getModels',
        summary: 'Model versions, which one serves, and every move of the champion',
        querystring,
        response: { 200: modelsSchema, ...problems },
      },
    },
    async () => {
      const champion = registry.champion()?.id ?? null;
      return {
        serving: recommender.readiness().model?.version ?? null,
        versions: registry.listVersions().map(({ id, model, createdMs, snapshotId, runId, metrics }) => ({
          id,
          model,
          created: new Date(createdMs).toISOString(),
          snapshot: snapshotId,
          runId,
          champion: id === champion,
          metrics,
        })),
        moves: registry
          .moves()
          .slice(-MOVES)
          .map(({ alias, versionId, previousId, atMs, reason, action }) => ({
            alias,
            version: versionId,
            previous: previousId,
            at: new Date(atMs).toISOString(),
            reason,
            action,
          })),
      };
    },
  );

  app.get(
    '/health/live',
    {
      schema: {
        tags: ['health'],
        operationId: 'getLive',
        summary: 'Whether the process runs',
        response: { 200: liveSchema },
      },
    },
    async () => ({ status: 'live' }),
  );

  app.get(
    '/health/ready',
    {
      schema: {
        tags: ['health'],
        operationId: 'getReady',
        summary: 'Whether recommendations can be asked for',
        response: { 200: readySchema, 503: readySchema },
      },
    },
    async (_request, reply) => {
      const { ready, ...rest } = recommender.readiness();
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready', ...rest });
    },
  );

  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('content-type', metrics.contentType)
      .serializer((text: unknown) => text as string)
      .send(await metrics.read()),
  );
}
