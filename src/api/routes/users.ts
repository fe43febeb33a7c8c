import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import {
  LIMITS,
  userDetailQuerySchema,
  userParametersSchema,
  userSchema,
  usersQuerySchema,
  usersSchema,
} from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { languageOf } from '../language.ts';
import { problems } from '../route-schema.ts';

/** Users: search, and one with history, counts and tastes. */
export function registerUsers(app: FastifyInstance, { recommender, config }: AppContext): void {
  const tags = ['users'];

  app.get<{ Querystring: z.output<typeof usersQuerySchema> }>(
    '/v1/users',
    {
      schema: {
        tags,
        operationId: 'getUsers',
        summary: 'Users by the beginning of their id',
        querystring: usersQuerySchema,
        response: { 200: usersSchema, ...problems },
      },
    },
    (request) => recommender.searchUsers(request.query.search ?? '', request.query.n ?? LIMITS.n.byDefault),
  );

  app.get<{ Params: { id: string }; Querystring: z.output<typeof userDetailQuerySchema> }>(
    '/v1/users/:id',
    {
      schema: {
        tags,
        operationId: 'getUser',
        summary: 'A user: history, counts, tastes',
        params: userParametersSchema,
        querystring: userDetailQuerySchema,
        response: { 200: userSchema, ...problems },
      },
    },
    (request) =>
      recommender.user(request.params.id, {
        n: request.query.n ?? LIMITS.n.byDefault,
        language: languageOf(request, config.server.language),
      }),
  );
}
