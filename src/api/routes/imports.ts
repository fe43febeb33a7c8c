import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { z } from 'zod';
import { nearestName } from '../../base/nearest.ts';
import { formatCsv } from '../../base/format-csv.ts';
import { silent } from '../../base/progress.ts';
import {
  describeReason,
  latestSnapshotId,
  listSnapshots,
  readManifest,
  readRejectedRows,
  type SnapshotDifferences,
  mendingName,
  walkRejectedRows,
  writeMendingTable,
} from '../../dataset/index.ts';
import { type ImportRecord, jobsInChildren, openImports } from '../../jobs/index.ts';
import {
  compareSnapshotsQuerySchema,
  exampleCalls,
  importParametersSchema,
  importQuerySchema,
  importReportSchema,
  importsQuerySchema,
  importsSchema,
  rejectedRowsQuerySchema,
  rejectedRowsSchema,
  snapshotDifferencesSchema,
  snapshotsSchema,
} from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { languageOf } from '../language.ts';
import { problems } from '../route-schema.ts';
import { invalidRequest } from '../validate.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const CSV_HEADINGS = ['file', 'line', 'column', 'value', 'reason', 'effect', 'text'];
/** Rows written into a CSV at a time. */
const CSV_ROWS = 500;
/** Comparisons kept: some 10 kB each. Snapshots never change. */
const MOST_COMPARED = 30;

/** Compares snapshots in a process of its own, one pair after another, each pair once. */
function openDifferences(
  home: string,
  signal: AbortSignal,
): (from: string, to: string) => Promise<SnapshotDifferences> {
  const kept = new Map<string, Promise<SnapshotDifferences>>();
  let last: Promise<unknown> = Promise.resolve();
  return async (from, to) => {
    const key = `${from} ${to}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const jobs = jobsInChildren({ home, threads: 1, progress: silent, signal });
    const compared = last.then(async () => (await jobs.runCompare({ before: from, after: to })).differences);
    last = compared.catch(() => undefined);
    kept.set(key, compared);
    if (kept.size > MOST_COMPARED) kept.delete(kept.keys().next().value!);
    compared.catch(() => kept.delete(key));
    return compared;
  };
}

/** Imports with their reports row by row, snapshots and their differences. */
export function registerImports(app: FastifyInstance, { registry, recommender, config }: AppContext): void {
  const { home } = config.workspace;
  const tags = ['data'];
  const imports = openImports(home, registry);
  const closing = new AbortController();
  app.addHook('onClose', async () => closing.abort(new Error('closed')));
  const compare = openDifferences(home, closing.signal);

  const told = (record: ImportRecord): z.output<typeof importsSchema>['imports'][number] => {
    const { startedMs, endedMs, snapshotId, ...rest } = record;
    return {
      ...rest,
      started: iso(startedMs),
      ended: endedMs === null ? null : iso(endedMs),
      seconds: endedMs === null ? null : (endedMs - startedMs) / 1000,
      snapshot: snapshotId,
      inForce: snapshotId !== null && latestSnapshotId(home) === snapshotId,
    };
  };

  app.get<{ Querystring: z.output<typeof importsQuerySchema> }>(
    '/v1/imports',
    {
      schema: {
        tags,
        operationId: 'getImports',
        summary: 'Every reading of tables, newest first',
        querystring: importsQuerySchema,
        response: { 200: importsSchema, ...problems },
      },
    },
    async (request) => ({ imports: imports.list(request.query.n).map(told) }),
  );

  app.get<{ Params: { id: string } }>(
    '/v1/imports/:id',
    {
      schema: {
        tags,
        operationId: 'getImport',
        summary: 'The report of an import: each file, and why rows were set aside',
        params: importParametersSchema,
        querystring: importQuerySchema,
        response: { 200: importReportSchema, ...problems },
      },
    },
    async (request) => {
      const language = languageOf(request, config.server.language);
      const record = imports.read(request.params.id);
      const report = imports.report(record);
      return {
        import: told(record),
        files: (report?.files ?? []).map(
          ({ name, role, bytes, encoding, delimiter, rows, header = [], columns, unusedColumns }) => ({
            name,
            role,
            bytes,
            encoding,
            delimiter,
            rows,
            header,
            columns,
            unusedColumns,
          }),
        ),
        ignored: report?.ignored ?? [],
        reasons: (report?.reasons ?? []).map(({ file, reason, effect, count, ...texts }) => ({
          file,
          reason,
          effect,
          count,
          text: texts[language],
        })),
        unchangedSince: report !== null && report.endedMs < record.startedMs ? iso(report.startedMs) : null,
        rowsBeyondList: report?.rejectedBeyondFile ?? 0,
        totals: report?.totals ?? {},
        stages: report?.timingsMs ?? {},
      };
    },
  );

  app.get<{ Params: { id: string }; Querystring: z.output<typeof rejectedRowsQuerySchema> }>(
    '/v1/imports/:id/rows',
    {
      schema: {
        tags,
        operationId: 'getRejectedRows',
        summary: 'The rows that an import set aside or changed, one by one',
        description: `In the order in which they were met; at most 200,000 are kept.${exampleCalls('getRejectedRows')}`,
        params: importParametersSchema,
        querystring: rejectedRowsQuerySchema,
        response: { 200: rejectedRowsSchema, ...problems },
      },
    },
    async (request, reply) => {
      const language = languageOf(request, config.server.language);
      const { format, ...query } = request.query;
      const record = imports.read(request.params.id);
      const tell = (row: { reason: string }): { effect: string; text: string } => {
        const { effect, ...texts } = describeReason(row.reason);
        return { effect, text: texts[language] };
      };
      const snapshotId = record.isKept ? record.snapshotId : null;
      if (format === 'json') {
        const { rows, total } =
          snapshotId === null ? { rows: [], total: 0 } : await readRejectedRows(home, snapshotId, query);
        return {
          total,
          rows: rows.map(({ row = null, isCut = false, ...rest }) => ({ ...rest, row, isCut, ...tell(rest) })),
        };
      }
      const send = (name: string, parts: AsyncIterable<string>): FastifyReply =>
        reply
          .header('content-type', 'text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="${name}"`)
          .serializer((stream: unknown) => stream as string)
          .send(Readable.from(parts));
      if (format === 'table') {
        const files = imports.report(record)?.files ?? [];
        const file = files.find(({ name }) => name === query.file);
        if (file === undefined || snapshotId === null) {
          const names = files.map(({ name }) => name);
          const nearest = query.file === undefined ? null : nearestName(query.file, names);
          throw invalidRequest('querystring', [{ parameter: 'file', expected: { kind: 'known', names, nearest } }]);
        }
        const rows = walkRejectedRows(home, snapshotId, query);
        // Letters, digits and the like: the name stands in a header.
        const name = mendingName(file.name).replace(/[^\w.-]+/g, '_');
        return send(name, writeMendingTable(rows, file.header ?? [], language));
      }
      async function* table(): AsyncGenerator<string> {
        yield `${formatCsv(CSV_HEADINGS, [])}\n`;
        let rows: string[][] = [];
        const write = (): string => `${rows.map((row) => formatCsv(row, [])).join('\n')}\n`;
        if (snapshotId === null) return;
        for await (const row of walkRejectedRows(home, snapshotId, query)) {
          const { effect, text } = tell(row);
          rows.push([row.file, String(row.line), row.field, row.value, row.reason, effect, text]);
          if (rows.length < CSV_ROWS) continue;
          yield write();
          rows = [];
        }
        if (rows.length > 0) yield write();
      }
      return send(`rows-${record.id}.csv`, table());
    },
  );

  app.get(
    '/v1/snapshots',
    {
      schema: {
        tags,
        operationId: 'getSnapshots',
        summary: 'The snapshots that are kept, and which one is in force',
        querystring: importQuerySchema,
        response: { 200: snapshotsSchema, ...problems },
      },
    },
    async () => {
      const latest = latestSnapshotId(home);
      const serving = recommender.snapshot()?.id ?? null;
      const versions = registry.listVersions();
      return {
        snapshots: listSnapshots(home).map(({ manifest, writtenMs, bytes }) => ({
          id: manifest.id,
          written: iso(writtenMs),
          bytes,
          inForce: manifest.id === latest,
          isServing: manifest.id === serving,
          versions: versions.filter(({ snapshotId }) => snapshotId === manifest.id).map(({ id }) => id),
          counts: manifest.counts,
          films: manifest.catalogues?.films?.films ?? null,
          platformTitles: manifest.catalogues?.aggregator?.titles ?? null,
          sources: manifest.sources.map(({ name, bytes: size, role }) => ({ name, bytes: size, role })),
        })),
      };
    },
  );

  app.get<{ Querystring: z.output<typeof compareSnapshotsQuerySchema> }>(
    '/v1/snapshots/compare',
    {
      schema: {
        tags,
        operationId: 'compareSnapshots',
        summary: 'What one snapshot has that another has not',
        description: 'Takes a second or two at the first question for a pair; snapshots never change, so it is kept.',
        querystring: compareSnapshotsQuerySchema,
        response: { 200: snapshotDifferencesSchema, ...problems },
      },
    },
    async ({ query: { from, to } }) => {
      // Refuses unknown ones before a process is started for them.
      const [before, after] = [from, to].map((id) => readManifest(home, id === 'latest' ? undefined : id).id);
      return compare(before, after);
    },
  );
}
