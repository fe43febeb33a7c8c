import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { ButacaError } from '../base/errors.ts';
import { nearestName } from '../base/nearest.ts';
import type { AppContext, AppOptions } from './context.ts';
import { LIMITS } from './contract/index.ts';
import { languageOf } from './language.ts';
import { openMetrics } from './metrics.ts';
import { openapi, tidyDocument } from './openapi.ts';
import { parseJson } from './parse-json.ts';
import { sendProblem } from './problem.ts';
import { DATA_PROTECTION, DOCUMENTATION_POLICY, PAGE_PROTECTION } from './protection.ts';
import { registerAnalysisReport } from './routes/analysis-report.ts';
import { registerAnalysis } from './routes/analysis.ts';
import { registerCatalogue } from './routes/catalogue.ts';
import { registerDashboard } from './routes/dashboard.ts';
import { registerEvents } from './routes/events.ts';
import { registerExperiments } from './routes/experiments.ts';
import { registerOverview } from './routes/overview.ts';
import { registerImports } from './routes/imports.ts';
import { registerPlatformTitles } from './routes/platform-titles.ts';
import { registerLineage } from './routes/lineage.ts';
import { registerPromotions } from './routes/promotions.ts';
import { registerQuestions } from './routes/questions.ts';
import { registerRecommendations } from './routes/recommendations.ts';
import { registerSelection } from './routes/selection.ts';
import { registerStatus } from './routes/status.ts';
import { registerTitles } from './routes/titles.ts';
import { registerUpdates } from './routes/updates.ts';
import { registerUploads } from './routes/uploads.ts';
import { registerVerdicts } from './routes/verdicts.ts';
import { registerUsers } from './routes/users.ts';
import { registerWall } from './routes/wall.ts';
import { answerClientError } from './client-error.ts';
import { refuseCrossSite } from './same-origin.ts';
import { validatorCompiler } from './validate.ts';

/** While closing, between two looks for connections that have become idle. */
const IDLE_LOOK_MS = 50;

/**
 * Builds the server, ready to listen or to be asked with `inject`. Closing it stops accepting, lets running requests end and leaves
 * recommender and store to their owner.
 */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const context: AppContext = { ...options, metrics: openMetrics(options) };
  const { log, metrics } = context;
  const byDefault = options.config.server.language;
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (logger) => logger,
    genReqId: () => randomUUID(),
    bodyLimit: LIMITS.bodyBytes,
    requestTimeout: LIMITS.requestTimeoutMs,
    connectionTimeout: 2 * LIMITS.requestTimeoutMs,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    http: { maxHeaderSize: LIMITS.headerBytes },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) =>
      sendProblem(error, request as FastifyRequest, reply as FastifyReply, byDefault),
    routerOptions: { ignoreTrailingSlash: true, caseSensitive: false, maxParamLength: LIMITS.urlBytes },
  }) as unknown as FastifyInstance;

  app.setValidatorCompiler(validatorCompiler as never);
  app.setSerializerCompiler(() => (value: unknown) => JSON.stringify(value));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(/^application\/(?:[\w.+-]+\+)?json/, { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as string));
    } catch (error) {
      done(error as Error);
    }
  });
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, languageOf(request, byDefault)));

  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    refuseCrossSite(request);
    const { url = '' } = request.raw;
    if (url.length > LIMITS.urlBytes) {
      done(
        new ButacaError(
          'URL_TOO_LONG',
          `invalid address: ${url.length} bytes; expected at most ${LIMITS.urlBytes}. Use POST /v1/recommendations.`,
          {
            details: { limit: LIMITS.urlBytes },
          },
        ),
      );
    } else done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const seconds = reply.elapsedTime / 1000;
    metrics.observeRequest(request.routeOptions.url ?? 'unknown', request.method, reply.statusCode, seconds);
    log.debug(
      { requestId: request.id, route: request.routeOptions.url, status: reply.statusCode, seconds },
      'answered',
    );
    done();
  });

  let looking: NodeJS.Timeout | undefined;
  app.addHook('preClose', (done) => {
    // A connection that was busy when closing began, and is kept by a client that asks no more, would hold the end up for a minute.
    looking = setInterval(() => app.server.closeIdleConnections(), IDLE_LOOK_MS).unref();
    done();
  });
  app.addHook('onClose', (_app, done) => {
    clearInterval(looking);
    done();
  });

  await app.register(swagger, { openapi, transform: jsonSchemaTransform, transformObject: tidyDocument });
  await app.register(async (scope) => {
    scope.addHook('onRequest', (_request, reply, done) => {
      void reply.headers(DATA_PROTECTION);
      done();
    });
    registerRecommendations(scope, context);
    registerUsers(scope, context);
    registerWall(scope, context);
    registerTitles(scope, context);
    registerPlatformTitles(scope, context);
    registerCatalogue(scope, context);
    registerVerdicts(scope, context);
    registerEvents(scope, context);
    registerStatus(scope, context);
    registerOverview(scope, context);
    registerUpdates(scope, context);
    await registerUploads(scope, context);
    registerImports(scope, context);
    registerLineage(scope, context);
    registerPromotions(scope, context);
    registerExperiments(scope, context);
    registerQuestions(scope, context);
    registerAnalysis(scope, context);
    registerSelection(scope, context);
  });
  await app.register(async (pages) => {
    await pages.register(helmet, PAGE_PROTECTION);
    await pages.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: DOCUMENTATION_POLICY,
      uiConfig: { docExpansion: 'list', deepLinking: true },
    });
    await registerDashboard(pages, context);
    registerAnalysisReport(pages, context);
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());

  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0].slice(0, 200);
    const nearest = nearestName(path.replace(/\/$/, ''), addressesOf(app));
    const error = new ButacaError('UNKNOWN_ROUTE', `unknown address: ${request.method} ${path}; see /docs.`, {
      details: { method: request.method, path, nearest },
    });
    sendProblem(error, request, reply, languageOf(request, byDefault));
  });
  await app.ready();
  return app;
}

const addressesOf = (app: FastifyInstance): string[] =>
  Object.keys(app.swagger().paths ?? {}).map((path) => path.replace(/(.)\/$/, '$1'));
