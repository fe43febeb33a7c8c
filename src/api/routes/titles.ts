import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import {
  LIMITS,
  similarQuerySchema,
  similarTitlesSchema,
  titleParametersSchema,
  titleSchema,
  titlesQuerySchema,
  titlesSchema,
} from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { languageOf } from '../language.ts';
import { problems } from '../route-schema.ts';

/** Titles: search, one, its neighbours. */
export function registerTitles(app: FastifyInstance, { recommender, config }: AppContext): void {
  const byDefault = config.server.language;
  const tags = ['titles'];

  app.get<{ Querystring: z.output<typeof titlesQuerySchema> }>(
    '/v1/titles',
    {
      schema: {
        tags,
        operationId: 'getTitles',
        summary: 'Titles by name',
        querystring: titlesQuerySchema,
        response: { 200: titlesSchema, ...problems },
      },
    },
    (request) => recommender.searchTitles(request.query.search, request.query.n ?? LIMITS.n.byDefault),
  );

  app.get<{ Params: { id: string } }>(
    '/v1/titles/:id',
    {
      schema: {
        tags,
        operationId: 'getTitle',
        summary: 'A title with its synopsis',
        params: titleParametersSchema,
        querystring: similarQuerySchema.pick({ lang: true }),
        response: { 200: titleSchema, ...problems },
      },
    },
    (request) => recommender.title(request.params.id, languageOf(request, byDefault)),
  );

  app.get<{ Params: { id: string }; Querystring: z.output<typeof similarQuerySchema> }>(
    '/v1/titles/:id/similar',
    {
      schema: {
        tags,
        operationId: 'getSimilarTitles',
        summary: 'The most similar titles',
        params: titleParametersSchema,
        querystring: similarQuerySchema,
        response: { 200: similarTitlesSchema, ...problems },
      },
    },
    (request) =>
      recommender.similar(request.params.id, {
        n: request.query.n ?? LIMITS.n.byDefault,
        language: languageOf(request, byDefault),
      }),
  );
}
