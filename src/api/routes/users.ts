import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import {
  LIMITS,
  typicalUsersQuerySchema,
  typicalUsersSchema,
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

  app.get<{ Querystring: z.output<typeof typicalUsersQuerySchema> }>(
    '/v1/typical-users',
    {
      schema: {
        tags,
        operationId: 'getTypicalUsers',
        summary: 'Users with a marked taste, one for each genre',
        description:
          'For each genre the user who stands out most by it, with titles that the user liked. The most marked tastes come first.',
        querystring: typicalUsersQuerySchema,
        response: { 200: typicalUsersSchema, ...problems },
      },
    },
    async ({ query }) => ({ users: await recommender.typicalUsers(query.n ?? LIMITS.n.byDefault) }),
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
