/** What was imported: every reading of tables with its report row by row, the snapshots, and what one has that another has not. */
import { z } from 'zod';
import { languageSchema } from './fields.ts';
import { updateSchema } from './updates.ts';

const count = z.number().int().nonnegative();
const timeSchema = z.string().meta({ description: 'ISO 8601, UTC.' });
const rowsSchema = z.strictObject({ read: count, taken: count, setAside: count });
const lang = languageSchema.optional();

export const importSchema = z
  .strictObject({
    id: z.string(),
    status: z.enum(['running', 'done', 'failed']),
    started: timeSchema,
    ended: timeSchema.nullable(),
    seconds: z.number().nullable(),
    snapshot: z.string().nullable().meta({ description: 'What it left; null when nothing.' }),
    isKept: z.boolean().meta({ description: 'Whether that snapshot, and with it the report, is there still.' }),
    inForce: z.boolean(),
    rows: rowsSchema.nullable().meta({ description: 'Over all files; null where the report is not kept.' }),
    problem: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
    update: z
      .strictObject({ id: z.string(), reason: updateSchema.shape.reason, status: updateSchema.shape.status })
      .nullable()
      .meta({ description: 'The update that it was a part of.' }),
  })
  .meta({ id: 'Import' });

export const importsSchema = z.strictObject({ imports: z.array(importSchema) }).meta({ id: 'Imports' });

export const importsQuerySchema = z.strictObject({
  n: z.coerce.number().int().min(1).max(100).default(20).meta({ description: 'How many, newest first.' }),
  lang,
});

export const importParametersSchema = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(64)
    .meta({ description: 'The id of an import, or of the snapshot it left, or "latest".', example: 'latest' }),
});

export const importQuerySchema = z.strictObject({ lang });

const effectSchema = z.enum(['set-aside', 'adjusted', 'notice']).meta({
  description:
    '`set-aside`: the row is not in the snapshot. `adjusted`: it is, with a change. `notice`: nothing was changed.',
});

export const importReportSchema = z
  .strictObject({
    import: importSchema,
    files: z.array(
      z.strictObject({
        name: z.string(),
        role: z.string(),
        bytes: count,
        encoding: z.string(),
        delimiter: z.string(),
        rows: rowsSchema,
        header: z
          .array(z.string())
          .meta({ description: 'The names of all columns, in order; empty in older reports.' }),
        columns: z.record(z.string(), z.string()).meta({ description: 'Field → column.' }),
        unusedColumns: z.array(z.string()),
      }),
    ),
    ignored: z.array(
      z.strictObject({ name: z.string(), why: z.string(), columns: z.array(z.string()) }).meta({
        description: 'A file that was not imported, and why.',
      }),
    ),
    reasons: z.array(
      z.strictObject({
        file: z.string(),
        reason: z.string(),
        effect: effectSchema,
        count,
        text: z.string().meta({ description: 'The reason in the language asked for.' }),
      }),
    ),
    unchangedSince: timeSchema.nullable().meta({
      description:
        'Where the contents were those of an earlier import: when that one began, whose report this is. Null otherwise.',
    }),
    rowsBeyondList: count.meta({ description: 'Rows that are counted, but do not stand in the list of rows.' }),
    totals: z.record(z.string(), z.number().nullable()).meta({ description: 'What came of it, in numbers.' }),
    stages: z.record(z.string(), z.number()).meta({ description: 'Milliseconds of each stage.' }),
  })
  .meta({ id: 'ImportReport' });

export const rejectedRowsQuerySchema = z.strictObject({
  file: z
    .string()
    .min(1)
    .max(1_000)
    .optional()
    .meta({ description: 'Only rows of this file, as the report names it.' }),
  reason: z.string().min(1).max(64).optional().meta({ description: 'Only rows with this reason.' }),
  offset: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(0)
    .meta({ description: 'Rows left out at the beginning.' }),
  n: z.coerce.number().int().min(1).max(200).default(100).meta({ description: 'How many rows, 1 to 200.' }),
  format: z.enum(['json', 'csv', 'table']).default('json').meta({
    description:
      'JSON, or a table of all rows for spreadsheets; `table`: the rows of one `file` that were set aside, as a CSV with its own header and the reason before it, to be mended and imported again.',
  }),
  lang,
});

export const rejectedRowsSchema = z
  .strictObject({
    total: count,
    rows: z.array(
      z.strictObject({
        file: z.string(),
        line: count.meta({ description: 'On which the row starts, from 1; the header is line 1.' }),
        field: z.string().meta({ description: 'The column it is about; empty when it is about the whole row.' }),
        value: z.string().meta({ description: 'What stood there, at most 80 characters.' }),
        reason: z.string(),
        row: z.array(z.string()).nullable().meta({
          description:
            'The whole row as it was read, cell by cell; longer cells than 2,000 characters end in an ellipsis. Null where it is not kept: an import keeps some 16 million characters of them, older ones none.',
        }),
        isCut: z.boolean().meta({ description: 'Whether something of the row was left out.' }),
        effect: effectSchema,
        text: z.string(),
      }),
    ),
  })
  .meta({ id: 'RejectedRows' });

export const storedSnapshotSchema = z
  .strictObject({
    id: z.string(),
    written: timeSchema,
    bytes: count.meta({ description: 'All of its files on the disk.' }),
    inForce: z.boolean().meta({ description: 'Whether it is the latest: questions are answered from it.' }),
    isServing: z
      .boolean()
      .meta({ description: 'Whether lists are made of it: the model in service was trained on it.' }),
    versions: z.array(z.string()).meta({ description: 'Model versions that were trained on it.' }),
    counts: z.strictObject({ users: count, items: count, interactions: count }),
    films: count.nullable(),
    platformTitles: count.nullable(),
    sources: z.array(z.strictObject({ name: z.string(), bytes: count, role: z.string() })),
  })
  .meta({ id: 'StoredSnapshot' });

export const snapshotsSchema = z
  .strictObject({ snapshots: z.array(storedSnapshotSchema) })
  .meta({ id: 'Snapshots', description: 'The newest first.' });

const snapshotIdSchema = z
  .string()
  .min(1)
  .max(64)
  .meta({ description: 'The id of a snapshot, or "latest".', example: 'latest' });

export const compareSnapshotsQuerySchema = z.strictObject({
  from: snapshotIdSchema,
  to: snapshotIdSchema,
  lang,
});

export const snapshotDifferencesSchema = updateSchema.shape.differences.unwrap().meta({
  id: 'SnapshotDifferences',
  description: 'What the second snapshot has that the first has not, by outside ids.',
});
