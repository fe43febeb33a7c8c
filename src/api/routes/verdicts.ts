import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Verdict, VerdictRequest } from '../../serving/index.ts';
import {
  certaintyQuerySchema,
  certaintySchema,
  exampleCalls,
  type VerdictBody,
  verdictBodySchema,
  type VerdictQuery,
  verdictQuerySchema,
  verdictSchema,
} from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { languageOf } from '../language.ts';
import { sendProblem } from '../problem.ts';
import { problems } from '../route-schema.ts';
import { invalidRequest } from '../validate.ts';
import { asList, whole } from './recommendations.ts';

/** Will this viewer like this title? Under the brief's name, by POST for histories with stars, and how sure it is. */
export function registerVerdicts(app: FastifyInstance, { recommender, config, metrics }: AppContext): void {
  const byDefault = config.server.language;
  const { precision } = config.verdicts;
  const tags = ['verdicts'];
  const response = { 200: verdictSchema, ...problems };
  const answer = async (request: VerdictRequest): Promise<Verdict> => {
    const verdict = await recommender.verdict(request);
    metrics.countVerdict(verdict.recommended, verdict.basedOn.kind);
    return verdict;
  };

  app.get<{ Querystring: VerdictQuery }>(
    '/get_recommendation',
    {
      schema: {
        tags,
        operationId: 'getRecommendation',
        summary: 'Whether a title is to be recommended to a viewer, and why',
        description:
          'Yes or no, the stars that are expected, the probability that the viewer will like it, the threshold and what it costs, and which titles of the history spoke for it and against it.' +
          exampleCalls('getRecommendation'),
        querystring: verdictQuerySchema,
        response,
      },
      errorHandler: (error, request, reply) =>
        sendProblem(error, request, reply, languageOf(request, byDefault), { mensaje: true }),
    },
    async (request) => {
      const { userId, movieId, liked, disliked, history, precision: wanted } = request.query;
      if (userId === undefined && liked === undefined && disliked === undefined && history === undefined) {
        throw invalidRequest('querystring', [
          { parameter: 'userId', expected: { kind: 'type', type: 'string', missing: true } },
        ]);
      }
      return answer({
        title: movieId,
        userId,
        liked: asList(liked),
        disliked: asList(disliked),
        watched: asList(history),
        precision: wanted ?? precision,
        language: languageOf(request, byDefault),
      });
    },
  );

  app.post<{ Body: VerdictBody }>(
    '/v1/verdicts',
    {
      schema: {
        tags,
        operationId: 'postVerdict',
        summary: 'A verdict on a title for a history in the body',
        description:
          'For viewers that the platform knows and Butaca does not; without user and history, for a stranger.',
        body: verdictBodySchema,
        response,
      },
    },
    async (request) => {
      const { movieId, userId, history, liked, disliked, precision: wanted } = request.body;
      return answer({
        title: movieId,
        userId,
        history,
        liked: whole(liked),
        disliked: whole(disliked),
        precision: wanted ?? precision,
        language: languageOf(request, byDefault),
      });
    },
  );

  app.get<{ Querystring: z.output<typeof certaintyQuerySchema> }>(
    '/v1/verdicts',
    {
      schema: {
        tags,
        operationId: 'getVerdictCertainty',
        summary: 'How sure verdicts are: reliability curve, Brier score, calibration error, what each threshold costs',
        description: `Measured on the latest ratings, by which nothing was learnt.${exampleCalls('getVerdictCertainty')}`,
        querystring: certaintyQuerySchema,
        response: { 200: certaintySchema, ...problems },
      },
    },
    async (request) => recommender.certainty(request.query.precision ?? precision, languageOf(request, byDefault)),
  );
}
