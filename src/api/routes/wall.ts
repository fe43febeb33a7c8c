import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import {
  briefTitlesQuerySchema,
  briefTitlesSchema,
  exampleCalls,
  LIMITS,
  wallQuerySchema,
  wallSchema,
} from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { languageOf } from '../language.ts';
import { problems } from '../route-schema.ts';

const asList = (value: string | string[] | undefined): string[] | undefined =>
  typeof value === 'string' ? [value] : value;

/** Titles to pick from, and titles by their ids. */
export function registerWall(app: FastifyInstance, { recommender, config }: AppContext): void {
  const tags = ['titles'];

  app.get<{ Querystring: z.output<typeof wallQuerySchema> }>(
    '/v1/wall',
    {
      schema: {
        tags,
        operationId: 'getWall',
        summary: 'Titles to pick from, which answer to what was picked so far',
        description: `At first varied titles that many know; after a pick two of three are its kin. What was picked does not come back.${exampleCalls('getWall')}`,
        querystring: wallQuerySchema,
        response: { 200: wallSchema, ...problems },
      },
    },
    async (request) => {
      const { liked, disliked, genres, n = LIMITS.n.byDefault } = request.query;
      return recommender.wall({
        liked: asList(liked),
        disliked: asList(disliked),
        genres: asList(genres),
        n,
        language: languageOf(request, config.server.language),
      });
    },
  );

  app.get<{ Querystring: z.output<typeof briefTitlesQuerySchema> }>(
    '/v1/brief-titles',
    {
      schema: {
        tags,
        operationId: 'getBriefTitles',
        summary: 'Titles by their ids, in that order',
        querystring: briefTitlesQuerySchema,
        response: { 200: briefTitlesSchema, ...problems },
      },
    },
    async ({ query: { ids } }) => {
      const members = typeof ids === 'string' ? ids.split('|') : ids;
      return { titles: await recommender.briefTitles(members.slice(0, LIMITS.listLength)) };
    },
  );
}
