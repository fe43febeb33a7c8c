import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SeenUpload, UploadTask } from '../../jobs/index.ts';
import type { AppContext } from '../context.ts';
import {
  languageSchema,
  newUploadSchema,
  UPLOAD_PART_BYTES,
  uploadParametersSchema,
  uploadPartQuerySchema,
  uploadPlanSchema,
  uploadSchema,
  uploadsSchema,
  uploadTaskSchema,
} from '../contract/index.ts';
import { problems } from '../route-schema.ts';

const querystring = z.strictObject({ lang: languageSchema.optional() });
const REASONS = 200;

const iso = (ms: number): string => new Date(ms).toISOString();

function toldUpload({ createdMs, inspection, ...upload }: SeenUpload): z.output<typeof uploadSchema> {
  return { ...upload, created: iso(createdMs), inspection } as z.output<typeof uploadSchema>;
}

const counted = ({ items, users, interactions }: { items: number; users: number; interactions: number }) => ({
  titles: items,
  users,
  interactions,
});

function outcomeOf({ report, names, before }: UploadTask): z.output<typeof uploadTaskSchema>['outcome'] {
  if (report === null) return null;
  const uploaded = new Set(names);
  const files = report.files.map(({ name, role, rows, columns, unusedColumns }) => ({
    name,
    role,
    rows,
    columns,
    unusedColumns: [...unusedColumns],
    isUploaded: uploaded.has(name),
  }));
  const sum = (of: 'read' | 'taken' | 'setAside'): number => files.reduce((total, { rows }) => total + rows[of], 0);
  const { titles, users, interactions } = report.totals;
  return {
    rows: { read: sum('read'), taken: sum('taken'), setAside: sum('setAside') },
    files,
    reasons: report.reasons.slice(0, REASONS).map((reason) => ({
      ...reason,
      samples: reason.samples.map(({ line, field, value }) => ({ line, field, value })),
    })),
    before: before === null ? null : counted(before),
    after: { titles, users, interactions },
  };
}

function toldTask(task: UploadTask): z.output<typeof uploadTaskSchema> {
  const { kind, tables, state, startedMs, endedMs, stage, fraction, detail, problem, update } = task;
  return {
    kind,
    tables: [...tables],
    state,
    started: iso(startedMs),
    ended: endedMs === null ? null : iso(endedMs),
    stage,
    fraction,
    detail,
    problem,
    update: update?.id ?? null,
    outcome: outcomeOf(task),
  };
}

/** Tables over HTTP: sent in parts, looked at, tried dry, taken in. */
export async function registerUploads(app: FastifyInstance, { uploads }: AppContext): Promise<void> {
  const tags = ['data'];

  app.get(
    '/v1/uploads',
    {
      schema: {
        tags,
        operationId: 'getUploads',
        summary: 'Tables that were sent: waiting and taken in, and what is being done with them',
        querystring,
        response: { 200: uploadsSchema, ...problems },
      },
    },
    async () => {
      const { uploads: waiting, tables, task, base, limitBytes } = uploads.list();
      return {
        uploads: waiting.map(toldUpload),
        tables: tables.map(({ id, name, bytes, addedMs, role, columns }) => ({
          id,
          name,
          bytes,
          added: iso(addedMs),
          role,
          columns,
        })),
        task: task === null ? null : toldTask(task),
        base,
        limits: { bytes: limitBytes, partBytes: UPLOAD_PART_BYTES },
      };
    },
  );

  app.post<{ Body: z.output<typeof newUploadSchema> }>(
    '/v1/uploads',
    {
      schema: {
        tags,
        operationId: 'beginUpload',
        summary: 'Begin to send a table',
        querystring,
        body: newUploadSchema,
        response: { 200: uploadSchema, ...problems },
      },
    },
    async ({ body }) => toldUpload(uploads.begin(body)),
  );

  app.get<{ Params: { id: string } }>(
    '/v1/uploads/:id',
    {
      schema: {
        tags,
        operationId: 'getUpload',
        summary: 'A table that waits: how much of it is there, its columns, what it is taken for',
        params: uploadParametersSchema,
        querystring,
        response: { 200: uploadSchema, ...problems },
      },
    },
    async ({ params }) => toldUpload(uploads.read(params.id)),
  );

  // Only this route takes bytes, and only so many at a time.
  await app.register(async (parts) => {
    parts.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: UPLOAD_PART_BYTES },
      (_request, body, done) => done(null, body),
    );
    parts.put<{ Params: { id: string }; Querystring: z.output<typeof uploadPartQuerySchema>; Body: Buffer }>(
      '/v1/uploads/:id',
      {
        bodyLimit: UPLOAD_PART_BYTES,
        schema: {
          tags,
          operationId: 'sendUploadPart',
          summary: 'Send the next part of a table, at most 8 MiB; it is on the disk when this answers',
          consumes: ['application/octet-stream'],
          params: uploadParametersSchema,
          querystring: uploadPartQuerySchema.extend({ lang: languageSchema.optional() }),
          response: { 200: uploadSchema, ...problems },
        },
      },
      async ({ params, query, body }) =>
        toldUpload(uploads.append(params.id, query.offset, Buffer.isBuffer(body) ? body : Buffer.alloc(0))),
    );
  });

  app.post<{ Body: z.output<typeof uploadPlanSchema> }>(
    '/v1/uploads/dry-run',
    {
      schema: {
        tags,
        operationId: 'tryUploads',
        summary: 'Begin to read tables without changing anything; what it comes to is in the task of /v1/uploads',
        querystring,
        body: uploadPlanSchema,
        response: { 202: uploadTaskSchema, ...problems },
      },
    },
    async ({ body }, reply) => reply.code(202).send(toldTask(uploads.tryOut(body))),
  );

  app.post<{ Body: z.output<typeof uploadPlanSchema> }>(
    '/v1/uploads/import',
    {
      schema: {
        tags,
        operationId: 'importUploads',
        summary: 'Begin to take tables in: import, training, measuring, in force at the end, whole or not at all',
        querystring,
        body: uploadPlanSchema,
        response: { 202: uploadTaskSchema, ...problems },
      },
    },
    async ({ body }, reply) => reply.code(202).send(toldTask(uploads.takeIn(body))),
  );

  app.delete<{ Params: { id: string } }>(
    '/v1/uploads/:id',
    {
      schema: {
        tags,
        operationId: 'removeUpload',
        summary: 'Throw a waiting table away, or begin an update without one that was taken in',
        params: uploadParametersSchema,
        querystring,
        response: { 202: uploadTaskSchema, 204: z.null().meta({ description: 'Thrown away.' }), ...problems },
      },
    },
    async ({ params }, reply) => {
      const task = uploads.remove(params.id);
      return task === null ? reply.code(204).send() : reply.code(202).send(toldTask(task));
    },
  );
}
