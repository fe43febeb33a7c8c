import type { FastifyInstance, FastifyReply } from 'fastify';
import type { z } from 'zod';
import { openComparisons } from '../../jobs/index.ts';
import {
  comparisonToCsv,
  type MetricBound,
  readMetricBound,
  readRunSort,
  readTime,
  type Run,
  type RunQuery,
  runsToCsv,
} from '../../registry/index.ts';
import {
  annotationSchema,
  compareQuerySchema,
  experimentComparisonSchema,
  experimentParametersSchema,
  experimentQuerySchema,
  experimentSchema,
  experimentsQuerySchema,
  experimentsSchema,
} from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { problems } from '../route-schema.ts';
import { invalidRequest } from '../validate.ts';

const MOST_COMPARED = 10;

const iso = (ms: number): string => new Date(ms).toISOString();

function told(run: Run): z.output<typeof experimentSchema> {
  const { id, kind, status, startedMs, endedMs, model, snapshotId, seed, codeVersion, error } = run;
  return {
    id,
    kind,
    status,
    started: iso(startedMs),
    ended: endedMs === null ? null : iso(endedMs),
    seconds: endedMs === null ? null : (endedMs - startedMs) / 1000,
    model,
    snapshot: snapshotId,
    parameters: run.config,
    seed,
    code: codeVersion,
    timings: run.timingsMs,
    metrics: run.metrics,
    notes: run.notes,
    tags: [...run.tags],
    reports: [...run.reports],
    problem: error ?? null,
  };
}

const members = (list: string | string[] | undefined): string[] =>
  (Array.isArray(list) ? list : (list ?? '').split(',')).map((part) => part.trim()).filter((part) => part !== '');

const refused = (parameter: string, message: string): Error =>
  invalidRequest('querystring', [{ parameter, expected: { kind: 'other', message } }]);

function boundOf(text: string): MetricBound {
  const bound = readMetricBound(text);
  if (bound === null) throw refused('metric', `${text.slice(0, 80)} ≠ <metric> >= <number>`);
  return bound;
}

function timeOf(parameter: string, text: string): number {
  const timeMs = readTime(text);
  if (timeMs === null) throw refused(parameter, `${text} ≠ YYYY-MM-DD, YYYY-MM-DDThh:mm:ssZ`);
  return timeMs;
}

const queryOf = (asked: z.output<typeof experimentsQuerySchema>): RunQuery => ({
  ...(asked.model === undefined ? {} : { model: asked.model }),
  ...(asked.kind === undefined ? {} : { kind: asked.kind }),
  ...(asked.status === undefined ? {} : { status: asked.status }),
  ...(asked.snapshot === undefined ? {} : { snapshotId: asked.snapshot }),
  ...(asked.since === undefined ? {} : { sinceMs: timeOf('since', asked.since) }),
  ...(asked.before === undefined ? {} : { beforeMs: timeOf('before', asked.before) }),
  ...(asked.sort === undefined ? {} : { sort: readRunSort(asked.sort) }),
  tags: members(asked.tag),
  bounds: members(asked.metric).map(boundOf),
  limit: asked.n,
  offset: asked.offset,
});

const sendTable = (reply: FastifyReply, name: string, csv: string): FastifyReply =>
  reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .serializer((text: unknown) => text as string)
    .send(`${csv}\n`);

/** The log of experiments: every import, training and evaluation with its settings and figures. */
export function registerExperiments(app: FastifyInstance, { registry, config }: AppContext): void {
  const compare = openComparisons(config.workspace.home);
  const tags = ['experiments'];
  app.get<{ Querystring: z.output<typeof experimentsQuerySchema> }>(
    '/v1/experiments',
    {
      schema: {
        tags,
        operationId: 'getExperiments',
        summary: 'Runs with settings and figures, filtered and sorted; as CSV too',
        querystring: experimentsQuerySchema,
        response: { 200: experimentsSchema, ...problems },
      },
    },
    async ({ query }, reply) => {
      const { runs, total } = registry.findRuns(queryOf(query));
      if (query.format === 'csv') return sendTable(reply, 'experiments', runsToCsv(runs));
      return { experiments: runs.map(told), total };
    },
  );

  app.get<{ Querystring: z.output<typeof compareQuerySchema> }>(
    '/v1/experiments/compare',
    {
      schema: {
        tags,
        operationId: 'compareExperiments',
        summary: 'In what runs differ: settings, and each metric against the first run',
        querystring: compareQuerySchema,
        response: { 200: experimentComparisonSchema, ...problems },
      },
    },
    async ({ query }, reply) => {
      const ids = members(query.runs);
      if (ids.length < 2 || ids.length > MOST_COMPARED) {
        const kind = ids.length < 2 ? 'least' : 'most';
        const limit = ids.length < 2 ? 2 : MOST_COMPARED;
        throw invalidRequest('querystring', [{ parameter: 'runs', expected: { kind, of: 'array', limit } }]);
      }
      const runsAsked = ids.map((id) => registry.readRun(id));
      const comparison = await compare(runsAsked);
      if (query.format === 'csv') return sendTable(reply, 'comparison', comparisonToCsv(comparison));
      const { runs, ...rest } = comparison;
      return { experiments: runs.map(told), ...rest };
    },
  );

  app.get<{ Params: { id: string } }>(
    '/v1/experiments/:id',
    {
      schema: {
        tags,
        operationId: 'getExperiment',
        summary: 'One run',
        params: experimentParametersSchema,
        querystring: experimentQuerySchema,
        response: { 200: experimentSchema, ...problems },
      },
    },
    async ({ params }) => {
      const run = registry.readRun(params.id);
      return { ...told(run), segments: [...(run.segments ?? [])] };
    },
  );

  app.patch<{ Params: { id: string }; Body: z.output<typeof annotationSchema> }>(
    '/v1/experiments/:id',
    {
      schema: {
        tags,
        operationId: 'annotateExperiment',
        summary: 'Change the notes or the tags of a run',
        params: experimentParametersSchema,
        querystring: experimentQuerySchema,
        body: annotationSchema,
        response: { 200: experimentSchema, ...problems },
      },
    },
    async ({ params, body }) =>
      told(
        registry.annotateRun(params.id, {
          ...(body.notes === undefined ? {} : { notes: body.notes }),
          ...(body.tags === undefined ? {} : { tags: body.tags }),
        }),
      ),
  );
}
