import type { FastifyInstance, FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { RecommendRequest } from '../../serving/index.ts';
import {
  exampleCalls,
  newUserQuerySchema,
  type NewUserQuery,
  type RecommendationsBody,
  recommendationsBodySchema,
  slateSchema,
  type userQuerySchema,
  userParametersSchema,
  userQuerySchema as userQuery,
  userWishesQuerySchema,
} from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { languageOf } from '../language.ts';
import { problems } from '../route-schema.ts';
import { invalidRequest } from '../validate.ts';

/** The values of a list parameter; a single one comes as text. */
export const asList = (value: string | string[] | undefined): string[] | undefined =>
  typeof value === 'string' ? [value] : value;

const isOn = (flag: string | undefined): boolean => flag === 'true' || flag === '1';

function checkYears(part: string, name: string, from: number | undefined, to: number | undefined): void {
  if (from === undefined || to === undefined || from <= to) return;
  throw invalidRequest(part, [{ parameter: name, expected: { kind: 'least', of: 'number', limit: from } }]);
}

function requestOf(
  query: NewUserQuery,
  language: 'es' | 'en',
  context: string,
  userId = query.userId,
): RecommendRequest {
  checkYears('querystring', 'year_to', query.year_from, query.year_to);
  return {
    userId,
    model: query.model,
    liked: asList(query.liked),
    disliked: asList(query.disliked),
    genres: asList(query.genres),
    genresMatch: query.genres_match,
    tags: asList(query.tags),
    tagsMatch: query.tags_match,
    text: query.text,
    yearFrom: query.year_from,
    yearTo: query.year_to,
    platform: query.platform,
    exclude: asList(query.exclude),
    includeSeen: isOn(query.include_seen),
    n: query.n,
    diversity: query.diversity,
    exposure: query.exposure === undefined ? undefined : isOn(query.exposure),
    language,
    context,
  };
}

/** A name in a JSON list is whole as it stands: quoted, so that its commas part nothing. */
export const whole = (names: string[] | undefined): string[] | undefined =>
  names?.map((name) => `"${name.replaceAll('"', '""')}"`);

function requestOfBody(body: RecommendationsBody, language: 'es' | 'en'): RecommendRequest {
  checkYears('body', 'yearTo', body.yearFrom, body.yearTo);
  const { lang: _lang, ...wishes } = body;
  return {
    ...wishes,
    liked: whole(body.liked),
    disliked: whole(body.disliked),
    exclude: whole(body.exclude),
    genres: whole(body.genres),
    tags: whole(body.tags),
    language,
    context: 'v1_recommendations',
  };
}

/** The platform's own two addresses, and the same under /v1. */
export function registerRecommendations(app: FastifyInstance, { recommender, config }: AppContext): void {
  const response = { 200: slateSchema, ...problems };
  const byDefault = config.server.language;
  const answer = async (reply: FastifyReply, request: RecommendRequest): Promise<FastifyReply> => {
    const bytes = await recommender.recommendBytes(request);
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('content-language', request.language)
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  };
  const tags = ['recommendations'];

  app.get<{ Querystring: NewUserQuery }>(
    '/get_new_user_recommendation/',
    {
      schema: {
        tags,
        operationId: 'getNewUserRecommendation',
        summary: 'Recommendations for a viewer never seen before',
        description:
          'Every parameter is optional; without any, the best first list for a stranger. With `userId` it answers the same as `/get_user_recommendation/`. The final slash may be left out.' +
          exampleCalls('getNewUserRecommendation'),
        querystring: newUserQuerySchema,
        response,
      },
    },
    async (request, reply) => {
      const { query } = request;
      const door = query.userId === undefined ? 'get_new_user_recommendation' : 'get_user_recommendation';
      return answer(reply, requestOf(query, languageOf(request, byDefault), door));
    },
  );

  app.get<{ Querystring: z.output<typeof userQuerySchema> }>(
    '/get_user_recommendation/',
    {
      schema: {
        tags,
        operationId: 'getUserRecommendation',
        summary: 'Recommendations for a registered user',
        description:
          'What the other parameters say is taken along with the history. The final slash may be left out.' +
          exampleCalls('getUserRecommendation'),
        querystring: userQuery,
        response,
      },
    },
    async (request, reply) =>
      answer(reply, requestOf(request.query, languageOf(request, byDefault), 'get_user_recommendation')),
  );

  app.get<{ Querystring: NewUserQuery; Params: { id: string } }>(
    '/v1/users/:id/recommendations',
    {
      schema: {
        tags,
        operationId: 'getUserRecommendations',
        summary: 'Recommendations for a registered user',
        params: userParametersSchema,
        querystring: userWishesQuerySchema,
        response,
      },
    },
    async (request, reply) =>
      answer(
        reply,
        requestOf(request.query, languageOf(request, byDefault), 'v1_user_recommendations', request.params.id),
      ),
  );

  app.post<{ Body: RecommendationsBody }>(
    '/v1/recommendations',
    {
      schema: {
        tags,
        operationId: 'postRecommendations',
        summary: 'Recommendations for a history in the body',
        description:
          'For viewers that the platform knows and Butaca does not, and for questions too long for an address.',
        body: recommendationsBodySchema,
        response,
      },
    },
    async (request, reply) => answer(reply, requestOfBody(request.body, languageOf(request, byDefault))),
  );
}
