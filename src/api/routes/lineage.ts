import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { type Lineage, readLineage } from '../../jobs/index.ts';
import { readRunFacets, type Run } from '../../registry/index.ts';
import {
  experimentFacetsSchema,
  experimentParametersSchema,
  experimentQuerySchema,
  lineageSchema,
} from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { problems } from '../route-schema.ts';

type Answer = z.output<typeof lineageSchema>;

const iso = (ms: number): string => new Date(ms).toISOString();

const toldRun = ({ id, kind, status, model, startedMs }: Run): Answer['run'] => ({
  id,
  kind,
  status,
  model,
  started: iso(startedMs),
});

const told = ({ run, snapshot, versions, measured }: Lineage): Answer => ({
  run: toldRun(run),
  snapshot: snapshot === null ? null : { ...snapshot, sources: [...snapshot.sources] },
  versions: versions.map(({ id, model, createdMs, bytes, aliases, moves }) => ({
    id,
    model,
    created: iso(createdMs),
    bytes,
    aliases: [...aliases],
    moves: moves.map(({ alias, versionId, previousId, action, atMs, reason, forced }) => ({
      alias,
      version: versionId,
      previous: previousId,
      action,
      at: iso(atMs),
      reason,
      forced: forced === true,
    })),
  })),
  measured: measured.map((one) => ({ ...toldRun(one), metrics: one.metrics })),
});

/** From the sources to what serves, for one run; and by what runs can be told apart. */
export function registerLineage(app: FastifyInstance, { registry, config }: AppContext): void {
  const { home } = config.workspace;
  const tags = ['experiments'];

  app.get(
    '/v1/experiments/facets',
    {
      schema: {
        tags,
        operationId: 'getExperimentFacets',
        summary: 'Kinds, models, snapshots, tags and metrics of all runs, with how many have each',
        querystring: experimentQuerySchema,
        response: { 200: experimentFacetsSchema, ...problems },
      },
    },
    async () => readRunFacets(registry, home),
  );

  app.get<{ Params: { id: string } }>(
    '/v1/experiments/:id/lineage',
    {
      schema: {
        tags,
        operationId: 'getLineage',
        summary: 'Sources, snapshot, run, model versions and what they served, for one run',
        params: experimentParametersSchema,
        querystring: experimentQuerySchema,
        response: { 200: lineageSchema, ...problems },
      },
    },
    async ({ params }) => told(readLineage(registry, home, params.id)),
  );
}
