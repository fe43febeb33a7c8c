import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { judgeVersion, moveAlias } from '../../jobs/index.ts';
import type { Alias, AliasMove, GateResult, ModelVersion, Registry } from '../../registry/index.ts';
import {
  aliasMoveSchema,
  gateAnswerSchema,
  promotionQuerySchema,
  promotionSchema,
  rollBackSchema,
  versionParametersSchema,
} from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { problems } from '../route-schema.ts';

const toldGate = (gate: GateResult | null): z.output<typeof gateAnswerSchema>['gate'] =>
  gate === null ? null : { passed: gate.passed, checks: gate.checks.map((check) => ({ ...check })) };

const told = (move: AliasMove): z.output<typeof aliasMoveSchema> => {
  const { alias, versionId, previousId, action, atMs, reason, forced, gate } = move;
  return {
    alias,
    version: versionId,
    previous: previousId,
    action,
    at: new Date(atMs).toISOString(),
    reason,
    forced: forced === true,
    gate: toldGate(gate ?? null),
  };
};

const inForce = (registry: Registry, alias: Alias): string | null => {
  const read: Readonly<Record<Alias, () => ModelVersion | null>> = {
    champion: () => registry.champion(),
    challenger: () => registry.challenger(),
    films: () => registry.filmNeighbours(),
    stars: () => registry.stars(),
  };
  return read[alias]()?.id ?? null;
};

/** Promotion, roll back, and what the gate would say. A running server follows a move within about a second. */
export function registerPromotions(app: FastifyInstance, { registry, config }: AppContext): void {
  const { home } = config.workspace;
  const tags = ['experiments'];

  app.get<{ Params: { version: string } }>(
    '/v1/models/:version/gate',
    {
      schema: {
        tags,
        operationId: 'getGate',
        summary: 'What the gate would say if the version were promoted now',
        params: versionParametersSchema,
        querystring: promotionQuerySchema,
        response: { 200: gateAnswerSchema, ...problems },
      },
    },
    async ({ params: { version } }): Promise<z.output<typeof gateAnswerSchema>> => {
      const { version: id, alias, gate } = judgeVersion(registry, version);
      return { version: id, alias, inForce: inForce(registry, alias), gate: toldGate(gate) };
    },
  );

  app.post<{ Params: { version: string }; Body: z.output<typeof promotionSchema> }>(
    '/v1/models/:version/promote',
    {
      schema: {
        tags,
        operationId: 'promoteVersion',
        summary: 'Let a version serve, if the gate lets it',
        description:
          'The version must not be below popularity, nor much below what serves, on the same data; `force` goes against a closed gate and is recorded with the reason. The version in force already: nothing is moved.',
        params: versionParametersSchema,
        querystring: promotionQuerySchema,
        body: promotionSchema,
        response: { 200: aliasMoveSchema, ...problems },
      },
    },
    async ({ params: { version }, body: { reason, force = false, expected } }) =>
      told(
        await moveAlias({
          home,
          kind: 'promote',
          request: { versionId: version, reason, force, ...(expected === undefined ? {} : { expected }) },
        }),
      ),
  );

  app.post<{ Body: z.output<typeof rollBackSchema> }>(
    '/v1/models/rollback',
    {
      schema: {
        tags,
        operationId: 'rollBack',
        summary: 'Go back to the version that served before',
        description: 'Asked again, it goes one further back; NO_EARLIER_VERSION when there is none left.',
        querystring: promotionQuerySchema,
        body: rollBackSchema,
        response: { 200: aliasMoveSchema, ...problems },
      },
    },
    async ({ body: { reason, alias = 'champion', expected } }) =>
      told(
        await moveAlias({
          home,
          kind: 'rollback',
          request: { alias, reason, ...(expected === undefined ? {} : { expected }) },
        }),
      ),
  );
}
